import { squaredDistance, squaredToBox } from "../kd-distance.ts";
import { type KdTree, parentOf, siblingOf } from "../kd-tree.ts";
import { Components } from "./components.ts";

/** Edges of a spanning tree; arrays of shape [n − 1]. */
export interface SpanningTree {
  /** Positions in the kd-tree. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Squared lengths. */
  readonly squared: Float64Array;
}

/** State of a Borůvka round; "component" is the representative of a point's set. */
interface Round {
  readonly tree: KdTree;
  readonly core: Float64Array;
  /** Component of each point; shape [n]. */
  readonly component: Int32Array;
  /** Component of all points below each node, −1 where they differ; shape [nodeCount]. */
  readonly nodeComponent: Int32Array;
  /** Least squared core distance below each node; shape [nodeCount]. */
  readonly nodeCore: Float64Array;
  /** Shortest edge found out of each component: squared length and its two ends; by representative. */
  readonly best: Float64Array;
  readonly bestFrom: Int32Array;
  readonly bestTo: Int32Array;
  /** No point of another component is nearer than this to the point; it only grows; shape [n]. */
  readonly least: Float64Array;
  /** The nearest foreign point a search of an earlier round met, −1 where none; shape [n]. */
  readonly met: Int32Array;
  readonly stack: Int32Array;
}

/**
 * Minimum spanning tree under the mutual reachability distance max(core(a), core(b), |a − b|), by
 * Borůvka's rounds over the kd-tree: each component finds its shortest edge out. A node is left out where
 * all of it is of the same component, or where neither its box nor its core distances leave room for a
 * shorter edge. `core` holds squared core distances by position. About n·log² n.
 * @param tick Called every 512 points with the number of edges.
 */
export function spanningTree(tree: KdTree, core: Float64Array, tick: (edges: number) => void): SpanningTree {
  const { n, nodeCount } = tree;
  const edges = {
    from: new Int32Array(Math.max(n - 1, 0)),
    to: new Int32Array(Math.max(n - 1, 0)),
    squared: new Float64Array(Math.max(n - 1, 0)),
  };
  const round: Round = {
    tree,
    core,
    component: new Int32Array(n),
    nodeComponent: new Int32Array(nodeCount),
    nodeCore: new Float64Array(nodeCount),
    best: new Float64Array(n),
    bestFrom: new Int32Array(n),
    bestTo: new Int32Array(n),
    least: core.slice(),
    met: new Int32Array(n).fill(-1),
    stack: new Int32Array(64),
  };
  const components = new Components(n);
  for (let count = 0; count < n - 1; ) {
    begin(round, components);
    findShortest(round, () => tick(count));
    for (let c = 0; c < n; c++) {
      if (round.best[c] === Infinity || components.union(round.bestFrom[c], round.bestTo[c]) < 0) continue;
      edges.from[count] = round.bestFrom[c];
      edges.to[count] = round.bestTo[c];
      edges.squared[count++] = round.best[c];
    }
  }
  return edges;
}

/** Renews components and bounds; edges met in earlier rounds that still lead out are offered first. */
function begin(round: Round, components: Components): void {
  const { tree, core, component, nodeComponent, nodeCore, best, met } = round;
  const { n, nodeCount, firstLeaf, start, end } = tree;
  for (let i = 0; i < n; i++) component[i] = components.find(i);
  for (let node = nodeCount - 1; node >= 0; node--) {
    if (node < firstLeaf) {
      const left = 2 * node + 1;
      nodeComponent[node] = nodeComponent[left] === nodeComponent[left + 1] ? nodeComponent[left] : -1;
      nodeCore[node] = Math.min(nodeCore[left], nodeCore[left + 1]);
      continue;
    }
    nodeComponent[node] = component[start[node]];
    nodeCore[node] = Infinity;
    for (let i = start[node]; i < end[node]; i++) {
      if (component[i] !== nodeComponent[node]) nodeComponent[node] = -1;
      nodeCore[node] = Math.min(nodeCore[node], core[i]);
    }
  }
  best.fill(Infinity);
  for (let i = 0; i < n; i++) {
    if (met[i] < 0 || component[met[i]] === component[i]) continue;
    offer(round, i, met[i], reach(round, i, met[i]));
  }
}

function findShortest(round: Round, tick: () => void): void {
  const { tree, component, best, least } = round;
  const { firstLeaf, nodeCount, start, end } = tree;
  for (let leaf = firstLeaf; leaf < nodeCount; leaf++) {
    for (let i = start[leaf]; i < end[leaf]; i++) {
      if (i % 512 === 0) tick();
      if (least[i] >= best[component[i]]) continue;
      searchFrom(round, leaf, i);
      least[i] = Math.max(least[i], best[component[i]]);
    }
  }
}

/** Looks for edges from point i that are shorter than the best out of its component. */
function searchFrom(round: Round, leaf: number, i: number): void {
  const { tree, core, component, nodeComponent, nodeCore, best, met, stack } = round;
  const { points, stride, boxes, firstLeaf, start, end, splitSide, splitValue } = tree;
  const own = component[i];
  const p = i * stride;
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
    if (nodeComponent[node] === own || nodeCore[node] >= best[own]) continue;
    if (squaredToBox(points, p, boxes, node * 2 * stride, stride) >= best[own]) continue;
    if (node < firstLeaf) {
      const near = 2 * node + (points[p + splitSide[node]] < splitValue[node] ? 1 : 2);
      stack[waiting++] = siblingOf(near);
      stack[waiting++] = near;
      continue;
    }
    for (let j = start[node]; j < end[node]; j++) {
      if (component[j] === own || core[j] >= best[own]) continue;
      const squared = reach(round, i, j);
      if (squared >= best[own]) continue;
      met[i] = j;
      offer(round, i, j, squared);
      // No edge of i is shorter than its core distance.
      if (squared <= core[i]) return;
    }
  }
}

function reach({ tree: { points, stride }, core }: Round, i: number, j: number): number {
  const squared = squaredDistance(points, i * stride, j * stride, stride);
  return Math.max(squared, core[i], core[j]);
}

/** Offers an edge to the components at both its ends. */
function offer({ component, best, bestFrom, bestTo }: Round, i: number, j: number, squared: number): void {
  for (const c of [component[i], component[j]]) {
    if (squared >= best[c]) continue;
    best[c] = squared;
    bestFrom[c] = i;
    bestTo[c] = j;
  }
}
