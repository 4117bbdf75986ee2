import { expect, test } from "vitest";
import {
  countTiers,
  DEFAULT_WEIGHTS,
  evaluateKpis,
  type Kpis,
  type Plan,
  seekGoal,
} from "../../../tiering/index.ts";
import { everyAssignment } from "../support/exhaustive.ts";
import { randomPolicy, randomSmallBook } from "../support/small-books.ts";
import { syntheticAccounts } from "../support/synthetic.ts";

const hybrid: Plan = { method: "hybrid", weights: DEFAULT_WEIGHTS, policy: {} };
const KPIS: readonly (keyof Kpis)[] = ["tpa", "sfi", "tciPi", "tciRev", "composite"];

test("goals on small books: exact for TPA and SFI at one tier a move, bounded both ways otherwise", () => {
  for (let seed = 1; seed <= 80; seed++) {
    const { accounts, share } = randomSmallBook(seed, 9);
    const { policy, limits } = randomPolicy(seed, accounts, share);
    const kpi = KPIS[seed % KPIS.length]!;
    const plan = { ...hybrid, policy };
    const aim = seekGoal(accounts, plan, { kpi, atLeast: 1e9 });
    expect(aim.state).not.toBe("reached");
    if (aim.bound === null) {
      expect(aim).toMatchObject({ state: "impossible", fewest: null });
      continue;
    }
    const before = aim.run.before![kpi] ?? 0;
    const after = aim.run.after[kpi] ?? 0;
    // Sizes that are asked for may force the KPI below where it was.
    const goal = { kpi, atLeast: Math.min(after, before + 0.6 * (after - before)) };
    const result = seekGoal(accounts, plan, goal);
    let fewest = Number.POSITIVE_INFINITY;
    let most = Number.NEGATIVE_INFINITY;
    everyAssignment(accounts, limits, (tiers) => {
      const yardstick = { strategic: result.run.strategic, coefficients: policy.coefficients! };
      const found = evaluateKpis({ ...result.run, revenue: accounts.revenue, tiers }, yardstick)[kpi] ?? 0;
      most = Math.max(most, found);
      const moved = tiers.reduce((count, tier, i) => count + (tier === accounts.tier[i] ? 0 : 1), 0);
      if (found >= goal.atLeast - 1e-12) fewest = Math.min(fewest, moved);
    });
    expect(aim.bound, `seed ${seed}`).toBeGreaterThanOrEqual(most - 1e-9);
    expect(result.state).toBe("reached");
    expect(result.run.after[kpi] ?? 0).toBeGreaterThanOrEqual(goal.atLeast - 1e-9);
    expect(result.fewest!, `seed ${seed}`).toBeLessThanOrEqual(fewest);
    expect(result.moves).toBeGreaterThanOrEqual(fewest);
    if (policy.maxTierStep === 1 && (kpi === "tpa" || kpi === "sfi")) expect(result.moves).toBe(fewest);
  }
});

test("a goal keeps the plan's rules", () => {
  const book = syntheticAccounts(4000, 3);
  const { run, moves, state } = seekGoal(book, hybrid, { kpi: "sfi", atLeast: 0.72 });
  expect(state).toBe("reached");
  expect(run.after.sfi).toBeGreaterThanOrEqual(0.72);
  expect(run.rules.every(({ kept }) => kept)).toBe(true);
  expect(countTiers(run.tiers, 4)).toEqual(countTiers(book.tier, 4));
  expect(moves).toBeGreaterThan(0);
});

test("a goal that is met already needs no move, one that is no number is refused", () => {
  const book = syntheticAccounts(1000, 3);
  expect(seekGoal(book, hybrid, { kpi: "tpa", atLeast: -1 }).moves).toBe(0);
  expect(() => seekGoal(book, hybrid, { kpi: "tpa", atLeast: Number.NaN })).toThrow(/NaN/);
});
