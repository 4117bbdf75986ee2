import type { Accounts } from "../accounts.ts";
import type { Kpis } from "../kpis.ts";
import type { WeightStability } from "../optimise/sensitivity.ts";
import { DEFAULT_COEFFICIENTS, type Plan } from "../plan/index.ts";
import type { Certificate, RuleOutcome, Run } from "../run.ts";
import type { RunNote } from "../run-notes.ts";
import { countTiers, migrationMatrix } from "./migration.ts";
import { type TierOrder, tierOrder } from "./tier-order.ts";

/** What each KPI adds to the composite's lift. */
export type LiftParts = Readonly<Record<"tpa" | "tciPi" | "tciRev" | "sfi", number>>;

/** A run as a report: plain JSON. */
export interface Summary {
  readonly plan: Plan;
  readonly accounts: number;
  /** `before` and `lift` are null in a first tiering, as all that compares with a baseline is. */
  readonly kpis: { readonly before: Kpis | null; readonly after: Kpis; readonly lift: Kpis | null };
  /** What each KPI adds to the composite's lift, coefficient times change; the four sum to it. */
  readonly contributions: LiftParts | null;
  /** Potential per tier, and tiers out of order. */
  readonly tierOrder: TierOrder;
  /** Names of the tiers, from the highest; rows and columns of what follows. */
  readonly tiers: readonly string[];
  readonly strategicTiers: readonly string[];
  readonly distribution: { readonly before: readonly number[] | null; readonly after: readonly number[] };
  /** Accounts by tier before (rows) and after (columns). */
  readonly migration: readonly (readonly number[])[] | null;
  readonly moved: {
    readonly count: number;
    readonly up: number;
    readonly down: number;
    /** Share of the book, 0 … 1. */
    readonly share: number;
  } | null;
  readonly rules: readonly RuleOutcome[];
  readonly certificate: Certificate | null;
  /** Share of the moves that stand a change of ± 10 % in any one weight, and in each; null where not judged. */
  readonly stability: Pick<WeightStability, "surviving" | "bySignal"> | null;
  /** What a reader has to know and would not guess, a sentence each. */
  readonly notes: readonly RunNote[];
}

/** Summarises a run on its book, with what {@link weightStability} found where it was judged; O(N). */
export function summarise(accounts: Accounts, run: Run, stability: WeightStability | null = null): Summary {
  const { tierCount, hasTiers } = accounts;
  const migration = hasTiers ? migrationMatrix({ tiers: accounts.tier, tierCount }, run) : null;
  return {
    plan: run.plan,
    accounts: accounts.n,
    kpis: { before: run.before, after: run.after, lift: run.before && liftOf(run.before, run.after) },
    contributions: contributionsOf(run),
    tierOrder: tierOrder(accounts, run),
    tiers: run.tierNames,
    strategicTiers: run.tierNames.filter((_, k) => run.strategic[k] === 1),
    distribution: {
      before: hasTiers ? countTiers(accounts.tier, tierCount) : null,
      after: countTiers(run.tiers, run.tierCount),
    },
    migration,
    moved: migration && countMoved(migration, accounts.n),
    rules: run.rules,
    certificate: run.certificate,
    stability: stability && { surviving: stability.surviving, bySignal: stability.bySignal },
    notes: run.notes,
  };
}

/** Counts the moves of a migration matrix among n accounts. */
export function countMoved(migration: readonly (readonly number[])[], n: number): Summary["moved"] {
  let up = 0;
  let down = 0;
  migration.forEach((row, from) => {
    row.forEach((count, to) => {
      if (to < from) up += count;
      if (to > from) down += count;
    });
  });
  const count = up + down;
  return { count, up, down, share: n === 0 ? 0 : count / n };
}

/** What each KPI adds to the lift of the composite, an undefined KPI counting 0; null in a first tiering. */
export function contributionsOf({
  before,
  after,
  plan,
}: Pick<Run, "before" | "after" | "plan">): LiftParts | null {
  if (before === null) return null;
  const { tpa, sfi, tci } = plan.policy.coefficients ?? DEFAULT_COEFFICIENTS;
  return {
    tpa: tpa * ((after.tpa ?? 0) - (before.tpa ?? 0)),
    tciPi: tci * (after.tciPi - before.tciPi),
    tciRev: tci * (after.tciRev - before.tciRev),
    sfi: sfi * ((after.sfi ?? 0) - (before.sfi ?? 0)),
  };
}

/** After minus before, KPI by KPI; null where either is undefined. */
export function liftOf(before: Kpis, after: Kpis): Kpis {
  const difference = (a: number | null, b: number | null) => (a === null || b === null ? null : a - b);
  return {
    tpa: difference(after.tpa, before.tpa),
    tciPi: after.tciPi - before.tciPi,
    tciRev: after.tciRev - before.tciRev,
    sfi: difference(after.sfi, before.sfi),
    composite: after.composite - before.composite,
  };
}
