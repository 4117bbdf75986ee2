import { expect, it } from "vitest";
import { kpisMeasuredBy, runTiering } from "../../../tiering/index.ts";
import { randomBook } from "../support/random-book.ts";

const book = randomBook({ n: 300, seed: 11 }).accounts;
const weights = { runway: 1, growth: 0, geo: 0, category: 0 };
const runway = runTiering(book, { method: "direct", weights, policy: {} });
const growth = runTiering(book, {
  method: "direct",
  weights: { runway: 0, growth: 1, geo: 0, category: 0 },
  policy: {},
});

it("measures a run by itself as the run does, and the book's tiers as the run's before", () => {
  expect(kpisMeasuredBy(book, runway, runway)).toEqual(runway.after);
  const baseline = runTiering(book, { method: "baseline", weights, policy: {} });
  expect(kpisMeasuredBy(book, runway, baseline)).toEqual(runway.before);
});

it("measures another's tiers by its own potential: they align with it less than its own do", () => {
  const own = kpisMeasuredBy(book, runway, runway).tpa!;
  const other = kpisMeasuredBy(book, runway, growth).tpa!;
  expect(other).toBeLessThan(own);
  expect(other).not.toBe(growth.after.tpa);
  // Revenue in the strategic tiers has nothing to do with potential.
  expect(kpisMeasuredBy(book, runway, growth).sfi).toBe(growth.after.sfi);
});
