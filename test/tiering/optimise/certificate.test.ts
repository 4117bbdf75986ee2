import { expect, test } from "vitest";
import {
  type Accounts,
  DEFAULT_WEIGHTS,
  kpisOfSums,
  measure,
  type Plan,
  type Policy,
  type Run,
  runTiering,
  sumTiers,
  TieringError,
} from "../../../tiering/index.ts";
import { everyAssignment, type Limits } from "../support/exhaustive.ts";
import { randomPolicy, randomSmallBook } from "../support/small-books.ts";
import { syntheticAccounts } from "../support/synthetic.ts";

const hybrid: Plan = { method: "hybrid", weights: DEFAULT_WEIGHTS, policy: {} };

/** The largest composite of any assignment within the limits, by trying them all. */
function exhaustiveBest(accounts: Accounts, limits: Limits, { potential, strategic }: Run, policy: Policy) {
  const measures = measure(potential, accounts.revenue);
  const yardstick = { strategic, coefficients: policy.coefficients! };
  let best = Number.NEGATIVE_INFINITY;
  everyAssignment(accounts, limits, (tiers) => {
    const sums = sumTiers(measures, tiers, accounts.tierCount);
    best = Math.max(best, kpisOfSums(measures, sums, yardstick).composite);
  });
  return best;
}

/** Proves one random book and policy to gap 0 beside the exhaustive search; returns the policy. */
function proveAgainstSearch(seed: number, most: number, least?: number): Policy {
  const { accounts, share } = randomSmallBook(seed, most, least);
  const { policy, limits } = randomPolicy(seed, accounts, share);
  const root = runTiering(accounts, { ...hybrid, policy });
  const proven = runTiering(accounts, { ...hybrid, policy }, { prove: 0 });
  const best = exhaustiveBest(accounts, limits, root, policy);
  expect(root.certificate!.bound, `root of seed ${seed}`).toBeGreaterThanOrEqual(best - 1e-9);
  expect(proven.certificate!.proven, `seed ${seed}`).toBe(true);
  expect(proven.certificate!.gap).toBeLessThanOrEqual(1e-9);
  expect(Math.abs(proven.after.composite - best), `value of seed ${seed}`).toBeLessThanOrEqual(1e-9);
  return policy;
}

test("proven to gap 0 under any policy, the value is exhaustive search's, and no bound lies below it", () => {
  const policies: Policy[] = [];
  for (let seed = 1; seed <= 60; seed++) policies.push(proveAgainstSearch(seed, 10));
  const resized = policies.filter(({ tierSizes }) => tierSizes !== undefined);
  expect(resized.length).toBeGreaterThan(10);
  expect(new Set(resized.map(({ maxTierStep }) => maxTierStep)).size).toBe(3);
});

test("the same holds for books of eleven and twelve accounts", () => {
  for (let seed = 101; seed <= 112; seed++) proveAgainstSearch(seed, 12, 11);
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
  expect(liftGap).toBeCloseTo((bound - value) / (bound - before!.composite), 12);
  expect(nodes).toBe(1);
});

test("a proof stops when it is told to", () => {
  const book = syntheticAccounts(2000, 2);
  let asked = 0;
  const stop = () => runTiering(book, hybrid, { prove: 0, shouldStop: () => ++asked > 3 });
  expect(stop).toThrow(TieringError);
  expect(asked).toBe(4);
});
