import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type Accounts,
  accountId,
  DEFAULT_WEIGHTS,
  learnRules,
  numericFeatures,
  predict,
  type RuleKind,
  type Rules,
  rulesSql,
  runTiering,
} from "../../../tiering/index.ts";
import { demoBook } from "../../support/demo-book.ts";
import { isLeftOut } from "../../support/needs.ts";
import { findPostgres } from "../../support/postgres.ts";
import { type CsvTable, queryDuckDb, queryPostgres } from "../support/sql-engines.ts";

const KINDS: readonly RuleKind[] = ["plain", "balanced"];
const demo = (file: string) => new URL(`../../../data/demo/${file}`, import.meta.url);

let folder = "";
let tables: CsvTable[] = [];
let queries: string[] = [];
/** By rule kind, the tree's tier of each account. */
let expected: Map<string, string>[] = [];
let rules: Rules;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tiering-demo-"));
  chmodSync(folder, 0o755);
  const csv = gunzipSync(readFileSync(demo("accounts.csv.gz")));
  writeFileSync(join(folder, "accounts.csv"), csv);
  writeFileSync(join(folder, "tam.csv"), readFileSync(demo("tam.csv")));
  const header = csv.subarray(0, csv.indexOf("\n")).toString().trim().split(",");
  const book: Accounts = await demoBook();
  tables = [
    {
      name: "accounts",
      path: join(folder, "accounts.csv"),
      columns: header.map((name) => ({ name, numeric: book.numbers.has(name) })),
    },
    {
      name: "tam",
      path: join(folder, "tam.csv"),
      columns: ["Metric_Name", "Attr_Name", "Attr_Value", "Metric_Value"].map((name) => ({
        name,
        numeric: name === "Metric_Value",
      })),
    },
  ];
  const run = runTiering(book, { method: "hybrid", weights: DEFAULT_WEIGHTS, policy: {} });
  rules = learnRules(book, run);
  const { columns } = numericFeatures(book, run.potential);
  queries = KINDS.map((kind) => rulesSql(book, run, rules, { kind, dialect: "ansi" }));
  expected = KINDS.map((kind) => {
    const tiers = predict(rules[kind].tree, columns, book.n);
    return new Map(Array.from(tiers, (tier, i) => [accountId(book, i), rules.tiers[tier]!]));
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function expectTreeTiers(results: readonly unknown[][][]): void {
  results.forEach((rows, kind) => {
    expect(rows).toHaveLength(50_000);
    const wrong = rows.filter(([id, , tier]) => expected[kind]!.get(String(id)) !== tier);
    expect(wrong).toEqual([]);
  });
}

test("the plain tree is right for at least 85 % of the accounts it did not see; the balanced one finds tier C", () => {
  const { plain, balanced } = rules;
  expect(plain.evaluation.accounts).toBe(12_500);
  expect(plain.evaluation.accuracy).toBeGreaterThanOrEqual(0.85);
  expect(balanced.evaluation.tiers[2]!.recall).toBeGreaterThan(0.6);
  expect(balanced.evaluation.tiers[2]!.recall).toBeGreaterThan(2 * plain.evaluation.tiers[2]!.recall!);
});

test("DuckDB on the raw demonstration tables gives the tree's tier for all 50,000 accounts", async () => {
  expectTreeTiers(await queryDuckDb(tables, queries));
});

const postgres = findPostgres();
test.skipIf(isLeftOut(postgres))("PostgreSQL does too", async () => {
  expectTreeTiers(await queryPostgres(postgres, tables, queries));
});
