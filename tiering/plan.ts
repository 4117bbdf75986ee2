/** The four signals that PI_acct weighs, in their canonical order. */
export const SIGNALS = ["runway", "growth", "geo", "category"] as const;
/** One of the four signals. */
export type Signal = (typeof SIGNALS)[number];

/** Weights of the four signals: each in [0, 1], together exactly 1 (within rounding). */
export type Weights = Readonly<Record<Signal, number>>;

/** The published default weights. */
export const DEFAULT_WEIGHTS: Weights = { runway: 0.4, growth: 0.3, geo: 0.15, category: 0.15 };

/** Tiering methods; `kpi` is the constrained KPI method, `direct` the unconstrained one. */
export const METHODS = ["hybrid", "kpi", "direct", "baseline"] as const;
/** One of the tiering methods. */
export type Method = (typeof METHODS)[number];

/** Coefficients of the composite: TPA, SFI, and (TCI_PI + TCI_REV). */
export interface Coefficients {
  readonly tpa: number;
  readonly sfi: number;
  readonly tci: number;
}

/** The published coefficients; they sum to 1.3, as published (system.md §2 of the design). */
export const DEFAULT_COEFFICIENTS: Coefficients = { tpa: 0.35, sfi: 0.35, tci: 0.3 };

/**
 * Business rules of a run, in the one form that query, body, model reply and history share.
 * A field that is absent was not asked for; {@link DEFAULT_POLICY} fills it for the hybrid.
 */
export interface Policy {
  /** Largest share of the whole book that may change tier, 0 … 1. */
  readonly maxMovedShare?: number;
  /** Largest number of tiers one account may move, or `free`. */
  readonly maxTierStep?: number | "free";
  /** Accounts per tier by letter, such as `{A: 1200, B: 11153}`; unnamed tiers keep their size. */
  readonly tierSizes?: Readonly<Record<string, number>>;
  /**
   * Which tiers count as strategic in SFI: a number L (the top L tiers), letters (`"A,C"`),
   * `"top:0.5"` (that share of the tiers), `"revenue:0.8"` (the fewest top tiers with that share of
   * revenue) or `"pi:0.75"` (tiers whose mean PI lies above that quantile).
   */
  readonly strategicTiers?: number | string;
  /** Accounts that keep their tier: an ID, `tier:A`, or `Column:value|value`. */
  readonly hold?: readonly string[];
  /** Only accounts that match may move: `Column:value|value`; any of the values, all of the entries. */
  readonly scope?: readonly string[];
  readonly coefficients?: Coefficients;
}

/** A plan: all that a run depends on beside the book. */
export interface Plan {
  readonly method: Method;
  readonly weights: Weights;
  readonly policy: Policy;
}

/** The hybrid's rules where nothing else is asked: 5 % may move, one tier at most, top two strategic. */
export const DEFAULT_POLICY = { maxMovedShare: 0.05, maxTierStep: 1, strategicTiers: 2 } as const;

/** Letter of tier `t` (0 → "A"). K is at most 26. */
export function tierLetter(t: number): string {
  return String.fromCharCode(65 + t);
}
