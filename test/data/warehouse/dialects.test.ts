import { expect, test } from "vitest";
import { NO_MAPPING } from "../../../data/mapping.ts";
import { accountsSql } from "../../../data/warehouse/accounts-sql.ts";
import { edgeSql, marginsSql, valuesSql } from "../../../data/warehouse/choice-sql.ts";
import { dialectOf, WAREHOUSES } from "../../../data/warehouse/dialect.ts";
import { accountsWhere, surveyTable, type TableSurvey } from "../../../data/warehouse/survey-table.ts";
import { tableName } from "../../../data/warehouse/table-name.ts";
import { startDuckDb } from "./support/engines.ts";

/** A table with names and labels that need quoting. */
async function oddSurvey(): Promise<TableSurvey> {
  const warehouse = await (await startDuckDb()).connect();
  try {
    await warehouse.run(
      `CREATE TABLE "crm accounts" ("Kunden-ID" VARCHAR, "Tier" VARCHAR, "Geo" VARCHAR, "TotalRevenue_FY26" DOUBLE, "TotalRevenue_FY24" DOUBLE, "PotentialRevenue_FY30" DECIMAL(18,2), "score" INTEGER)`,
    );
    await warehouse.run(
      `INSERT INTO "crm accounts" VALUES ('a', 'Gold', 'Süd', 1, 1, 2, 5), ('b', 'Silver''s', 'N\\ord', 2, 1, 3, 6), ('c', 'Bronze', NULL, 2, 1, 3, 6)`,
    );
    return await surveyTable(warehouse, "crm accounts", {
      mapping: {
        ...NO_MAPPING,
        accounts: { "Kunden-ID": "ID", Geo: "Geo_Entity" },
        signals: { category: "score" },
        tiers: ["Gold", "Silver's", "Bronze"],
      },
      sizes: { kind: "book" },
    });
  } finally {
    await warehouse.close();
  }
}

test.each(WAREHOUSES)("the statements of a run for %s are those on file", async (name) => {
  const dialect = dialectOf(name);
  const found = await oddSurvey();
  const where = accountsWhere(dialect, found.columns, found.layout, found.spellings.flat());
  const survey = { ...found, where };
  const policy = {
    held: `${dialect.identifier("score")} > ${dialect.number(5)}`,
    scope: null,
    mayRise: "1 = 0",
    mayFall: null,
    forced: [{ tier: 0, condition: `${dialect.identifier("Kunden-ID")} IN (${dialect.text("c'\\")})` }],
  };
  const column = (...values: number[]) => Float64Array.from(values);
  const point = {
    rank: column(2, 1, 0),
    pi: column(0.5, 0.25, -0.125),
    revenue: column(1e-9, 0, 0),
    tier: column(0.001, 0.0005, 0),
    move: 0.25,
  };
  const options = { table: "tiering_ranked", tierCount: 3, step: 1, point };
  const groups = { home: Uint8Array.of(1, 2), first: Uint8Array.of(0, 1), last: Uint8Array.of(2, 2) };
  const limits = [{ group: 0, best: 0, second: 1, margin: 0.1 }];
  const accounts = accountsSql(dialect, survey, {
    policy,
    step: 1,
    markets: { geo: "tiering_geo", category: null },
  });
  const statements = [
    dialect.createEmpty("tiering_geo", [
      ["geo_market", "text"],
      ["geo_size", "double"],
    ]),
    dialect.createWork("tiering_signals", accounts),
    marginsSql(dialect, options, 0.5),
    valuesSql(dialect, "tiering_ranked", "pi", 0.75),
    edgeSql(dialect, options, groups, limits, dialect.byBytes("id")),
    ...(dialect.swap === undefined ? [false] : [false, true]).flatMap((exchanges) =>
      dialect.replace(tableName(dialect, "crm.accounts_tiers"), "SELECT id FROM tiering_assigned", {
        exists: true,
        exchanges,
        beside: "tiering_tiers",
        aside: tableName(dialect, "crm.accounts_tiers_replaced"),
      }),
    ),
    ...(dialect.swap === undefined ? [] : [dialect.swap.exchanging("crm"), dialect.swap.exchanging(null)]),
  ];
  const text = `${statements.join(";\n\n")};\n`;
  expect(text).not.toMatch(/\bOVER\b|\bPARTITION\b/i);
  await expect(text).toMatchFileSnapshot(`../../fixtures/warehouse/${name}.sql`);
});
