import type { Prices } from "../run.ts";

/** Prices that can be written: a point of the dual problem. */
export interface DualPoint extends Prices {
  move: number;
}

/** A point for K tiers, all zero. */
export function newDualPoint(tierCount: number): DualPoint {
  const column = () => new Float64Array(tierCount);
  return { rank: column(), pi: column(), revenue: column(), tier: column(), move: 0 };
}

/** Copies one point to another. */
export function copyDualPoint(from: Prices, to: DualPoint): DualPoint {
  to.rank.set(from.rank);
  to.pi.set(from.pi);
  to.revenue.set(from.revenue);
  to.tier.set(from.tier);
  to.move = from.move;
  return to;
}

/**
 * The coordinates of a point that a search may change, as one vector: K tier prices, the move price,
 * K slopes in PI, K slopes in revenue.
 */
export function coordinateCount(tierCount: number): number {
  return 3 * tierCount + 1;
}

/** Reads a coordinate of a dual point of K tiers: K prices of tiers, the price of a move, K slopes of PI, K of revenue. */
export function coordinate(point: Prices, index: number): number {
  const K = point.tier.length;
  if (index < K) return point.tier[index]!;
  if (index === K) return point.move;
  return index <= 2 * K ? point.pi[index - K - 1]! : point.revenue[index - 2 * K - 1]!;
}

/** Writes one coordinate. */
export function setCoordinate(point: DualPoint, index: number, value: number): void {
  const K = point.tier.length;
  if (index < K) point.tier[index] = value;
  else if (index === K) point.move = value;
  else if (index <= 2 * K) point.pi[index - K - 1] = value;
  else point.revenue[index - 2 * K - 1] = value;
}
