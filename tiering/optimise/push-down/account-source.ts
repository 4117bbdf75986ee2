import type { Prices } from "../../run.ts";
import type { Candidates, Groups } from "../candidates.ts";

/**
 * The accounts of one group that choose alike at a dual point, and about as firmly: those whose best tier,
 * second best tier and margin between the two (as a power of the base) are the same.
 */
export interface MarginBin {
  /** Index of the group in {@link AccountSource.groups}. */
  readonly group: number;
  /** The tier with the largest reduced gain, and the one after it; staying gains 0. */
  readonly best: number;
  readonly second: number;
  readonly count: number;
  /** Sum of the best reduced gains. */
  readonly gain: number;
  /** Least and largest margin of the best over the second. */
  readonly low: number;
  readonly high: number;
  /** Sums of centred rank, centred PI and centred revenue. */
  readonly rank: number;
  readonly pi: number;
  readonly revenue: number;
}

/** The accounts of one group with about the same value in one column. */
export interface ValueBin {
  readonly group: number;
  readonly count: number;
  readonly low: number;
  readonly high: number;
}

/** The accounts of one group with about the same PI_acct, and their sums of centred rank, PI and revenue. */
export interface OutlineBin extends ValueBin {
  readonly rank: number;
  readonly pi: number;
  readonly revenue: number;
}

/** All accounts of one group that choose between the same two tiers by at most a margin. */
export interface EdgeLimit {
  readonly group: number;
  readonly best: number;
  readonly second: number;
  readonly margin: number;
}

/**
 * Where the accounts lie that the linearise-and-solve asks for sums of: columns in memory, or a table in a
 * warehouse. Every method is one scan of the accounts that may move; only bins and the accounts at the edge
 * are handed over.
 */
export interface AccountSource {
  /** The groups of accounts that may move; shape [G]. */
  readonly groups: Groups;
  readonly tierCount: number;
  /** The accounts that may move by PI_acct alone, known without a scan: where to begin; may be empty. */
  readonly outline: readonly OutlineBin[];
  /** What the accounts choose at a point; margins are binned by powers of e^(1/{@link BINS}) of `unit`. */
  margins(point: Prices, unit: number): Promise<readonly MarginBin[]>;
  /** How the values of a column lie. */
  values(column: "pi" | "revenue"): Promise<readonly ValueBin[]>;
  /** The accounts within these margins at a point, `account` being whatever the source knows them by. */
  edge(point: Prices, limits: readonly EdgeLimit[]): Promise<Candidates>;
}

/** Bins of an e-fold of margins: at 20 the lift of 10,000,000 accounts fell 3.8e-4 short before prices were refined. */
export const BINS = 20;

/** Margins below this share of the unit are one bin. */
export const LEAST_MARGIN = 1e-7;

/** Bins of an e-fold of values, of which only the largest and smallest matter. */
export const VALUE_BINS = 50;

/** The bin of a margin, by its logarithm in units; those of a tie and below share the lowest one. */
export function marginBin(margin: number, unit: number): number {
  const least = lowestBin();
  return margin > LEAST_MARGIN * unit ? Math.max(least, Math.floor(BINS * Math.log(margin / unit))) : least;
}

/** The bin of the smallest margins. */
export function lowestBin(): number {
  return Math.floor(BINS * Math.log(LEAST_MARGIN));
}

/** The bin of a value on either side of 0. */
export function valueBin(value: number, unit: number): number {
  const size = Math.floor(VALUE_BINS * Math.log(1 + Math.abs(value) / unit));
  return value < 0 ? -1 - size : size;
}
