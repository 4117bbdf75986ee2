import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readOptions } from "../../bin/tier-options.ts";
import { generateBook } from "../../data/generate.ts";

const command = fileURLToPath(new URL("../../bin/tier.ts", import.meta.url));

let folder: string;
let table: string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tier-warehouse-"));
  const book = generateBook({ rows: 3_000, seed: 4 });
  const [csv, tam, file] = ["accounts.csv", "tam.csv", "book.duckdb"].map((name) => join(folder, name));
  await writeFile(csv!, [...book.accounts].join(""));
  await writeFile(tam!, book.tam);
  await sql(file!, `CREATE TABLE accounts AS SELECT * FROM read_csv('${csv}')`);
  table = ["--warehouse", `duckdb:${file}`, "--table", "accounts", "--tam", tam!];
});
afterAll(() => rm(folder, { recursive: true }));

/** What a statement answers, on a connection of its own. */
async function sql(file: string, statement: string): Promise<unknown[][]> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  const rows = (await connection.runAndReadAll(statement)).getRows();
  connection.closeSync();
  instance.closeSync();
  return rows;
}

/** Runs the command line without a key. */
async function tier(...args: readonly string[]) {
  const child = spawn(process.execPath, [command, ...args], { env: { ...process.env, OPENAI_API_KEY: "" } });
  const [out, err]: string[][] = [[], []];
  child.stdout.setEncoding("utf8").on("data", (text: string) => out!.push(text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => err!.push(text));
  const [code] = (await once(child, "close")) as [number];
  return { code, out: out!.join(""), err: err!.join("") };
}

describe("npm run tier -- --warehouse", () => {
  it("tiers a table by words where it lies, and reports as for a book in memory", async () => {
    const words = "80/20 runway and growth, only in Western Europe, move at most 10 %";
    const { code, out, err } = await tier(...table, "--json", words);
    expect(err).toMatch(
      /3,000 accounts in accounts at duckdb:.*Weights: runway 0\.80.*scope=.*Western Europe/s,
    );
    expect(err).toMatch(/the tiers are in accounts_tiers at duckdb:.* scans, .* received/);
    expect(code).toBe(0);
    const report = JSON.parse(out);
    expect(report).toMatchObject({
      source: { table: "accounts", tiers: "accounts_tiers" },
      rows: { read: 3_000, refused: { noId: 0, noRevenue: 0, noTier: 0 } },
      plan: { policy: { maxMovedShare: 0.1, scope: ["Geo_Entity:Western Europe"] } },
      summary: { accounts: 3_000, certificate: { of: "composite" } },
    });
    const moved = await sql(
      join(folder, "book.duckdb"),
      `SELECT COUNT(*), SUM(CASE WHEN "Geo_Entity" = 'Western Europe' THEN 1 ELSE 0 END) FROM accounts_tiers JOIN accounts USING ("ID") WHERE "PreviousTier" <> "Tier"`,
    );
    expect(moved[0]!.map(Number)).toEqual([report.summary.moved.count, report.summary.moved.count]);
  });

  it("takes flags, a mapping and a file of held accounts, and writes where it is told", async () => {
    const [[id] = []] = await sql(join(folder, "book.duckdb"), `SELECT MIN("ID") FROM accounts`);
    const hold = join(folder, "hold.csv");
    await writeFile(hold, `ID\r\n${id}\r\n`);
    const mapping = join(folder, "mapping.json");
    await writeFile(mapping, JSON.stringify({ signals: { runway: "TotalRevenue_FY25" } }));
    const flags = ["--runway", "1", "--growth", "1", "--max-moved-share", "0.02", "--hold-file", hold];
    const { code, err } = await tier(...table, ...flags, "--mapping", mapping, "--into", "next_tiers");
    expect(err).toMatch(/hold=\["\d+"\].*the tiers are in next_tiers/s);
    expect(code).toBe(0);
  });

  it("takes a table behind the address in its engine's quotes, and proposes a mapping where the columns are others", async () => {
    const file = join(folder, "own.duckdb");
    await sql(
      file,
      `CREATE SCHEMA "Sales Ops"; CREATE TABLE "Sales Ops"."Key.Accounts" AS SELECT 'C-' || i AS "Customer No", CASE i % 2 WHEN 0 THEN 'Gold' ELSE 'Silver' END AS "Segment Tier", CASE i % 3 WHEN 0 THEN 'Spain' ELSE 'France' END AS "Country", i * 1.5 AS "ARR FY26", i * (1 + i % 7) AS "Wallet FY30" FROM range(1, 401) AS t(i)`,
    );
    const address = `duckdb:${file}?table="Sales Ops"."Key.Accounts"`;
    const refused = await tier("--warehouse", address, "runway first");
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.err).toMatch(/Key\.Accounts": the header has no ID and no amount .*Customer No +→ ID /s);
    expect(refused.err).toContain(
      `--inspect 'duckdb:${file}?table="Sales Ops"."Key.Accounts"' > mapping.json`,
    );
    const { out } = await tier("--inspect", address);
    const mapping = join(folder, "own.json");
    await writeFile(mapping, out);
    const words = "runway first, move at most 10 %, hold every account in Spain";
    const { code, err } = await tier("--warehouse", address, "--mapping", mapping, words);
    expect(err).toMatch(
      /these keep their tier: Country Spain.*the tiers are in Sales Ops\."Key\.Accounts_tiers"/s,
    );
    expect(code).toBe(0);
    const moved = await sql(
      file,
      `SELECT COUNT(*) FILTER (WHERE t."Tier" <> t."PreviousTier"), COUNT(*) FILTER (WHERE t."Tier" <> t."PreviousTier" AND "Country" = 'Spain') FROM "Sales Ops"."Key.Accounts_tiers" t JOIN "Sales Ops"."Key.Accounts" ON "Customer No" = t."ID"`,
    );
    expect(moved[0]!.map(Number)).toEqual([40, 0]);
  });

  it("refuses by name what cannot be pushed down, and what says nothing of a table", async () => {
    const kpi = await tier(...table, "--method", "kpi");
    expect(kpi).toMatchObject({ code: 3, out: "" });
    expect(kpi.err).toMatch(/method kpi cannot be pushed down to a warehouse: it fills the tiers by/);
    const warehouse = ["--warehouse", "duckdb:x"];
    expect(() => readOptions([...warehouse, "--table", "t", "--xlsx"])).toThrow(
      /--xlsx says nothing of a table/,
    );
    expect(() => readOptions([...warehouse, "--table", "t", "--delimiter", ";"])).toThrow(
      /--delimiter says nothing/,
    );
    expect(() => readOptions(warehouse)).toThrow(/--warehouse was given without --table/);
    expect(() => readOptions(["--into", "t"])).toThrow(/--into was given without --warehouse/);
  });

  it("says in one line what is wrong with a warehouse, without its password", async () => {
    const lost = await tier("--warehouse", "postgres://ann:s3cret@127.0.0.1:9/crm", "--table", "accounts");
    expect(lost).toMatchObject({ code: 1, out: "" });
    expect(lost.err).toMatch(/^postgres:\/\/127\.0\.0\.1:9\/crm: the connection to PostgreSQL is lost .*\n$/);
    expect(lost.err).not.toContain("s3cret");
  });
});
