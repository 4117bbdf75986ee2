import { expect, test } from "vitest";
import {
  computeZScores,
  DEFAULT_WEIGHTS,
  type Plan,
  reweigh,
  runTiering,
  SIGNALS,
  summarise,
  weightStability,
} from "../../../tiering/index.ts";
import { syntheticAccounts } from "../support/synthetic.ts";

const hybrid: Plan = { method: "hybrid", weights: DEFAULT_WEIGHTS, policy: {} };
const book = syntheticAccounts(4000, 3);
const zScores = computeZScores(book);
const run = runTiering(book, hybrid, { zScores });
const stability = weightStability(book, run, zScores)!;

test("every move has a range of each weight around the run's own", () => {
  expect(stability.moves).toBe(summarise(book, run).moved!.count);
  for (const signal of SIGNALS) {
    const { low, high } = stability.ranges[signal];
    low.forEach((from, m) => {
      expect(from).toBeGreaterThanOrEqual(0);
      expect(from).toBeLessThanOrEqual(DEFAULT_WEIGHTS[signal]);
      expect(high[m]).toBeGreaterThanOrEqual(DEFAULT_WEIGHTS[signal]);
      expect(high[m]).toBeLessThanOrEqual(1);
    });
  }
});

test("a move survives any weight only where it survives each", () => {
  expect(stability.surviving!).toBeLessThanOrEqual(
    Math.min(...Object.values(stability.bySignal).map((share) => share ?? 1)),
  );
  expect(summarise(book, run, stability).stability).toEqual({
    surviving: stability.surviving,
    bySignal: stability.bySignal,
  });
});

test("solving again with a changed weight agrees with the verdict for nine moves in ten", () => {
  let agree = 0;
  let judged = 0;
  for (const signal of SIGNALS) {
    for (const change of [-0.1, 0.1]) {
      const value = DEFAULT_WEIGHTS[signal] * (1 + change);
      const again = runTiering(
        book,
        { ...hybrid, weights: reweigh(DEFAULT_WEIGHTS, signal, value) },
        { zScores },
      );
      stability.accounts.forEach((i, m) => {
        const { low, high } = stability.ranges[signal];
        const verdict = value >= low[m]! && value <= high[m]!;
        judged++;
        if (verdict === (again.tiers[i] === run.tiers[i])) agree++;
      });
    }
  }
  expect(agree / judged).toBeGreaterThan(0.9);
});

test("reweighing keeps the sum and the other weights' proportions", () => {
  const weights = reweigh(DEFAULT_WEIGHTS, "geo", 0.3);
  expect(SIGNALS.reduce((sum, signal) => sum + weights[signal], 0)).toBeCloseTo(1, 12);
  expect(weights.runway / weights.growth).toBeCloseTo(DEFAULT_WEIGHTS.runway / DEFAULT_WEIGHTS.growth, 12);
});

test("a run without prices has no stability to judge", () => {
  expect(weightStability(book, runTiering(book, { ...hybrid, method: "kpi" }), zScores)).toBeNull();
});
