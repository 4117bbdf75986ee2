import { expect, test } from "vitest";
import {
  type Accounts,
  accountId,
  BINS,
  countTiers,
  DEFAULT_WEIGHTS,
  marginBin,
  measure,
  type Policy,
  quantileOfHistogram,
  ranksOfHistogram,
  runByScans,
  runTiering,
  TieringError,
} from "../../../tiering/index.ts";
import { demoBook } from "../../support/demo-book.ts";
import { smallAccounts } from "../support/accounts.ts";
import { everyOutcome } from "../support/every-kpis.ts";
import { randomPolicy, randomSmallBook } from "../support/small-books.ts";

const plan = (policy: Policy) => ({ method: "hybrid", weights: DEFAULT_WEIGHTS, policy }) as const;

const broken = ({ rules }: { rules: readonly { kept: boolean }[] }) => rules.filter(({ kept }) => !kept);

test.each([
  // One ascent from the baseline's tangent; the edge is settled by prices.
  { how: "by scans alone", whole: 0, found: 0.4, short: 0.35 },
  // Small books are fetched and get the exchanges that they get in memory.
  { how: "as they come", whole: undefined, found: 0.9, short: 0.05 },
])(
  "on small books $how every limit is kept, no value exceeds exhaustive search's best and no bound lies below it",
  async ({ whole, found, short }) => {
    const shortfalls: number[] = [];
    for (let seed = 1; seed <= 120; seed++) {
      const { accounts, share } = randomSmallBook(seed, 9);
      const { policy, limits } = randomPolicy(seed, accounts, share);
      const { run } = await runByScans(accounts, plan(policy), whole === undefined ? {} : { whole });
      const outcomes = everyOutcome(accounts, limits, run, policy.coefficients!);
      const best = outcomes.reduce(
        (most, { kpis }) => Math.max(most, kpis.composite),
        Number.NEGATIVE_INFINITY,
      );
      expect(broken(run)).toEqual([]);
      expect(countTiers(run.tiers, accounts.tierCount), `sizes of book ${seed}`).toEqual(limits.sizes);
      let moved = 0;
      run.tiers.forEach((tier, i) => {
        const home = accounts.tier[i]!;
        if (tier === home) return;
        moved++;
        expect(limits.fixed?.(i), `book ${seed}, account ${accountId(accounts, i)}`).not.toBe(true);
        expect(Math.abs(tier - home)).toBeLessThanOrEqual(limits.step);
      });
      expect(moved).toBeLessThanOrEqual(limits.moves);
      const value = run.after.composite;
      expect(value).toBeLessThanOrEqual(best + 1e-9);
      expect(run.certificate!.bound, `bound of book ${seed}`).toBeGreaterThanOrEqual(best - 1e-9);
      const from = run.before!.composite;
      if (best > from + 1e-9) shortfalls.push(Math.min(1, (best - value) / (best - from)));
    }
    const mean = shortfalls.reduce((sum, part) => sum + part, 0) / shortfalls.length;
    expect(shortfalls.filter((part) => part < 1e-9).length / shortfalls.length).toBeGreaterThan(found);
    expect(mean).toBeLessThan(short);
  },
);

const POLICIES: readonly (readonly [name: string, policy: Policy])[] = [
  ["the default policy", {}],
  ["a budget of 1 %", { maxMovedShare: 0.01 }],
  ["no budget", { maxMovedShare: 1 }],
  ["two tiers a move", { maxTierStep: 2 }],
  ["any move, 30 % of the accounts", { maxTierStep: "free", maxMovedShare: 0.3 }],
  ["a scope and a held tier", { scope: ["Geo_Entity:Western Europe"], hold: ["tier:A"] }],
  ["new sizes that nobody may fall for", { tierSizes: { A: 1200, B: 11_153 }, mayFall: ["none"] }],
];

test.each(POLICIES)(
  "on 50,000 accounts with %s the lift is within 1e-3 of the one in memory, sizes and budget are exact",
  async (_, policy) => {
    const book = await demoBook();
    const exact = runTiering(book, plan(policy));
    const { run, scans, edge } = await runByScans(book, plan(policy));
    const start = exact.before!.composite;
    const lift = exact.after.composite - start;
    expect((run.after.composite - start) / lift).toBeGreaterThan(1 - 1e-3);
    expect(broken(run)).toEqual([]);
    expect(run.rules).toEqual(exact.rules);
    expect(run.certificate!.bound).toBeGreaterThanOrEqual(
      Math.max(run.after.composite, exact.after.composite),
    );
    expect(scans).toBeLessThanOrEqual(16);
    // Only the accounts at the edge were looked at one by one.
    expect(edge).toBeLessThan(2_000);
  },
);

test("a result depends on the accounts alone, not on the order in which they stand", async () => {
  const { accounts } = randomSmallBook(7, 10, 10);
  const order = Array.from({ length: accounts.n }, (_, i) => i);
  const book = (of: readonly number[]) =>
    smallAccounts({
      tierCount: accounts.tierCount,
      tier: of.map((i) => accounts.tier[i]!),
      revenue: of.map((i) => accounts.revenue[i]!),
      potential: of.map((i) => accounts.potential[i]!),
      baseRevenue: of.map((i) => accounts.baseRevenue[i]!),
    });
  const [one, other] = [
    await runByScans(book(order), plan({})),
    await runByScans(book([...order].reverse()), plan({})),
  ];
  expect(other.run.after.composite).toBeCloseTo(one.run.after.composite, 12);
  expect(other.run.certificate!.bound).toBeCloseTo(one.run.certificate!.bound, 9);
});

test("accounts that are all alike are parted to the account", async () => {
  const n = 400;
  const book = smallAccounts({
    tierCount: 2,
    tier: Array.from({ length: n }, (_, i) => (i < 100 ? 0 : 1)),
    revenue: Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 100 : 900)),
    potential: Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 1_000 : 5_000)),
    baseRevenue: Array.from({ length: n }, () => 50),
  });
  const { run } = await runByScans(book, plan({ maxMovedShare: 0.1 }), { whole: 0 });
  expect(countTiers(run.tiers, 2)).toEqual([100, 300]);
  expect(run.tiers.filter((tier, i) => tier !== book.tier[i]).length).toBe(40);
});

test("margins of one bin differ by less than its base, and the smallest share one", () => {
  expect(marginBin(1.3, 1)).toBe(Math.floor(BINS * Math.log(1.3)));
  expect(marginBin(0, 1)).toBe(marginBin(1e-300, 1));
  expect(marginBin(1e-9, 1)).toBe(marginBin(0, 1));
  for (const margin of [1e-6, 0.02, 3, 1e9]) {
    expect(marginBin(margin * Math.exp(1 / BINS) * 1.0001, 1)).toBeGreaterThan(marginBin(margin, 1));
  }
});

test("ranks of a histogram are the average ranks of its values where every bin is one value, and bounded beside them otherwise", () => {
  const values = Float64Array.from([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5]);
  const sorted = values.slice().sort();
  const distinct = [...new Set(sorted)];
  const exact = measure(values, values);
  const single = ranksOfHistogram(
    distinct.map((value) => ({
      count: sorted.filter((own) => own === value).length,
      low: value,
      high: value,
    })),
  );
  expect(single.slack).toBe(0);
  expect(single.squares).toBeCloseTo(exact.rankSquares, 12);
  values.forEach((value, i) => {
    expect(single.rank[distinct.indexOf(value)]).toBe(exact.rank[i]);
  });
  const coarse = ranksOfHistogram([
    { count: 5, low: 1, high: 3 },
    { count: 6, low: 4, high: 9 },
  ]);
  const off = [...values].reduce(
    (sum, value, i) => sum + Math.abs(exact.rank[i]! - coarse.rank[value > 3 ? 1 : 0]!),
    0,
  );
  expect(off).toBeLessThanOrEqual(coarse.slack);
  expect(exact.rankSquares).toBeLessThanOrEqual(coarse.squares + coarse.within);
});

test("a quantile of a histogram lies between the ends of its bin", () => {
  const bins = [
    { count: 1, low: -2, high: -2 },
    { count: 4, low: 0, high: 3 },
    { count: 1, low: 8, high: 8 },
  ];
  expect([0, 0.2, 0.4, 1].map((share) => quantileOfHistogram(bins, share))).toEqual([-2, 0, 1, 8]);
});

test.each([
  ["method kpi", { ...plan({}), method: "kpi" as const }],
  ["method direct", { ...plan({}), method: "direct" as const }],
  ["method baseline", { ...plan({}), method: "baseline" as const }],
  ["monotone", plan({ monotone: true })],
  ["scale rank", { ...plan({}), scale: "rank" as const }],
])("%s is refused by name, with the reason", async (name, asked) => {
  const { accounts } = randomSmallBook(3);
  const refused = runByScans(accounts, asked);
  await expect(refused).rejects.toThrow(TieringError);
  await expect(refused).rejects.toThrow(`${name} cannot be pushed down to a warehouse: it `);
});

test("sizes that cannot be reached are refused", async () => {
  const book: Accounts = smallAccounts({ tierCount: 3, tier: [0, 1, 2, 2], revenue: [9, 5, 2, 1] });
  for (const whole of [0, 2_000]) {
    await expect(
      runByScans(book, plan({ tierSizes: { A: 2, B: 0, C: 2 }, hold: ["tier:B"] }), { whole }),
    ).rejects.toThrow(TieringError);
  }
});
