import { expect, test } from "vitest";
import {
  type Accounts,
  accountId,
  computePotential,
  computeZScores,
  DEFAULT_WEIGHTS,
  frontier,
  type Goal,
  goalText,
  type Kpis,
  type Plan,
  type Policy,
  roundedDown,
  roundedUp,
  runTiering,
  seekGoal,
  TieringError,
  tierLetter,
  unknownNumbers,
} from "../../../tiering/index.ts";
import { everyOutcome, type Outcome } from "../support/every-kpis.ts";
import type { Limits } from "../support/exhaustive.ts";
import { randomPolicy, randomSmallBook } from "../support/small-books.ts";
import { seeded } from "../support/synthetic.ts";

/** Random books; `npm run audit` takes more of them than the gate does. */
const BOOKS = Number(process.env.AUDIT_BOOKS ?? 50);
const FIRST = Number(process.env.AUDIT_FIRST ?? 1);
const KPIS: readonly (keyof Kpis)[] = ["tpa", "sfi", "tciPi", "tciRev", "composite"];

interface Case {
  readonly seed: number;
  readonly accounts: Accounts;
  readonly policy: Policy;
  readonly limits: Limits;
  readonly random: () => number;
}

/** A random book and policy, in two of five cases with rules on who may rise or fall, in a third with forced tiers. */
function drawCase(seed: number): Case {
  const { accounts, share } = randomSmallBook(seed, 9);
  const { policy, limits } = randomPolicy(seed, accounts, share);
  const random = seeded(seed * 104_729 + 7);
  const geos = (of: string) => (i: number) =>
    of === "none" ? false : of.includes(accounts.geo.values[accounts.geo.codes[i]!]!);
  const drawn = () => (random() < 0.4 ? ["none", "Geo_Entity:North|East"][Math.floor(random() * 2)]! : null);
  const [rise, fall] = [drawn(), drawn()];
  const monotone = random() < 0.35;
  const forced = new Map<number, number>();
  const count = random() < 0.35 ? 1 + Math.floor(random() * 2) : 0;
  for (let k = 0; k < count; k++)
    forced.set(Math.floor(random() * accounts.n), Math.floor(random() * accounts.tierCount));
  const force = [...forced].map(([i, t]) => `${accountId(accounts, i)}:${tierLetter(t)}`);
  return {
    seed,
    accounts,
    policy: {
      ...policy,
      ...(rise && { mayRise: [rise] }),
      ...(fall && { mayFall: [fall] }),
      ...(monotone && { monotone }),
      ...(force.length > 0 && { force }),
    },
    limits: {
      ...limits,
      forced: (i) => forced.get(i),
      mayGo: (i, t) => {
        const rule = t < accounts.tier[i]! ? rise : fall;
        return rule === null || geos(rule)(i);
      },
    },
    random,
  };
}

const plan = (method: Plan["method"], policy: Policy): Plan => ({ method, weights: DEFAULT_WEIGHTS, policy });

/** All that any assignment within the limits is worth. */
function outcomesOf({ accounts, limits, policy }: Case): Outcome[] {
  const free = runTiering(accounts, plan("baseline", { strategicTiers: policy.strategicTiers! }));
  const potential = computePotential(computeZScores(accounts), free.plan.weights);
  const all = everyOutcome(accounts, limits, { potential, strategic: free.strategic }, policy.coefficients!);
  return policy.monotone ? all.filter(({ inOrder }) => inOrder) : all;
}

const largest = (outcomes: readonly Outcome[], kpi: keyof Kpis) =>
  outcomes.reduce((most, { kpis }) => Math.max(most, kpis[kpi] ?? 0), Number.NEGATIVE_INFINITY);

for (let seed = FIRST; seed < FIRST + BOOKS; seed++) {
  test(`book ${seed}: runs, goals and frontier agree with exhaustive search`, () => {
    const drawn = drawCase(seed);
    const outcomes = outcomesOf(drawn);
    const { accounts, policy } = drawn;
    if (outcomes.length === 0) {
      expect(() => runTiering(accounts, plan("hybrid", policy))).toThrow(TieringError);
      return;
    }
    auditRuns(drawn, outcomes);
    for (const kpi of KPIS) auditGoal(drawn, outcomes, kpi);
    auditBudgets(drawn);
  });
}

/** Every rule kept, no value above the best nor bound below it, and what is called proven is. */
function auditRuns({ accounts, policy }: Case, outcomes: readonly Outcome[]): void {
  for (const method of ["hybrid", "kpi", "direct"] as const) {
    const step = policy.maxTierStep ?? 1;
    const of = method === "hybrid" ? "composite" : "tpa";
    const best = largest(outcomes, of);
    for (const prove of [undefined, 0]) {
      const run = runTiering(accounts, plan(method, policy), prove === undefined ? {} : { prove });
      const { certificate } = run;
      const value = run.after[of] ?? 0;
      expect(run.rules.filter(({ kept }) => !kept)).toEqual([]);
      expect(value).toBeLessThanOrEqual(best + 1e-9);
      expect(certificate!.of).toBe(of);
      expect(certificate!.bound).toBeGreaterThanOrEqual(best - 1e-9);
      expect(certificate!.unproven === null).toBe(certificate!.proven);
      if (certificate!.proven) expect(value).toBeGreaterThanOrEqual(best - 1e-9);
      // Small books are decided where a proof is asked for, and TPA always is.
      if (prove === 0 || method !== "hybrid") expect(certificate!.proven, `${method} ${step}`).toBe(true);
    }
  }
}

/** A goal's state, its moves and the sentence about it are true. */
function auditGoal({ accounts, policy, random }: Case, outcomes: readonly Outcome[], kpi: keyof Kpis): void {
  const most = largest(outcomes, kpi);
  const least = outcomes.reduce((low, { kpis }) => Math.min(low, kpis[kpi] ?? 0), most);
  const atLeast = least + (most - least) * (0.2 + random());
  const goal: Goal = { kpi, atLeast };
  const found = seekGoal(accounts, plan("hybrid", policy), goal);
  const after = found.run.after[kpi];
  if (after === null) {
    expect(found).toMatchObject({ state: "impossible", bound: null, fewest: null });
    return;
  }
  const reaching = outcomes.filter(({ kpis }) => (kpis[kpi] ?? 0) >= atLeast - 1e-12);
  expect(found.bound!).toBeGreaterThanOrEqual(most - 1e-9);
  expect(found.run.rules.filter(({ kept }) => !kept)).toEqual([]);
  const text = goalText(found, found.run.after);
  const { run: _, ...facts } = found;
  // What is reached is rounded down and what is ruled out up: by up to a whole unit of the last digit.
  const rounded = [after, found.bound!].map((value) =>
    [4, 5, 6, 7, 8, 9, 10, 11, 12].map((digits) => [roundedDown(value, digits), roundedUp(value, digits)]),
  );
  if (Math.abs(atLeast) > 1e-6) expect(unknownNumbers(text, { ...facts, after, rounded }), text).toEqual([]);
  if (found.state === "reached") {
    const fewest = Math.min(...reaching.map(({ moved }) => moved));
    expect(after).toBeGreaterThanOrEqual(atLeast - 1e-11);
    expect(found.moves).toBeGreaterThanOrEqual(fewest);
    expect(found.fewest!).toBeLessThanOrEqual(fewest);
    if (/no fewer can/.test(text)) expect(found.moves).toBe(fewest);
    const ruledOut = /fewer than ([\d,]+) cannot/.exec(text);
    if (ruledOut) expect(Number(ruledOut[1])).toBeLessThanOrEqual(fewest);
    // Sought again under its own plan, it is the same.
    const again = seekGoal(accounts, found.run.plan, goal);
    expect(again.run.tiers).toEqual(found.run.tiers);
  } else {
    if (found.state === "impossible") expect(reaching).toEqual([]);
    const bound = /more than (-?[\d.]+) is impossible/.exec(text);
    expect(Number(bound![1])).toBeGreaterThanOrEqual(most - 1e-9);
    if (/cannot reach/.test(text)) expect(Number(bound![1])).toBeLessThan(atLeast);
  }
}

/** More budget never hurts, and every point of the frontier runs again to the same result. */
function auditBudgets({ accounts, policy }: Case): void {
  const { points } = frontier(accounts, plan("hybrid", policy), { points: 6 });
  let highest = Number.NEGATIVE_INFINITY;
  for (const { share, moved, kpis } of points) {
    const run = runTiering(accounts, plan("hybrid", { ...policy, maxMovedShare: share }));
    expect(run.after.composite).toBeCloseTo(kpis.composite, 12);
    expect(run.tiers.reduce((sum, t, i) => sum + (t === accounts.tier[i] ? 0 : 1), 0)).toBe(moved);
    expect(kpis.composite).toBeGreaterThanOrEqual(highest - 1e-12);
    highest = kpis.composite;
  }
}
