import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  countLeaves,
  createSplitColumns,
  fitTree,
  leafOf,
  mergeSiblings,
  predict,
} from "../../../tiering/index.ts";

interface Golden {
  X: number[][];
  y: number[];
  cases: {
    classWeight: "balanced" | null;
    maxDepth: number;
    minSamplesLeaf: number;
    leaves: number;
    predictions: number[];
    accuracy: number;
    rootFeature: number;
    rootThreshold: number;
  }[];
}

const golden = JSON.parse(
  readFileSync(new URL("../../fixtures/golden/decision-tree.json", import.meta.url), "utf8"),
) as Golden;

function tableOf(rows: readonly (readonly number[])[], features: number) {
  const columns = Array.from({ length: features }, (_, f) => Float64Array.from(rows, (row) => row[f]));
  return createSplitColumns(columns);
}

describe("against scikit-learn", () => {
  const table = tableOf(golden.X, 5);
  const labels = Uint8Array.from(golden.y);
  for (const expected of golden.cases) {
    const { classWeight, maxDepth, minSamplesLeaf } = expected;
    test(`depth ${maxDepth}, class weight ${classWeight}: same root, leaves and predictions`, () => {
      const options = { classes: 4, maxDepth, minSamplesLeaf, balanced: classWeight === "balanced" };
      const tree = fitTree(table, labels, options);
      expect(tree.nodes[0].split).toMatchObject({
        feature: expected.rootFeature,
        threshold: expected.rootThreshold,
      });
      expect(countLeaves(tree)).toBe(expected.leaves);
      const predictions = predict(tree, table.columns, labels.length);
      expect(Array.from(predictions)).toEqual(expected.predictions);
      const right = predictions.reduce((sum, p, i) => sum + (p === labels[i] ? 1 : 0), 0);
      expect(right / labels.length).toBe(expected.accuracy);
    });
  }
});

/** Weighted Gini impurity of a set of rows times its weight, from the definition. */
function impurity(labels: number[], weights: number[]): number {
  const mass = weights.map((w, k) => w * labels.filter((label) => label === k).length);
  const sum = mass.reduce((a, b) => a + b, 0);
  return sum === 0 ? 0 : sum * (1 - mass.reduce((a, m) => a + (m / sum) ** 2, 0));
}

const smallProblem = fc
  .record({
    rows: fc.array(
      fc.tuple(
        fc.oneof(
          { weight: 9, arbitrary: fc.integer({ min: -3, max: 6 }) },
          { weight: 1, arbitrary: fc.constant(NaN) },
        ),
        fc.integer({ min: 0, max: 3 }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 2 }),
      ),
      { minLength: 2, maxLength: 14 },
    ),
    minSamplesLeaf: fc.integer({ min: 1, max: 4 }),
    balanced: fc.boolean(),
  })
  .map(({ rows, ...rest }) => ({
    ...rest,
    table: tableOf(rows, 3),
    labels: Uint8Array.from(rows, (row) => row[3]),
  }));

test("the root split is as good as the best of all splits, tried one by one", () => {
  fc.assert(
    fc.property(smallProblem, ({ table, labels, minSamplesLeaf, balanced }) => {
      const n = labels.length;
      const tree = fitTree(table, labels, { classes: 3, maxDepth: 1, minSamplesLeaf, balanced });
      let least = Infinity;
      for (const column of table.columns) {
        for (const threshold of column) {
          const left = [...labels].filter((_, i) => !(column[i] > threshold));
          const right = [...labels].filter((_, i) => column[i] > threshold);
          const defined = [...column].some((value) => value <= threshold);
          if (!defined || Math.min(left.length, right.length) < minSamplesLeaf) continue;
          const sum =
            impurity(left, tree.classWeights as number[]) + impurity(right, tree.classWeights as number[]);
          least = Math.min(least, sum);
        }
      }
      const { split } = tree.nodes[0];
      const pure = new Set(labels).size === 1;
      if (split === null) {
        expect(pure || least === Infinity || n < 2 * minSamplesLeaf).toBe(true);
        return;
      }
      const goesRight = (i: number) => table.columns[split.feature][i] > split.threshold;
      const got =
        impurity(
          [...labels].filter((_, i) => !goesRight(i)),
          tree.classWeights as number[],
        ) +
        impurity(
          [...labels].filter((_, i) => goesRight(i)),
          tree.classWeights as number[],
        );
      expect(got).toBeCloseTo(least, 9);
    }),
    { numRuns: 400 },
  );
});

test("leaves partition the training rows: counts add up, none is below minSamplesLeaf, depth is kept", () => {
  fc.assert(
    fc.property(smallProblem, fc.integer({ min: 0, max: 4 }), (problem, maxDepth) => {
      const { table, labels, minSamplesLeaf, balanced } = problem;
      const tree = fitTree(table, labels, { classes: 3, maxDepth, minSamplesLeaf, balanced });
      const rows = new Map<number, number>();
      labels.forEach((_, i) => {
        const leaf = leafOf(tree, table.columns, i);
        rows.set(leaf, (rows.get(leaf) ?? 0) + 1);
      });
      const depth = (at: number): number => {
        const { split, counts } = tree.nodes[at];
        if (split === null) {
          const total = counts.reduce((a, b) => a + b, 0);
          expect(rows.get(at)).toBe(total);
          if (at > 0) expect(total).toBeGreaterThanOrEqual(minSamplesLeaf);
          return 0;
        }
        const children = [tree.nodes[split.left].counts, tree.nodes[split.right].counts];
        expect(counts).toEqual(children[0].map((count, k) => count + children[1][k]));
        return 1 + Math.max(depth(split.left), depth(split.right));
      };
      expect(depth(0)).toBeLessThanOrEqual(maxDepth);
    }),
  );
});

test("merging siblings keeps every prediction and leaves no two leaves of one parent alike", () => {
  fc.assert(
    fc.property(smallProblem, ({ table, labels, balanced }) => {
      const tree = fitTree(table, labels, { classes: 3, maxDepth: 4, minSamplesLeaf: 1, balanced });
      const merged = mergeSiblings(tree);
      expect(predict(merged, table.columns, labels.length)).toEqual(
        predict(tree, table.columns, labels.length),
      );
      expect(countLeaves(merged)).toBeLessThanOrEqual(countLeaves(tree));
      for (const { split } of merged.nodes) {
        if (split === null) continue;
        const [left, right] = [merged.nodes[split.left], merged.nodes[split.right]];
        if (left.split === null && right.split === null) expect(left.prediction).not.toBe(right.prediction);
      }
    }),
  );
});

test("equal splits: the lowest feature wins, then the lowest threshold; equal votes: the lowest class", () => {
  const table = tableOf(
    [
      [1, 1],
      [2, 2],
      [3, 3],
      [4, 4],
    ],
    2,
  );
  const options = { classes: 2, maxDepth: 1, minSamplesLeaf: 1, balanced: false };
  // Cutting after the first row or before the last one is equally good.
  const tree = fitTree(table, Uint8Array.of(0, 1, 1, 0), options);
  expect(tree.nodes[0].split).toMatchObject({ feature: 0, threshold: 1.5 });
  expect(tree.nodes[0].prediction).toBe(0);
});

test("a midpoint that would round up to the upper value stays at the lower one", () => {
  const low = 1 + Number.EPSILON;
  const high = 1 + 2 * Number.EPSILON;
  const table = tableOf([[low], [high]], 1);
  const labels = Uint8Array.of(0, 1);
  const tree = fitTree(table, labels, { classes: 2, maxDepth: 1, minSamplesLeaf: 1, balanced: false });
  expect(predict(tree, table.columns, 2)).toEqual(labels);
});

test("rows that are left out of the training do not count", () => {
  const table = tableOf([[1], [2], [3]], 1);
  const options = { classes: 2, maxDepth: 3, minSamplesLeaf: 1, balanced: false };
  const tree = fitTree(table, Uint8Array.of(0, 0, 1), { ...options, training: Uint8Array.of(1, 1, 0) });
  expect(tree.nodes).toEqual([{ split: null, counts: [2, 0], prediction: 0 }]);
});
