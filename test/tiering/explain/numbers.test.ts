import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unknownNumbers } from "../../../tiering/index.ts";

const facts = {
  accounts: 50_000,
  moved: 2497,
  up: 1248,
  share: 0.04994,
  composite: { before: 0.5804, after: 0.66889, lift: 0.08849 },
  medianRevenue: 12_345_678,
  growth: 24.29,
  tiers: ["A", "B", "C"],
  columns: ["TotalRevenue_FY26"],
  id: "304930413",
  limit: "at most 2,500 of 50,000 accounts",
};

describe("numbers that stand in the facts", () => {
  test.each([
    "2,497 of 50,000 accounts moved.",
    "2497 accounts, about 2,500, moved.",
    "The composite rose from .58 to 0.669, by 0.088.",
    "The composite rose by 8.8 points, to .6689.",
    "Nearly 5 % of the book moved; 4.99% to be precise, or 5.0 per cent.",
    "Median revenue is 12.3M (12 million, 12,345,678).",
    "Growth is 24.3 % a year; −24 % would be its mirror.",
    "Account 304930413 leads TotalRevenue_FY26.",
    "fifty thousand accounts, no one left out",
    "No numbers at all.",
  ])("%s", (text) => {
    expect(unknownNumbers(text, facts)).toEqual([]);
  });
});

describe("numbers that do not", () => {
  test.each([
    ["2,600 accounts moved.", ["2,600"]],
    ["The composite rose by 12 %.", ["12"]],
    ["It is 3 times better.", ["3"]],
    ["50,000 % of accounts.", ["50,000"]],
    ["5 % became 6 %.", ["6"]],
    ["Revenue is 13M.", ["13M"]],
    ["Account 304930414 moved.", ["304930414"]],
    ["Look at TotalRevenue_FY25.", ["TotalRevenue_FY25"]],
    ["Three thousand accounts moved.", ["Three thousand"]],
    ["It doubled.", ["doubled"]],
    ["Three quarters of the book.", ["Three quarters"]],
    ["Half of them.", ["Half"]],
    ["twenty-five accounts", ["twenty-five"]],
    ["٣ accounts and ½ of it", ["٣", "½"]],
    ["1e6 accounts", ["1e6"]],
  ])("%s", (text, expected) => {
    expect(unknownNumbers(text, facts)).toEqual(expected);
  });
});

test("a fact is found however it is rounded to two digits or more, grouped or scaled; a tenth more is not", () => {
  const fact = fc.double({ min: 1.1, max: 9.4e11, noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(fact, fc.integer({ min: 2, max: 9 }), (value, digits) => {
      const shapes = (of: number) => {
        const rounded = Number(of.toPrecision(digits));
        const plain = [String(rounded), rounded.toLocaleString("en-US", { maximumFractionDigits: 9 })];
        return of < 1e6 ? plain : [...plain, `${Number((of / 1e6).toPrecision(digits))}M`];
      };
      for (const text of shapes(value)) expect(unknownNumbers(text, { value })).toEqual([]);
      for (const text of shapes(value * 1.1)) expect(unknownNumbers(text, { value })).toEqual([text]);
    }),
  );
});
