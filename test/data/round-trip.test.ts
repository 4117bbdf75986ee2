import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Book } from "../../data/book.ts";
import { csvSlices } from "../../data/csv/slices.ts";
import { loadBook } from "../../data/load.ts";
import { readMapping } from "../../data/mapping.ts";
import { memorySource } from "../../data/source.ts";
import { tiersWorkbook } from "../../data/xlsx/tiers-workbook.ts";
import { accountId, DEFAULT_WEIGHTS, runTiering, spellPlan, summarise } from "../../tiering/index.ts";
import { csvText, HEADER, loadText, row } from "./support/small-csv.ts";

const IDS = ["0007", "@0016g", "-abc", "123456789012345678", "Ünï", "a;b", "x|y"];
const NOTES = ['say "hi"', "two\nlines", "=1+1", "a,b", "", "ends\r\n", " blank "];
const accounts = csvText(
  IDS.map((id, k) => [
    ...row(id, {
      MarketTier_FY26: ["Tier A", "Tier B"][k % 2]!,
      TotalRevenue_FY26: String(100.25 + k * 37.5),
      PotentialRevenue_FY30: String(900 + ((k * 5) % 7) * 100),
    }),
    `"${NOTES[k]!.replaceAll('"', '""')}"`,
  ]),
  [...HEADER, "Note"],
);

let folder: string;
let book: Book;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "round-trip-"));
  book = await loadText(accounts);
});
afterAll(() => rm(folder, { recursive: true }));

const run = () =>
  runTiering(book, { method: "direct", weights: DEFAULT_WEIGHTS, policy: { tierSizes: { A: 3, B: 4 } } });
const tiersOf = (of: Book) =>
  Object.fromEntries(Array.from({ length: of.n }, (_, i) => [accountId(of, i), of.tierNames[of.tier[i]!]]));

describe("what is written reads back", () => {
  it.each([",", ";", "\t", "|"] as const)(
    "as CSV between %j, to the same tiers, amounts and texts",
    async (delimiter) => {
      const decimal = delimiter === ";" ? "," : ".";
      const csv = Buffer.concat([...csvSlices(book, run(), { columns: "all", delimiter, decimal })]);
      const again = await loadBook({ accounts: memorySource("own.csv", csv) });
      expect(again.quality).toMatchObject({ accepted: IDS.length, rejected: 0 });
      const expected = run();
      expect(tiersOf(again)).toEqual(
        Object.fromEntries(
          Array.from({ length: book.n }, (_, i) => [
            accountId(book, i),
            expected.tierNames[expected.tiers[i]!],
          ]),
        ),
      );
      expect([...again.revenue]).toEqual([...book.revenue]);
      expect([...again.potential]).toEqual([...book.potential]);
    },
  );

  it("as XLSX: the sheet Tiers to the same tiers, IDs as text", async () => {
    const made = run();
    const report = {
      summary: summarise(book, made),
      parameters: spellPlan(made.plan),
      engine: "0",
      columns: "all" as const,
    };
    const workbook = Buffer.concat([...tiersWorkbook(book, made, report)]);
    const again = await loadBook({
      accounts: memorySource("own.xlsx", workbook),
      mapping: book.mapping,
    });
    expect(again.facts.sheet).toBe("Tiers");
    expect(again.quality).toMatchObject({ accepted: IDS.length, rejected: 0 });
    expect(Object.keys(tiersOf(again)).sort()).toEqual([...IDS].sort());
    expect([...again.tier]).toEqual([...made.tiers]);
    expect([...again.revenue]).toEqual([...book.revenue]);
    const notes = again.text.get("Note")!;
    // A workbook keeps formulas apart from texts, so that no text is changed; blanks around one are.
    expect(notes.values).toContain("=1+1");
  });

  it("as a CSV of default columns: the tiers are there, and what they lack is said with the way to it", async () => {
    const content =
      "ID,PreviousTier,Tier,Change,PI_acct,TotalRevenue,Reason\r\n1,A,A,same,1.5,90,\r\n2,B,B,same,-1.5,40,\r\n";
    const again = await loadBook({ accounts: memorySource("own.csv", content) });
    expect(again.tierNames).toEqual(["A", "B"]);
    expect(() => runTiering(again, { method: "hybrid", weights: DEFAULT_WEIGHTS, policy: {} })).toThrow(
      /columns=all/,
    );
  });

  it("as a CSV with every column under other names: it asks for the mapping, by which it loads", async () => {
    const content =
      "ID,PreviousTier,Tier,Change,PI_acct,TotalRevenue,Reason,Sales 2025,Wallet\r\n1,,A,new,1.5,90,,90,120\r\n2,,B,new,-1.5,40,,40,50\r\n";
    const load = async (accounts?: Record<string, string>) => {
      const mapping = accounts && readMapping({ accounts }, "old");
      const book = await loadBook({
        accounts: memorySource("own.csv", content),
        ...(mapping && { mapping }),
      });
      return runTiering(book, { method: "direct", weights: DEFAULT_WEIGHTS, policy: {} });
    };
    await expect(load()).rejects.toThrow(/load it with the mapping of the book that it was made of/);
    const { tiers } = await load({ "Sales 2025": "TotalRevenue_FY2025", Wallet: "PotentialRevenue" });
    expect(tiers).toHaveLength(2);
  });

  it("the sheet Moves has the accounts that move, and Plan what was run", async () => {
    const made = run();
    const report = { summary: summarise(book, made), parameters: spellPlan(made.plan), engine: "0" };
    const workbook = Buffer.concat([...tiersWorkbook(book, made, report)]);
    const { readTable } = await import("../../data/read/table.ts");
    const rowsOf = async (sheet: string) => {
      const rows: unknown[][] = [];
      await readTable(
        memorySource("w", workbook),
        { maxBytes: 1e8, sheet },
        {
          onHeader: (names) => rows.push([...names]),
          onRow: (cells) => rows.push([...cells]),
          onBadRow() {},
        },
      );
      return rows;
    };
    const moves = await rowsOf("Moves");
    expect(moves[0]).toEqual(["ID", "PreviousTier", "Tier", "Change", "PI_acct", "TotalRevenue", "Reason"]);
    expect(moves).toHaveLength(1 + made.tiers.filter((tier, i) => tier !== book.tier[i]).length);
    expect(await rowsOf("Plan")).toContainEqual(["method", "direct"]);
    expect((await rowsOf("Summary"))[1]![0]).toBe("Composite");
  });

  it("in DuckDB, as CSV with every column: cell by cell", async () => {
    const made = run();
    const path = join(folder, "tiers.csv");
    await writeFile(path, Buffer.concat([...csvSlices(book, made, { columns: "all" })]));
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const result = await connection.runAndReadAll(
      `SELECT * FROM read_csv('${path}', all_varchar = true, header = true)`,
    );
    const rows = result.getRowObjects() as Record<string, string | null>[];
    expect(rows.map(({ ID }) => ID)).toEqual(IDS.map((id) => id));
    for (const [k, cells] of rows.entries()) {
      const i = book.fileOrder[k]!;
      expect(cells.Tier).toBe(`Tier ${made.tierNames[made.tiers[i]!]}`);
      expect(Number(cells.TotalRevenue_FY26)).toBe(book.revenue[i]);
      const note = NOTES[k]!;
      expect(cells.Note ?? "").toBe(note === "=1+1" ? "'=1+1" : note);
    }
    connection.closeSync();
  });
});
