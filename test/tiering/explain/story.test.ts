import { describe, expect, test } from "vitest";
import {
  DEFAULT_WEIGHTS,
  type Method,
  numericFeatures,
  runTiering,
  separateTiers,
  tellStory,
  unknownNumbers,
} from "../../../tiering/index.ts";
import { smallAccounts } from "../support/accounts.ts";
import { randomBook } from "../support/random-book.ts";

const book = randomBook({ n: 1200, seed: 21, oddities: 0.02 }).accounts;
const runOf = (method: Method) => runTiering(book, { method, weights: DEFAULT_WEIGHTS, policy: {} });

describe.each(["hybrid", "kpi", "direct", "baseline"] as const)("the story of a %s run", (method) => {
  const run = runOf(method);
  const story = tellStory(book, run);

  test("uses only numbers that stand in its facts", () => {
    expect(unknownNumbers(story.text, story.facts)).toEqual([]);
  });

  test("is plain JSON and the same every time", () => {
    expect(JSON.parse(JSON.stringify(story))).toEqual(story);
    expect(tellStory(book, run)).toEqual(story);
  });

  test("counts who moved, and every flow", () => {
    const { moved, flows } = story.facts;
    const count = run.tiers.filter((tier, i) => tier !== book.tier[i]).length;
    expect(moved.count).toBe(count);
    expect(flows.reduce((sum, flow) => sum + flow.accounts, 0)).toBe(count);
  });
});

test("a rule that the method breaks is part of the cost", () => {
  expect(tellStory(book, runOf("kpi")).text).toMatch(
    /It breaks a constraint for [\d,]+ accounts: movement, at most 60 of 1,200 accounts\./,
  );
});

test("a run that moved nobody says so and why", () => {
  expect(tellStory(book, runOf("baseline")).text).toMatch(
    /^The book as it is moved nobody: it keeps every account's tier\. The overall score stands at/,
  );
  const held = runTiering(book, {
    method: "hybrid",
    weights: DEFAULT_WEIGHTS,
    policy: { maxMovedShare: 0 },
  });
  expect(tellStory(book, held).text).toMatch(
    /^The Hybrid method moved nobody: under its rules no move makes the overall score larger\./,
  );
});

test("a book of one tier has nowhere to go and nothing to separate", () => {
  const single = smallAccounts({ tierCount: 1, tier: [0, 0, 0], revenue: [1, 2, 3] });
  const run = runTiering(single, { method: "direct", weights: DEFAULT_WEIGHTS, policy: {} });
  const story = tellStory(single, run);
  expect(story.text).toContain("moved nobody: all accounts are in Tier A, so there is nowhere to go.");
  expect(story.facts.separations).toEqual([]);
});

describe("what separates two tiers", () => {
  const run = runOf("direct");

  test("is the chance that an account of the first has more, over all pairs, ties half", () => {
    const { names, columns } = numericFeatures(book, run.potential);
    const found = separateTiers(book, run, ["A", "C"]);
    for (const { feature, more, medians } of found.features) {
      const column = columns[names.indexOf(feature)]!;
      const of = (tier: number) =>
        [...column].filter((value, i) => run.tiers[i] === tier && !Number.isNaN(value)).sort((a, b) => a - b);
      const [first, second] = [of(0), of(2)];
      let wins = 0;
      for (const x of first) for (const y of second) wins += x > y ? 1 : x === y ? 0.5 : 0;
      expect(more).toBeCloseTo(wins / (first.length * second.length), 12);
      const half = first.length >> 1;
      expect(medians[0]).toBe(first.length % 2 ? first[half] : (first[half - 1]! + first[half]!) / 2);
    }
  });

  test("is led by PI_acct where the tiers are cut by PI_acct", () => {
    const found = separateTiers(book, run, ["b", "c"]);
    expect(found.tiers).toEqual(["B", "C"]);
    expect(found.features[0]).toMatchObject({ feature: "PI_acct", more: 1 });
    expect(found.text).toMatch(
      /^B differs from C most in potential index \(median .* higher in B in 100 % of pairs\)/,
    );
  });

  test("is told in words whose every number stands in it", () => {
    for (const pair of [
      ["A", "B"],
      ["D", "B"],
    ] as const) {
      const found = separateTiers(book, run, pair);
      expect(unknownNumbers(found.text, found)).toEqual([]);
    }
  });

  test("an amount has the book's currency, a share and an index have none", () => {
    const pounds = { ...book, currency: "£" };
    const { text } = tellStory(pounds, run);
    expect(text).toMatch(/(?:FY\d\d|runway|revenue)[^,;(]* \(median −?£[\d.]+[kMB]? against −?£/i);
    expect(text).not.toMatch(/(?:index|share|growth) \(median −?£/);
    expect(tellStory(book, run).text).not.toContain("£");
  });

  test("an unknown tier is refused with those that exist, and a tier against itself", () => {
    expect(() => separateTiers(book, run, ["A", "E"])).toThrowError(
      expect.objectContaining({
        code: "unknown-tier",
        details: expect.objectContaining({ pointer: "/tiers/1" }),
      }),
    );
    expect(() => separateTiers(book, run, ["A", "a"])).toThrowError(
      expect.objectContaining({ code: "invalid-argument" }),
    );
  });

  test("an empty tier is named", () => {
    const sparse = smallAccounts({ tierCount: 3, tier: [0, 0, 2], revenue: [3, 2, 1] });
    const kept = runTiering(sparse, { method: "baseline", weights: DEFAULT_WEIGHTS, policy: {} });
    expect(separateTiers(sparse, kept, ["A", "B"]).text).toBe(
      "Tier B is empty, so nothing separates A from B.",
    );
  });
});

test("tiers that a run puts out of order are said first, with both means", () => {
  const pairs = Array.from({ length: 40 }, (_, at) =>
    runTiering(randomBook({ n: 300, seed: at + 1 }).accounts, {
      method: "hybrid",
      weights: DEFAULT_WEIGHTS,
      policy: { maxMovedShare: 0.4, coefficients: { tpa: 0, sfi: 1, tci: 0 } },
    }),
  );
  let inverted = 0;
  pairs.forEach((run, at) => {
    const accounts = randomBook({ n: 300, seed: at + 1 }).accounts;
    const { facts, text } = tellStory(accounts, run);
    expect(unknownNumbers(text, facts)).toEqual([]);
    const created = facts.inversions.filter(({ before }) => !before);
    expect(/^This run puts tiers out of order: the mean potential index is/.test(text)).toBe(
      created.length > 0,
    );
    for (const { higher, lower } of facts.inversions) {
      const mean = (name: string) => facts.tiers.find(({ tier }) => tier === name)!.meanPotentialIndexAfter!;
      expect(mean(lower)).toBeGreaterThan(mean(higher));
      inverted++;
    }
  });
  expect(inverted).toBeGreaterThan(0);
});
