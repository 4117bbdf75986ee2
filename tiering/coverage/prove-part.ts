import { checkpoint, isOutOfTime } from "../hooks.ts";
import { buildAccountModel } from "./account-model.ts";
import type { CoverageEngine, EngineSession } from "./engine.ts";
import { bestOf, finished, obeys } from "./finish.ts";
import { buildModel, countsOf, type PartModel, valuesOf } from "./model.ts";
import { type Counts, countsObjective, coveredOf, type Part, type PartSolution } from "./part.ts";
import { placedObjective } from "./placed-worth.ts";
import type { ProofHooks, ProofTask } from "./proof-task.ts";
import { proveByPatterns } from "./prove-patterns.ts";
import { recreate } from "./recreate.ts";
import { price } from "./relax.ts";
import { repaired } from "./repair.ts";
import { trade } from "./trade.ts";

/** Most integer programs, each with finer tranches where the last one came out. */
const ROUNDS = 4;
/** Times a seller, and at the most, that a few are packed anew before and after an integer program [measured]. */
const TRIES_EACH = 50;
const MOST_TRIES = 1_500;
/** Trades that are tried a seller where owners count, and where loads alone are to be even [measured]. */
const TRADES_EACH = { kept: 60, even: 300 } as const;

/**
 * The integer program of a part, begun from its instant answer, until the gap is proven or the time is over: by single
 * accounts, or by classes where expected worth is to be even, which is judged by class.
 * The answer depends on the task alone, unless its time runs out.
 * @throws {TieringError} `cancelled`
 */
export function provePart(task: ProofTask, engine: CoverageEngine, hooks: ProofHooks = {}): PartSolution {
  checkpoint(hooks, "Coverage", 0);
  const { part, start } = task;
  const isByClass = part.groups.some(({ fairness }) => fairness > 0);
  const found = isByClass ? proveByClass(task, engine, hooks) : proveByAccount(task, engine, hooks);
  if (found === null) return { ...start, counts: null, infeasible: true };
  const { counts, bound } = found;
  const objective = counts === null ? start.objective : placedObjective(part, counts);
  return { ...start, counts, objective, bound: Math.max(bound, objective) };
}

/** What a proof found; null where the rules cannot all be kept. */
type Found = { readonly counts: Counts | null; readonly bound: number } | null;

function proveByClass(
  { part, start, gap, seconds }: ProofTask,
  engine: CoverageEngine,
  hooks: ProofHooks,
): Found {
  const model = buildModel(part);
  const session = engine.open(model.linear);
  try {
    const { counts, bound, around } = start;
    return solveWhole(part, model, session, { ...hooks, gap, seconds, start: counts, bound, around });
  } finally {
    session.close();
  }
}

/** One integer program over single accounts: its solutions are worth what their accounts are once they are placed. */
function proveByAccount(task: ProofTask, engine: CoverageEngine, hooks: ProofHooks): Found {
  const { part, start, gap, seconds } = task;
  let { bound, counts: best } = start;
  const missing = (counts: Counts) => bound - placedObjective(part, counts);
  const isProven = () => best !== null && missing(best) <= gap * Math.abs(bound);
  const isOver = () => isProven() || (best !== null && isOutOfTime(hooks));
  if (isOver()) return { counts: best, bound };
  const model = buildAccountModel(part);
  // Packing a few sellers anew finds little where owners count: it weighs counts, not the accounts that are kept.
  const isKept = model.tierColumns.some(({ kept }) => kept.length > 0);
  if (best !== null && !isKept) {
    const repacked = Int32Array.from(best);
    recreate(part, repacked, triesOf(part), hooks);
    best = bestOf(part, [best, repacked], placedObjective);
    hooks.onImproved?.(placedObjective(part, best!), bound);
  }
  if (best !== null && (isKept || part.groups.length > 0) && !isOver()) {
    const traded = Int32Array.from(best);
    trade(part, traded, TRADES_EACH[isKept ? "kept" : "even"] * part.sellers.length, hooks);
    best = bestOf(part, [best, ...[traded].filter((counts) => obeys(part, counts))], placedObjective);
    hooks.onImproved?.(placedObjective(part, best!), bound);
  }
  if (isOver()) return { counts: best, bound };
  if (best !== null) {
    const found = proveByPatterns({ ...task, model, start: best, bound }, engine, hooks);
    ({ counts: best, bound } = found);
    if (isProven() || !found.isEnded) return { counts: best, bound };
  }
  if (isOver()) return { counts: best, bound };
  const session = engine.open(model.linear);
  try {
    const solved = session.solveInteger({
      ...hooks,
      seconds,
      // The solver measures its gap by the objective, which is a little less than the bound.
      gap: 0.999 * gap,
      ...(best !== null && { start: model.valuesOf(best) }),
      onImproved: (objective, upTo) => hooks.onImproved?.(objective, Math.min(bound, upTo)),
    });
    if (solved.status === "infeasible") return best === null ? null : { counts: best, bound };
    bound = Math.min(bound, solved.bound);
    if (solved.values === null) return { counts: best, bound };
    const found = repaired(part, model.countsOf(solved.values));
    const candidates = [found, ...finished(part, found, null)].filter((counts) => obeys(part, counts));
    return {
      counts: bestOf(part, best === null ? candidates : [best, ...candidates], placedObjective),
      bound,
    };
  } finally {
    session.close();
  }
}

const triesOf = ({ sellers }: Part): number => Math.min(MOST_TRIES, TRIES_EACH * sellers.length);

/** The integer program, begun from an answer and repeated while finer tranches would tell more; null where infeasible. */
export function solveWhole(
  part: Part,
  model: PartModel,
  session: EngineSession,
  options: ProofHooks & {
    readonly gap: number;
    readonly seconds: number;
    readonly start: Counts | null;
    readonly bound: number;
    readonly around: Float64Array;
  },
): { counts: Counts | null; bound: number } | null {
  let { bound, start: best } = options;
  const isProven = () =>
    best !== null && bound - countsObjective(part, best) <= options.gap * Math.abs(bound);
  const tries = triesOf(part);
  if (best !== null && !isProven()) {
    best = Int32Array.from(best);
    recreate(part, best, tries, options);
    options.onImproved?.(countsObjective(part, best), bound);
  }
  const anchors: (Float64Array | Int32Array)[] = [options.around];
  if (best !== null) anchors.push(coveredOf(part, best));
  for (let round = 1; round <= ROUNDS && !isProven(); round++) {
    if (best !== null && isOutOfTime(options)) break;
    price(part, model, session, anchors, 1);
    const { shouldStop, onProgress, limit, seconds } = options;
    const {
      status,
      values,
      bound: proven,
    } = session.solveInteger({
      ...(shouldStop && { shouldStop }),
      ...(onProgress && { onProgress }),
      ...(limit && { limit }),
      // All rounds together have the seconds.
      seconds: seconds / ROUNDS,
      // Half for the solver, half for what the tranches overvalue.
      gap: options.gap / 2,
      ...(best === null ? {} : { start: valuesOf(part, model, best) }),
      onImproved: (objective, upTo) => options.onImproved?.(objective, Math.min(bound, upTo)),
    });
    if (status === "infeasible") return best === null ? null : { counts: best, bound };
    bound = Math.min(bound, proven);
    if (values === null) break;
    const found = repaired(part, countsOf(model, values, Math.round));
    anchors.unshift(coveredOf(part, found));
    const candidates = [found, ...finished(part, found, null)].filter((counts) => obeys(part, counts));
    best = bestOf(part, best === null ? candidates : [best, ...candidates]);
    if (best === null || status === "stopped") break;
    if (!isProven()) recreate(part, best, tries, options);
  }
  return { counts: best, bound };
}
