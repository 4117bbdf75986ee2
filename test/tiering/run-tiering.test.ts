import { expect, test } from "vitest";
import {
  accountId,
  DEFAULT_WEIGHTS,
  findAccount,
  movedAccounts,
  type Plan,
  runTiering,
  summarise,
} from "../../tiering/index.ts";
import { smallAccounts } from "./support/accounts.ts";

const accounts = smallAccounts({
  tierCount: 3,
  tier: [0, 1, 2, 2, 1, 2],
  revenue: [50, 40, 30, 20, 10, 5],
  potential: [60, 50, 40, 120, 15, 80],
});
const plan = (method: Plan["method"]): Plan => ({ method, weights: DEFAULT_WEIGHTS, policy: {} });

test("the baseline changes nothing", () => {
  const run = runTiering(accounts, plan("baseline"));
  expect([...run.tiers]).toEqual([...accounts.tier]);
  expect(run.after).toEqual(run.before);
});

test("direct fills the tiers by descending PI with the baseline's sizes", () => {
  const run = runTiering(accounts, plan("direct"));
  const byPotential = [...run.tiers.keys()].sort((a, b) => run.potential[b]! - run.potential[a]! || a - b);
  expect(byPotential.map((i) => run.tiers[i])).toEqual([0, 1, 1, 2, 2, 2]);
  expect(summarise(accounts, run).rules.find((rule) => rule.rule === "tier-sizes")?.kept).toBe(true);
});

test("kpi is direct clipped to one tier, and its certificate names the rules it breaks", () => {
  const direct = runTiering(accounts, plan("direct"));
  const run = runTiering(accounts, plan("kpi"));
  run.tiers.forEach((tier, i) => {
    const from = accounts.tier[i]!;
    expect(tier).toBe(Math.max(from - 1, Math.min(from + 1, direct.tiers[i]!)));
  });
  const budget = run.rules.find((rule) => rule.rule === "max-moved-share");
  expect(budget).toMatchObject({ kept: false, asked: false });
  expect(budget?.accounts).toBe(summarise(accounts, run).moved!.count);
});

test("the summary's migration matrix, distribution and moves agree", () => {
  const run = runTiering(accounts, plan("direct"));
  const summary = summarise(accounts, run);
  expect(summary.migration!.map((row) => row.reduce((a, b) => a + b, 0))).toEqual(
    summary.distribution.before,
  );
  const page = movedAccounts(accounts, run, { offset: 1, limit: 2 });
  expect(page.total).toBe(summary.moved!.count);
  expect(page.accounts).toHaveLength(Math.min(2, page.total - 1));
});

test("accounts are found by ID, text or number", () => {
  expect(findAccount(accounts, "103")).toBe(3);
  expect(findAccount(accounts, "99")).toBe(-1);
  expect(findAccount(accounts, "x")).toBe(-1);
  const named = smallAccounts({
    tierCount: 1,
    tier: [0, 0, 0],
    revenue: [1, 2, 3],
    ids: ["Zoë", "x𝒳", "żółw"].sort(),
  });
  for (let i = 0; i < 3; i++) expect(findAccount(named, accountId(named, i))).toBe(i);
});

test("weights that are negative, all zero or not finite are refused with a pointer", () => {
  const run = (weights: Plan["weights"]) => () => runTiering(accounts, { ...plan("kpi"), weights });
  expect(run({ runway: -1, growth: 1, geo: 0, category: 0 })).toThrow(/Weight runway is -1/);
  expect(run({ runway: 0, growth: 0, geo: 0, category: 0 })).toThrow(/sum to 0/);
  expect(run({ runway: Number.NaN, growth: 1, geo: 0, category: 0 })).toThrow(/Weight runway is NaN/);
});
