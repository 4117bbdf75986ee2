import type { Highs } from "highs";
import { beforeAll, expect, test } from "vitest";
import {
  type Accounts,
  countTiers,
  DEFAULT_WEIGHTS,
  measure,
  type Plan,
  runTiering,
  seekGoal,
} from "../../../tiering/index.ts";
import { seeded, syntheticAccounts } from "../support/synthetic.ts";

let highs: Highs;
beforeAll(async () => {
  // The package ships an ES module with the types of a CommonJS one.
  const module = (await import("highs")) as unknown as { default: () => Promise<Highs> };
  highs = await module.default();
});

/** The largest sum of `worth(i, t)` over assignments with the book's sizes, as HiGHS's MILP finds it. */
function solveMilp(
  accounts: Accounts,
  worth: (i: number, t: number) => number,
  { step, moves }: { step: number; moves: number },
): number {
  const { n, tier, tierCount } = accounts;
  const names: string[] = [];
  const gains: string[] = [];
  const ofTier: string[][] = Array.from({ length: tierCount }, () => []);
  const ofAccount: string[] = [];
  const away: string[] = [];
  for (let i = 0; i < n; i++) {
    const own: string[] = [];
    for (let t = 0; t < tierCount; t++) {
      if (Math.abs(t - tier[i]!) > step) continue;
      const name = `x${i}_${t}`;
      names.push(name);
      own.push(name);
      ofTier[t]!.push(name);
      if (t !== tier[i]) away.push(name);
      const gain = worth(i, t);
      gains.push(`${gain < 0 ? "-" : "+"} ${Math.abs(gain).toFixed(12)} ${name}`);
    }
    ofAccount.push(`a${i}: ${own.join(" + ")} = 1`);
  }
  const sizes = countTiers(tier, tierCount);
  const rows = [
    ...ofAccount,
    ...ofTier.map((list, t) => `s${t}: ${list.join(" + ")} = ${sizes[t]}`),
    `m: ${away.join(" + ")} <= ${moves}`,
  ];
  const lp = [
    "Maximize",
    ` obj: ${gains.join("\n ")}`,
    "Subject To",
    ...rows,
    "Binary",
    names.join("\n"),
    "End",
  ];
  return highs.solve(lp.join("\n"), { mip_rel_gap: 0 }).ObjectiveValue;
}

/** TPA as a sum over accounts: centred rank times its tier's centred mid-rank, scaled. */
function tpaWorth(accounts: Accounts, potential: Float64Array): (i: number, t: number) => number {
  const measures = measure(potential, accounts.revenue);
  const sizes = countTiers(accounts.tier, accounts.tierCount);
  let below = accounts.n;
  const mid = sizes.map((size) => {
    below -= size;
    return below + size / 2 - accounts.n / 2;
  });
  const squares = mid.reduce((sum, q, t) => sum + q * q * sizes[t]!, 0);
  const scale = Math.sqrt(squares * measures.rankSquares);
  return (i, t) => (measures.rank[i]! * mid[t]!) / scale;
}

const instances = Array.from({ length: 12 }, (_, seed) => {
  const random = seeded(seed + 500);
  const n = 60 + Math.floor(random() * 120);
  const shares = [
    [0.1, 0.3, 0.2, 0.4],
    [0.3, 0.7],
    [0.2, 0.2, 0.6],
    [0.1, 0.2, 0.2, 0.2, 0.3],
  ][seed % 4]!;
  return { seed, book: syntheticAccounts(n, seed + 77, shares), share: [0.05, 0.2, 0.5, 1][seed % 3]! };
});

const plan = (policy: Plan["policy"]): Plan => ({ method: "kpi", weights: DEFAULT_WEIGHTS, policy });
const budget = (share: number, n: number) => Math.floor(share * n + 1e-9);

test.each(instances)(
  "at one tier a move the linear problem equals HiGHS's MILP: instance $seed",
  ({ book, share }) => {
    const run = runTiering(book, plan({ maxMovedShare: share, maxTierStep: 1 }));
    const limits = { step: 1, moves: budget(share, book.n) };
    expect(run.after.tpa).toBeCloseTo(solveMilp(book, tpaWorth(book, run.potential), limits), 8);
    const aim = seekGoal(book, plan({ maxMovedShare: share, maxTierStep: 1 }), { kpi: "sfi", atLeast: 2 });
    const total = book.revenue.reduce((sum, revenue) => sum + revenue, 0);
    const sfi = solveMilp(book, (i, t) => (aim.run.strategic[t]! * book.revenue[i]!) / total, limits);
    expect(aim.run.after.sfi).toBeCloseTo(sfi, 8);
  },
);

test.each(instances)(
  "at larger steps the bound is never below HiGHS's MILP: instance $seed",
  ({ book, share }) => {
    for (const maxTierStep of [2, "free"] as const) {
      const limits = { step: maxTierStep === 2 ? 2 : book.tierCount, moves: budget(share, book.n) };
      const aim = seekGoal(book, plan({ maxMovedShare: share, maxTierStep }), { kpi: "tpa", atLeast: 2 });
      const best = solveMilp(book, tpaWorth(book, aim.run.potential), limits);
      expect(aim.bound).toBeGreaterThanOrEqual(best - 1e-8);
      expect(aim.run.after.tpa).toBeLessThanOrEqual(best + 1e-8);
      // The repaired solution is a good one too.
      expect(aim.run.after.tpa).toBeGreaterThan(best - 0.01);
    }
  },
);

test.each([
  [550, 1, 2, 4],
  [650, 2, "free", 6],
  [700, 3, "free", 31],
] as const)(
  "%i accounts, seed %i, step %s, %i moves: direct has HiGHS's largest TPA where it says so, and never claims more",
  (n, seed, maxTierStep, moves) => {
    const book = syntheticAccounts(n, seed, [0.3, 0.3, 0.4]);
    const policy = { maxTierStep, maxMovedShare: moves / n };
    const run = runTiering(book, { method: "direct", weights: DEFAULT_WEIGHTS, policy });
    const limits = { step: maxTierStep === "free" ? book.tierCount : maxTierStep, moves };
    const best = solveMilp(book, tpaWorth(book, run.potential), limits);
    expect(run.certificate!.of).toBe("tpa");
    expect(run.certificate!.bound).toBeGreaterThanOrEqual(best - 1e-8);
    expect(run.after.tpa).toBeLessThanOrEqual(best + 1e-8);
    if (run.certificate!.proven) expect(run.after.tpa).toBeGreaterThanOrEqual(best - 1e-8);
    else expect(run.certificate!.unproven).toBe("work-limit");
  },
);
