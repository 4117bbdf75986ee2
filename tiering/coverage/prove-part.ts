import { checkpoint, type Hooks } from "../hooks.ts";
import type { CoverageEngine, EngineSession } from "./engine.ts";
import { bestOf, finished, obeys } from "./finish.ts";
import { buildModel, countsOf, type PartModel, valuesOf } from "./model.ts";

import { type Counts, countsObjective, coveredOf, type Part, type PartSolution } from "./part.ts";
import { recreate } from "./recreate.ts";
import { price } from "./relax.ts";
import { repaired } from "./repair.ts";

/** A part to be proven from its instant answer: plain data that can be sent between threads. */
export interface ProofTask {
  readonly part: Part;
  readonly start: PartSolution;
  /** Gap to prove, as a share of the part's bound. */
  readonly gap: number;
  /** Most seconds that it may take. */
  readonly seconds: number;
}

/** What a proof may call while it runs. */
export interface ProofHooks extends Hooks {
  /** Called with each better objective and its bound, in units. */
  readonly onImproved?: (objective: number, bound: number) => void;
}

/** Most integer programs, each with finer tranches where the last one came out. */
const ROUNDS = 4;
/** Times a seller, and at the most, that a few are packed anew before and after an integer program [measured]. */
const TRIES_EACH = 50;
const MOST_TRIES = 1_500;

/**
 * The integer program of a part, begun from its instant answer, until the gap is proven or the time is over.
 * The answer depends on the task alone, unless its time runs out.
 * @throws {TieringError} `cancelled`
 */
export function provePart(
  { part, start, gap, seconds }: ProofTask,
  engine: CoverageEngine,
  hooks: ProofHooks = {},
): PartSolution {
  checkpoint(hooks, "Coverage", 0);
  const model = buildModel(part);
  const session = engine.open(model.linear);
  try {
    const { counts, bound, around } = start;
    const found = solveWhole(part, model, session, { ...hooks, gap, seconds, start: counts, bound, around });
    if (found === null) return { ...start, counts: null, infeasible: true };
    const objective = found.counts === null ? start.objective : countsObjective(part, found.counts);
    return { ...start, counts: found.counts, objective, bound: Math.max(found.bound, objective) };
  } finally {
    session.close();
  }
}

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
  const tries = Math.min(MOST_TRIES, TRIES_EACH * part.sellers.length);
  if (best !== null && !isProven()) {
    best = Int32Array.from(best);
    recreate(part, best, tries, options);
    options.onImproved?.(countsObjective(part, best), bound);
  }
  const anchors: (Float64Array | Int32Array)[] = [options.around];
  if (best !== null) anchors.push(coveredOf(part, best));
  for (let round = 1; round <= ROUNDS && !isProven(); round++) {
    price(part, model, session, anchors, 1);
    const { shouldStop, onProgress, seconds } = options;
    const {
      status,
      values,
      bound: proven,
    } = session.solveInteger({
      ...(shouldStop && { shouldStop }),
      ...(onProgress && { onProgress }),
      seconds,
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
