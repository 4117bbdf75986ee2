import { expect, test } from "vitest";
import { type Part, type PartSolution, planProofs } from "../../../tiering/index.ts";

/** Parts of as many links, each with a bound and what it misses: nothing else of them counts. */
function planOf(missing: readonly number[], bound = 1_000) {
  const parts = missing.map(() => ({ use: new Float64Array(10) }) as unknown as Part);
  const solutions = missing.map((gap) => ({ bound, objective: bound - gap }) as unknown as PartSolution);
  return planProofs(parts, solutions, { prove: 1e-3, seconds: 60 }).map(({ at, task }) => ({
    at,
    allowed: task.gap * bound,
    seconds: task.seconds,
  }));
}

test("nothing is proven where the whole misses no more than its gap", () => {
  expect(planOf([1.9, 0.1, 0.9])).toEqual([]);
});

test("parts that miss no more than the others are asked for are left, and what they leave of gap and time is the others'", () => {
  const [hard, ...rest] = planOf([0.2, 4, 0.6, 0.9]);
  expect(rest).toEqual([]);
  expect(hard).toEqual({ at: 1, allowed: expect.closeTo(0.98 * 4 - 1.7, 9), seconds: 60 });
});

test("where all miss much, each is asked for the same share of its bound, and all together for less than the gap", () => {
  const plan = planOf([9, 5, 7]);
  expect(plan.map(({ at }) => at)).toEqual([0, 1, 2]);
  for (const { allowed } of plan) expect(allowed).toBeCloseTo(0.98, 9);
  expect(plan.reduce((sum, { seconds }) => sum + seconds, 0)).toBeCloseTo(60, 9);
});
