import type { Prices } from "../../run.ts";

/** Prices that can be written: a point of the dual problem. */
export interface Point extends Prices {
  move: number;
}

/** A point for K tiers, all zero. */
export function newPoint(tierCount: number): Point {
  const column = () => new Float64Array(tierCount);
  return { rank: column(), pi: column(), revenue: column(), tier: column(), move: 0 };
}

/** Copies one point to another. */
export function copyPoint(from: Prices, to: Point): Point {
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

/** Reads one coordinate. */
export function coordinate(point: Prices, index: number): number {
  const K = point.tier.length;
  if (index < K) return point.tier[index]!;
  if (index === K) return point.move;
  return index <= 2 * K ? point.pi[index - K - 1]! : point.revenue[index - 2 * K - 1]!;
}

/** Writes one coordinate. */
export function setCoordinate(point: Point, index: number, value: number): void {
  const K = point.tier.length;
  if (index < K) point.tier[index] = value;
  else if (index === K) point.move = value;
  else if (index <= 2 * K) point.pi[index - K - 1] = value;
  else point.revenue[index - 2 * K - 1] = value;
}
