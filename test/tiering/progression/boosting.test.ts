import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type BoostedModel,
  type BoostedTree,
  type BoostingOptions,
  binRows,
  boost,
  contributions,
  DEFAULT_BOOSTING,
  type FeatureColumns,
  findBins,
  marginsOf,
  scoreRows,
  takeRows,
} from "../../../tiering/index.ts";
import { seeded } from "../support/synthetic.ts";

const OPTIONS: BoostingOptions = { ...DEFAULT_BOOSTING, classes: 2, rounds: 20 };

/** n rows of two numbers (some missing) and a category. */
function randomTable(n: number, seed: number, missing = 0.1): FeatureColumns {
  const random = seeded(seed);
  const number = () =>
    Float64Array.from({ length: n }, () => (random() < missing ? Number.NaN : Math.round(40 * random())));
  return {
    names: ["x", "y", "c"],
    scales: ["number", "number", "category"],
    columns: [number(), number(), Float64Array.from({ length: n }, () => Math.floor(4 * random()))],
  };
}

function labelsOf(table: FeatureColumns, label: (row: readonly number[]) => number): Uint8Array {
  return Uint8Array.from(table.columns[0]!, (_, i) => label(table.columns.map((column) => column[i]!)));
}

describe("bins", () => {
  test("few values have a bin each, in order; a missing value is bin 0", () => {
    const table: FeatureColumns = {
      names: ["x"],
      scales: ["number"],
      columns: [Float64Array.of(5, Number.NaN, -1, 5, 100)],
    };
    const features = findBins(table);
    expect([...binRows(table, features).bins]).toEqual([2, 0, 1, 2, 3]);
    const unseen = { ...table, columns: [Float64Array.of(1.9, 2, 1e9, -1e9)] };
    expect([...binRows(unseen, features).bins]).toEqual([1, 2, 3, 1]);
  });

  test("many values fall into at most 256 bins of about equal counts, in the order of the values", () => {
    const random = seeded(3);
    const column = Float64Array.from({ length: 10_000 }, () => Math.exp(8 * random()));
    const table: FeatureColumns = { names: ["x"], scales: ["number"], columns: [column] };
    const { bins } = binRows(table, findBins(table));
    const counts = new Map<number, number>();
    for (const bin of bins) counts.set(bin, (counts.get(bin) ?? 0) + 1);
    expect(counts.size).toBe(255);
    expect(Math.max(...counts.values())).toBeLessThanOrEqual(41);
    const order = [...column.keys()].sort((a, b) => column[a]! - column[b]!);
    for (let k = 1; k < order.length; k++) {
      expect(bins[order[k]!]).toBeGreaterThanOrEqual(bins[order[k - 1]!]!);
    }
  });

  test("a category that learning did not see is like a missing value", () => {
    const seen: FeatureColumns = { names: ["c"], scales: ["category"], columns: [Float64Array.of(0, 2)] };
    const features = findBins(seen);
    expect([...binRows({ ...seen, columns: [Float64Array.of(2, 3)] }, features).bins]).toEqual([3, 0]);
  });
});

describe("boosting", () => {
  test("one split, one leaf a side: the value is −G/(H + λ) times the rate, by hand", () => {
    const table: FeatureColumns = {
      names: ["x"],
      scales: ["number"],
      columns: [Float64Array.of(1, 1, 1, 2, 2, 2)],
    };
    const labels = Uint8Array.of(0, 0, 0, 1, 1, 1);
    const model = boost(table, labels, { ...OPTIONS, rounds: 1, l2: 1, learningRate: 0.5 });
    // Priors are even: gradient p − 1 = −.5 a row of the class, hessian 2 · .5 · .5 = .5.
    const [first] = model.trees as [BoostedTree];
    expect([...first.value]).toEqual([0, (0.5 * 1.5) / 2.5, (0.5 * -1.5) / 2.5]);
    expect([...first.cover]).toEqual([3, 1.5, 1.5]);
  });

  test("the chosen first split is the best of all, by exhaustive search", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const table = randomTable(40, seed, 0.2);
        const random = seeded(seed + 1);
        const labels = labelsOf(table, () => (random() < 0.4 ? 1 : 0));
        const options = { ...OPTIONS, rounds: 1, maxDepth: 1, minChildWeight: 2 };
        const [tree] = boost(table, labels, options).trees as [BoostedTree];
        const positive = labels.reduce((sum, label) => sum + label, 0);
        const prior = (40 - positive + 1) / 42;
        const score = (rows: readonly number[]) => {
          const g = rows.reduce((sum, i) => sum + prior - (labels[i] === 0 ? 1 : 0), 0);
          const h = rows.length * 2 * prior * (1 - prior);
          return h < 2 ? Number.NEGATIVE_INFINITY : (g * g) / (h + 1);
        };
        const all = [...labels.keys()];
        const sides: boolean[][] = [];
        table.columns.forEach((column, j) => {
          for (const value of new Set(column)) {
            if (j === 2) sides.push(all.map((i) => column[i] === value));
            else {
              sides.push(all.map((i) => column[i]! <= value || Number.isNaN(column[i]!)));
              sides.push(all.map((i) => column[i]! <= value));
            }
          }
        });
        const gains = sides.map(
          (side) => score(all.filter((i) => side[i])) + score(all.filter((i) => !side[i])) - score(all),
        );
        const best = Math.max(...gains);
        if (best <= 2e-6) return;
        expect(tree.feature[0]).toBeGreaterThanOrEqual(0);
        const { bins } = binRows(table, findBins(table));
        const left = all.map((i) => {
          const bin = bins[i * 3 + tree.feature[0]!]!;
          return bin >= tree.low[0]! && bin <= tree.low[0]! + tree.span[0]!;
        });
        const got = score(all.filter((i) => left[i])) + score(all.filter((i) => !left[i])) - score(all);
        expect(got).toBeCloseTo(best, 9);
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  test("the known optimum: log-loss of rows drawn from p(x) comes within .02 of the entropy of p", () => {
    const table = randomTable(20_000, 5, 0);
    const random = seeded(6);
    const truth = (row: readonly number[]) => (row[0]! > 20 ? 0.9 : 0.2) * (row[2] === 3 ? 0.5 : 1);
    const labels = labelsOf(table, (row) => (random() < truth(row) ? 1 : 0));
    const fresh = randomTable(20_000, 8, 0);
    const p = scoreRows(boost(table, labels, { ...OPTIONS, rounds: 60, maxDepth: 3 }), fresh);
    let loss = 0;
    let entropy = 0;
    for (let i = 0; i < 20_000; i++) {
      const t = truth(fresh.columns.map((column) => column[i]!));
      loss -= t * Math.log(p[2 * i + 1]!) + (1 - t) * Math.log(p[2 * i]!);
      entropy -= t * Math.log(t) + (1 - t) * Math.log(1 - t);
    }
    expect(loss / 20_000 - entropy / 20_000).toBeLessThan(0.02);
  });

  test("missing values go to the side where they belong", () => {
    const table = randomTable(2_000, 9, 0.3);
    const labels = labelsOf(table, (row) => (Number.isNaN(row[0]!) || row[0]! > 30 ? 1 : 0));
    const p = scoreRows(boost(table, labels, { ...OPTIONS, rounds: 80 }), table);
    for (let i = 0; i < 2_000; i++) expect(Math.round(p[2 * i + 1]!)).toBe(labels[i]);
  });

  test("a weight of 2 is a row that stands twice", () => {
    const table = randomTable(300, 12);
    const labels = labelsOf(table, (row) => (row[1]! > 12 ? 1 : 0));
    const weights = Float64Array.from({ length: 300 }, (_, i) => 1 + (i % 2));
    const twice = Int32Array.from({ length: 300 }, (_, i) => i).reduce<number[]>((rows, i) => {
      rows.push(i, ...(i % 2 ? [i] : []));
      return rows;
    }, []);
    const rows = Int32Array.from(twice);
    const repeated = boost(
      takeRows(table, rows),
      Uint8Array.from(rows, (i) => labels[i]!),
      OPTIONS,
    );
    const weighted = boost(table, labels, { ...OPTIONS, weights });
    const [a, b] = [scoreRows(repeated, table), scoreRows(weighted, table)];
    for (let k = 0; k < a.length; k++) expect(b[k]).toBeCloseTo(a[k]!, 9);
  });

  test("early stopping keeps the round with the least log-loss of the rows set aside", () => {
    const table = randomTable(600, 14);
    const random = seeded(15);
    const labels = labelsOf(table, () => (random() < 0.3 ? 1 : 0));
    const rows = Int32Array.from({ length: 200 }, (_, i) => 3 * i);
    const loss = (model: BoostedModel) => {
      const p = scoreRows(model, table);
      return rows.reduce((sum, i) => sum - Math.log(p[2 * i + labels[i]!]!), 0);
    };
    const stopped = boost(table, labels, { ...OPTIONS, rounds: 100, stopping: { rows, patience: 10 } });
    // Labels are noise, so the best model is a short one.
    expect(stopped.trees.length).toBeLessThan(60);
    const next = boost(table, labels, {
      ...OPTIONS,
      rounds: stopped.trees.length / 2 + 1,
      stopping: { rows, patience: 1000 },
    });
    expect(loss(stopped)).toBeLessThanOrEqual(loss(next) + 1e-9);
  });

  test("two runs, same bytes; a class without rows and constant columns do no harm", () => {
    const table: FeatureColumns = {
      ...randomTable(200, 17),
      columns: [new Float64Array(200).fill(3), new Float64Array(200).fill(Number.NaN), new Float64Array(200)],
    };
    const labels = Uint8Array.from({ length: 200 }, (_, i) => i % 2);
    const options = { ...OPTIONS, classes: 3 };
    const model = boost(table, labels, options);
    expect(boost(table, labels, options)).toEqual(model);
    const p = scoreRows(model, table);
    expect(p[0]).toBeCloseTo(p[1]!, 6);
    expect(p[2]).toBeLessThan(0.01);
    expect(scoreRows(boost(table, new Uint8Array(200).fill(1), OPTIONS), table)[1]).toBeGreaterThan(0.98);
  });

  test("a wish to stop ends it at the next tree", () => {
    const table = randomTable(200, 18);
    let asked = 0;
    const shouldStop = () => ++asked > 5;
    expect(() => boost(table, new Uint8Array(200), OPTIONS, { shouldStop })).toThrow(/cancelled/);
    expect(asked).toBe(6);
  });
});

describe("TreeSHAP", () => {
  /** What a tree expects of a row when only the features of `known` are known. */
  function expected(tree: BoostedTree, bins: Uint8Array, known: number, node = 0): number {
    const j = tree.feature[node]!;
    if (j < 0) return tree.value[node]!;
    const left = tree.left[node]!;
    if ((known >> j) & 1) {
      const inside = bins[j]! >= tree.low[node]! && bins[j]! <= tree.low[node]! + tree.span[node]!;
      return expected(tree, bins, known, inside ? left : left + 1);
    }
    const [a, b] = [tree.cover[left]!, tree.cover[left + 1]!];
    return (a * expected(tree, bins, known, left) + b * expected(tree, bins, known, left + 1)) / (a + b);
  }

  /** Shapley values by their definition: the mean over all orders in which features become known. */
  function exhaustive(tree: BoostedTree, bins: Uint8Array): number[] {
    const d = bins.length;
    const factorial = (k: number): number => (k < 2 ? 1 : k * factorial(k - 1));
    return Array.from({ length: d }, (_, j) => {
      let value = 0;
      for (let set = 0; set < 1 << d; set++) {
        if ((set >> j) & 1) continue;
        const size = set.toString(2).replaceAll("0", "").length;
        const weight = (factorial(size) * factorial(d - size - 1)) / factorial(d);
        value += weight * (expected(tree, bins, set | (1 << j)) - expected(tree, bins, set));
      }
      return value;
    });
  }

  const table = randomTable(500, 21, 0.2);
  const labels = labelsOf(table, ([x, y, c]) => (c === 2 ? 2 : x! + y! > 40 || Number.isNaN(y!) ? 1 : 0));
  const model = boost(table, labels, { ...OPTIONS, classes: 3, rounds: 4, maxDepth: 4 });
  const data = binRows(table, model.features);

  test("equals exhaustive Shapley values, features tested twice on a path included", () => {
    for (let row = 0; row < 40; row++) {
      const bins = data.bins.slice(row * 3, row * 3 + 3);
      const { values } = contributions(model, data, row);
      for (let c = 0; c < 3; c++) {
        const trees = model.trees.filter((_, t) => t % 3 === c).map((tree) => exhaustive(tree, bins));
        for (let j = 0; j < 3; j++) {
          const sum = trees.reduce((total, tree) => total + tree[j]!, 0);
          expect(Math.abs(values[c * 3 + j]! - sum)).toBeLessThan(1e-12);
        }
      }
    }
  });

  test("contributions and base sum to the margin within 1e-9", () => {
    const deep = boost(table, labels, { ...OPTIONS, classes: 3, rounds: 100, maxDepth: 6 });
    const binned = binRows(table, deep.features);
    const margins = marginsOf(deep, binned);
    for (let row = 0; row < 500; row += 7) {
      const { base, values } = contributions(deep, binned, row);
      for (let c = 0; c < 3; c++) {
        const sum = values.subarray(c * 3, c * 3 + 3).reduce((total, value) => total + value, base[c]!);
        expect(Math.abs(sum - margins[row * 3 + c]!)).toBeLessThan(1e-9);
      }
    }
  });
});
