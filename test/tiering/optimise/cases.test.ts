import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { Book } from "../../../data/book.ts";
import { loadBook } from "../../../data/load.ts";
import { fileSource } from "../../../data/source.ts";
import {
  computeZScores,
  DEFAULT_WEIGHTS,
  evaluateKpis,
  findAccount,
  goalText,
  type Plan,
  type Policy,
  runTiering,
  SIGNALS,
  seekGoal,
} from "../../../tiering/index.ts";
import { everyOutcome } from "../support/every-kpis.ts";

const file = (path: string) =>
  fileSource(fileURLToPath(new URL(`../../fixtures/optimiser/${path}`, import.meta.url)));
const load = (name: string): Promise<Book> =>
  loadBook({ accounts: file(`${name}/accounts.csv`), tam: file(`${name}/tam.csv`) });
const plan = (method: Plan["method"], policy: Policy): Plan => ({ method, weights: DEFAULT_WEIGHTS, policy });
const TPA_ONLY = { tpa: 1, sfi: 0, tci: 0 };

test("false-proof: where the linear problem is not integral, what is called proven is the best there is", async () => {
  const book = await load("false-proof");
  const policy = { maxTierStep: "free", maxMovedShare: 4 / book.n, coefficients: TPA_ONLY } as const;
  const run = runTiering(book, plan("hybrid", policy), { prove: 0 });
  const better = book.tier.slice();
  for (const [id, tier] of [
    ["1000", 2],
    ["1011", 2],
    ["1303", 0],
    ["1311", 0],
  ] as const)
    better[findAccount(book, id)] = tier;
  const known = evaluateKpis(
    { potential: run.potential, revenue: book.revenue, tiers: better, tierCount: book.tierCount },
    { strategic: run.strategic, coefficients: TPA_ONLY },
  );
  expect(run.certificate!.bound).toBeGreaterThanOrEqual(known.composite - 1e-12);
  expect(run.after.composite).toBeGreaterThanOrEqual(known.composite - 1e-12);
  expect(run.certificate).toMatchObject({ proven: true, unproven: null });
  // Without being asked to prove anything, it does not say that it did where it did not.
  const quick = runTiering(book, plan("hybrid", policy));
  expect(quick.certificate!.bound).toBeGreaterThanOrEqual(known.composite - 1e-12);
  expect(quick.certificate!.proven).toBe(quick.certificate!.gap! <= 1e-12);
});

test("goal-hang: three accounts, SFI, any step: it ends, with the truth", async () => {
  const book = await load("goal-hang");
  for (const maxTierStep of [1, 2, "free"] as const) {
    for (const kpi of ["sfi", "tpa", "tciPi", "tciRev", "composite"] as const) {
      for (const atLeast of [0, 0.5, 0.7, 0.9, 2]) {
        const found = seekGoal(book, plan("hybrid", { maxTierStep }), { kpi, atLeast });
        const step = maxTierStep === "free" ? 3 : maxTierStep;
        const coefficients = { tpa: 0.35, sfi: 0.35, tci: 0.3 };
        const all = everyOutcome(book, { sizes: [1, 1, 1], moves: 3, step }, found.run, coefficients);
        const reaching = all.filter(({ kpis }) => (kpis[kpi] ?? Number.NaN) >= atLeast - 1e-12);
        expect(found.state).toBe(reaching.length > 0 ? "reached" : "impossible");
        if (found.state === "reached") {
          expect(found.moves).toBe(Math.min(...reaching.map(({ moved }) => moved)));
        }
      }
    }
  }
});

test("goal-says-cannot: a goal is called impossible only where the bound lies below it, in the sentence too", async () => {
  const book = await load("goal-says-cannot");
  for (let at = 1; at <= 40; at++) {
    const found = seekGoal(book, plan("hybrid", {}), { kpi: "tciPi", atLeast: at / 40 });
    const text = goalText(found, found.run.after);
    expect(found.bound!).toBeLessThanOrEqual(1);
    if (found.state !== "reached") expect(found.bound!).toBeLessThan(at / 40);
    const most = /more than ([\d.]+) is impossible/.exec(text);
    expect(most === null).toBe(found.state === "reached");
    if (most) expect(Number(most[1])).toBeLessThan(at / 40);
  }
});

test("direct-not-max: direct under a policy has the largest TPA there is, and says so", async () => {
  const book = await load("direct-not-max");
  for (const maxTierStep of [1, 2, "free"] as const) {
    for (const maxMovedShare of [0.2, 0.4, 0.6, 0.8, 1]) {
      for (const method of ["kpi", "direct"] as const) {
        const run = runTiering(book, plan(method, { maxTierStep, maxMovedShare }));
        const limits = {
          sizes: [1, 2, 2],
          moves: Math.floor(maxMovedShare * 5 + 1e-9),
          step: maxTierStep === "free" ? 3 : maxTierStep,
        };
        const best = Math.max(
          ...everyOutcome(book, limits, run, TPA_ONLY).map(({ kpis }) => kpis.tpa ?? Number.NaN),
        );
        expect(run.after.tpa).toBeCloseTo(best, 12);
        expect(run.certificate).toMatchObject({ of: "tpa", proven: true });
      }
    }
  }
});

test("more-budget-hurts: more budget never gives a smaller composite", async () => {
  const book = await load("more-budget-hurts");
  for (const maxTierStep of [1, 2, "free"] as const) {
    let before = Number.NEGATIVE_INFINITY;
    for (let moves = 0; moves <= book.n; moves += 3) {
      const policy = { maxTierStep, maxMovedShare: moves / book.n };
      const { composite } = runTiering(book, plan("hybrid", policy), { bounded: false }).after;
      expect(composite).toBeGreaterThanOrEqual(before - 1e-12);
      before = composite;
    }
  }
});

test("decimal-constant: a signal that varies by rounding alone does not count", async () => {
  const book = await load("decimal-constant");
  const { runway } = computeZScores(book);
  expect([...runway]).toEqual([0, 0, 0, 0]);
  const run = runTiering(book, plan("hybrid", {}));
  expect(SIGNALS.filter((signal) => signal !== "runway").some((signal) => run.plan.weights[signal] > 0)).toBe(
    true,
  );
});

test("huge-amount: an amount whose square overflows is refused at load with a reason, and at a run where it comes by", async () => {
  const book = await load("huge-amount");
  expect(book.revenue.every((amount) => Math.abs(amount) <= 1e150)).toBe(true);
  expect(JSON.stringify(book.quality.rows)).toMatch(/1e\+?160.*expected up to 1e150/);
  const { after } = runTiering(book, plan("hybrid", {}));
  expect(Object.values(after).every((value) => value === null || Number.isFinite(value))).toBe(true);
  const revenue = Float64Array.from(book.revenue, (amount, i) => (i === 0 ? 1e160 : amount));
  expect(() => runTiering({ ...book, revenue }, plan("hybrid", {}))).toThrow(
    expect.objectContaining({
      code: "invalid-argument",
      message: expect.stringMatching(/TotalRevenue_FY26.*1e150/),
    }),
  );
});
