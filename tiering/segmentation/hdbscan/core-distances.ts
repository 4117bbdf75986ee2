import { squaredDistance, squaredToBox } from "../kd-distance.ts";
import { type KdTree, parentOf, siblingOf } from "../kd-tree.ts";

/** Neighbours collected between two ticks. */
const TICK_EVERY = 10_240;

/**
 * Squared distance of each point to its `neighbours`-th nearest other point (all others where there are
 * fewer); shape [n], by position in the tree. About n·neighbours·log n.
 * @param tick Called every so many points that their neighbours are about ten thousand.
 */
export function squaredCoreDistances(
  tree: KdTree,
  neighbours: number,
  tick: (done: number) => void,
): Float64Array {
  const { n, firstLeaf, nodeCount, start, end } = tree;
  const k = Math.min(neighbours, n - 1);
  const core = new Float64Array(n);
  if (k < 1) return core;
  const every = Math.max(1, Math.floor(TICK_EVERY / k));
  const nearest = new Float64Array(k);
  const stack = new Int32Array(64);
  for (let leaf = firstLeaf; leaf < nodeCount; leaf++) {
    for (let i = start[leaf]; i < end[leaf]; i++) {
      if (i % every === 0) tick(i);
      nearest.fill(Infinity);
      collect(tree, leaf, i, nearest, stack);
      core[i] = nearest[k - 1];
    }
  }
  return core;
}

/** Fills `nearest` with the least squared distances from point i, ascending, climbing from its leaf. */
function collect(tree: KdTree, leaf: number, i: number, nearest: Float64Array, stack: Int32Array): void {
  const { points, stride, boxes, firstLeaf, start, end, splitSide, splitValue } = tree;
  const p = i * stride;
  const last = nearest.length - 1;
  let climbing = leaf;
  let waiting = 1;
  stack[0] = leaf;
  for (;;) {
    if (waiting === 0) {
      if (climbing === 0) return;
      stack[waiting++] = siblingOf(climbing);
      climbing = parentOf(climbing);
    }
    const node = stack[--waiting];
    if (squaredToBox(points, p, boxes, node * 2 * stride, stride) >= nearest[last]) continue;
    if (node < firstLeaf) {
      const near = 2 * node + (points[p + splitSide[node]] < splitValue[node] ? 1 : 2);
      stack[waiting++] = siblingOf(near);
      stack[waiting++] = near;
      continue;
    }
    for (let j = start[node]; j < end[node]; j++) {
      const squared = squaredDistance(points, p, j * stride, stride);
      if (squared >= nearest[last] || j === i) continue;
      let at = last;
      for (; at > 0 && nearest[at - 1] > squared; at--) nearest[at] = nearest[at - 1];
      nearest[at] = squared;
    }
  }
}
