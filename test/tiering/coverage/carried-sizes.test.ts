import { beforeAll, describe, expect, it } from "vitest";
import { generateSellers } from "../../../data/sellers/index.ts";
import { type HighsEngine, loadHighsEngine } from "../../../service/coverage/highs-engine.ts";
import {
  applyScenario,
  type CoverageInput,
  carriedTierSizes,
  DEFAULT_COVERAGE_WEIGHTS,
  runTiering,
  type Seller,
} from "../../../tiering/index.ts";
import { demoAccounts } from "../../bench/support/demo-accounts.ts";
import { smallAccounts } from "../support/accounts.ts";

let engine: HighsEngine;
beforeAll(async () => {
  engine = await loadHighsEngine();
});

const seller = (id: string, geo: string): Seller => ({
  id,
  role: "hunter",
  geos: [geo],
  domains: [],
  presence: "in-person",
  factor: 1,
});

describe("the tier sizes that sellers can carry", () => {
  it("are counted by hand: two geographies, one of them short", () => {
    // North: 4 A and 6 B for one seller of 2 A or 10 B; South: 1 A and 9 B for two such sellers.
    const tier = [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1];
    const geo = tier.map((_, i) => (i < 10 ? "North" : "South"));
    const accounts = smallAccounts({ tierCount: 2, tier, geo, revenue: tier.map((_, i) => i + 1) });
    const input: CoverageInput = {
      accounts,
      tiers: accounts.tier,
      tierNames: accounts.tierNames,
      sellers: [seller("n", "North"), seller("s", "South"), seller("t", "South")],
      capacities: { hunter: [2, 10] },
      owners: null,
      rules: {},
      weights: DEFAULT_COVERAGE_WEIGHTS,
    };
    const sizes = carriedTierSizes(input, engine);
    expect(sizes.geos).toEqual([
      { geo: "North", now: [4, 6], carried: [2, 0], most: [2, 0] },
      { geo: "South", now: [1, 9], carried: [1, 9], most: [4, 10] },
    ]);
    expect(sizes).toMatchObject({ now: [5, 15], carried: [3, 9], most: [6, 10] });
    expect(sizes.tierSizes).toEqual({ A: 3, B: 17 });
  });

  it("are a policy that the tiering takes, and no smaller with more sellers", async () => {
    const accounts = await demoAccounts(3_000, 2);
    const force = generateSellers(accounts, { sellers: 20, seed: 1 });
    const input: CoverageInput = {
      accounts,
      tiers: accounts.tier,
      tierNames: accounts.tierNames,
      ...force,
      rules: {},
      weights: DEFAULT_COVERAGE_WEIGHTS,
    };
    const sizes = carriedTierSizes(input, engine);
    sizes.carried.forEach((carried, t) => {
      expect(carried).toBeLessThanOrEqual(sizes.now[t]!);
      expect(carried).toBeLessThanOrEqual(sizes.most[t]!);
    });
    const weights = { runway: 1, growth: 0, geo: 0, category: 0 };
    const run = runTiering(accounts, { method: "direct", weights, policy: { tierSizes: sizes.tierSizes } });
    const counted = sizes.now.map((_, t) => run.tiers.filter((own) => own === t).length);
    expect(counted).toEqual(Object.values(sizes.tierSizes));
    const add = [
      { role: "Specialist", geos: [], domains: [], presence: "remote", factor: 1, count: 5 },
    ] as const;
    const more = carriedTierSizes(applyScenario(input, { name: "more", add }), engine);
    // The tiers below may give way to a higher one, the highest never does.
    expect(more.carried[0]).toBeGreaterThanOrEqual(sizes.carried[0]!);
    expect(more.most[0]).toBeGreaterThan(sizes.most[0]!);
  });
});
