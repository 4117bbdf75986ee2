import type { Kpis } from "./kpis.ts";
import type { Plan } from "./plan/index.ts";
import type { RunNote } from "./run-notes.ts";

/** One business rule of a run, judged on its result. */
export interface RuleOutcome {
  readonly rule:
    | "tier-sizes"
    | "max-tier-step"
    | "max-moved-share"
    | "hold"
    | "force"
    | "scope"
    | "may-rise"
    | "may-fall"
    | "monotone";
  /** The limit in words, such as `at most 2,500 of 50,000 accounts`. */
  readonly limit: string;
  /** True where the plan asked for the rule or the method obeys it; false where it is shown for comparison. */
  readonly asked: boolean;
  readonly kept: boolean;
  /** How many accounts break it; 0 where it is kept. */
  readonly accounts: number;
}

/** How far a run can be from the best possible one. */
export interface Certificate {
  /** What is bounded: the composite of a hybrid run, TPA of a `kpi` or `direct` run under a policy. */
  readonly of: "composite" | "tpa";
  /** Composite (or TPA) of the run. */
  readonly value: number;
  /** No assignment that obeys the policy has a larger one. */
  readonly bound: number;
  /** (bound − value) / |value|; null where the value is 0 and the bound is not. */
  readonly gap: number | null;
  /**
   * (bound − value) / (bound − baseline value): the share of the possible lift that may still be open; null
   * where the baseline breaks the plan's rules or nothing can be gained.
   */
  readonly liftGap: number | null;
  /** Nodes of the branch and bound; 1 is the root bound of an ordinary run. */
  readonly nodes: number;
  /** True where the bound was brought to its target. */
  readonly proven: boolean;
  /**
   * Why it was not: `not-asked` (the root bound alone), `work-limit` and `time-limit` (branch and bound gave up); null where
   * it is proven.
   */
  readonly unproven: "not-asked" | "work-limit" | "time-limit" | null;
}

/** An upper bound on a run's composite or TPA, and how it was come by. */
export type Proof = Pick<Certificate, "of" | "bound" | "nodes" | "proven" | "unproven">;

/** Lagrange prices of the last linear problem of a hybrid run: why each account is where it is. */
export interface Prices {
  /** Worth of each tier as a straight line in an account's three measures; each of shape [K]. */
  readonly rank: Float64Array;
  readonly pi: Float64Array;
  readonly revenue: Float64Array;
  /** Price of a place in each tier, shape [K]; only differences matter. */
  readonly tier: Float64Array;
  /** Price of one move, at least 0. */
  readonly move: number;
}

/** A finished run: plain data that can be cloned between threads. */
export interface Run {
  /** The plan with the effective policy filled in; running it again gives the same run. */
  readonly plan: Plan;
  /** PI_acct; shape [n]. */
  readonly potential: Float64Array;
  /** New tier of each account, 0 … K − 1; shape [n]. */
  readonly tiers: Uint8Array;
  readonly tierCount: number;
  /** Names of the tiers, highest first: the book's own, or those that a first tiering gives; shape [K]. */
  readonly tierNames: readonly string[];
  /** 1 for each strategic tier, frozen for the run; shape [K]. */
  readonly strategic: Uint8Array;
  /** KPIs of the baseline; null where the book was never tiered. */
  readonly before: Kpis | null;
  readonly after: Kpis;
  readonly rules: readonly RuleOutcome[];
  readonly certificate: Certificate | null;
  readonly prices: Prices | null;
  /** What a reader has to know and would not guess, such as signals that do not count; a sentence each. */
  readonly notes: readonly RunNote[];
}
