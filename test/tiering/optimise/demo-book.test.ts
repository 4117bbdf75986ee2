import { beforeAll, expect, test } from "vitest";
import {
  type Accounts,
  computeZScores,
  countTiers,
  DEFAULT_WEIGHTS,
  frontier,
  runTiering,
  seekGoal,
  summarise,
  type ZScores,
} from "../../../tiering/index.ts";
import { demoBook } from "../../support/demo-book.ts";

const plan = { method: "hybrid", weights: DEFAULT_WEIGHTS, policy: {} } as const;
let book: Accounts;
let zScores: ZScores;

beforeAll(async () => {
  book = await demoBook();
  zScores = computeZScores(book);
});

test("the default hybrid lifts the composite by .085, keeps every size and moves at most 2,500 by one tier", () => {
  const run = runTiering(book, plan, { zScores });
  const summary = summarise(book, run);
  expect(summary.kpis.lift!.composite).toBeGreaterThanOrEqual(0.085);
  expect(countTiers(run.tiers, 4)).toEqual([980, 11373, 4251, 33396]);
  expect(summary.moved!.count).toBeLessThanOrEqual(2500);
  expect(summary.rules.every(({ kept, asked }) => kept && asked)).toBe(true);
  expect(summary.migration!.flatMap((row, from) => row.filter((_, to) => Math.abs(to - from) > 1))).toEqual(
    new Array(6).fill(0),
  );
  expect(runTiering(book, plan, { zScores })).toEqual(run);
});

test("without proof the value is .99 of the certified lift; the proof reaches .1 %", () => {
  const quick = runTiering(book, plan, { zScores });
  const { certificate } = runTiering(book, plan, { zScores, prove: 0.001 });
  expect(certificate!.gap).toBeLessThanOrEqual(0.001);
  const base = quick.before!.composite;
  expect(quick.after.composite - base).toBeGreaterThanOrEqual(0.99 * (certificate!.bound - base));
  expect(quick.certificate!.bound).toBeGreaterThanOrEqual(certificate!.value);
});

test("the frontier of the demonstration book says what the first fifth of the budget brings", () => {
  const { points, advice } = frontier(book, plan, { points: 12 }, { zScores });
  expect(advice!.sentence).toBe("The first 1 % of accounts brings 55 % of what 5 % brings.");
  expect(points.at(-1)!.kpis.composite).toBeGreaterThan(0.73);
});

test("fifty budgets, each begun at the last one's prices, are all solved with a tier on hold", () => {
  const weights = { runway: 0.4, growth: 0.6, geo: 0, category: 0 };
  const held = { ...plan, weights, policy: { hold: ["tier:A"] } };
  const { points } = frontier(book, held, { points: 50 }, { zScores });
  points.slice(1).forEach((point, p) => {
    expect(point.kpis.composite).toBeGreaterThanOrEqual(points[p]!.kpis.composite);
  });
});

test("SFI of .82 needs 1,292 moves and no fewer", () => {
  const result = seekGoal(book, plan, { kpi: "sfi", atLeast: 0.82 }, { zScores });
  expect(result).toMatchObject({ state: "reached", moves: 1292, fewest: 1292 });
});
