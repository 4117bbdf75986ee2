import { expect, test } from "vitest";
import { countTiers, DEFAULT_WEIGHTS, frontier, type Plan, runTiering } from "../../../tiering/index.ts";
import { randomPolicy, randomSmallBook } from "../support/small-books.ts";
import { syntheticAccounts } from "../support/synthetic.ts";

const hybrid: Plan = { method: "hybrid", weights: DEFAULT_WEIGHTS, policy: {} };
const book = syntheticAccounts(4000, 3);

test("more budget never hurts, from no move to where no move helps", () => {
  const { points, advice } = frontier(book, hybrid, { points: 20 });
  expect(points[0]).toMatchObject({ share: 0, moved: 0, lift: 0 });
  points.slice(1).forEach((point, p) => {
    expect(point.share).toBeGreaterThan(points[p]!.share);
    expect(point.lift).toBeGreaterThanOrEqual(points[p]!.lift);
    expect(point.moved).toBeLessThanOrEqual(Math.round(point.share * book.n));
  });
  expect(advice!.sentence).toMatch(/^The first 1 % of accounts brings \d+ % of what 5 % brings\.$/);
});

test("the frontier passes through the run of the plan's own budget", () => {
  const run = runTiering(book, hybrid);
  const point = frontier(book, hybrid, { points: 20 }).points.find(({ share }) => share === 0.05);
  expect(point!.kpis.composite).toBeCloseTo(run.after.composite, 5);
});

test("more budget never hurts under any policy of small books", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const { accounts, share } = randomSmallBook(seed);
    const { policy } = randomPolicy(seed, accounts, share);
    const { points } = frontier(accounts, { ...hybrid, policy }, { points: 6 });
    points.slice(1).forEach((point, p) => {
      expect(point.lift, `seed ${seed}`).toBeGreaterThanOrEqual(points[p]!.lift);
    });
  }
});

test("under new tier sizes the frontier begins at the fewest moves that reach them", () => {
  const [a, b] = countTiers(book.tier, 4);
  const policy = { tierSizes: { A: a! + 10, B: b! - 10 } };
  const { points } = frontier(book, { ...hybrid, policy }, { points: 5 });
  expect(points[0]).toMatchObject({ share: 10 / book.n, moved: 10 });
});

test("fewer than two points are refused", () => {
  expect(() => frontier(book, hybrid, { points: 1 })).toThrow(/points is 1/);
});
