import { beyond, boxTail, HEAD, squaredDistance, tail } from "../kd-distance.ts";
import { parentOf, siblingOf } from "../kd-tree.ts";
import type { Forest } from "./forest.ts";

/** Rounding slack of the bound, so that an equal cost is never cut off. */
const SLACK = 1 + 1e-12;

/** Cheapest merge partner of a cluster, and room for the search. */
export interface Nearest {
  /** Slot of the partner, −1 where there is none. */
  slot: number;
  /** Half the squared Ward height: r² / (1/|A| + 1/|B|). */
  cost: number;
  /** Nodes to visit: one path from the root holds at most one waiting sibling a level. */
  readonly stack: Int32Array;
}

/** A result for {@link findNearest} to write to. */
export function createNearest(): Nearest {
  return { slot: -1, cost: Infinity, stack: new Int32Array(64) };
}

/**
 * Finds the cluster that is cheapest to merge with the one in slot `self`; ties go to the lower cluster
 * number. The cost is symmetric to the last bit, which is what makes the cheapest pair mutual. The
 * search starts in the own leaf and climbs; a node is left out where no cluster in its box, even one of
 * the least size below it, could cost less than the best found.
 * @param hint A slot known to be near, or −1.
 */
export function findNearest(forest: Forest, self: number, hint: number, found: Nearest): void {
  const { inverse, cluster, nodeInverse, tree } = forest;
  const { points, stride, boxes, start, end, firstLeaf, splitSide, splitValue } = tree;
  const { stack } = found;
  const own = inverse[self];
  const p = self * stride;
  const q0 = points[p];
  const q1 = points[p + 1];
  const q2 = points[p + 2];
  const q3 = points[p + 3];
  const q4 = points[p + 4];
  const q5 = points[p + 5];
  const q6 = points[p + 6];
  const q7 = points[p + 7];
  let best = Infinity;
  let bestSlot = -1;
  if (hint >= 0) {
    best = squaredDistance(points, p, hint * stride, stride) / (own + inverse[hint]);
    bestSlot = hint;
  }

  let climbing = forest.leafOf[self];
  let waiting = 1;
  stack[0] = climbing;
  for (;;) {
    if (waiting === 0) {
      if (climbing === 0) break;
      stack[waiting++] = siblingOf(climbing);
      climbing = parentOf(climbing);
    }
    const node = stack[--waiting];

    // Squared distance to the box, added up like the one to a point, so that it never exceeds it.
    const box = node * 2 * stride;
    const b0 = beyond(boxes[box] - q0, q0 - boxes[box + stride]);
    const b1 = beyond(boxes[box + 1] - q1, q1 - boxes[box + stride + 1]);
    const b2 = beyond(boxes[box + 2] - q2, q2 - boxes[box + stride + 2]);
    const b3 = beyond(boxes[box + 3] - q3, q3 - boxes[box + stride + 3]);
    let toBox = b0 * b0 + b1 * b1 + (b2 * b2 + b3 * b3);
    // Each entry counted double, hence the 4.
    const limit4 = 4 * best * (own + nodeInverse[node]) * SLACK;
    if (toBox > limit4) continue;
    const b4 = beyond(boxes[box + 4] - q4, q4 - boxes[box + stride + 4]);
    const b5 = beyond(boxes[box + 5] - q5, q5 - boxes[box + stride + 5]);
    const b6 = beyond(boxes[box + 6] - q6, q6 - boxes[box + stride + 6]);
    const b7 = beyond(boxes[box + 7] - q7, q7 - boxes[box + stride + 7]);
    toBox += b4 * b4 + b5 * b5 + (b6 * b6 + b7 * b7);
    if (stride > HEAD) toBox += boxTail(points, p, boxes, box, stride);
    if (toBox > limit4) continue;

    if (node < firstLeaf) {
      const near = 2 * node + (points[p + splitSide[node]] < splitValue[node] ? 1 : 2);
      stack[waiting++] = siblingOf(near);
      stack[waiting++] = near;
      continue;
    }
    for (let slot = start[node]; slot < end[node]; slot++) {
      const o = slot * stride;
      const d0 = q0 - points[o];
      const d1 = q1 - points[o + 1];
      const d2 = q2 - points[o + 2];
      const d3 = q3 - points[o + 3];
      let sum = d0 * d0 + d1 * d1 + (d2 * d2 + d3 * d3);
      const weight = own + inverse[slot];
      const limit = best * weight * SLACK;
      // An empty slot is at NaN and fails every comparison.
      if (!(sum <= limit)) continue;
      const d4 = q4 - points[o + 4];
      const d5 = q5 - points[o + 5];
      const d6 = q6 - points[o + 6];
      const d7 = q7 - points[o + 7];
      sum += d4 * d4 + d5 * d5 + (d6 * d6 + d7 * d7);
      if (sum > limit) continue;
      if (stride > HEAD) sum += tail(points, p, o, stride);
      const cost = sum / weight;
      if (slot === self || cost > best) continue;
      if (cost < best || cluster[slot] < cluster[bestSlot]) {
        best = cost;
        bestSlot = slot;
      }
    }
  }
  found.slot = bestSlot;
  found.cost = best;
}
