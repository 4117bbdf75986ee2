import { expect, test } from "vitest";
import {
  DEFAULT_WEIGHTS,
  evaluateKpis,
  type Plan,
  runTiering,
  TieringError,
} from "../../../tiering/index.ts";
import { everyAssignment } from "../support/exhaustive.ts";
import { randomPolicy, randomSmallBook } from "../support/small-books.ts";
import { syntheticAccounts } from "../support/synthetic.ts";

const hybrid: Plan = { method: "hybrid", weights: DEFAULT_WEIGHTS, policy: {} };

test("proven to gap 0 under any policy, the value is exhaustive search's, and no bound lies below it", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const { accounts, share } = randomSmallBook(seed, 10);
    const { policy, limits } = randomPolicy(seed, accounts, share);
    const root = runTiering(accounts, { ...hybrid, policy });
    const proven = runTiering(accounts, { ...hybrid, policy }, { prove: 0 });
    let best = Number.NEGATIVE_INFINITY;
    everyAssignment(accounts, limits, (tiers) => {
      const yardstick = { strategic: root.strategic, coefficients: policy.coefficients! };
      best = Math.max(best, evaluateKpis({ ...root, revenue: accounts.revenue, tiers }, yardstick).composite);
    });
    expect(root.certificate!.bound, `root of seed ${seed}`).toBeGreaterThanOrEqual(best - 1e-9);
    expect(proven.certificate!.proven, `seed ${seed}`).toBe(true);
    expect(proven.certificate!.gap).toBeLessThanOrEqual(1e-9);
    expect(Math.abs(proven.after.composite - best), `value of seed ${seed}`).toBeLessThanOrEqual(1e-9);
  }
});

test("a proof closes the gap to its target and never changes a better value for a worse one", () => {
  const book = syntheticAccounts(4000, 11);
  const shares: number[] = [];
  const quick = runTiering(book, hybrid);
  const proven = runTiering(book, hybrid, { prove: 0.002, onProgress: ({ share }) => shares.push(share) });
  expect(proven.certificate!.proven).toBe(true);
  expect(proven.certificate!.gap).toBeLessThanOrEqual(0.002);
  expect(proven.certificate!.bound).toBeLessThanOrEqual(quick.certificate!.bound);
  expect(proven.after.composite).toBeGreaterThanOrEqual(quick.after.composite);
  expect(shares.length).toBeGreaterThan(0);
  expect(shares.every((share) => share >= 0 && share <= 1)).toBe(true);
});

test("both gaps are stated from one bound", () => {
  const { certificate, before, after } = runTiering(syntheticAccounts(2000, 2), hybrid);
  const { bound, value, gap, liftGap, nodes } = certificate!;
  expect(value).toBe(after.composite);
  expect(gap).toBeCloseTo((bound - value) / value, 12);
  expect(liftGap).toBeCloseTo((bound - value) / (bound - before.composite), 12);
  expect(nodes).toBe(1);
});

test("a proof stops when it is told to", () => {
  const book = syntheticAccounts(2000, 2);
  let asked = 0;
  const stop = () => runTiering(book, hybrid, { prove: 0, shouldStop: () => ++asked > 3 });
  expect(stop).toThrow(TieringError);
  expect(asked).toBe(4);
});
