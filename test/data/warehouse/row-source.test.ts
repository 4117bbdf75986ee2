import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadBook } from "../../../data/load.ts";
import { NO_MAPPING } from "../../../data/mapping.ts";
import { inspectFile } from "../../../data/match/inspect.ts";
import { openingLine } from "../../../data/report.ts";
import { placeOf, sourceAt } from "../../../data/warehouse/row-source.ts";
import { accountId } from "../../../tiering/index.ts";
import { isLeftOut } from "../../support/needs.ts";
import { randomSmallBook } from "../../tiering/support/small-books.ts";
import { CLICKHOUSE, POSTGRES, startClickHouse, startPostgres } from "./support/engines.ts";
import { fillTable } from "./support/fill-table.ts";

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "rows-"));
  file = join(folder, "crm.duckdb");
  await sql(
    `CREATE TABLE accounts (id BIGINT, label VARCHAR, tier VARCHAR, since DATE, TotalRevenue_FY26 DECIMAL(18,2), PotentialRevenue_FY30 DOUBLE, seats INTEGER, big HUGEINT)`,
    `INSERT INTO accounts VALUES (3, ' Acme ', 'B', DATE '2024-01-31', 1234.50, 5e6, 7, 9007199254740993), (1, NULL, 'A', NULL, 1.234, NULL, NULL, 1), (2, 'x', 'A', NULL, NULL, 3, 1, 2), (4, 'y', 'Z?', NULL, 5, 3, 1, 2), (5, 'z', 'B', NULL, -2, 3, 1, 2)`,
  );
});
afterAll(() => rm(folder, { recursive: true }));

async function sql(...statements: readonly string[]): Promise<void> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  for (const statement of statements) await connection.run(statement);
  connection.closeSync();
  instance.closeSync();
}

describe("a book from a table", () => {
  test("is read as from a file: typed numbers as they are, rows that cannot be read rejected with their reasons", async () => {
    const book = await loadBook({
      accounts: sourceAt(`duckdb:${file}?table=accounts`),
      mapping: { ...NO_MAPPING, accounts: { tier: "MarketTier" } },
    });
    expect(book.source.accounts).toBe(`duckdb:${file}, accounts`);
    expect(book.facts.format).toBe("table");
    expect(Array.from({ length: book.n }, (_, i) => accountId(book, i))).toEqual(["1", "3", "5"]);
    expect([...book.revenue]).toEqual([1.23, 1234.5, -2]);
    expect([...book.potential]).toEqual([Number.NaN, 5e6, 3]);
    expect(book.text.get("since")?.values).toEqual(["", "2024-01-31"]);
    expect(book.quality).toMatchObject({
      input: 5,
      accepted: 3,
      rejected: 2,
      rejectedBy: { "blank-revenue": 1 },
    });
    expect(openingLine(book)).toMatch(/^3 accounts from duckdb:.*crm.duckdb, accounts; 2 of 5 rows rejected/);
  });

  test("is the same book whatever the order of its rows, and another one once a cell differs", async () => {
    const load = async () => (await loadBook({ accounts: sourceAt(`duckdb:${file}?table=shuffled`) })).id;
    const rows = (order: string) =>
      `CREATE OR REPLACE TABLE shuffled AS SELECT id, tier AS MarketTier, TotalRevenue_FY26 FROM accounts WHERE id <> 4 ORDER BY ${order}`;
    await sql(rows("id DESC"));
    const one = await load();
    await sql(rows("label"));
    expect(await load()).toBe(one);
    await sql("UPDATE shuffled SET TotalRevenue_FY26 = 6 WHERE id = 5");
    expect(await load()).not.toBe(one);
  });

  test("is looked at as a file is, for a proposal of its mapping", async () => {
    const { preview, columns } = await inspectFile(sourceAt(`duckdb:${file}?table=accounts`));
    expect(columns).toContain("seats");
    expect(preview[0]).toContain("1.23");
  });

  test("names the table that is not there, and never a password", async () => {
    await expect(loadBook({ accounts: sourceAt(`duckdb:${file}?table=nowhere`) })).rejects.toThrow(
      /crm.duckdb, nowhere: there is no such table/,
    );
    expect(placeOf("postgres://ann:s3cret@db/crm?table=t")).toBe("postgres://db/crm, t");
    expect(placeOf("accounts.csv")).toBe("accounts.csv");
  });

  test.each([
    { name: "PostgreSQL", start: startPostgres, skipped: isLeftOut(POSTGRES) },
    { name: "ClickHouse", start: startClickHouse, skipped: isLeftOut(CLICKHOUSE) },
  ])("comes from $name as it went in", async ({ start, skipped }) => {
    if (skipped) return;
    const { accounts } = randomSmallBook(4, 30, 30);
    const engine = await start();
    try {
      const warehouse = await engine.connect();
      await fillTable(warehouse, "accounts", accounts);
      await warehouse.close();
      const book = await loadBook({ accounts: sourceAt(`${engine.address}?table=accounts`) });
      expect(book.n).toBe(accounts.n);
      expect([...book.revenue]).toEqual([...accounts.revenue]);
      expect([...book.tier]).toEqual([...accounts.tier]);
      expect(book.numbers.get("TotalRevenue_FY22")).toEqual(accounts.numbers.get("TotalRevenue_FY22"));
    } finally {
      await engine.stop();
    }
  });
});
