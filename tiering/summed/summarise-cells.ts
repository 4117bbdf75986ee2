import { certify } from "../certify.ts";
import { baselineObeys } from "../complete-run.ts";
import { kpisOfSums, type TierSums, type Yardstick } from "../kpis.ts";
import type { MeasureTotals } from "../measures.ts";
import { NOT_FORCED } from "../policy/resolved-policy.ts";
import { judgeRules } from "../report/rules.ts";
import { contributionsOf, countMoved, liftOf, type Summary } from "../report/summary.ts";
import { compareOrder } from "../report/tier-order.ts";
import type { RunNote } from "../run-notes.ts";
import type { SummedBook, SummedLimits } from "./summed-book.ts";

/** The accounts that are alike to every rule: from one tier to another, under the same rules. */
export interface MoveCell {
  readonly from: number;
  readonly to: number;
  readonly held: boolean;
  readonly inScope: boolean;
  readonly mayRise: boolean;
  readonly mayFall: boolean;
  readonly forced: boolean;
  readonly count: number;
  /** Sums of centred rank, centred PI and centred revenue. */
  readonly rank: number;
  readonly pi: number;
  readonly revenue: number;
}

/** What a result in cells is judged by. */
export interface CellsContext {
  readonly book: SummedBook;
  readonly limits: SummedLimits;
  readonly totals: MeasureTotals;
  readonly yardstick: Yardstick;
  /** No assignment within the policy has a larger composite. */
  readonly bound: number;
  /** What the composite of the exact ranks may lie beside that of the ranks of a histogram. */
  readonly slack: number;
  readonly notes: readonly RunNote[];
}

/**
 * A run's report from cells: KPIs, migration, rules judged on the result, bound and gap, as a book in memory
 * has them; medians are not known. O(cells).
 */
export function summariseCells(cells: readonly MoveCell[], context: CellsContext): Summary {
  const { book, limits, totals, yardstick, notes } = context;
  const { tierCount, tierNames } = book;
  const { plan, sizes } = limits;
  const before = sumsOf(cells, tierCount, ({ from }) => from);
  const after = sumsOf(cells, tierCount, ({ to }) => to);
  const kpisBefore = kpisOfSums(totals, before, yardstick);
  const kpisAfter = kpisOfSums(totals, after, yardstick);
  const migration = Array.from({ length: tierCount }, () => new Array<number>(tierCount).fill(0));
  let forcedMoves = 0;
  for (const { from, to, count, forced } of cells) {
    migration[from]![to]! += count;
    if (forced && from !== to) forcedMoves += count;
  }
  const proof = {
    of: "composite",
    bound: context.bound + context.slack,
    nodes: 1,
    proven: false,
    unproven: "not-asked",
  } as const;
  return {
    plan,
    accounts: book.n,
    kpis: { before: kpisBefore, after: kpisAfter, lift: liftOf(kpisBefore, kpisAfter) },
    contributions: contributionsOf({ before: kpisBefore, after: kpisAfter, plan }),
    tierOrder: compareOrder(tierNames, meansOf(before, totals), meansOf(after, totals)),
    tiers: tierNames,
    strategicTiers: tierNames.filter((_, k) => yardstick.strategic[k] === 1),
    distribution: { before: [...before.size], after: [...after.size] },
    migration,
    moved: countMoved(migration, book.n),
    rules: judge(cells, context, forcedMoves),
    certificate: certify(proof, kpisBefore, kpisAfter, baselineObeys({ sizes, forcedMoves }, before, false)),
    stability: null,
    notes,
  };
}

/** Sums by tier of cells, by the tier that `tierOf` names. O(cells). */
export function sumsOf(
  cells: readonly MoveCell[],
  tierCount: number,
  tierOf: (cell: MoveCell) => number,
): TierSums {
  const column = () => new Float64Array(tierCount);
  const sums = { size: column(), rank: column(), pi: column(), revenue: column() };
  for (const cell of cells) {
    const tier = tierOf(cell);
    sums.size[tier]! += cell.count;
    sums.rank[tier]! += cell.rank;
    sums.pi[tier]! += cell.pi;
    sums.revenue[tier]! += cell.revenue;
  }
  return sums;
}

function meansOf({ size, pi }: TierSums, { pi: { mean } }: MeasureTotals) {
  return Array.from(size, (count, k) => ({ mean: count === 0 ? null : pi[k]! / count + mean, median: null }));
}

function judge(cells: readonly MoveCell[], context: CellsContext, forcedMoves: number): Summary["rules"] {
  const { book, limits, yardstick } = context;
  const { plan, sizes, moves, step } = limits;
  const { policy } = plan;
  const column = (of: (cell: MoveCell) => number) => Uint8Array.from(cells, of);
  const mask = (entries: readonly string[] | undefined, of: (cell: MoveCell) => boolean) =>
    entries?.length ? column((cell) => (of(cell) ? 1 : 0)) : null;
  const tiers = column(({ to }) => to);
  return judgeRules(
    { ...book, hasTiers: true, tier: column(({ from }) => from) },
    plan,
    {
      tiers,
      potential: Float64Array.from(cells, ({ pi, count }) => pi / count),
      counts: Float64Array.from(cells, ({ count }) => count),
    },
    {
      sizes,
      moves,
      step,
      forcedMoves,
      forced: policy.force?.length ? column(({ forced, to }) => (forced ? to : NOT_FORCED)) : null,
      held: mask(policy.hold, ({ held }) => held),
      scope: mask(policy.scope, ({ inScope }) => inScope),
      movable: null,
      mayRise: mask(policy.mayRise, ({ mayRise }) => mayRise),
      mayFall: mask(policy.mayFall, ({ mayFall }) => mayFall),
      yardstick,
    },
  );
}
