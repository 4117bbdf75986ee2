import { afterEach, expect, test } from "vitest";
import { NO_MAPPING } from "../../../data/mapping.ts";
import { readValues } from "../../../data/warehouse/column-values.ts";
import { surveyTable } from "../../../data/warehouse/survey-table.ts";
import type { Warehouse } from "../../../data/warehouse/warehouse.ts";
import { tierTable } from "../../../service/warehouse/tier-table.ts";
import { type Accounts, DEFAULT_WEIGHTS, runTiering } from "../../../tiering/index.ts";
import { smallAccounts } from "../../tiering/support/accounts.ts";
import { syntheticAccounts } from "../../tiering/support/synthetic.ts";
import { startDuckDb } from "./support/engines.ts";
import { fillTable, sizesOf } from "./support/fill-table.ts";

const plan = { method: "hybrid", weights: DEFAULT_WEIGHTS, policy: {} } as const;

let warehouse: Warehouse | undefined;
afterEach(() => warehouse?.close());

async function opened(): Promise<Warehouse> {
  warehouse = await (await startDuckDb()).connect();
  return warehouse;
}

async function tiered(book: Accounts) {
  const engine = await opened();
  await fillTable(engine, "accounts", book);
  const sizes = sizesOf(book);
  const survey = await surveyTable(engine, "accounts", { mapping: NO_MAPPING, sizes });
  const surveyed = engine.traffic.scans;
  const asked: string[] = [];
  const { rows } = engine;
  engine.rows = (sql) => {
    asked.push(sql);
    return rows.call(engine, sql);
  };
  const { summary, traffic } = await tierTable(engine, { survey, plan, target: "tiers" });
  return {
    survey,
    surveyed,
    summary,
    traffic,
    squared: asked.filter((sql) => /^SELECT SUM\(\(/.test(sql)).length,
  };
}

test("a run over a table takes fifteen scans at most, one of them the survey", async () => {
  const book = syntheticAccounts(20_000, 3);
  const { surveyed, traffic, summary } = await tiered(book);
  expect(surveyed).toBe(1);
  expect(traffic.scans).toBeLessThanOrEqual(15);
  const exact = runTiering(book, plan);
  expect(summary.kpis.after.composite).toBeGreaterThan(exact.after.composite - 1e-3 * exact.after.composite);
});

test("markets of more values together than one answer may have are read one by one, with the same sizes", async () => {
  const n = 24_000;
  const of = (values: number, name: string) => Array.from({ length: n }, (_, i) => `${name} ${i % values}`);
  const column = (from: number, step: number) =>
    Array.from({ length: n }, (_, i) => from + ((i * step) % 997));
  const market = (values: number) =>
    smallAccounts({
      tierCount: 3,
      tier: Array.from({ length: n }, (_, i) => i % 3),
      revenue: column(100, 37),
      potential: column(300, 53),
      geo: of(values, "Market"),
    });
  const book = { ...market(157), category: market(211).geo };
  const engine = await opened();
  await fillTable(engine, "accounts", book);
  const survey = await surveyTable(engine, "accounts", { mapping: NO_MAPPING, sizes: { kind: "book" } });
  expect(engine.traffic.scans).toBe(4);
  expect([survey.markets.geo.size, survey.markets.category.size]).toEqual([157, 211]);
  const potential = book.potential.reduce((sum, value) => sum + value, 0);
  for (const market of Object.values(survey.markets)) {
    const whole = [...market.values()].reduce((sum, size) => sum + size, 0);
    expect(whole / potential).toBeCloseTo(1, 12);
  }
  expect(survey).toMatchObject({
    rows: n,
    refused: { noId: 0, noRevenue: 0, noTier: 0 },
    sizes: [8000, 8000, 8000],
  });
});

test("amounts far from 0 that differ little keep their digits: one scan more, and the same KPIs", async () => {
  const n = 600;
  const far = (step: number) => Array.from({ length: n }, (_, i) => 1e12 + ((i * step) % 101));
  const book = smallAccounts({
    tierCount: 3,
    tier: Array.from({ length: n }, (_, i) => i % 3),
    revenue: far(37),
    potential: far(53).map((value) => value + 5e11),
  });
  const { summary, squared } = await tiered(book);
  expect(squared).toBe(1);
  expect((await tiered(syntheticAccounts(n, 2))).squared).toBe(0);
  const exact = runTiering(book, plan);
  expect(summary.kpis.before!.tciPi).toBeCloseTo(exact.before!.tciPi, 6);
  expect(summary.kpis.before!.tciRev).toBeCloseTo(exact.before!.tciRev, 6);
});

test("values of columns are read together where they are few, and each by itself where the guess was wrong", async () => {
  const engine = await opened();
  // The first rows have one value each, so that the columns seem to go together.
  await engine.run(
    `CREATE TABLE t AS SELECT CASE WHEN i < 30000 THEN 'a' ELSE 'a' || (i % 199) END AS a, CASE WHEN i < 30000 THEN 'b' ELSE 'b' || (i % 211) END AS b, 'n' || i AS name, CASE WHEN i % 2 = 0 THEN 'even' END AS c FROM range(90000) AS r(i)`,
  );
  const values = await readValues(engine, "t WHERE 1 = 1", ["name", "a", "b", "c"]);
  expect([...values.keys()]).toEqual(["a", "b", "c"]);
  expect(values.get("a")!.length).toBe(200);
  expect(values.get("b")!.length).toBe(212);
  expect(values.get("c")).toEqual(["", "even"]);
  expect(engine.traffic.scans).toBe(4);
  const before = engine.traffic.scans;
  const few = await readValues(engine, "(SELECT a, b, c FROM t WHERE a = 'a') AS s WHERE 1 = 1", [
    "a",
    "b",
    "c",
  ]);
  expect([...few.values()]).toEqual([["a"], ["b"], ["", "even"]]);
  expect(engine.traffic.scans - before).toBeLessThanOrEqual(2);
});
