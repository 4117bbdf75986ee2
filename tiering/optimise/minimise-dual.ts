import type { Candidates } from "./candidates.ts";
import { solveCholesky } from "./cholesky.ts";
import { coordinate, coordinateCount, type DualPoint, setCoordinate } from "./dual-point.ts";
import { type DualEvaluation, evaluateDual, newDualEvaluation } from "./smoothed-dual.ts";

/** One coordinate of the point that a search may change, and what the dual function adds to the accounts' part. */
export interface Variable {
  readonly index: number;
  /** The dual function's own slope in it. */
  readonly linear: number;
  /** The range it is kept in. */
  readonly low: number;
  readonly high: number;
  /** Square of the change in an account's gain that a unit brings, for one typical account. */
  readonly unit: number;
}

/** How far a search goes. */
export interface Continuation {
  /** First width of the smoothing. */
  readonly from: number;
  /** Widths are not shrunk below this. */
  readonly least: number;
  /** The search may end once this many accounts are within the width. */
  readonly enough: number;
  /** It may also end once it is within this of the least dual value. */
  readonly tolerance: number;
}

/** Memory of searches, reused from one to the next. */
export interface DescentMemory {
  here: DualEvaluation;
  there: DualEvaluation;
  readonly hessian: Float64Array;
  readonly step: Float64Array;
  readonly origin: Float64Array;
}

/** Buffers of a descent over K tiers, to be used again by the next one: some (3K)² numbers. */
export function descentMemory(tierCount: number): DescentMemory {
  const size = coordinateCount(tierCount);
  return {
    here: newDualEvaluation(tierCount),
    there: newDualEvaluation(tierCount),
    hessian: new Float64Array(size * size),
    step: new Float64Array(size),
    origin: new Float64Array(size),
  };
}

/** Newton steps at one width, and halvings of one step, before the search goes on regardless. */
const MOST_STEPS = 8;
const MOST_HALVINGS = 12;

/** The width shrinks by a factor of .7 or more each time: so often it has gone from any size to rounding. */
const MOST_SHRINKS = 120;

/** The width shrinks by at most this factor at a time. */
const MOST_SHRINK = 0.03;

/**
 * Lowers the dual function over the given variables by Newton's method on its smoothed form, with a width
 * that shrinks; `point` is start and result. Any point gives a valid bound, the least one the best.
 * Returns the last width; `memory.here` is the evaluation there.
 */
export function minimiseDual(
  candidates: Candidates,
  variables: readonly Variable[],
  point: DualPoint,
  depth: Continuation,
  memory: DescentMemory,
): number {
  const withSlopes = variables.some(({ index }) => index > candidates.tierCount);
  let width = depth.from;
  for (let shrinks = 0; ; shrinks++) {
    evaluateDual(candidates, point, { width, withSlopes }, memory.here);
    for (let step = 0; step < MOST_STEPS; step++) {
      // Rounding half of the accounts within the width changes the dual by about this.
      const rough = Math.max(depth.tolerance, 0.01 * width * memory.here.marginal);
      if (!newtonStep(candidates, variables, point, { width, withSlopes, rough }, memory)) break;
    }
    const { marginal, smooth, value } = memory.here;
    const done = marginal <= depth.enough || width <= depth.least || smooth - value <= depth.tolerance;
    if (done || shrinks === MOST_SHRINKS) return width;
    // The number within the width is about proportional to it.
    width = Math.max(depth.least, width * Math.max(MOST_SHRINK, (0.7 * depth.enough) / marginal));
  }
}

/** The smoothed dual at an evaluation, up to a constant. */
function dualValue(at: DualEvaluation, variables: readonly Variable[], point: DualPoint): number {
  let value = at.smooth;
  for (const { index, linear } of variables) value += linear * coordinate(point, index);
  return value;
}

/** One damped Newton step; false where it promises less than `rough` or no step lowers the dual. */
function newtonStep(
  candidates: Candidates,
  variables: readonly Variable[],
  point: DualPoint,
  at: { readonly width: number; readonly withSlopes: boolean; readonly rough: number },
  memory: DescentMemory,
): boolean {
  const count = variables.length;
  const step = memory.step.subarray(0, count);
  if (newtonDirection(candidates, variables, point, at.width, memory) < 2 * at.rough) return false;
  const go = (length: number): void => {
    for (let p = 0; p < count; p++) {
      const { index, low, high } = variables[p]!;
      setCoordinate(point, index, Math.min(high, Math.max(low, memory.origin[p]! + length * step[p]!)));
    }
  };
  const before = dualValue(memory.here, variables, point);
  for (let halving = 0, length = 1; halving < MOST_HALVINGS; halving++, length /= 2) {
    go(length);
    evaluateDual(candidates, point, at, memory.there);
    if (dualValue(memory.there, variables, point) < before) {
      [memory.here, memory.there] = [memory.there, memory.here];
      return true;
    }
  }
  go(0);
  return false;
}

/**
 * Writes the Newton step into `memory.step` and where it starts into `memory.origin`; returns twice the
 * decrease it promises. Variables that push against their range stay.
 */
function newtonDirection(
  candidates: Candidates,
  variables: readonly Variable[],
  point: DualPoint,
  width: number,
  memory: DescentMemory,
): number {
  const count = variables.length;
  const side = coordinateCount(candidates.tierCount);
  const { here } = memory;
  const hessian = memory.hessian.subarray(0, count * count);
  const step = memory.step.subarray(0, count);
  const gradient = new Float64Array(count);
  for (let p = 0; p < count; p++) {
    const { index, linear, low, high } = variables[p]!;
    const now = coordinate(point, index);
    const down = -(here.gradient[index]! + linear);
    memory.origin[p] = now;
    gradient[p] = (now <= low && down < 0) || (now >= high && down > 0) ? 0 : -down;
    step[p] = -gradient[p]!;
  }
  for (let p = 0; p < count; p++) {
    const { index, unit } = variables[p]!;
    for (let q = 0; q < count; q++) {
      const free = p === q || (gradient[p] !== 0 && gradient[q] !== 0);
      hessian[p * count + q] = free ? here.hessian[index * side + variables[q]!.index]! / (2 * width) : 0;
    }
    // As if half an account more lay within the width: keeps the matrix regular and the step in scale.
    hessian[p * count + p]! += (0.25 * unit) / width;
  }
  solveCholesky(hessian, step);
  let promise = 0;
  for (let p = 0; p < count; p++) promise -= gradient[p]! * step[p]!;
  return promise;
}
