import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  accountId,
  DEFAULT_WEIGHTS,
  learnRules,
  numericFeatures,
  predict,
  type RuleKind,
  rulesSql,
  runTiering,
  SQL_DIALECTS,
  sqlSpelling,
  type Weights,
} from "../../../tiering/index.ts";
import { isLeftOut } from "../../support/needs.ts";
import { findPostgres } from "../../support/postgres.ts";
import { type RandomBook, type RandomBookOptions, randomBook } from "../support/random-book.ts";
import { type CsvTable, queryDuckDb, queryPostgres, writeCsv } from "../support/sql-engines.ts";

const KINDS: readonly RuleKind[] = ["plain", "balanced"];
const TAM = ["Metric_Name", "Attr_Name", "Attr_Value", "Metric_Value"].map((name) => ({
  name,
  numeric: name === "Metric_Value",
}));

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tiering-sql-"));
  chmodSync(folder, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function tablesOf(book: RandomBook, name: string): CsvTable[] {
  const header = (columns: readonly { name: string }[]) => columns.map((column) => column.name);
  const accounts = join(folder, `${name}-accounts.csv`);
  const tam = join(folder, `${name}-tam.csv`);
  writeCsv(accounts, [header(book.columns), ...book.rows]);
  writeCsv(tam, [header(TAM), ...book.tam]);
  return [
    { name: "accounts", path: accounts, columns: book.columns },
    { name: "tam", path: tam, columns: TAM },
  ];
}

/** The two queries of a book's rules, and the rows that they should give, by ID. */
function caseOf(options: RandomBookOptions, weights: Weights) {
  const book = randomBook(options);
  const run = runTiering(book.accounts, { method: "kpi", weights, policy: {} });
  const rules = learnRules(book.accounts, run, { minLeaf: 5 });
  const { columns } = numericFeatures(book.accounts, run.potential);
  const expected = KINDS.map((kind) => {
    const tiers = predict(rules[kind].tree, columns, book.accounts.n);
    return Array.from(tiers, (tier, i) => [accountId(book.accounts, i), rules.tiers[tier]]);
  });
  const queries = KINDS.map((kind) => rulesSql(book.accounts, run, rules, { kind, dialect: "ansi" }));
  return { book, run, rules, expected, queries };
}

const idAndTier = (rows: unknown[][]) =>
  rows.map(([id, , tier]) => [String(id), tier]).sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));

/** Names that only survive if they are quoted, in an order that is kept. */
const hostile = (name: string) => `${name} "q" 'a' \\b; -- ${"`"} é, x`;

const cases = [
  { name: "plain", options: { n: 1500, seed: 1 }, weights: DEFAULT_WEIGHTS },
  { name: "odd", options: { n: 1500, seed: 2, oddities: 0.08 }, weights: DEFAULT_WEIGHTS },
  {
    name: "hostile",
    options: { n: 800, seed: 3, oddities: 0.02, rename: hostile },
    weights: { runway: 0, growth: 0.2, geo: 0, category: 0.8 },
  },
  { name: "two-tiers", options: { n: 400, seed: 4, tierCount: 2 }, weights: { ...DEFAULT_WEIGHTS } },
] as const;

describe.each(cases)("on a $name book", ({ name, options, weights }) => {
  test("DuckDB gives every account the tree's tier and the run's PI_acct", async () => {
    const { book, run, expected, queries, rules } = caseOf(options, weights);
    expect(rules.plain.leaves).toBeGreaterThan(1);
    const results = await queryDuckDb(tablesOf(book, name), queries);
    results.forEach((rows, q) => {
      expect(idAndTier(rows)).toEqual(expected[q]);
    });
    const scores = new Map(results[0]!.map(([id, score]) => [String(id), Number(score)]));
    run.potential.forEach((score, i) => {
      expect(scores.get(accountId(book.accounts, i))).toBeCloseTo(score, 12);
    });
  });
});

test("raw tables with other column names are read under those, Attr_Name included", async () => {
  const theirs = (name: string) => `their ${name}`;
  const { book, run, rules, expected } = caseOf({ n: 500, seed: 7 }, DEFAULT_WEIGHTS);
  const renamed = {
    ...book,
    columns: book.columns.map((column) => ({ ...column, name: theirs(column.name) })),
    tam: book.tam.map(([metric, attribute, ...rest]) => [metric!, theirs(attribute!), ...rest]),
  };
  const query = rulesSql(book.accounts, run, rules, {
    kind: "plain",
    dialect: "ansi",
    sourceNames: { accounts: Object.fromEntries(book.columns.map(({ name }) => [name, theirs(name)])) },
  });
  const [rows] = await queryDuckDb(tablesOf(renamed, "renamed"), [query]);
  expect(idAndTier(rows!)).toEqual(expected[0]);
});

const postgres = findPostgres();
test.skipIf(isLeftOut(postgres))("PostgreSQL gives the tree's tiers", async () => {
  const { book, expected, queries } = caseOf(
    { n: 800, seed: 5, oddities: 0.03, rename: hostile },
    DEFAULT_WEIGHTS,
  );
  const results = await queryPostgres(postgres, tablesOf(book, "postgres"), queries);
  results.forEach((rows, q) => {
    expect(idAndTier(rows)).toEqual(expected[q]);
  });
});

test("each dialect quotes names and texts in its own way", () => {
  const name = `a"b\`c\\d`;
  const text = `it's\\so\n`;
  const spelt = SQL_DIALECTS.map((dialect) => {
    const sql = sqlSpelling(dialect);
    return [sql.identifier(name), sql.text(text), sql.number(0.1), sql.double("x"), sql.contains("x", "y")];
  });
  expect(spelt).toEqual([
    [
      `"a""b\`c\\d"`,
      `('it''s' || CHR(92) || 'so\n')`,
      "1.0000000000000001E-1",
      "CAST(x AS DOUBLE PRECISION)",
      "POSITION('y' IN x) > 0",
    ],
    [
      `\`a"b\\\`c\\\\d\``,
      `'it\\'s\\\\so\\n'`,
      "1.0000000000000001E-1",
      "CAST(x AS FLOAT64)",
      "STRPOS(x, 'y') > 0",
    ],
    [
      `\`a"b\`\`c\\d\``,
      `'it\\'s\\\\so\\n'`,
      "1.0000000000000001E-1D",
      "CAST(x AS DOUBLE)",
      "INSTR(x, 'y') > 0",
    ],
  ]);
});

test("the query names the tables it is told, part by part, in every dialect", () => {
  const { book, run, rules } = caseOf({ n: 300, seed: 6 }, DEFAULT_WEIGHTS);
  const query = (dialect: (typeof SQL_DIALECTS)[number]) =>
    rulesSql(book.accounts, run, rules, {
      kind: "plain",
      dialect,
      tables: { accounts: "crm.all accounts", tam: "crm.tam" },
    });
  expect(query("ansi")).toContain(`FROM "crm"."all accounts" AS accounts_in`);
  expect(query("bigquery")).toContain("FROM `crm`.`tam`");
  expect(query("spark")).toMatch(/THEN\n[\s\S]*E[-+]\d+D/);
});
