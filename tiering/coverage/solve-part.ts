import { checkpoint } from "../hooks.ts";
import type { CoverageEngine, EngineSession } from "./engine.ts";
import { fill } from "./fill.ts";
import { bestOf, finished, obeys } from "./finish.ts";
import { buildModel, countsOf, type PartModel } from "./model.ts";
import { coveredOf, type Part, type PartSolution } from "./part.ts";
import { placedObjective } from "./placed-worth.ts";
import type { ProofHooks } from "./proof-task.ts";
import { solveWhole } from "./prove-part.ts";
import { relax, relaxedLoads } from "./relax.ts";
import { repaired } from "./repair.ts";

/** How hard one part of a coverage tries, in seconds, and its hooks. */
export interface PartOptions extends ProofHooks {
  /** Most seconds of the integer program, where the relaxation rounded breaks a least number. */
  readonly seconds: number;
}

/** Gap of the integer program that only mends an answer which breaks a least number. */
const MENDING_GAP = 0.01;

/**
 * Solves a part at once: relaxation in a few rounds, rounded down and filled up; the integer program only where that
 * breaks a least number.
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
  const { covered: around, sellerPrice, classPrice } = relaxed;
  let { bound } = relaxed;
  const floored = repaired(
    part,
    countsOf(model, relaxed.values, (x) => Math.floor(x + 1e-6)),
  );
  const candidates = [...finished(part, floored, relaxedLoads(part, model, relaxed.values)), greedy];
  let best = bestOf(
    part,
    candidates.filter((counts) => obeys(part, counts)),
    placedObjective,
  );
  if (best !== null) options.onImproved?.(placedObjective(part, best), bound);
  if (best === null) {
    const mended = solveWhole(part, model, session, {
      ...options,
      gap: MENDING_GAP,
      start: null,
      bound,
      around,
    });
    if (mended === null) return infeasible(part);
    ({ bound, counts: best } = mended);
  }
  const objective = best === null ? Number.NEGATIVE_INFINITY : placedObjective(part, best);
  return {
    counts: best,
    objective,
    bound: Math.max(bound, objective),
    infeasible: false,
    sellerPrice,
    classPrice,
    around,
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
    around: new Float64Array(part.classes.length),
  };
}
