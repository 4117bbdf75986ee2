import { beforeAll, describe, expect, test } from "vitest";
import {
  type Accounts,
  assessProgression,
  type BoostedModel,
  binRows,
  bookYears,
  buildLists,
  changeSplits,
  evaluateModels,
  frozenShares,
  LEAST_PEERS,
  MISFIT_BELOW,
  marginsOf,
  type Progression,
  ProgressionExplainer,
  panelFeatures,
  panelSource,
  sayProgression,
  TieringError,
} from "../../../tiering/index.ts";
import { demoAccounts } from "../../bench/support/demo-accounts.ts";
import { smallAccounts } from "../support/accounts.ts";
import { syntheticAccounts } from "../support/synthetic.ts";

let book: Accounts;
let progression: Progression;

beforeAll(async () => {
  book = await demoAccounts(1_500, 5);
  progression = assessProgression(book);
});

/** The book with only its newest `count` years of tiers. */
function withYears(accounts: Accounts, count: number): Accounts {
  return { ...accounts, roles: { ...accounts.roles, tiers: accounts.roles.tiers.slice(0, count) } };
}

/** The book with the tiers of every earlier year made from today's. */
function withTiers(accounts: Accounts, of: (tier: number, i: number, age: number) => number): Accounts {
  const text = new Map(accounts.text);
  const values = ["Tier A", "Tier B", "Tier C", "Tier D"];
  accounts.roles.tiers.forEach((name, age) => {
    if (age === 0) return;
    text.set(name, { values, codes: Uint16Array.from(accounts.tier, (tier, i) => of(tier, i, age)) });
  });
  return { ...accounts, text };
}

/** The first n accounts of the book. */
function firstAccounts(accounts: Accounts, n: number): Accounts {
  const numbers = new Map([...accounts.numbers].map(([name, column]) => [name, column.slice(0, n)]));
  const cut = <T extends { codes: Uint16Array | Uint32Array }>(column: T): T => ({
    ...column,
    codes: column.codes.slice(0, n),
  });
  return {
    ...accounts,
    n,
    numbers,
    text: new Map([...accounts.text].map(([name, column]) => [name, cut(column)])),
    geo: cut(accounts.geo),
    category: cut(accounts.category),
    tier: accounts.tier.slice(0, n),
    revenue: accounts.revenue.slice(0, n),
    baseRevenue: accounts.baseRevenue.slice(0, n),
    potential: accounts.potential.slice(0, n),
  };
}

describe("a book of five years", () => {
  test("every account has chances of up, stay and down that sum to 1", () => {
    const { probabilities, predicted, learned, trained, changes } = progression.outlook!;
    expect(learned).toBe("FY25 → FY26");
    expect(trained).toBe(1_500);
    expect(changes[0] + changes[1] + changes[2]).toBe(1_500);
    expect(predicted.length).toBe(1_500);
    for (let i = 0; i < 1_500; i++) {
      const row = probabilities.subarray(3 * i, 3 * i + 3);
      expect(Math.abs(row.reduce((a, b) => a + b) - 1)).toBeLessThan(1e-12);
    }
  });

  test("both splits are evaluated; the time split learns from the year before and ranks moves above the base rate", () => {
    const [random, time] = progression.evaluations;
    expect([random!.kind, random!.learned, random!.tested]).toEqual(["random", "FY25 → FY26", "FY25 → FY26"]);
    expect([random!.trained, random!.evaluation.accounts]).toEqual([1_051, 449]);
    expect([time!.kind, time!.learned, time!.tested]).toEqual(["time", "FY24 → FY25", "FY25 → FY26"]);
    expect([time!.trained, time!.evaluation.accounts]).toEqual([1_500, 1_500]);
    expect(time!.evaluation.moveAuc).toBeGreaterThan(0.8);
    expect(time!.evaluation.lift.move[0]!.share).toBeGreaterThan(3 * time!.evaluation.lift.move[0]!.base);
    expect(time!.evaluation.macroF1).toBeGreaterThan(time!.nobodyChanges!);
  });

  test("two runs give the same bytes, another seed others", () => {
    expect(assessProgression(book)).toEqual(progression);
    const small = firstAccounts(book, 600);
    expect(assessProgression(small, { seed: 2 }).tierFit).not.toEqual(assessProgression(small).tierFit);
  });

  test("reasons and base sum to the difference of the margins within 1e-9, largest first", () => {
    const explainer = new ProgressionExplainer(book, progression);
    const { model } = progression.outlook!.learnedChanges;
    const features = panelFeatures(panelSource(book), { first: 0, count: 4 });
    const margins = marginsOf(model, binRows(features, model.features));
    for (const i of [0, 17, 999, 1_499]) {
      const { move, reasons } = explainer.explain(i).outlook!;
      const c = move === "up" ? 0 : 2;
      expect(Math.abs(reasons.logOdds - (margins[3 * i + c]! - margins[3 * i + 1]!))).toBeLessThan(1e-9);
      const sum = reasons.reasons.reduce((total, { contribution }) => total + contribution, reasons.base);
      expect(Math.abs(sum - reasons.logOdds)).toBeLessThan(1e-9);
      const sizes = reasons.reasons.map(({ contribution }) => Math.abs(contribution));
      expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    }
  });

  test("the lists hold what they say, in their order", () => {
    const { lists, outlook, frozen } = progression;
    const { ownTier } = progression.tierFit!;
    expect(lists.risk.length).toBeGreaterThan(0);
    for (const i of lists.risk) expect([outlook!.predicted[i], book.tier[i] === 3]).toEqual([2, false]);
    for (const i of lists.opportunity)
      expect([outlook!.predicted[i], book.tier[i] === 0]).toEqual([0, false]);
    for (const i of lists.misfit) expect(ownTier[i]).toBeLessThan(MISFIT_BELOW);
    expect(lists.misfit.length).toBe(ownTier.filter((p) => p < MISFIT_BELOW).length);
    const falling = (list: Uint32Array, key: (i: number) => number) => {
      const keys = [...list].map(key);
      expect(keys).toEqual([...keys].sort((a, b) => b - a));
    };
    falling(lists.risk, (i) => book.revenue[i]!);
    falling(lists.opportunity, (i) => book.potential[i]! - book.revenue[i]!);
    falling(lists.misfit, (i) => -ownTier[i]!);
    falling(lists.frozen, (i) => frozen[i]!);
    const years = bookYears(book);
    for (const i of lists.frozen) expect(new Set(years.map(({ tier }) => tier[i])).size).toBe(1);
  });

  test("an account on a list is told so, with its chances, its fit and reasons in words", () => {
    const i = progression.lists.misfit[0]!;
    const told = new ProgressionExplainer(book, progression).explain(i);
    expect(told.lists).toContain("misfit");
    expect(told.fit!.looksLike).not.toBe("ABCD"[book.tier[i]!]);
    expect(told.outlook!.possible.length).toBeGreaterThan(0);
    expect(told.sentences[0]).toMatch(/a diagnostic, not a forecast/);
    expect(told.sentences[1]).toMatch(
      /^Without seeing tiers, a model takes it for Tier [A-D]; its own Tier [A-D] has a chance of (under )?\d/,
    );
    expect(told.sentences[1]).toMatch(/(multiplies|divides) the odds by [\d.]+/);
  });

  test("the headline says what the time split bears out", () => {
    const [headline] = sayProgression(progression);
    const time = progression.evaluations[1]!;
    const { top, share } = time.evaluation.lift.move.at(-1)!;
    expect(headline).toContain(
      "A diagnostic, not a forecast: learned from FY24 → FY25 and tested on FY25 → FY26",
    );
    expect(headline).toContain(
      `of the ${top} accounts least likely to stay ${Number((share * 100).toFixed(1))} % did move`,
    );
  });

  test("a wish to stop ends it wherever it stands", () => {
    for (const after of [0, 50, 400, 1500]) {
      let asked = 0;
      const shouldStop = () => asked++ >= after;
      expect(() => assessProgression(book, {}, { shouldStop })).toThrow(TieringError);
    }
  });

  test("progress never falls back", () => {
    const shares: number[] = [];
    assessProgression(firstAccounts(book, 400), {}, { onProgress: ({ share }) => shares.push(share) });
    expect(shares.every((share, k) => k === 0 || share >= shares[k - 1]! - 1e-9)).toBe(true);
    expect(shares.at(-1)).toBe(1);
  });

  test("a larger book is learned from a sample, which the answer states, and every account is scored", () => {
    const sampled = assessProgression(book, { mostTrained: 1_000 });
    expect([sampled.outlook!.trained, sampled.outlook!.eligible]).toEqual([1_000, 1_500]);
    expect(sampled.tierFit!.ownTier.every((p) => p > 0 && p <= 1)).toBe(true);
    expect(sayProgression(sampled).join(" ")).toContain("a random sample of 1,000 of 1,500 accounts");
  });

  test("the article's seven models are evaluated on both splits", () => {
    const small = firstAccounts(book, 900);
    const free = { randomSplit: null, timeSplit: null };
    const splits = changeSplits(panelSource(small), free, { seed: 1, mostTrained: 900 });
    const rows = evaluateModels(splits, 1);
    expect(rows.map(({ family, balance }) => `${family} ${balance}`)).toEqual([
      "logistic plain",
      "logistic weighted",
      "logistic oversampled",
      "network plain",
      "boosting plain",
      "boosting weighted",
      "boosting oversampled",
    ]);
    for (const { evaluations } of rows) {
      expect(evaluations.map(({ accounts }) => accounts)).toEqual([270, 900]);
      for (const { logLoss } of evaluations) expect(Number.isFinite(logLoss)).toBe(true);
    }
  });
});

describe("books with little to learn from", () => {
  test("one year of tiers: misfits alone, and sentences say what is missing", () => {
    const assessed = assessProgression(withYears(firstAccounts(book, 500), 1));
    expect([assessed.outlook, assessed.evaluations, assessed.misfitEvidence]).toEqual([null, [], null]);
    expect(assessed.tierFit!.ownTier.length).toBe(500);
    const said = sayProgression(assessed).join(" ");
    expect(said).toContain("A change needs tiers of at least two years; the book has FY26.");
    expect(said).toContain("A test on a later year needs tiers of at least three years; the book has FY26.");
  });

  test("two years: an outlook and the random split, no time split", () => {
    const assessed = assessProgression(withYears(firstAccounts(book, 1_000), 2));
    expect(assessed.evaluations.map(({ kind }) => kind)).toEqual(["random"]);
    expect(assessed.outlook).not.toBeNull();
    expect(sayProgression(assessed).join(" ")).toContain("how it would do on a later year cannot be tested");
  });

  test("no change in any year: a sentence, and misfits", () => {
    const still = withTiers(firstAccounts(book, 400), (tier) => tier);
    const assessed = assessProgression(still);
    expect(assessed.outlook).toBeNull();
    expect(assessed.misfitEvidence).not.toBeNull();
    expect(sayProgression(assessed).join(" ")).toContain(
      "No account changed tier in FY25 → FY26, so there is no change to learn.",
    );
    expect(assessed.lists.risk.length + assessed.lists.opportunity.length).toBe(0);
  });

  test("nobody ever fell: no fall is foreseen, and that is said", () => {
    const rising = withTiers(firstAccounts(book, 800), (tier, i, age) =>
      Math.min(3, tier + ((i * 7919) % 10 < 2 * age ? 1 : 0)),
    );
    const assessed = assessProgression(rising);
    expect(assessed.outlook!.changes[2]).toBe(0);
    expect(assessed.lists.risk.length).toBe(0);
    expect(sayProgression(assessed).join(" ")).toContain(
      "No account fell in FY25 → FY26, so no such move can be foreseen.",
    );
    for (const { evaluation } of assessed.evaluations) {
      expect(evaluation.classes[2]).toMatchObject({ support: 0, recall: null, auc: null, prAuc: null });
    }
  });

  test("30 accounts: nothing is learned, and the sentence gives the number", () => {
    const assessed = assessProgression(firstAccounts(book, 30));
    expect([assessed.outlook, assessed.tierFit]).toEqual([null, null]);
    const said = sayProgression(assessed);
    expect(said.join(" ")).toContain("30 accounts are too few to learn what a tier looks like");
    expect(said.join(" ")).toContain("30 accounts with a tier in both years of FY25 → FY26 are too few");
    expect(new ProgressionExplainer(firstAccounts(book, 30), assessed).explain(3)).toEqual({
      lists: [],
      outlook: null,
      fit: null,
      peersMoved: null,
      sentences: [],
    });
  });

  test("constant columns and a tier column of one label do no harm", () => {
    const cut = firstAccounts(book, 500);
    const flat = new Float64Array(500).fill(7);
    const numbers = new Map([...cut.numbers.keys()].map((name) => [name, flat]));
    const assessed = assessProgression({
      ...cut,
      numbers,
      revenue: flat,
      potential: flat,
      baseRevenue: flat,
    });
    expect(assessed.tierFit!.ownTier.every(Number.isFinite)).toBe(true);
    expect(assessed.outlook!.probabilities.every(Number.isFinite)).toBe(true);
    const one = assessProgression(withYears({ ...cut, tier: new Uint8Array(500) }, 1));
    expect(sayProgression(one).join(" ")).toContain("All accounts are in one tier");
  });

  test("a book that was never tiered: no list, and sentences say why", () => {
    const untiered = { ...withYears(firstAccounts(book, 300), 0), hasTiers: false };
    const assessed = assessProgression(untiered);
    expect([assessed.outlook, assessed.tierFit, assessed.years]).toEqual([null, null, []]);
    const said = sayProgression(assessed).join(" ");
    expect(said).toContain("A change needs tiers of at least two years; the book has none.");
    expect(said).toContain("The book has no tiers, so no account can look wrong in its own.");
  });

  test("an empty book and a book without histories of revenue are answered too", () => {
    expect(sayProgression(assessProgression(firstAccounts(book, 0))).length).toBeGreaterThan(0);
    const assessed = assessProgression(syntheticAccounts(300, 3));
    expect(assessed.tierFit!.ownTier.length).toBe(300);
    expect(assessed.outlook).toBeNull();
  });
});

describe("frozen accounts", () => {
  /** Twenty-five accounts alike, of which the last `movers` moved; three years. */
  function alike(movers: number): Accounts {
    const n = 25;
    const plain = smallAccounts({
      tierCount: 2,
      tier: Array.from({ length: n }, (_, i) => (i >= n - movers ? 0 : 1)),
      revenue: new Array(n).fill(10),
      baseRevenue: new Array(n).fill(5),
    });
    const before = { values: ["A", "B"], codes: new Uint16Array(n).fill(1) };
    const tiers = ["MarketTier_FY26", "MarketTier_FY24", "MarketTier_FY22"];
    return {
      ...plain,
      roles: { ...plain.roles, tiers },
      text: new Map([...plain.text, [tiers[1]!, before], [tiers[2]!, before]]),
    };
  }

  test("the share of peers that moved counts the others of the same tier, tenth of revenue and growth", () => {
    const accounts = alike(12);
    const shares = frozenShares(accounts, bookYears(accounts));
    expect(shares[0]).toBe(12 / 24);
    expect(shares[24]).toBeNaN();
    const { frozen } = buildLists(accounts, { predicted: null, ownTier: null, frozen: shares });
    expect([...frozen]).toEqual(Array.from({ length: 13 }, (_, i) => i));
  });

  test("fewer than twenty peers say nothing", () => {
    expect(LEAST_PEERS).toBe(20);
    const accounts = firstAccounts(alike(12), 20);
    expect([...frozenShares(accounts, bookYears(accounts))].every(Number.isNaN)).toBe(true);
  });
});

test("a progression is plain data: it survives a structured clone", () => {
  const clone: Progression = structuredClone(progression);
  expect(clone).toEqual(progression);
  const model: BoostedModel = clone.outlook!.learnedChanges.model;
  expect(model.trees.length % 3).toBe(0);
});
