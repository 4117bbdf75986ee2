import type { Hooks } from "../hooks.ts";
import { lagrangeBound } from "./bound.ts";
import type { EngineSession } from "./engine.ts";
import type { PartModel } from "./model.ts";
import type { Part } from "./part.ts";
import { layTranches, touches } from "./tranches.ts";

/** Most relaxations, each with the tranches laid anew around the last. */
const ROUNDS = 4;
/** Distance of relaxation and bound, as a share, at which the tranches are fine enough. */
const FINE = 1e-5;

/** Solves the relaxation until its tranches are fine where it stands; null where there is no solution. */
export function relax(part: Part, model: PartModel, session: EngineSession, guess: Int32Array, hooks: Hooks) {
  let bound = Number.POSITIVE_INFINITY;
  let around: Float64Array = Float64Array.from(guess);
  let width = 1 / 6;
  for (let round = 1; ; round++) {
    const earned = price(part, model, session, [around], width);
    const { status, values, duals } = session.solveLinear(hooks);
    if (status !== "optimal") return null;
    bound = Math.min(bound, lagrangeBound(part, model, duals));
    const covered = coveredByTranches(part, model, values);
    const excess = trancheExcess(part, covered, earned, values, model);
    if (round === ROUNDS || excess <= FINE * Math.abs(bound)) {
      const { sellerPrice, classPrice } = pricesOf(part, model, duals);
      return { values, bound, covered, sellerPrice, classPrice };
    }
    around = covered;
    width /= 6;
  }
}

/** Lays the tranches of every class around numbers of accounts; their slopes. */
export function price(
  part: Part,
  model: PartModel,
  session: EngineSession,
  anchors: readonly (Float64Array | Int32Array)[],
  width: number,
): Float64Array {
  const { trancheAt } = model;
  const first = trancheAt[0]!;
  const cost = new Float64Array(trancheAt.at(-1)! - first);
  const upper = new Float64Array(cost.length);
  part.classes.forEach((one, c) => {
    const reach = Math.max(2, Math.round(width * one.worth.length));
    const around = anchors.map((covered) => Math.floor(covered[c]! + 1e-9));
    layTranches(one, touches(one.worth.length, around, reach), cost, upper, trancheAt[c]! - first);
  });
  session.reprice(first, cost, upper);
  return cost;
}

function coveredByTranches(part: Part, { trancheAt }: PartModel, values: Float64Array): Float64Array {
  return Float64Array.from(part.classes, (_, c) => {
    let sum = 0;
    for (let j = trancheAt[c]!; j < trancheAt[c + 1]!; j++) sum += values[j]!;
    return sum;
  });
}

/** By how much the tranches overvalue what they cover. */
function trancheExcess(
  part: Part,
  covered: Float64Array,
  slopes: Float64Array,
  values: Float64Array,
  { trancheAt }: PartModel,
): number {
  let excess = 0;
  part.classes.forEach(({ sums, worth }, c) => {
    for (let j = trancheAt[c]!; j < trancheAt[c + 1]!; j++) excess += slopes[j - trancheAt[0]!]! * values[j]!;
    const whole = Math.min(worth.length, Math.floor(covered[c]! + 1e-9));
    excess -= sums[whole]! + (covered[c]! - whole) * (worth[whole] ?? 0);
  });
  return excess;
}

/** Prices at the margin, never below 0. */
function pricesOf(part: Part, { meaning, classRow }: PartModel, duals: Float64Array) {
  const sellerPrice = new Float64Array(part.sellers.length);
  meaning.forEach((row, r) => {
    const isWhole = (row.kind === "capacity" && row.geo === null) || row.kind === "one-geo";
    if (isWhole) sellerPrice[row.seller]! += Math.max(0, duals[r]!);
  });
  const classPrice = Float64Array.from(classRow, (r) => Math.max(0, -duals[r]!));
  return { sellerPrice, classPrice };
}

/** Load of each seller in a solution of the relaxation; shape [sellers]. */
export function relaxedLoads(part: Part, model: PartModel, values: Float64Array): Float64Array {
  const load = new Float64Array(part.sellers.length);
  for (let l = 0; l < part.use.length; l++) load[part.linkSeller[l]!]! += values[l]! * part.use[l]!;
  model.keptLinks.forEach((l, k) => {
    load[part.linkSeller[l]!]! += values[model.keptAt + k]! * part.use[l]!;
  });
  return load;
}
