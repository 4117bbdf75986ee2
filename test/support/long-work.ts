/** What the workers may be asked that lasts, each as the worker does it; the test of stopping and its bench share it. */

import type { Book } from "../../data/book.ts";
import { generateSellers } from "../../data/sellers/index.ts";
import { loadHighsEngine } from "../../service/coverage/highs-engine.ts";
import { type CoverageRequest, createCoverageJobs } from "../../service/coverage/jobs.ts";
import { createTasks } from "../../service/workers/tasks.ts";
import {
  accountId,
  computeZScores,
  countTiers,
  DEFAULT_COVERAGE_WEIGHTS,
  DEFAULT_WEIGHTS,
  type Hooks,
  type Plan,
  PROGRESSION_PARTS,
  type ProgressionPart,
  type SegmentationOptions,
} from "../../tiering/index.ts";

/** One piece of work, done anew at every call. */
export interface LongWork {
  readonly name: string;
  /** True for a solver that does not ask everywhere: its thread is ended instead. */
  readonly endedFromOutside?: true;
  work(hooks: Hooks): unknown;
}

const HYBRID: Plan = { method: "hybrid", weights: DEFAULT_WEIGHTS, policy: {} };

/** The work of every kind of task on one book. */
export async function longWork(book: Book): Promise<LongWork[]> {
  const zScores = computeZScores(book);
  const tasks = createTasks(book, zScores);
  const { run } = tasks.tier({ plan: HYBRID }, {});
  const rules = tasks.rules({ run, learning: {} }, {});
  const sizes = countTiers(book.tier, book.tierCount);
  const tier = (policy: Plan["policy"], prove?: number) => (hooks: Hooks) =>
    tasks.tier({ plan: { ...HYBRID, policy }, prove }, hooks);
  const segment = (options: SegmentationOptions) => (hooks: Hooks) =>
    createTasks(book, zScores).segment({ options }, hooks);
  const selectors = (of: (k: number) => string, count: number) =>
    Array.from({ length: count }, (_, k) => of(k));
  return [
    { name: "tier, free moves", work: tier({ maxTierStep: "free", maxMovedShare: 1 }) },
    {
      name: "tier, other sizes",
      work: tier({ tierSizes: { A: sizes[0]! + 300, D: sizes[3]! - 300 }, maxMovedShare: 0.5 }),
    },
    {
      name: "tier, 100 holds and 100 scopes",
      work: tier({
        hold: selectors((k) => `TotalRevenue_FY26>${k + 1}&Geo_Entity:Africa`, 100),
        scope: selectors((k) => `top:${book.n - k}:TotalRevenue_FY26`, 100),
      }),
    },
    { name: "tier, proof", work: tier({ maxTierStep: "free", maxMovedShare: 0.3 }, 0.001) },
    { name: "stability", work: (hooks) => tasks.stability({ run }, hooks) },
    {
      name: "goal",
      work: (hooks) => tasks.goal({ plan: HYBRID, goal: { kpi: "tciPi", atLeast: 0.35 } }, hooks),
    },
    { name: "frontier", work: (hooks) => tasks.frontier({ plan: HYBRID, points: 50 }, hooks) },
    { name: "rules", work: (hooks) => tasks.rules({ run, learning: {} }, hooks) },
    { name: "rules' loop", work: (hooks) => tasks.loop({ run, kind: "balanced" }, hooks) },
    {
      name: "counterfactuals",
      work: (hooks) =>
        tasks.account({ run, id: accountId(book, 100), rules, kind: "plain", counterfactuals: true }, hooks),
    },
    { name: "story", work: (hooks) => tasks.story({ run }, hooks) },
    { name: "boundary", work: (hooks) => tasks.boundary({ run, tiers: ["B", "C"] }, hooks) },
    { name: "Ward", work: segment({ algorithm: "ward" }) },
    { name: "K-means, K 26, 20 starts", work: segment({ algorithm: "kmeans", k: 26, starts: 20 }) },
    { name: "K-medoids", work: segment({ algorithm: "kmedoids-b4", k: 8 }) },
    { name: "HDBSCAN", work: segment({ algorithm: "hdbscan" }) },
    { name: "HDBSCAN, 1,000 neighbours", work: segment({ algorithm: "hdbscan", minSamples: 1_000 }) },
    { name: "exact silhouette", work: segment({ algorithm: "kmeans++", starts: 1, silhouette: "exact" }) },
    ...(Object.keys(PROGRESSION_PARTS) as ProgressionPart[]).map((part) => ({
      name: `progression, ${part}`,
      work: (hooks: Hooks) => tasks.progressionPart({ part }, hooks),
    })),
    ...(await coverageWork(book)),
  ];
}

async function coverageWork(book: Book): Promise<LongWork[]> {
  const engine = await loadHighsEngine();
  const request: CoverageRequest = {
    tiers: book.tier,
    tierNames: book.tierNames,
    ...generateSellers(book, { sellers: 300, seed: 2 }),
    rules: {},
    weights: { ...DEFAULT_COVERAGE_WEIGHTS, balance: 0.3 },
    seconds: 10,
  };
  const page = { offset: 0, limit: 0 };
  const jobs = () => createCoverageJobs(book, engine);
  return [
    { name: "coverage", work: (hooks) => jobs().cover(request, "", page, hooks) },
    {
      name: "coverage, exact",
      endedFromOutside: true,
      work: (hooks) => jobs().cover({ ...request, prove: 0.0001 }, "exact", page, hooks),
    },
    { name: "coverage's tier sizes", work: (hooks) => jobs().tierSizes(request, "", {}, hooks) },
    { name: "coverage's frontier", work: (hooks) => jobs().frontier(request, "", { points: 3 }, hooks) },
  ];
}

/** What watching a piece of work saw, milliseconds of its thread's own CPU time. */
export interface Watched {
  /** Longest time between two questions whether to stop, the start and the end among them. */
  readonly longest: number;
  /** Whole time, and how often was asked. */
  readonly total: number;
  readonly asked: number;
  /** Whether it was told to stop. */
  readonly told: boolean;
  /** `done`, or the code of the error that ended it. */
  readonly ending: string;
}

/** Does a piece of work and measures the gaps between its checkpoints; tells it to stop after `most` of CPU time. */
export function watchGaps({ work }: LongWork, most = Number.POSITIVE_INFINITY): Watched {
  const start = cpu();
  let last = start;
  let longest = 0;
  let asked = 0;
  let told = false;
  const look = () => {
    const now = cpu();
    longest = Math.max(longest, now - last);
    last = now;
    asked++;
    told ||= now - start >= most;
    return told;
  };
  let ending = "done";
  try {
    work({ shouldStop: look });
  } catch (error) {
    ending = (error as { code?: string }).code ?? String(error);
  }
  const wasTold = told;
  look();
  return { longest, total: last - start, asked, told: wasTold, ending };
}

/** Milliseconds that this thread has computed: other processes on a busy machine do not count. */
function cpu(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}
