import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  encodeRows,
  type FeatureColumns,
  fitLogistic,
  fitNetwork,
  LogisticLoss,
  layerShapes,
  learnEncodings,
  NetworkPass,
  predictLogistic,
  predictNetwork,
  standardisedMatrix,
} from "../../../tiering/index.ts";
import { seeded } from "../support/synthetic.ts";

const golden = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../fixtures/golden/${name}.json`, import.meta.url), "utf8"));

function goldenMatrix() {
  const { X, y } = golden("decision-tree") as { X: number[][]; y: number[] };
  const columns = X[0]!.map((_, j) => Float64Array.from(X, (row) => row[j]!));
  return { x: standardisedMatrix(X.length, columns), labels: Uint8Array.from(y) };
}

/** Largest difference between a gradient and central differences, over the gradient's size. */
function differenceError(value: (at: Float64Array) => number, at: Float64Array, gradient: Float64Array) {
  const step = 1e-5;
  let worst = 0;
  for (let k = 0; k < at.length; k++) {
    const moved = (by: number) => {
      const other = at.slice();
      other[k] += by;
      return value(other);
    };
    worst = Math.max(worst, Math.abs((moved(step) - moved(-step)) / (2 * step) - gradient[k]!));
  }
  return worst / Math.max(...gradient.map(Math.abs));
}

test("unpenalised logistic regression equals SciPy's maximum likelihood", () => {
  const { x, labels } = goldenMatrix();
  const want = golden("logistic") as {
    logLoss: number;
    accuracy: number;
    probabilitiesFirst20: number[][];
  };
  const p = predictLogistic(fitLogistic(x, labels, { classes: 4, l2: 0, tolerance: 1e-13 }), x);
  let loss = 0;
  let right = 0;
  for (let i = 0; i < x.n; i++) {
    const row = [...p.subarray(4 * i, 4 * i + 4)];
    loss -= Math.log(row[labels[i]!]!) / x.n;
    if (row.indexOf(Math.max(...row)) === labels[i]) right++;
  }
  expect(Math.abs(loss / want.logLoss - 1)).toBeLessThan(1e-9);
  expect(right / x.n).toBe(want.accuracy);
  want.probabilitiesFirst20.forEach((row, i) => {
    row.forEach((probability, c) => {
      expect(Math.abs(p[4 * i + c]! / probability - 1)).toBeLessThan(1e-9);
    });
  });
});

test("the penalised loss has the gradient and curvature that differences give", () => {
  const { x, labels } = goldenMatrix();
  const random = seeded(4);
  const weights = Float64Array.from(labels, () => random());
  const loss = new LogisticLoss(x, labels, { classes: 4, l2: 3, weights });
  const at = Float64Array.from({ length: 24 }, () => random() - 0.5);
  const gradient = new Float64Array(24);
  loss.evaluate(at, gradient);
  const v = Float64Array.from({ length: 24 }, () => random() - 0.5);
  const bent = new Float64Array(24);
  loss.hessian()(v, bent);
  const value = (point: Float64Array) => loss.evaluate(point, new Float64Array(24));
  expect(differenceError(value, at, gradient)).toBeLessThan(1e-6);
  const slope = (point: Float64Array) => {
    const out = new Float64Array(24);
    loss.evaluate(point, out);
    return out.reduce((sum, entry, k) => sum + entry * v[k]!, 0);
  };
  expect(differenceError(slope, at, bent)).toBeLessThan(1e-6);
});

test("L2 draws coefficients towards zero, and separable classes stay finite", () => {
  const x = standardisedMatrix(8, [Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8)]);
  const labels = Uint8Array.of(0, 0, 0, 0, 1, 1, 1, 1);
  const size = (l2: number) => Math.abs(fitLogistic(x, labels, { classes: 2, l2 }).coefficients[0]!);
  expect(size(1)).toBeLessThan(size(0.1));
  const p = predictLogistic(fitLogistic(x, labels, { classes: 2, l2: 0 }), x);
  for (const probability of p) expect(Number.isFinite(probability)).toBe(true);
  expect(p[1]).toBeLessThan(0.01);
});

test("the network's gradient is the one that differences give", () => {
  const { x, labels } = goldenMatrix();
  const shapes = layerShapes([x.d, 10, 5, 4]);
  const pass = new NetworkPass(shapes);
  const random = seeded(9);
  const size = shapes[shapes.length - 1]!.end;
  expect(size).toBe(6 * 10 + 11 * 5 + 6 * 4);
  const at = Float64Array.from({ length: size }, () => random() - 0.5);
  const rows = Int32Array.from({ length: 30 }, (_, i) => 7 * i);
  const weights = Float64Array.from(labels, () => random());
  const batch = { rows, labels, weights, l2: 0.3 };
  const gradient = new Float64Array(size);
  pass.gradient(at, x, batch, gradient);
  const value = (point: Float64Array) => pass.gradient(point, x, batch, new Float64Array(size));
  expect(differenceError(value, at, gradient)).toBeLessThan(1e-6);
});

test("the network learns what a linear model cannot, and two runs give the same bytes", () => {
  const random = seeded(2);
  const columns = [0, 1].map(() => Float64Array.from({ length: 4_000 }, () => 2 * random() - 1));
  const labels = Uint8Array.from(columns[0]!, (a, i) => (a * columns[1]![i]! > 0 ? 1 : 0));
  const x = standardisedMatrix(4_000, columns);
  const options = { classes: 2, hidden: [10, 5], epochs: 60, seed: 1 };
  const model = fitNetwork(x, labels, options);
  expect(fitNetwork(x, labels, options)).toEqual(model);
  const right = (p: Float64Array) =>
    labels.reduce((sum, label, i) => sum + (p[2 * i + 1]! > 0.5 === (label === 1) ? 1 : 0), 0) / 4_000;
  expect(right(predictNetwork(model, x))).toBeGreaterThan(0.93);
  expect(right(predictLogistic(fitLogistic(x, labels, { classes: 2, l2: 1 }), x))).toBeLessThan(0.65);
});

test("a design has z-scores, then one column a category; missing, constant and unseen are 0", () => {
  const table: FeatureColumns = {
    names: ["x", "constant", "c"],
    scales: ["number", "number", "category"],
    columns: [Float64Array.of(1, 3, Number.NaN), Float64Array.of(7, 7, 7), Float64Array.of(1, 0, 1)],
  };
  const encodings = learnEncodings(table);
  expect([...encodeRows(table, encodings).values]).toEqual([-1, 0, 0, 1, 1, 0, 1, 0, 0, 0, 0, 1]);
  const other = { ...table, columns: [Float64Array.of(5), Float64Array.of(9), Float64Array.of(2)] };
  expect([...encodeRows(other, encodings).values]).toEqual([3, 0, 0, 0]);
});
