/** The four signals that PI_acct weighs, in their canonical order. */
export const SIGNALS = ["runway", "growth", "geo", "category"] as const;
/** One of the four signals. */
export type Signal = (typeof SIGNALS)[number];

/** Weights of the four signals: each in [0, 1], together exactly 1 (within rounding). */
export type Weights = Readonly<Record<Signal, number>>;

/** Tiering methods; `kpi` is the constrained KPI method, `direct` the unconstrained one. */
export const METHODS = ["hybrid", "kpi", "direct", "baseline"] as const;
/** One of the tiering methods. */
export type Method = (typeof METHODS)[number];

/**
 * How the signals are brought to one scale: `zscore` as published; `rank` by normal scores of the ranks;
 * `winsor` by z-scores of values cut at the 1st and 99th percentile.
 */
export const SCALES = ["zscore", "rank", "winsor"] as const;
/** How a signal is made comparable: by z-score, by rank, or by z-score with its ends cut. */
export type Scale = (typeof SCALES)[number];

/** Coefficients of the composite: TPA, SFI, and (TCI_PI + TCI_REV); each at least 0, not all 0. */
export interface Coefficients {
  readonly tpa: number;
  readonly sfi: number;
  readonly tci: number;
}

/** Size of a tier: accounts, or a share of the book such as `"5%"`. */
export type TierSize = number | `${number}%`;

/**
 * Business rules of a run, in the one form that query, body, model reply and history share.
 * A field that is absent was not asked for.
 *
 * A selector is `Column:value|value` (any of the values), `Column!:value|value` (none of them),
 * `tier:A|B` (current tier), `id:7|12` (these accounts), `Column>1000000` (also `>=`, `<`, `<=`), `top:50:Column` or
 * `bottom:50:Column` (so many accounts with the largest or smallest values), or several of these joined by
 * `&` (all of them; a rank counts among the accounts that meet the other conditions). `!(…)` around them
 * is all accounts but these: `!(City:Perth&NPS<0)`; a group may stand in one other: `!(City!:Perth&!(NPS>50))` is
 * those in Perth or above 50.
 */
export interface Policy {
  /** Largest share of the whole book that may change tier, 0 … 1. */
  readonly maxMovedShare?: number;
  /** Largest number of tiers one account may move, or `free`. */
  readonly maxTierStep?: number | "free";
  /** Sizes by tier name, such as `{A: 1200, B: 11153}`; unnamed tiers keep their size. */
  readonly tierSizes?: Readonly<Record<string, TierSize>>;
  /**
   * Which tiers count as strategic in SFI: a number L (the top L tiers), names (`"A,C"`),
   * `"top:0.5"` (that share of the tiers), `"revenue:0.8"` (the fewest top tiers with that share of
   * revenue) or `"pi:0.75"` (tiers whose mean PI lies above that quantile).
   */
  readonly strategicTiers?: number | string;
  /** Accounts that keep their tier: each entry an ID or a selector. */
  readonly hold?: readonly string[];
  /**
   * Accounts that get a tier whatever speaks for another: each entry an ID or a selector, a colon and a tier's name
   * (`304930413:A`). They count for the sizes and the budget; rules on who may move, and how far, leave them alone.
   */
  readonly force?: readonly string[];
  /**
   * Holds that are kept elsewhere, by their version: `stored@12`. Whoever runs the plan has put them among its rules;
   * tiering itself refuses a plan that still names them.
   */
  readonly holds?: string;
  /** Only accounts that match every selector may move. */
  readonly scope?: readonly string[];
  /** Only accounts that match every selector may rise; `["none"]`: nobody may. */
  readonly mayRise?: readonly string[];
  /** Only accounts that match every selector may fall; `["none"]`: nobody may. */
  readonly mayFall?: readonly string[];
  /** True: mean PI_acct must not rise from one tier to the next lower one. */
  readonly monotone?: boolean;
  readonly coefficients?: Coefficients;
  /** Why accounts are held or forced, for people: each entry an ID or `id:7|12`, a colon, the text. Changes no tier. */
  readonly reason?: readonly string[];
}

/** A plan: all that a run depends on beside the book. */
export interface Plan {
  readonly method: Method;
  readonly weights: Weights;
  readonly policy: Policy;
  /** Scale of the signals; `zscore` where absent. */
  readonly scale?: Scale;
}

/** Letter of tier `t` (0 → "A"). K is at most 26. */
export function tierLetter(t: number): string {
  return String.fromCharCode(65 + t);
}
