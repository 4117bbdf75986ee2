import type { Book } from "../../data/book.ts";
import {
  accountPage,
  assessPart,
  type CountQuery,
  closeLoop,
  compareMethods,
  countAccounts,
  countMovers,
  createReasons,
  createSegmenter,
  explainAccount,
  formatCount,
  frontier,
  type Goal,
  type GoalResult,
  type Hooks,
  hasReason,
  joinProgression,
  kpisMeasuredBy,
  type ListQuery,
  type LoopSummary,
  learnRules,
  listAccounts,
  type MovedAccount,
  type MoversQuery,
  movedAccounts,
  type PageQuery,
  type Plan,
  type Progression,
  ProgressionExplainer,
  type ProgressionPart,
  type ProgressionParts,
  type ProgressionQuery,
  progressionPage,
  type RuleKind,
  type Rules,
  type RulesOptions,
  type RulesSqlOptions,
  type Run,
  requireAccount,
  roundedUp,
  rulesSql,
  runTiering,
  type Segmentation,
  type SegmentationOptions,
  type SegmentationSummary,
  type Segmenter,
  type Stopped,
  type Summary,
  seekGoal,
  separateTiers,
  stoppedWith,
  stopWhereAsked,
  summarise,
  summariseLoop,
  summariseSegmentation,
  tellStory,
  type WeightStability,
  weightStability,
  type ZScores,
} from "../../tiering/index.ts";
import { rawTablesOf } from "../rules-sql.ts";
import { LARGE, reclaimMemory } from "./reclaim-memory.ts";

/** A task as the thread calls it. */
export type Task = (args: unknown, hooks: Hooks) => unknown;

/** A run with all of its report that costs more than a blink, so that none of it is left to the event loop. */
export interface TieringResult {
  readonly run: Run;
  readonly summary: Summary;
  /** Reason of each moved account, in index order; shape [moved]. */
  readonly reasons: readonly string[];
  /** What was reached at the time limit; null where nothing was left out. */
  readonly stopped: Stopped | null;
}

/** A plan to run, and what its report is to say beyond the ordinary. */
export interface TierArgs {
  readonly plan: Plan;
  /** Gap to prove a hybrid run to; the root bound alone where absent. */
  readonly prove?: number;
  /** Whether to judge how firmly the moves stand; it costs more than the run. */
  readonly stability?: boolean;
}

/** What came of seeking a goal, and the run that does it. */
export interface GoalOutcome extends TieringResult {
  readonly found: Omit<GoalResult, "run">;
}

/** The choices between composite and agreement with the rules, and each one's run in the same order. */
export interface LoopOutcome {
  readonly loop: LoopSummary;
  readonly results: readonly TieringResult[];
  readonly stopped: Stopped | null;
}

/** A segmentation and its report. */
export interface SegmentedResult {
  readonly segmentation: Segmentation;
  readonly summary: SegmentationSummary;
  readonly stopped: Stopped | null;
}

/** A run, and the one whose tiers count as the ones before; absent: the book's do. */
export interface BeforeAfter {
  readonly run: Run;
  readonly before?: Run;
}

/** Which account to explain, and how far. */
export interface AccountArgs {
  readonly run: Run;
  readonly id: string;
  readonly rules: Rules;
  readonly kind: RuleKind;
  readonly counterfactuals: boolean;
}

/** All that runs off the event loop: plain arguments in, plain data out. */
export function createTasks(book: Book, zScores: ZScores) {
  let segmenter: Segmenter | null = null;
  return {
    tier({ plan, prove, stability }: TierArgs, hooks: Hooks): TieringResult {
      const run = runTiering(book, plan, { ...hooks, zScores, prove });
      return reported(book, run, stability ? weightStability(book, run, zScores, hooks) : null, hooks);
    },
    goal({ plan, goal }: { plan: Plan; goal: Goal }, hooks: Hooks): GoalOutcome {
      const { run, ...found } = seekGoal(book, plan, goal, { ...hooks, zScores });
      return { found, ...reported(book, run, null, hooks), stopped: found.stopped };
    },
    frontier: ({ plan, points }: { plan: Plan; points: number }, hooks: Hooks) =>
      frontier(book, plan, { points }, { ...hooks, zScores }),
    moved({ run, offset, limit }: { run: Run; offset: number; limit: number }): {
      total: number;
      accounts: readonly MovedAccount[];
    } {
      return movedAccounts(book, run, { offset, limit });
    },
    measured: ({ run, before }: BeforeAfter) => kpisMeasuredBy(book, run, before ?? run),
    movers: ({ run, before, query }: BeforeAfter & { query: MoversQuery }, hooks: Hooks) =>
      countMovers(asTiered(book, before), run, query, hooks),
    counts: ({ run, query }: { run: Run; query: CountQuery }, hooks: Hooks) =>
      countAccounts(book, run, query, hooks),
    accounts: (
      { run, before, query, page }: BeforeAfter & { query: ListQuery; page: PageQuery },
      hooks: Hooks,
    ) => accountPage(asTiered(book, before), run, query, page, hooks),
    list: ({ run, query }: { run: Run; query: ListQuery }, hooks: Hooks) =>
      listAccounts(book, run, query, hooks),
    rules: ({ run, learning }: { run: Run; learning: RulesOptions }, hooks: Hooks) =>
      learnRules(book, run, learning, hooks),
    rulesSql: ({ run, rules, sql }: { run: Run; rules: Rules; sql: RulesSqlOptions }) =>
      rulesSql(book, run, rules, { ...rawTablesOf(book), ...sql }),
    loop({ run, kind }: { run: Run; kind: RuleKind }, hooks: Hooks): LoopOutcome {
      const closed = closeLoop(book, run, { ...hooks, balanced: kind === "balanced" });
      const loop = summariseLoop(closed);
      return {
        loop,
        stopped: loop.stopped,
        results: closed.points.map((point) => reported(book, point.run, null, hooks)),
      };
    },
    progressionPart: ({ part }: { part: ProgressionPart }, hooks: Hooks) => assessPart(book, part, {}, hooks),
    joinProgression: ({ parts }: { parts: ProgressionParts }): Progression => joinProgression(book, parts),
    progressionPage: (
      { run, progression, query }: { run: Run; progression: Progression; query: ProgressionQuery },
      hooks: Hooks,
    ) => progressionPage(book, run, progression, query, hooks),
    accountProgression: ({ progression, id }: { progression: Progression; id: string }) =>
      new ProgressionExplainer(book, progression).explain(requireAccount(book, id)),
    account({ run, id, ...options }: AccountArgs, hooks: Hooks) {
      return explainAccount(book, run, requireAccount(book, id), { ...options, ...hooks, zScores });
    },
    segment({ options }: { options: SegmentationOptions }, hooks: Hooks): SegmentedResult {
      segmenter ??= createSegmenter(book);
      const segmentation = segmenter.segment(options, hooks);
      const { stopped } = segmentation;
      return { segmentation, summary: summariseSegmentation(book, segmentation), stopped };
    },
    compare: ({ plan, list }: { plan: Plan; list: readonly SegmentationOptions[] }, hooks: Hooks) =>
      compareMethods(book, plan, list, hooks),
    stability: ({ run }: { run: Run }, hooks: Hooks) => weightStability(book, run, zScores, hooks),
    story: ({ run }: { run: Run }, hooks: Hooks) => tellStory(book, run, hooks),
    boundary: ({ run, tiers }: { run: Run; tiers: readonly [string, string] }, hooks: Hooks) =>
      separateTiers(book, run, tiers, hooks),
  };
}

/** The book with a run's tiers in the place of its own. */
function asTiered(book: Book, run: Run | undefined): Book {
  if (run === undefined) return book;
  const { tiers: tier, tierCount, tierNames } = run;
  return { ...book, hasTiers: true, tier, tierCount, tierNames };
}

function reported(book: Book, ran: Run, stability: WeightStability | null, hooks: Hooks): TieringResult {
  stopWhereAsked(hooks, "The report");
  // The optimiser's columns go before the report's come: 60 to 80 bytes an account.
  if (book.n >= LARGE) reclaimMemory();
  const stopped = stoppedWith(hooks, unprovenWords(ran));
  const note = stopped === null ? [] : [{ kind: "time-limit", text: stopped.text } as const];
  const run = { ...ran, notes: [...ran.notes, ...note] };
  const reasonOf = createReasons(book, run);
  const reasons: string[] = [];
  const has = hasReason(book, run);
  for (let i = 0; i < book.n; i++) if (has(i)) reasons.push(reasonOf(i));
  stopWhereAsked(hooks, "The report");
  return { run, summary: summarise(book, run, stability), reasons, stopped };
}

/** How far a proof had come when the time was over; null for what was not stopped. */
function unprovenWords({ certificate }: Run): string | null {
  if (certificate?.unproven !== "time-limit") return null;
  const { gap, nodes } = certificate;
  const within = gap === null ? "" : ` within ${roundedUp(100 * gap, 3)} %`;
  return `the result is proven${within} only, by ${formatCount(nodes)} nodes`;
}

type Tasks = ReturnType<typeof createTasks>;
/** The name of a task. */
export type TaskName = keyof Tasks;
/** What a task is given. */
export type TaskArgs<K extends TaskName> = Parameters<Tasks[K]>[0];
/** What a task gives back. */
export type TaskResult<K extends TaskName> = ReturnType<Tasks[K]>;

/** Tasks about a run; the caller says all but the run. */
export type RunTaskName = {
  [K in TaskName]: TaskArgs<K> extends { readonly run: Run } ? K : never;
}[TaskName];
/** What a task about a run is given, the run aside. */
export type RunTaskArgs<K extends RunTaskName> = Omit<TaskArgs<K>, "run">;

/** What a result says of its being a part of what was asked: null for a whole one. */
export function stoppedOf(result: unknown): Stopped | null {
  if (typeof result !== "object" || result === null || !("stopped" in result)) return null;
  return result.stopped as Stopped | null;
}
