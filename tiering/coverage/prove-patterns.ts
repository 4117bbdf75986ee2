import { type Hooks, isOutOfTime } from "../hooks.ts";
import { createRandom } from "../segmentation/random.ts";
import type { AccountModel } from "./account-model.ts";
import { newCosts } from "./branching.ts";
import type { CoverageEngine } from "./engine.ts";
import { finished, obeys } from "./finish.ts";
import { foldAccounts } from "./fold-accounts.ts";
import type { Counts, Part } from "./part.ts";
import { boundByPatterns, type PatternBound, patternsOf } from "./pattern-bound.ts";
import { dive, type Improvable, searchNear } from "./pattern-improve.ts";
import { openMaster, WHOLE } from "./pattern-master.ts";
import { type Incumbent, searchPatterns } from "./pattern-search.ts";
import { bestPatterns } from "./patterns.ts";
import { placedObjective } from "./placed-worth.ts";
import type { ProofHooks } from "./proof-task.ts";
import { repaired } from "./repair.ts";
import { trade } from "./trade.ts";

/** Accounts that gain or lose less than this at the prices, in units, are columns of their own [measured]. */
const NEAR = 0.3;
/** Patterns of a seller to begin with. */
const SEEDS = 8;
/** Relaxations that looking near the answer may take before the search, a seller, and of all that are solved during it: less where owners count, since the bound is what lacks there [measured]. */
const NEAR_WORK = { before: 8, share: { kept: 0.15, others: 0.4 } } as const;
/** Share of the fractional numbers that a step of a dive rounds: one by one where no owners count [measured]. */
const ROUNDED = { kept: 0.2, others: 0 } as const;
/** Trades that are tried a seller each time that the search looks near the answer, where owners and even loads count [measured]. */
const TRADES_EACH = 20;
/** Nodes after which the search dives again. */
const DIVE_EVERY = 60;
/** Nodes a second that a search without a clock has. */
const NODES_A_SECOND = 200;
/** The same part gives the same answer. */
const SEED = 1;

/** What is to be proven of a part, and from where. */
export interface PatternTask {
  readonly part: Part;
  readonly model: AccountModel;
  readonly start: Counts;
  readonly bound: number;
  /** As a share of the bound. */
  readonly gap: number;
  readonly seconds: number;
}

/**
 * Proves a part by the patterns of its sellers: the bound of their relaxation; dives and searches near the answer, which
 * find better ones; then branch and price, looking near the answer now and then. `isEnded` says that more time would
 * have brought no more.
 * @throws {TieringError} `cancelled`
 */
export function proveByPatterns(
  task: PatternTask,
  engine: CoverageEngine,
  hooks: ProofHooks,
): { readonly counts: Counts; readonly bound: number; readonly isEnded: boolean } {
  const { part, model, gap } = task;
  const relaxed = boundByPatterns(model, engine, task.start, hooks);
  const bound = Math.min(task.bound, relaxed.bound);
  const worth = placedObjective(part, task.start);
  // A share of the worth, which is no more than that of any bound: this one falls, and what it allows with it.
  const allowed = gap * Math.max(0, worth);
  if (bound - worth <= allowed || isOutOfTime(hooks)) return { counts: task.start, bound, isEnded: true };
  return search({ ...task, bound }, relaxed, allowed, engine, withinSeconds(hooks, task.seconds));
}

function search(
  { part, model, start, bound, seconds }: PatternTask,
  { rows, patterns, prices }: PatternBound,
  allowed: number,
  engine: CoverageEngine,
  hooks: ProofHooks,
): { readonly counts: Counts; readonly bound: number; readonly isEnded: boolean } {
  const range = { from: model.accountAt, to: model.accountEnd };
  const linear = foldAccounts(rows.linear, range, prices, NEAR);
  const integers = Array.from(linear.integer.keys()).filter(
    (j) => linear.integer[j] === 1 && linear.lower[j]! < linear.upper[j]!,
  );
  const master = openMaster(linear, rows, patterns, engine);
  try {
    let upTo = bound;
    const best = keepBest(part, model, start, (worth) => hooks.onImproved?.(worth, upTo));
    const tiers = model.tierColumns;
    const kind = tiers.some(({ kept }) => kept.length > 0) ? "kept" : "others";
    const of: Improvable = {
      master,
      integers,
      incumbent: best,
      use: new Map(integers.map((j) => [j, tiers[j]?.use ?? 1])),
      rounded: ROUNDED[kind],
    };
    const isOpen = () => upTo - best.worth > allowed && !isOutOfTime(hooks);
    master.add(patternsOf(patterns, model.valuesOf(start)));
    master.add(
      patterns.flatMap((one, seller) => {
        const { account, kept } = rows.pricesOf(seller, prices);
        const box = {
          least: one.tiers.map(() => 0),
          most: one.tiers.map(({ column }) => linear.upper[column]!),
        };
        return bestPatterns(one, { account, kept }, box, SEEDS).map(({ numbers }) => ({ seller, numbers }));
      }),
    );
    const random = createRandom(SEED);
    const sellers = [...new Set(tiers.map(({ seller }) => seller))];
    const sellerOf = new Map(tiers.map(({ seller, column }) => [column, sellers.indexOf(seller)]));
    let nearWork = 0;
    const share = NEAR_WORK.share[kind];
    const isTraded = kind === "kept" && part.groups.length > 0;
    // Trades go on from where they stood, also sideways, until a better answer is found elsewhere.
    let traded = Int32Array.from(best.counts);
    let tradedFrom = best.counts;
    const tradeOn = (): void => {
      if (tradedFrom !== best.counts) traded = Int32Array.from(best.counts);
      trade(part, traded, TRADES_EACH * sellers.length, hooks, random);
      best.take(traded);
      tradedFrom = best.counts;
    };
    const lookNear = (): void => {
      if (isTraded) tradeOn();
      const before = master.solved;
      const values = model.valuesOf(best.counts).subarray(0, model.accountAt);
      searchNear(of, { values, sellerOf, sellers: sellers.length }, random, hooks);
      nearWork += master.solved - before;
    };
    for (const by of ["distance", "load"] as const) if (isOpen()) dive(of, WHOLE, by, hooks);
    while (nearWork < NEAR_WORK.before * sellers.length && isOpen()) lookNear();
    const began = master.solved - nearWork;
    let nodes = 0;
    const found = searchPatterns(
      {
        ...of,
        costs: newCosts(),
        root: WHOLE,
        bound,
        allowed,
        mostNodes: hooks.limit === undefined ? Math.ceil(NODES_A_SECOND * seconds) : Number.POSITIVE_INFINITY,
        onNode(now, box) {
          upTo = Math.min(upTo, now);
          nodes++;
          const work = master.solved - began;
          if (nearWork < share * work + NEAR_WORK.before * sellers.length && isOpen()) lookNear();
          if (nodes % DIVE_EVERY === 0 && isOpen()) dive(of, box, "load", hooks);
        },
      },
      hooks,
    );
    return { counts: best.counts, bound: Math.min(bound, found.bound), isEnded: found.isEnded };
  } finally {
    master.close();
  }
}

/** Keeps the best answer to a part that is come across, as it is and finished. */
function keepBest(
  part: Part,
  model: AccountModel,
  start: Counts,
  onBetter: (worth: number) => void,
): Incumbent & { readonly counts: Counts; take(counts: Counts): void } {
  let counts = start;
  let worth = placedObjective(part, start);
  const take = (found: Counts): void => {
    const worthOfFound = placedObjective(part, found);
    if (!(worthOfFound > worth) || !obeys(part, found)) return;
    counts = Int32Array.from(found);
    worth = worthOfFound;
    onBetter(worth);
  };
  return {
    get worth() {
      return worth;
    },
    get counts() {
      return counts;
    },
    take,
    offer(values) {
      const found = repaired(part, model.countsOf(values));
      for (const one of [found, ...finished(part, found, null)]) take(one);
    },
  };
}

/** Hooks whose time is over after some seconds as well; without a clock, the same hooks. */
function withinSeconds(hooks: ProofHooks, seconds: number): ProofHooks {
  const { limit } = hooks;
  const left = limit?.left;
  if (limit === undefined || left === undefined) return hooks;
  const end = left() - seconds;
  const ofPart: NonNullable<Hooks["limit"]> = {
    seconds,
    left: () => Math.max(0, left() - end),
    isOver: () => limit.isOver() || left() <= end,
  };
  return { ...hooks, limit: ofPart };
}
