import { describe, expect, it } from "vitest";
import {
  type Accounts,
  countTiers,
  createReasons,
  DEFAULT_WEIGHTS,
  explainAccount,
  frontier,
  type Plan,
  pyramidShares,
  runTiering,
  seekGoal,
  summarise,
  tellStory,
} from "../../tiering/index.ts";
import { randomBook } from "./support/random-book.ts";

const { accounts: tiered } = randomBook({ n: 200, seed: 5 });
const book: Accounts = { ...tiered, hasTiers: false, tier: new Uint8Array(200).fill(3) };
const plan = (policy: Plan["policy"] = {}, method: Plan["method"] = "hybrid"): Plan => ({
  method,
  weights: DEFAULT_WEIGHTS,
  policy,
});

describe("a first tiering", () => {
  it("fills the stated pyramid by potential, without a before", () => {
    const run = runTiering(book, plan());
    expect(pyramidShares(4)).toEqual([0.05, 0.15, 0.3, 0.5]);
    expect(countTiers(run.tiers, 4)).toEqual([10, 30, 60, 100]);
    expect(run.plan.method).toBe("direct");
    expect(run.before).toBeNull();
    const summary = summarise(book, run);
    expect(summary).toMatchObject({ migration: null, moved: null, kpis: { before: null, lift: null } });
    expect(summary.distribution).toEqual({ before: null, after: [10, 30, 60, 100] });
    const lowest = (k: number) => Math.min(...run.potential.filter((_, i) => run.tiers[i] === k));
    const highest = (k: number) => Math.max(...run.potential.filter((_, i) => run.tiers[i] === k));
    for (const k of [0, 1, 2]) expect(lowest(k)).toBeGreaterThanOrEqual(highest(k + 1));
    expect(run.notes.map(({ kind }) => kind)).toContain("first-tiering");
    expect(run.notes[0]!.text).toMatch(/5 %.*15 %.*30 %.*50 %/);
  });

  it("takes sizes as accounts or shares, and parts the rest by the pyramid", () => {
    const sizes = (tierSizes: Plan["policy"]["tierSizes"]) =>
      countTiers(runTiering(book, plan({ tierSizes })).tiers, 4);
    expect(sizes({ A: "5%", B: "15%", C: "30%", D: "50%" })).toEqual([10, 30, 60, 100]);
    expect(sizes({ A: 7 })).toEqual([7, 30, 61, 102]);
    expect(sizes({ A: "33.3%", B: "33.3%", C: "33.3%", D: 0 })).toEqual([67, 67, 66, 0]);
    expect(() => sizes({ A: 150, B: 150 })).toThrow(expect.objectContaining({ code: "infeasible-policy" }));
    expect(() => sizes({ A: 1, B: 1, C: 1, D: 1 })).toThrow(/add up to 4, the book has 200/);
  });

  it("has the tiers that sizes name and no others, where they leave no account for another", () => {
    const run = runTiering(book, plan({ tierSizes: { A: 10, B: 20, C: 170 } }));
    expect(run.tierNames).toEqual(["A", "B", "C"]);
    expect(countTiers(run.tiers, 3)).toEqual([10, 20, 170]);
    expect(runTiering(book, plan({ tierSizes: { A: "10%", C: "90%" } })).tierNames).toEqual(["A", "C"]);
  });

  it("takes tiers by their own names, ordered by their ladder", () => {
    const run = runTiering(book, plan({ tierSizes: { Bronze: "80%", Gold: "5%", Silver: "15%" } }));
    expect(run.tierNames).toEqual(["Gold", "Silver", "Bronze"]);
    expect(countTiers(run.tiers, 3)).toEqual([10, 30, 160]);
    expect(summarise(book, run).tiers).toEqual(["Gold", "Silver", "Bronze"]);
    expect(() => runTiering(book, plan({ tierSizes: { Foo: 100, Bar: 100 } }))).toThrow(/order of the tiers/);
  });

  it("says which rules do not apply, and runs the same when it is run again", () => {
    const run = runTiering(book, plan({ maxMovedShare: 0.02, maxTierStep: 1, hold: ["1"] }));
    const left = run.notes.find(({ kind }) => kind === "rules-left-out");
    expect(left?.text).toMatch(/maxMovedShare, maxTierStep and hold do not apply/);
    expect(run.rules.map(({ rule }) => rule)).toEqual(["tier-sizes"]);
    const again = runTiering(book, run.plan);
    expect(again.tiers).toEqual(run.tiers);
    expect(again.plan).toEqual(run.plan);
  });

  it("refuses what needs a baseline, naming it", () => {
    const refused = expect.objectContaining({ code: "no-baseline" });
    const run = runTiering(book, plan());
    expect(() => runTiering(book, plan({}, "baseline"))).toThrow(refused);
    expect(() => frontier(book, plan(), { points: 3 })).toThrow(refused);
    expect(() => seekGoal(book, plan(), { kpi: "sfi", atLeast: 0.5 })).toThrow(refused);
    expect(() => tellStory(book, run)).toThrow(refused);
  });

  it("explains an account by where it stands", () => {
    const run = runTiering(book, plan());
    const top = run.potential.indexOf(Math.max(...run.potential));
    expect(createReasons(book, run)(top)).toBe("Potential index in the top 0.50 %");
    expect(explainAccount(book, run, top)).toMatchObject({
      previousTier: null,
      tier: "A",
      change: null,
      gains: [],
    });
  });
});
