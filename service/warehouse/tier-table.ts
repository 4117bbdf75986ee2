import { accountsSql, type MarketTables } from "../../data/warehouse/accounts-sql.ts";
import { policySql } from "../../data/warehouse/policy-sql.ts";
import { type RankedAccounts, rankAccounts } from "../../data/warehouse/rank-accounts.ts";
import type { TableSurvey } from "../../data/warehouse/survey-table.ts";
import { TableSource, type TableSourceOptions } from "../../data/warehouse/table-source.ts";
import { openTarget } from "../../data/warehouse/target-table.ts";
import { totalSignals } from "../../data/warehouse/total-signals.ts";
import type { Traffic, Warehouse } from "../../data/warehouse/warehouse.ts";
import { WorkTables } from "../../data/warehouse/work-tables.ts";
import { assignedSql, countCells, publishTiers } from "../../data/warehouse/write-tiers.ts";
import {
  fitToSpread,
  type Hooks,
  limitsOf,
  type Plan,
  partOf,
  problemOfSums,
  type RunNote,
  refuseWhatStays,
  type Summary,
  type SummedBook,
  solveByScans,
  stopWhereAsked,
  strategicTiersOf,
  summariseCells,
  TieringError,
} from "../../tiering/index.ts";
import { forcedLeft, forcedTwice } from "./forced-moves.ts";
import { learnTableRules, type TableRules } from "./table-rules.ts";

/** A run over a table that stays where it is. */
export interface TableRun {
  readonly summary: Summary;
  /** The table that the tiers are in, as it was named. */
  readonly target: string;
  /** What an earlier run that was cut off had left half done, and how it was mended; null where nothing was. */
  readonly mended: string | null;
  /** Rules behind the tiers, where they were asked for. */
  readonly rules: TableRules | null;
  /** What went over the wire, and the scans that it took. */
  readonly traffic: Traffic;
}

/** What is asked of a table. */
export interface TableRequest {
  readonly survey: TableSurvey;
  readonly plan: Plan;
  /** Gap to prove; refused, by name. */
  readonly prove?: number;
  /** True to learn the rules behind the tiers from a sample. */
  readonly withRules?: boolean;
  /** Table that the tiers go to; it is replaced at once where it is one of tiers. */
  readonly target: string;
}

/**
 * Tiers a table in its warehouse: work tables of signals, potential and ranks; the hybrid by scans; the result
 * judged before the target is replaced at once. Some fifteen scans whatever the number of accounts; memory of the
 * bins and the accounts at the edge. Nothing is left behind, whatever happens, but by an engine that went away.
 * @throws TieringError for a plan that cannot be run; DataError as the warehouse
 */
export async function tierTable(
  warehouse: Warehouse,
  request: TableRequest,
  hooks: Hooks = {},
): Promise<TableRun> {
  const { survey, target, plan: asked } = request;
  refuseWhatStays(asked, request.prove);
  const opened = await openTarget(warehouse, target, survey.name);
  const work = new WorkTables(warehouse);
  let failure: unknown = null;
  try {
    const prepared = await prepare(warehouse, work, survey, asked);
    stopWhereAsked(hooks, "hybrid");
    const { source, options, problem } = prepared;
    const { assignment, bound } = await solveByScans(source, problem, partOf(hooks, 0.1, 0.9));
    const assigned = await assignedSql(warehouse, work, source, options, assignment);
    const cells = await countCells(warehouse, assigned, prepared.baseline);
    const summary = summariseCells(cells, { ...prepared, bound });
    refuseBroken(summary);
    const { totals, yardstick, limits, scales } = prepared;
    const learning = { survey, assigned, plan: limits.plan, n: totals.n, scales, yardstick };
    const rules = request.withRules ? await learnTableRules(warehouse, learning) : null;
    const replaced = await publishTiers(warehouse, work, assigned, opened, survey.ladder.labels);
    return { summary, target, mended: opened.mended ?? replaced, rules, traffic: warehouse.traffic };
  } catch (error) {
    failure = error;
    if (error instanceof Error && opened.mended !== null) error.message += `; ${opened.mended}`;
    throw error;
  } finally {
    sayWhatIsLeft(failure, await work.dropAll(), warehouse);
  }
}

/** A failure that left work tables behind names them. */
function sayWhatIsLeft(failure: unknown, left: readonly string[], { dialect }: Warehouse): void {
  if (!(failure instanceof Error) || left.length === 0 || !dialect.keepsWork) return;
  failure.message += `; work tables may be left there, to be dropped: ${left.join(", ")}`;
}

/** Everything before the first look at a gain. */
async function prepare(warehouse: Warehouse, work: WorkTables, survey: TableSurvey, asked: Plan) {
  const { ladder, signals: sources, layout, columns } = survey;
  const tierCount = ladder.names.length;
  const hasRevenue = layout.roles.revenues.length > 0;
  const shape = { tierCount, tierNames: ladder.names, signals: sources, hasRevenue };
  const policy = await policySql(warehouse, survey, asked.policy);
  // Sizes and budget need the number of accounts, the reach of an account only the number of tiers.
  const { step } = limitsOf({ ...shape, n: 0, sizes: new Float64Array(tierCount) }, withoutSizes(asked));
  const markets = await sendMarkets(work, survey);
  const table = await work.make("signals", accountsSql(warehouse.dialect, survey, { policy, step, markets }));
  const forcedTo = policy.forced.map(({ tier }) => tier);
  const signals = await totalSignals(warehouse, table, { tierCount, scale: asked.scale, forcedTo });
  const book: SummedBook = {
    ...shape,
    n: signals.n,
    sizes: Float64Array.from(signals.placed, (row) => row.reduce((sum, count) => sum + count, 0)),
  };
  const fitted = fitToSpread(book, asked, (signal) => signals.scales[signal] !== null);
  const limits = forcedLeft(
    limitsOf(book, { ...asked, weights: fitted.weights }),
    signals,
    await forcedTwice(warehouse, survey, policy.forced),
  );
  const ranked = await rankAccounts(warehouse, work, { table, signals, weights: fitted.weights, tierCount });
  const { totals, baseline, placed, groups, units, outline, quantile } = ranked;
  const yardstick = {
    strategic: strategicTiersOf(limits.plan.policy.strategicTiers, {
      tierNames: book.tierNames,
      totals,
      sums: () => baseline,
      quantile,
    }),
    coefficients: limits.coefficients,
  };
  const problem = problemOfSums(totals, placed, { ...limits, yardstick });
  const id = columns.find(({ name }) => name === layout.roles.id)!;
  const options: TableSourceOptions = {
    table: ranked.table,
    groups,
    tierCount,
    step: limits.step,
    units,
    outline,
    isIntegerId: id.kind === "integer",
  };
  const slack = slackOf(ranked, problem.objective.rankSlope, limits.coefficients.tpa);
  return {
    book,
    limits,
    totals,
    baseline,
    yardstick,
    scales: signals.scales,
    problem,
    options,
    source: new TableSource(warehouse, options),
    slack,
    notes: [...fitted.notes, ...noteRevenue(hasRevenue), ...noteRanks(ranked, slack)],
  };
}

/** Sizes are judged once the accounts are counted. */
function withoutSizes(plan: Plan): Plan {
  const { tierSizes: _, ...policy } = plan.policy;
  return { ...plan, policy };
}

/** The sizes of the markets, sent to lie beside the accounts. */
async function sendMarkets(work: WorkTables, { markets }: TableSurvey): Promise<MarketTables> {
  const send = (market: "geo" | "category") =>
    markets[market].size === 0
      ? null
      : work.send(
          market,
          [
            [`${market}_market`, "text"],
            [`${market}_size`, "double"],
          ],
          [...markets[market]],
        );
  return { geo: await send("geo"), category: await send("category") };
}

/** What the composite of exact ranks may lie above that of the ranks of a histogram, whatever the assignment. */
function slackOf({ ranks, totals }: RankedAccounts, rankSlope: Float64Array, tpa: number): number {
  if (totals.rankSquares === 0) return 0;
  const steepest = rankSlope.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
  const shrunk = 1 - Math.sqrt(totals.rankSquares / (totals.rankSquares + ranks.within));
  return steepest * ranks.slack + tpa * shrunk;
}

function noteRevenue(hasRevenue: boolean): RunNote[] {
  if (hasRevenue) return [];
  const text = "The book has no revenue, so SFI and TCI_REV count 0 in the composite.";
  return [{ kind: "no-revenue", text }];
}

function noteRanks({ bins }: RankedAccounts, slack: number): RunNote[] {
  const text = `Ranks of PI_acct come from a histogram of ${bins.toLocaleString("en")} bins: with exact ranks the composite is within ${slack.toExponential(1)} of what is stated. Medians are not computed.`;
  return [{ kind: "binned-ranks", text }];
}

/** The result is judged before it is written: what breaks a rule never leaves the work tables. */
function refuseBroken({ rules }: Summary): void {
  const broken = rules.find(({ kept, asked }) => asked && !kept);
  if (broken === undefined) return;
  const message = `The tiers would break the rule ${broken.rule} (${broken.limit}) for ${broken.accounts} accounts: the table changed while it was tiered, or this is our fault. Nothing was written.`;
  throw new TieringError("infeasible-policy", message, { pointer: "/policy" });
}
