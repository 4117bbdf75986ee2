import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  createSplitColumns,
  DEFAULT_WEIGHTS,
  evaluatePredictions,
  featureImportances,
  fitTree,
  learnRules,
  numericFeatures,
  predict,
  type Run,
  rulePath,
  rulesText,
  runTiering,
  stratifiedTestMask,
  type TieringError,
} from "../../../tiering/index.ts";
import { smallAccounts } from "../support/accounts.ts";
import { randomBook } from "../support/random-book.ts";

const labelsOf = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 60 });

test("the test mask takes each class's share, rounded, never its last account; the seed decides which", () => {
  fc.assert(
    fc.property(labelsOf, fc.double({ min: 0, max: 0.9, noNaN: true }), fc.nat(), (list, share, seed) => {
      const labels = Uint8Array.from(list);
      const mask = stratifiedTestMask(labels, { classes: 4, share, seed });
      for (let k = 0; k < 4; k++) {
        const size = list.filter((label) => label === k).length;
        const taken = list.filter((label, i) => label === k && mask[i] === 1).length;
        expect(taken).toBe(size === 0 ? 0 : Math.min(Math.round(size * share), size - 1));
      }
      expect(stratifiedTestMask(labels, { classes: 4, share, seed })).toEqual(mask);
    }),
  );
  const labels = new Uint8Array(1000);
  const draw = (seed: number) => stratifiedTestMask(labels, { classes: 1, share: 0.25, seed });
  expect(draw(1)).not.toEqual(draw(2));
});

test("precision, recall, F1, accuracy and the confusion matrix are those of their definitions", () => {
  const actual = Uint8Array.of(0, 0, 0, 1, 1, 2, 0);
  const said = Uint8Array.of(0, 0, 1, 1, 0, 0, 2);
  const include = Uint8Array.of(1, 1, 1, 1, 1, 1, 0);
  const found = evaluatePredictions(actual, said, { classes: 4, include });
  expect(found.confusion).toEqual([
    [2, 1, 0, 0],
    [1, 1, 0, 0],
    [1, 0, 0, 0],
    [0, 0, 0, 0],
  ]);
  expect(found.accuracy).toBeCloseTo(3 / 6, 12);
  expect(found.tiers[0]).toEqual({ precision: 2 / 4, recall: 2 / 3, f1: 4 / 7, support: 3 });
  expect(found.tiers[2]).toEqual({ precision: null, recall: 0, f1: 0, support: 1 });
  expect(found.tiers[3]).toEqual({ precision: null, recall: null, f1: null, support: 0 });
  expect(found.balancedAccuracy).toBeCloseTo((2 / 3 + 1 / 2 + 0) / 3, 12);
});

test("importances are the shares of the impurity that each feature removes", () => {
  const table = createSplitColumns([
    Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8),
    Float64Array.of(1, 1, 2, 2, 1, 1, 2, 2),
  ]);
  // Feature 0 parts class 2 from the rest; feature 1 parts the rest.
  const labels = Uint8Array.of(0, 0, 1, 1, 2, 2, 2, 2);
  const tree = fitTree(table, labels, { classes: 3, maxDepth: 2, minSamplesLeaf: 1, balanced: false });
  // Weighted impurities: the root 8·(1 − (1/16 + 1/16 + 1/4)) = 5, its left child 4·(1 − 1/2) = 2, leaves 0.
  expect(featureImportances(tree, 2).reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  expect(featureImportances(tree, 2)[0]).toBeCloseTo(
    3 / 5 + (tree.nodes[1]?.split?.feature === 0 ? 2 / 5 : 0),
    12,
  );
});

describe("rules of a book", () => {
  const book = randomBook({ n: 2000, seed: 11, oddities: 0.02 }).accounts;
  const run = runTiering(book, { method: "kpi", weights: DEFAULT_WEIGHTS, policy: {} });
  const rules = learnRules(book, run, { minLeaf: 20 });
  const { columns, names } = numericFeatures(book, run.potential);

  test("name the book's features, and part accounts into learnt-from and set-aside", () => {
    expect(rules.features).toEqual(names);
    expect(rules.training + rules.testing).toBe(book.n);
    expect(rules.testing / book.n).toBeCloseTo(0.25, 2);
    expect(rules.plain.evaluation.accounts).toBe(rules.testing);
    expect(rules.note).toBeNull();
  });

  test("agreement is the share of the book whose tier the tree gives", () => {
    for (const set of [rules.plain, rules.balanced]) {
      const said = predict(set.tree, columns, book.n);
      const agreeing = said.filter((tier, i) => tier === run.tiers[i]).length;
      expect(set.agreement).toBe(agreeing / book.n);
    }
  });

  test("balanced rules find the tiers more evenly than plain ones", () => {
    const { plain, balanced } = rules;
    expect(balanced.evaluation.balancedAccuracy!).toBeGreaterThan(plain.evaluation.balancedAccuracy!);
  });

  test("are plain JSON and the same every time", () => {
    expect(JSON.parse(JSON.stringify(rules))).toEqual(rules);
    expect(learnRules(book, run, { minLeaf: 20 })).toEqual(rules);
  });

  test("a rule path's conditions hold for the account and end in the tree's tier", () => {
    const said = predict(rules.plain.tree, columns, book.n);
    for (let i = 0; i < book.n; i += 37) {
      for (const tree of [rules.plain.tree, rules.plain.merged]) {
        const path = rulePath(rules, tree, columns, i);
        expect(path.tier).toBe(rules.tiers[said[i]!]);
        for (const { operator, threshold, value } of path.steps) {
          expect(value !== null && value > threshold).toBe(operator === ">");
        }
      }
    }
  });

  test("read as text: one line a leaf, with its size and purity", () => {
    const text = rulesText(rules, "plain");
    const leaves = text.split("\n").filter((line) => line.includes("→"));
    expect(leaves).toHaveLength(rules.plain.merged.nodes.filter((node) => node.split === null).length);
    expect(text).toMatch(/^Rules for tiers A–D \(every account weighs the same; depth 5, \d+ leaves/);
    expect(text).toMatch(/Right for [\d.]+ % of [\d,]+ accounts they did not learn from/);
  });
});

test("a book of one tier has one leaf and says why", () => {
  const book = smallAccounts({ tierCount: 1, tier: [0, 0, 0], revenue: [1, 2, 3] });
  const run = runTiering(book, { method: "baseline", weights: DEFAULT_WEIGHTS, policy: {} });
  const rules = learnRules(book, run);
  expect(rules.plain.leaves).toBe(1);
  expect(rules.note).toContain("one tier");
  expect(rulesText(rules, "balanced")).toContain("→ A");
});

test("a leaf too large for the book is named as the reason for having no rules", () => {
  const book = randomBook({ n: 80, seed: 3 }).accounts;
  const run = runTiering(book, { method: "baseline", weights: DEFAULT_WEIGHTS, policy: {} });
  expect(learnRules(book, run).note).toContain("smaller leaf");
});

test.each([
  [{ maxDepth: -1 }, "/maxDepth"],
  [{ maxDepth: 2.5 }, "/maxDepth"],
  [{ minLeaf: 0 }, "/minLeaf"],
  [{ testShare: Number.NaN }, "/testShare"],
  [{ seed: -1 }, "/seed"],
])("%o is refused", (options, pointer) => {
  const book = smallAccounts({ tierCount: 1, tier: [0], revenue: [1] });
  const run: Run = runTiering(book, { method: "baseline", weights: DEFAULT_WEIGHTS, policy: {} });
  const refused = () => learnRules(book, run, options);
  expect(refused).toThrowError(
    expect.objectContaining({
      code: "invalid-argument",
      details: { pointer },
    } satisfies Partial<TieringError>),
  );
});
