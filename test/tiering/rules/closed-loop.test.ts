import { describe, expect, test } from "vitest";
import {
  closeLoop,
  DEFAULT_WEIGHTS,
  evaluateKpis,
  numericFeatures,
  type Plan,
  type Policy,
  predict,
  runTiering,
  summariseLoop,
  unknownNumbers,
} from "../../../tiering/index.ts";
import { smallAccounts } from "../support/accounts.ts";
import { randomBook } from "../support/random-book.ts";

const planOf = (policy: Policy = {}, method: Plan["method"] = "hybrid"): Plan => ({
  method,
  weights: DEFAULT_WEIGHTS,
  policy,
});

const cases: [string, number, Policy][] = [
  ["default rules", 41, {}],
  ["free steps, a fifth may move", 42, { maxTierStep: "free", maxMovedShare: 0.2 }],
  [
    "rules on who may rise or fall, tiers in order",
    44,
    { mayRise: ["tier:B|C|D"], mayFall: ["tier:A|B|C"], monotone: true },
  ],
  ["a hold and a scope", 43, { hold: ["tier:A"], scope: ["Geo_Entity:North|South"] }],
];

describe.each(cases)("the closed loop under %s", (_, seed, policy) => {
  const book = randomBook({ n: 800, seed, oddities: 0.01 }).accounts;
  const run = runTiering(book, planOf(policy));
  const loop = closeLoop(book, run, { minLeaf: 20 });
  const { points } = loop;
  const { columns } = numericFeatures(book, run.potential);

  test("starts from the run itself", () => {
    expect(points[0]).toMatchObject({ reward: 0, composite: run.after.composite, cost: 0, run });
  });

  test("keeps every business rule at every reward", () => {
    for (const point of points) {
      expect(point.run.rules.filter((rule) => !rule.kept)).toEqual([]);
      expect(point.moved).toBe(point.run.tiers.filter((tier, i) => tier !== book.tier[i]).length);
    }
  });

  test("reports composite, cost and agreement as they are", () => {
    for (const { run: reached, tree, agreement, composite, cost } of points) {
      const said = predict(tree, columns, book.n);
      const agreeing = said.filter((tier, i) => tier === reached.tiers[i]).length;
      expect(agreement).toBe(agreeing / book.n);
      const kpis = evaluateKpis(
        { potential: run.potential, revenue: book.revenue, tiers: reached.tiers, tierCount: run.tierCount },
        { strategic: run.strategic, coefficients: { tpa: 0.35, sfi: 0.35, tci: 0.3 } },
      );
      expect(composite).toBeCloseTo(kpis.composite, 12);
      expect(cost).toBeCloseTo(run.after.composite - composite, 12);
    }
  });

  test("is summed up in choices and words whose every number stands in them", () => {
    const summary = summariseLoop(loop);
    expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
    expect(unknownNumbers(summary.text, summary.choices)).toEqual([]);
    expect(summary.text).toContain("at the cost of");
    for (const [at, { efficient }] of summary.choices.entries()) {
      const { composite, agreement } = points[at]!;
      const better = points.some(
        (other, place) =>
          other.composite >= composite &&
          other.agreement >= agreement &&
          (other.composite + other.agreement > composite + agreement || place < at),
      );
      expect(efficient).toBe(!better);
    }
  });

  test("buys agreement: the largest reward agrees more than the run, and is the same every time", () => {
    expect(points.at(-1)!.agreement).toBeGreaterThan(points[0]!.agreement);
    expect(closeLoop(book, run, { minLeaf: 20 })).toEqual(loop);
  });
});

test("where nobody may move, every reward leaves the run as it is", () => {
  const book = randomBook({ n: 300, seed: 44 }).accounts;
  const run = runTiering(book, planOf({ maxMovedShare: 0 }));
  for (const point of closeLoop(book, run, { minLeaf: 10 }).points) {
    expect(point).toMatchObject({ moved: 0, cost: 0, stable: true });
  }
  const { text } = summariseLoop(closeLoop(book, run, { minLeaf: 10 }));
  expect(text).toContain("No reward for agreeing with them made them agree more.");
});

test("a book of one tier agrees with its tree entirely", () => {
  const book = smallAccounts({ tierCount: 1, tier: [0, 0, 0], revenue: [1, 2, 3] });
  const { points } = closeLoop(book, runTiering(book, planOf()), { rewards: [1] });
  expect(points.map((point) => point.agreement)).toEqual([1, 1]);
});

test.each([
  [planOf({}, "kpi"), undefined, "/method"],
  [planOf(), [0], "/rewards/0"],
  [planOf(), [1, 0.5], "/rewards/1"],
  [planOf(), [Number.NaN], "/rewards/0"],
])("another method or rewards that do not ascend are refused", (plan, rewards, pointer) => {
  const book = randomBook({ n: 60, seed: 45 }).accounts;
  const run = runTiering(book, plan);
  expect(() => closeLoop(book, run, rewards === undefined ? {} : { rewards })).toThrowError(
    expect.objectContaining({ code: "invalid-argument", details: { pointer } }),
  );
});
