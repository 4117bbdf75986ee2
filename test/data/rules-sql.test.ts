import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loadBook } from "../../data/load.ts";
import { type MappingInput, readMapping } from "../../data/mapping.ts";
import { memorySource } from "../../data/source.ts";
import { rawTablesOf } from "../../service/rules-sql.ts";
import {
  accountId,
  learnRules,
  numericFeatures,
  predict,
  rulesSql,
  runTiering,
} from "../../tiering/index.ts";
import { uniform } from "../tiering/support/random-book.ts";
import { queryDuckDb } from "../tiering/support/sql-engines.ts";

const csv = (rows: readonly (readonly unknown[])[]) => rows.map((cells) => `${cells.join(",")}\n`).join("");
const random = uniform(5);
const whole = (most: number) => 1 + Math.floor(random() * most);
const header = ["Acct", "Territory", "Line", "Spend 2025 ($K)", "Wallet ($K)"];
const rows = Array.from({ length: 400 }, (_, k) => [
  `K${k}`,
  ["north", "South ", "EAST"][k % 3],
  ["a", "b"][k % 2],
  whole(9000) / 10,
  whole(90_000) / 10,
]);
const accounts = {
  Acct: "ID",
  Territory: "Geo_Entity",
  Line: "Commercial_Category",
  "Spend 2025 ($K)": "TotalRevenue_FY25",
  "Wallet ($K)": "PotentialRevenue",
};

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tiering-raw-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The rules' query over the raw tables as DuckDB answers it, beside what the tree says of the book. */
async function answers(mapping: MappingInput, tam: readonly (readonly unknown[])[] | null) {
  const book = await loadBook({
    accounts: memorySource("a.csv", csv([header, ...rows])),
    ...(tam && { tam: memorySource("t.csv", csv(tam)) }),
    mapping: readMapping({ accounts, ...mapping }, "m"),
  });
  const weights = { runway: 0.3, growth: 0, geo: 0.4, category: 0.3 };
  const run = runTiering(book, { method: "direct", weights, policy: {} });
  const rules = learnRules(book, run, { minLeaf: 5 });
  const { columns } = numericFeatures(book, run.potential);
  const tiers = predict(rules.plain.tree, columns, book.n);
  const table = (name: string, lines: readonly (readonly unknown[])[], numeric: readonly string[]) => {
    const path = join(folder, `${name}.csv`);
    writeFileSync(path, csv(lines));
    return {
      name,
      path,
      columns: (lines[0] as string[]).map((name) => ({ name, numeric: numeric.includes(name) })),
    };
  };
  const query = rulesSql(book, run, rules, { kind: "plain", dialect: "ansi", ...rawTablesOf(book) });
  const tables = [
    table("accounts", [header, ...rows], header.slice(3)),
    ...(tam ? [table("tam", tam, ["Metric_Value", "Size"])] : []),
  ];
  const [found] = await queryDuckDb(tables, [query]);
  const byId = new Map(found!.map(([id, pi, tier]) => [String(id), { pi: Number(pi), tier }]));
  return Array.from({ length: book.n }, (_, i) => ({
    got: byId.get(accountId(book, i)),
    expected: { pi: run.potential[i]!, tier: rules.tiers[tiers[i]!] },
  }));
}

describe("the rules as SQL over the raw tables of a book", () => {
  const sized = (metric: string) => [
    ["Metric_Name", "Attr_Name", "Attr_Value", "Metric_Value"],
    ...["North", "south", "East"].flatMap((value, k) => [
      [metric, "Geo_Entity", value, 100_000 * (k + 1)],
      ["Headcount", "Geo_Entity", value, 7],
    ]),
    ...["A", "B"].map((value, k) => [metric, "commercial_category", value, 50_000 * (k + 1)]),
  ];

  it.each<[string, MappingInput, readonly (readonly unknown[])[] | null]>([
    ["shares of the book's own potential", { tam: "book" }, null],
    [
      "a metric of the mapping, under our names for the columns",
      { metric: "Potential 2030" },
      sized("potential 2030"),
    ],
    [
      "a table of values and amounts alone",
      {},
      [
        ["Value", "Size"],
        ["north", 5e5],
        ["South", 7e5],
        ["East", 9e5],
        ["a", 2e5],
        ["b", 1e5],
      ],
    ],
  ])("%s", async (_, mapping, tam) => {
    for (const { got, expected } of await answers(mapping, tam)) {
      expect(got!.tier).toBe(expected.tier);
      expect(got!.pi).toBeCloseTo(expected.pi, 10);
    }
  });
});
