import { checkpoint, type Hooks } from "../hooks.ts";
import type { CoverageEngine, EngineSession } from "./engine.ts";
import { fill, LOAD_TOLERANCE, takeStock } from "./fill.ts";
import { level } from "./level.ts";
import { buildModel, countsOf, type PartModel, valuesOf } from "./model.ts";
import { type Counts, countsObjective, coveredOf, type Part } from "./part.ts";
import { price, relax, relaxedLoads } from "./relax.ts";
import { repack } from "./repack.ts";
import { repaired } from "./repair.ts";

/** How hard to try. */
export interface PartOptions extends Hooks {
  /** Gap to prove, as a share of the objective; null for the instant answer. */
  readonly gap: number | null;
  /** Most seconds of the integer program of one part. */
  readonly seconds: number;
  /** Called with each better objective and its bound, in units. */
  readonly onImproved?: (objective: number, bound: number) => void;
}

/** The answer to a part: plain data. */
export interface PartSolution {
  /** Accounts by link; null where no coverage obeys the rules, or none was found in time. */
  readonly counts: Counts | null;
  /** Objective of the counts, in units. */
  readonly objective: number;
  /** No coverage of the part has a larger objective, in units. */
  readonly bound: number;
  /** True where the rules cannot all be kept. */
  readonly infeasible: boolean;
  /** Worth of one more seller like each, at the margin, in units; shape [sellers]. */
  readonly sellerPrice: Float64Array;
  /** What the capacity for one more account of each class costs, in units; shape [classes]. */
  readonly classPrice: Float64Array;
}

/** Most integer programs, each with finer tranches where the last one came out. */
const ROUNDS = 4;
/** Gap of the integer program that only mends an answer which breaks a least number. */
const MENDING_GAP = 0.01;

/**
 * Solves a part: relaxation in a few rounds, rounded down and filled up; and where a gap is to be proven, the
 * integer program from there.
 * @throws {TieringError} `cancelled`
 */
export function solvePart(part: Part, engine: CoverageEngine, options: PartOptions): PartSolution {
  checkpoint(options, "Coverage", 0);
  const model = buildModel(part);
  const session = engine.open(model.linear);
  try {
    return solve(part, model, session, options);
  } finally {
    session.close();
  }
}

function solve(part: Part, model: PartModel, session: EngineSession, options: PartOptions): PartSolution {
  const greedy = new Int32Array(part.use.length);
  fill(part, greedy);
  const relaxed = relax(part, model, session, coveredOf(part, greedy), options);
  if (relaxed === null) return infeasible(part);
  let { bound } = relaxed;
  const floored = repaired(
    part,
    countsOf(model, relaxed.values, (x) => Math.floor(x + 1e-6)),
  );
  const candidates = [...finished(part, floored, relaxedLoads(part, model, relaxed.values)), greedy];
  let best = bestOf(
    part,
    candidates.filter((counts) => obeys(part, counts)),
  );
  if (best !== null) options.onImproved?.(countsObjective(part, best), bound);
  const wanted = options.gap ?? MENDING_GAP;
  const isEnough = () => best !== null && bound - countsObjective(part, best) <= wanted * Math.abs(bound);
  if (!isEnough() && (options.gap !== null || best === null)) {
    const exact = solveWhole(part, model, session, {
      ...options,
      gap: wanted,
      start: best,
      bound,
      around: relaxed.covered,
    });
    if (exact === null) return infeasible(part);
    bound = exact.bound;
    best = exact.counts;
  }
  const objective = best === null ? Number.NEGATIVE_INFINITY : countsObjective(part, best);
  const { sellerPrice, classPrice } = relaxed;
  return {
    counts: best,
    objective,
    bound: Math.max(bound, objective),
    infeasible: false,
    sellerPrice,
    classPrice,
  };
}

function infeasible(part: Part): PartSolution {
  return {
    counts: null,
    objective: Number.NEGATIVE_INFINITY,
    bound: Number.NEGATIVE_INFINITY,
    infeasible: true,
    sellerPrice: new Float64Array(part.sellers.length),
    classPrice: new Float64Array(part.classes.length),
  };
}

/**
 * Ways to finish counts that leave room: filled up and packed anew, and, where evenness counts, filled only up
 * to the loads of the relaxation first, and evened out.
 */
function finished(part: Part, counts: Counts, loads: Float64Array | null): Counts[] {
  const full = Int32Array.from(counts);
  fill(part, full);
  repack(part, full);
  if (part.groups.length === 0) return [full];
  level(part, full);
  const even = Int32Array.from(counts);
  if (loads !== null) fill(part, even, loads);
  level(part, even);
  repack(part, even);
  return [full, even];
}

/** Whether counts keep every rule that filling alone cannot promise: locks, least numbers and loads. */
function obeys(part: Part, counts: Counts): boolean {
  const { covered, load, accounts } = takeStock(part, counts);
  return (
    load.every((one) => one <= 1 + LOAD_TOLERANCE) &&
    counts.every((count, l) => part.pinned[l] === 0 || count === 1) &&
    accounts.every((count) => count >= part.minAccounts) &&
    part.floors.every(({ classes, least }) => classes.reduce((sum, c) => sum + covered[c]!, 0) >= least)
  );
}

function bestOf(part: Part, candidates: readonly Counts[]): Counts | null {
  let best: Counts | null = null;
  for (const counts of candidates) {
    if (best === null || countsObjective(part, counts) > countsObjective(part, best)) best = counts;
  }
  return best;
}

/** The integer program, begun from an answer and repeated while finer tranches would tell more. */
function solveWhole(
  part: Part,
  model: PartModel,
  session: EngineSession,
  options: PartOptions & {
    readonly gap: number;
    readonly start: Counts | null;
    readonly bound: number;
    readonly around: Float64Array;
  },
): { counts: Counts | null; bound: number } | null {
  let { bound, start: best } = options;
  const anchors: (Float64Array | Int32Array)[] = [options.around];
  if (best !== null) anchors.push(coveredOf(part, best));
  for (let round = 1; round <= ROUNDS; round++) {
    price(part, model, session, anchors, 1 / 6);
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
    if (bound - countsObjective(part, best) <= options.gap * Math.abs(bound)) break;
  }
  return { counts: best, bound };
}
