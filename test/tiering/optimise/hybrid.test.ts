import { expect, test } from "vitest";
import {
  countTiers,
  createReasons,
  DEFAULT_COEFFICIENTS,
  DEFAULT_WEIGHTS,
  evaluateKpis,
  moveGains,
  type Plan,
  runTiering,
  summarise,
} from "../../../tiering/index.ts";
import { smallAccounts } from "../support/accounts.ts";
import { everyAssignment } from "../support/exhaustive.ts";
import { randomSmallBook } from "../support/small-books.ts";
import { syntheticAccounts } from "../support/synthetic.ts";

const hybrid: Plan = { method: "hybrid", weights: DEFAULT_WEIGHTS, policy: {} };
const book = syntheticAccounts(6000, 7);

test("the hybrid keeps sizes, step and budget, and raises the composite", () => {
  const run = runTiering(book, hybrid);
  expect(run.rules.map(({ rule, kept, asked }) => ({ rule, kept, asked }))).toEqual([
    { rule: "tier-sizes", kept: true, asked: true },
    { rule: "max-tier-step", kept: true, asked: true },
    { rule: "max-moved-share", kept: true, asked: true },
  ]);
  expect(countTiers(run.tiers, 4)).toEqual(countTiers(book.tier, 4));
  expect(summarise(book, run).moved!.count).toBeLessThanOrEqual(300);
  expect(run.after.composite).toBeGreaterThan(run.before!.composite + 0.05);
});

test("the same request gives the same bytes", () => {
  const first = runTiering(book, hybrid);
  const second = runTiering(book, hybrid);
  expect(second).toEqual(first);
});

test("the effective plan reproduces the run", () => {
  const first = runTiering(book, hybrid);
  const again = runTiering(book, first.plan);
  expect(again.tiers).toEqual(first.tiers);
});

test("the shortfall against exhaustive search on 200 random small books is nothing for nine in ten", () => {
  const shortfalls: number[] = [];
  for (let seed = 1; seed <= 200; seed++) {
    const { accounts, share } = randomSmallBook(seed);
    const run = runTiering(accounts, { ...hybrid, policy: { maxMovedShare: share } });
    let best = Number.NEGATIVE_INFINITY;
    const moves = Math.floor(share * accounts.n + 1e-9);
    const limits = { sizes: countTiers(accounts.tier, accounts.tierCount), moves, step: 1 };
    everyAssignment(accounts, limits, (tiers) => {
      const assignment = { ...run, revenue: accounts.revenue, tiers };
      const yardstick = { strategic: run.strategic, coefficients: DEFAULT_COEFFICIENTS };
      best = Math.max(best, evaluateKpis(assignment, yardstick).composite);
    });
    expect(run.after.composite).toBeLessThanOrEqual(best + 1e-9);
    const lift = best - run.before!.composite;
    shortfalls.push(lift > 1e-12 ? Math.max(0, best - run.after.composite) / lift : 0);
  }
  shortfalls.sort((a, b) => a - b);
  const at = (share: number) => shortfalls[Math.floor(share * (shortfalls.length - 1))]!;
  console.info(
    `shortfall of the lift: median ${at(0.5).toFixed(3)}, 90 % ${at(0.9).toFixed(3)}, ` +
      `95 % ${at(0.95).toFixed(3)}, worst ${at(1).toFixed(3)}`,
  );
  expect(at(0.9)).toBeLessThan(1e-9);
});

test.each([
  ["one tier", { tierCount: 1, tier: [0, 0, 0], revenue: [1, 2, 3] }],
  ["one account", { tierCount: 2, tier: [1], revenue: [5] }],
  ["an empty tier", { tierCount: 3, tier: [0, 0, 2, 2], revenue: [1, 2, 3, 4] }],
  ["no revenue", { tierCount: 2, tier: [0, 1, 0, 1], revenue: [0, 0, 0, 0], potential: [1, 4, 2, 3] }],
  [
    "negative revenue",
    { tierCount: 2, tier: [0, 1, 0, 1], revenue: [-5, 1, -2, 3], potential: [1, 4, 2, 3] },
  ],
] as const)("a book of %s gives a finite, rule-abiding result", (_, small) => {
  const accounts = smallAccounts(small);
  const run = runTiering(accounts, { ...hybrid, policy: { maxMovedShare: 1 } });
  expect(run.rules.every(({ kept }) => kept)).toBe(true);
  expect(Number.isFinite(run.after.composite)).toBe(true);
  expect(run.after.composite).toBeGreaterThanOrEqual(run.before!.composite);
});

test("each move has a reason, and its gain is the sum of its KPIs", () => {
  const run = runTiering(book, hybrid);
  const reasonOf = createReasons(book, run);
  const gainOf = moveGains(book, run);
  let moved = 0;
  run.tiers.forEach((tier, i) => {
    if (tier === book.tier[i]) expect(reasonOf(i)).toBe("");
    else {
      moved++;
      expect(reasonOf(i)).toMatch(
        /^Potential index in the (top|lowest) [\d.]+ %; (mainly (potential in the right tiers|revenue in focus|tiers alike in (potential|revenue)): \d+ % of what this move gains|makes room)/,
      );
      const gain = gainOf(i, tier);
      expect(gain.total).toBeCloseTo(gain.tpa + gain.sfi + gain.tciPi + gain.tciRev, 12);
    }
  });
  expect(moved).toBe(summarise(book, run).moved!.count);
});

test("a book of constant columns is refused: nothing tells its accounts apart", () => {
  const accounts = smallAccounts({ tierCount: 2, tier: [0, 0, 1, 1], revenue: [5, 5, 5, 5] });
  expect(() => runTiering(accounts, hybrid)).toThrow(expect.objectContaining({ code: "no-signal" }));
  expect(runTiering(accounts, { ...hybrid, method: "baseline" }).after.tpa).toBeNull();
});

test("the gains of all moves add up to the run's lift, KPI by KPI, and so do the report's contributions", () => {
  const book = syntheticAccounts(3000, 4);
  const run = runTiering(book, hybrid);
  const gainOf = moveGains(book, run);
  const { contributions, kpis } = summarise(book, run);
  for (const kpi of ["tpa", "sfi", "tciPi", "tciRev"] as const) {
    let sum = 0;
    for (let i = 0; i < book.n; i++) if (run.tiers[i] !== book.tier[i]) sum += gainOf(i, run.tiers[i]!)[kpi];
    expect(sum).toBeCloseTo(contributions![kpi], 10);
  }
  const { tpa, sfi, tciPi, tciRev } = contributions!;
  expect(tpa + sfi + tciPi + tciRev).toBeCloseTo(kpis.lift!.composite, 12);
});
