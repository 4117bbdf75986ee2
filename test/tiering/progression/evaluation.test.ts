import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  applyThresholds,
  balanceWeights,
  calibrateConformal,
  calibrationError,
  conformalCoverage,
  evaluateChanges,
  liftOfTop,
  rankingQuality,
  reliability,
  stratifiedFolds,
  tuneThresholds,
} from "../../../tiering/index.ts";
import { seeded } from "../support/synthetic.ts";

/** Labels drawn from random probabilities: exchangeable and perfectly calibrated. */
function calibratedRows(n: number, seed: number): { probabilities: Float64Array; labels: Uint8Array } {
  const random = seeded(seed);
  const probabilities = new Float64Array(3 * n);
  const labels = new Uint8Array(n);
  for (let i = 0; i < n; i++) {
    const parts = [random() ** 3, 0.2 + random(), random() ** 3];
    const sum = parts.reduce((a, b) => a + b);
    parts.forEach((part, c) => {
      probabilities[3 * i + c] = part / sum;
    });
    const u = random() * sum;
    labels[i] = u < parts[0]! ? 0 : u < parts[0]! + parts[1]! ? 1 : 2;
  }
  return { probabilities, labels };
}

describe("ranking", () => {
  test("AUC is the share of pairs in order, ties half; PR-AUC the mean precision at every hit", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.boolean()), { minLength: 1, maxLength: 30 }),
        (rows) => {
          const hits = rows.filter(([, hit]) => hit).map(([score]) => score);
          const misses = rows.filter(([, hit]) => !hit).map(([score]) => score);
          const { auc, prAuc } = rankingQuality(
            Float64Array.from(rows, ([score]) => score),
            Uint8Array.from(rows, ([, hit]) => (hit ? 1 : 0)),
          );
          const pairs = hits.flatMap((a) => misses.map((b) => (a > b ? 1 : a === b ? 0.5 : 0)));
          if (pairs.length === 0) expect(auc).toBeNull();
          else expect(auc).toBeCloseTo(pairs.reduce<number>((a, b) => a + b, 0) / pairs.length, 12);
          const precisions = hits.map((score) => {
            const above = rows.filter(([other]) => other >= score);
            return above.filter(([, hit]) => hit).length / above.length;
          });
          if (hits.length === 0) expect(prAuc).toBeNull();
          else expect(prAuc).toBeCloseTo(precisions.reduce((a, b) => a + b) / hits.length, 12);
        },
      ),
      { seed: 3, numRuns: 300 },
    );
  });

  test("lift counts hits among the first by score, in lists of at most a fifth of the accounts", () => {
    const scores = Float64Array.from({ length: 600 }, (_, i) => -i);
    const hits = Uint8Array.from({ length: 600 }, (_, i) => (i < 60 ? 1 : 0));
    expect(liftOfTop(scores, hits)).toEqual([{ top: 100, share: 0.6, base: 0.1 }]);
    expect(liftOfTop(scores.subarray(0, 40), hits.subarray(0, 40)).map(({ top }) => top)).toEqual([2]);
    expect(liftOfTop(new Float64Array(0), new Uint8Array(0))).toEqual([]);
  });
});

describe("calibration", () => {
  test("labels drawn from their probabilities are calibrated; probabilities all too high are off by that much", () => {
    const { probabilities, labels } = calibratedRows(50_000, 5);
    const bins = reliability(probabilities, labels, { classes: 3, c: 1 });
    expect(bins.reduce((sum, { accounts }) => sum + accounts, 0)).toBe(50_000);
    expect(calibrationError(bins)).toBeLessThan(0.01);
    const sure = Float64Array.from({ length: 6 }, (_, k) => (k % 3 === 1 ? 1 : 0));
    const off = reliability(sure, Uint8Array.of(1, 0), { classes: 3, c: 1 });
    expect(off).toEqual([{ accounts: 2, predicted: 1, observed: 0.5 }]);
    expect(calibrationError(off)).toBe(0.5);
    expect(calibrationError([])).toBeNull();
  });
});

describe("thresholds", () => {
  test("without multipliers the most probable class is taken, ties to stay", () => {
    const probabilities = Float64Array.of(0.5, 0.3, 0.2, 0.4, 0.4, 0.2, 0.1, 0.2, 0.7);
    expect([...applyThresholds(probabilities, { up: 1, down: 1 })]).toEqual([0, 1, 2]);
    expect([...applyThresholds(probabilities, { up: 0.5, down: 0.25 })]).toEqual([1, 1, 1]);
  });

  test("tuned thresholds never have a lower macro-F1 than none, on the rows that they were tuned on", () => {
    const { probabilities, labels } = calibratedRows(3_000, 8);
    const tuned = tuneThresholds(probabilities, labels);
    const f1 = (thresholds: { up: number; down: number }) =>
      evaluateChanges(probabilities, applyThresholds(probabilities, thresholds), labels).macroF1!;
    expect(f1(tuned)).toBeGreaterThan(f1({ up: 1, down: 1 }));
    expect(tuneThresholds(probabilities, labels)).toEqual(tuned);
  });

  test("a class that never happens keeps its multiplier at 1", () => {
    const { probabilities, labels } = calibratedRows(500, 9);
    const noDown = labels.map((label) => (label === 2 ? 1 : label));
    expect(tuneThresholds(probabilities, noDown).down).toBe(1);
  });
});

describe("conformal sets", () => {
  test("within every class, coverage of exchangeable rows is at least 90 % within the binomial error", () => {
    const alpha = 0.1;
    const calibration = calibratedRows(6_000, 11);
    const fresh = calibratedRows(60_000, 12);
    const rule = calibrateConformal(calibration.probabilities, calibration.labels, { classes: 3, alpha });
    const { coverage } = conformalCoverage(rule, fresh.probabilities, fresh.labels, 1);
    coverage.forEach((share, c) => {
      const m = calibration.labels.filter((label) => label === c).length;
      const tested = fresh.labels.filter((label) => label === c).length;
      // The floor is a quantile of m draws, the coverage a share of `tested`: both errors, four deviations.
      const error = 4 * Math.sqrt(alpha * (1 - alpha) * (1 / m + 1 / tested));
      expect(Math.abs(share! - 0.9)).toBeLessThan(error);
    });
  });

  test("on average over calibrations, coverage is never below 1 − α (1,000 draws of 30)", () => {
    let covered = 0;
    let tested = 0;
    for (let seed = 1; seed <= 1_000; seed++) {
      const { probabilities, labels } = calibratedRows(31, seed);
      const all = labels.fill(1, 0, 31);
      const rule = calibrateConformal(probabilities.subarray(0, 90), all.subarray(0, 30), {
        classes: 3,
        alpha: 0.1,
      });
      covered += probabilities[91]! >= rule.floors[1]! ? 1 : 0;
      tested++;
    }
    expect(covered / tested).toBeGreaterThan(0.9 - 2 * Math.sqrt(0.09 / 1_000));
  });

  test("fewer than nine rows of a class bear no floor: its set always holds it", () => {
    const probabilities = new Float64Array(3 * 8).fill(1 / 3);
    const rule = calibrateConformal(probabilities, new Uint8Array(8), { classes: 3, alpha: 0.1 });
    expect([...rule.floors]).toEqual([0, 0, 0]);
    const covered = conformalCoverage(rule, probabilities, new Uint8Array(8), 1);
    expect(covered).toEqual({ coverage: [1, null, null], meanSize: 3, flagged: 0 });
  });
});

describe("evaluation of changes", () => {
  test("precision, recall and F1 stand under their own names, by hand", () => {
    // Two rise, one is found; two are said to rise; nobody falls; one is said to.
    const labels = Uint8Array.of(0, 0, 1, 1, 1, 1);
    const predicted = Uint8Array.of(0, 1, 0, 1, 1, 2);
    const evaluation = evaluateChanges(new Float64Array(18).fill(1 / 3), predicted, labels);
    expect(evaluation.classes[0]).toMatchObject({ precision: 0.5, recall: 0.5, f1: 0.5, support: 2 });
    expect(evaluation.classes[1]).toMatchObject({ precision: 2 / 3, recall: 0.5, support: 4 });
    expect(evaluation.classes[2]).toMatchObject({ precision: 0, recall: null, support: 0, auc: null });
    expect(evaluation.accuracy).toBe(0.5);
    expect(evaluation.macroPrecision).toBeCloseTo((0.5 + 2 / 3) / 2, 12);
    expect(evaluation.macroRecall).toBe(0.5);
    expect(evaluation.macroF1).toBeCloseTo((0.5 + 4 / 7) / 2, 12);
    expect(evaluation.logLoss).toBeCloseTo(Math.log(3), 12);
    expect(evaluation.confusion).toEqual([
      [1, 1, 0],
      [1, 2, 1],
      [0, 0, 0],
    ]);
  });
});

test("folds hold even shares of every class", () => {
  const labels = Uint8Array.from({ length: 100 }, (_, i) => (i < 10 ? 0 : i < 20 ? 2 : 1));
  const fold = stratifiedFolds(labels, { classes: 3, folds: 3, seed: 4 });
  for (let c = 0; c < 3; c++) {
    const counts = [0, 1, 2].map((f) => fold.filter((of, i) => of === f && labels[i] === c).length);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  }
  expect(stratifiedFolds(labels, { classes: 3, folds: 3, seed: 4 })).toEqual(fold);
  expect(stratifiedFolds(labels, { classes: 3, folds: 3, seed: 5 })).not.toEqual(fold);
});

test("weighted classes have equal totals; oversampled ones as many rows as the largest", () => {
  const labels = Uint8Array.of(0, 1, 1, 1, 1, 1, 2, 2);
  const totals = (weights: Float64Array) =>
    [0, 1, 2].map((c) => weights.reduce((sum, weight, i) => sum + (labels[i] === c ? weight : 0), 0));
  const of = (balance: "plain" | "weighted" | "oversampled") =>
    balanceWeights(labels, { classes: 3, balance, seed: 2 });
  expect(totals(of("plain"))).toEqual([1, 5, 2]);
  for (const total of totals(of("weighted"))) expect(total).toBeCloseTo(8 / 3, 12);
  expect(totals(of("oversampled"))).toEqual([5, 5, 5]);
  expect(of("oversampled").every((weight) => Number.isInteger(weight) && weight >= 1)).toBe(true);
});
