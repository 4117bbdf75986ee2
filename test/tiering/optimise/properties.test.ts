import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type Accounts,
  accountId,
  countTiers,
  DEFAULT_WEIGHTS,
  type Plan,
  runTiering,
  SIGNALS,
  surveySignals,
  type Weights,
} from "../../../tiering/index.ts";
import { type SmallBook, smallAccounts } from "../support/accounts.ts";

const amount = fc.oneof(fc.integer({ min: -50, max: 5000 }), fc.constantFrom(0, 100, 1e9));
const row = fc.record({
  tier: fc.integer({ min: 0, max: 3 }),
  revenue: amount,
  potential: amount,
  baseRevenue: amount,
  geo: fc.constantFrom("North", "South", "East"),
});
const rows = fc.array(row, { minLength: 1, maxLength: 40 });
const weights: fc.Arbitrary<Weights> = fc
  .record({ runway: fc.nat(9), growth: fc.nat(9), geo: fc.nat(9), category: fc.nat(9) })
  .filter(({ runway, growth, geo, category }) => runway + growth + geo + category > 0);
const share = fc.constantFrom(0, 0.05, 0.1, 0.3, 0.7, 1);
const step = fc.constantFrom<number | "free">(1, 2, 3, "free");

type Row = { tier: number; revenue: number; potential: number; baseRevenue: number; geo: string };

/** A book of rows under IDs; rows in any order give accounts in ID order, as the loader does. */
function bookOf(entries: readonly (Row & { id: string })[]) {
  const sorted = [...entries].sort((a, b) => Number(a.id) - Number(b.id));
  const book: SmallBook = {
    tierCount: 4,
    ids: sorted.map(({ id }) => id),
    tier: sorted.map(({ tier }) => tier),
    revenue: sorted.map(({ revenue }) => revenue),
    potential: sorted.map(({ potential }) => potential),
    baseRevenue: sorted.map(({ baseRevenue }) => baseRevenue),
    geo: sorted.map(({ geo }) => geo),
  };
  return smallAccounts(book);
}

/** True where a signal with weight tells the accounts apart; others are refused. */
const canRun = (book: Accounts, of: Weights) => {
  const survey = surveySignals(book);
  return SIGNALS.some((signal) => of[signal] > 0 && survey[signal].varies);
};

const withIds = (list: readonly Row[]) => list.map((each, i) => ({ ...each, id: String(1000 + 7 * i) }));
const plan = (policy: Plan["policy"], of: Weights = DEFAULT_WEIGHTS): Plan => ({
  method: "hybrid",
  weights: of,
  policy,
});

test("sizes, step, budget, hold and scope are kept, the composite never falls, nothing is NaN", () => {
  fc.assert(
    fc.property(
      rows,
      weights,
      share,
      step,
      fc.boolean(),
      fc.nat(),
      (list, of, maxMovedShare, maxTierStep, scoped, pick) => {
        const book = bookOf(withIds(list));
        fc.pre(canRun(book, of));
        const held = pick % book.n;
        const geo = book.geo.values[pick % book.geo.values.length]!;
        const scope = scoped ? [`Geo_Entity:${geo}`] : [];
        const hold = [accountId(book, held)];
        const run = runTiering(book, plan({ maxMovedShare, maxTierStep, hold, scope }, of));
        expect(countTiers(run.tiers, 4)).toEqual(countTiers(book.tier, 4));
        const limit = maxTierStep === "free" ? 4 : maxTierStep;
        let moved = 0;
        run.tiers.forEach((tier, i) => {
          if (tier === book.tier[i]) return;
          moved++;
          expect(Math.abs(tier - book.tier[i]!)).toBeLessThanOrEqual(limit);
          if (scoped) expect(book.geo.values[book.geo.codes[i]!]).toBe(geo);
        });
        expect(run.tiers[held]).toBe(book.tier[held]);
        expect(moved).toBeLessThanOrEqual(Math.floor(maxMovedShare * book.n + 1e-9));
        expect(run.rules.every(({ kept }) => kept)).toBe(true);
        expect(run.after.composite).toBeGreaterThanOrEqual(run.before!.composite - 1e-12);
        expect(Object.values(run.after).every((value) => value === null || Number.isFinite(value))).toBe(
          true,
        );
        expect(
          Object.values(run.certificate!).every(
            (value) => typeof value !== "number" || Number.isFinite(value),
          ),
        ).toBe(true);
      },
    ),
    { numRuns: 150 },
  );
});

test("the order of the rows changes nothing", () => {
  fc.assert(
    fc.property(rows, weights, share, fc.infiniteStream(fc.nat()), (list, of, maxMovedShare, stream) => {
      const entries = withIds(list);
      fc.pre(canRun(bookOf(entries), of));
      const shuffled = entries
        .map((entry) => ({ entry, key: stream.next().value as number }))
        .sort((a, b) => a.key - b.key)
        .map(({ entry }) => entry);
      const policy = { maxMovedShare };
      expect(runTiering(bookOf(shuffled), plan(policy, of))).toEqual(
        runTiering(bookOf(entries), plan(policy, of)),
      );
    }),
    { numRuns: 40 },
  );
});
