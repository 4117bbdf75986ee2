import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import type { Book } from "../../data/book.ts";
import { csvSlices } from "../../data/csv/slices.ts";
import { readIdList } from "../../data/id-list.ts";
import { loadBook } from "../../data/load.ts";
import { type MappingInput, readMapping } from "../../data/mapping.ts";
import { memorySource } from "../../data/source.ts";
import {
  accountId,
  DEFAULT_WEIGHTS,
  type Method,
  type Plan,
  runTiering,
  type Weights,
} from "../../tiering/index.ts";

const path = (file: string) => fileURLToPath(new URL(`../fixtures/books/${file}`, import.meta.url));

/** Loads a small file as a user would: with its market table, or with none. */
async function load(
  file: string,
  { tam = "cases/tam.csv", mapping = {} }: { tam?: string | null; mapping?: MappingInput } = {},
): Promise<Book> {
  return loadBook({
    accounts: memorySource(file, await readFile(path(file))),
    tam: tam === null ? undefined : memorySource(tam, await readFile(path(tam))),
    mapping: readMapping(mapping, "map.json"),
  });
}

const plan = (weights: Weights = DEFAULT_WEIGHTS, method: Method = "hybrid"): Plan => ({
  method,
  weights,
  policy: {},
});
const only = (signal: keyof Weights): Weights => ({ runway: 0, growth: 0, geo: 0, category: 0, [signal]: 1 });

/** The CSV of the tiers as they are, back as records. */
function written(book: Book, columns: readonly string[] | "all"): string[][] {
  const run = { tiers: book.tier, tierCount: book.tierCount, potential: new Float64Array(book.n) };
  const text = Buffer.concat([...csvSlices(book, run, { columns })]);
  return parse(text, { record_delimiter: "\r\n" }) as string[][];
}

const ids = (book: Book) => Array.from({ length: book.n }, (_, i) => accountId(book, i));

describe("small inputs that went wrong", () => {
  it("01: a number column holds numbers, so that a number in a sentence is no value of it", async () => {
    const book = await load("cases/01-words-vs-numbers.csv");
    expect([...book.numbers.get("Employees")!]).toEqual([5, 20, 50, 80, 10]);
    expect(book.text.has("Employees")).toBe(false);
  });

  it.each([
    ["02-line-feed-in-cell.csv", "Billing Street", "1 Main St\nSuite 5"],
    ["03-formula-after-line-feed.csv", "Notes", "note\n'=1+41"],
    ["04-carriage-return-in-cell.csv", "Notes", "a\rb"],
  ])("%s: a line end within a cell is quoted, and every record is whole", async (file, column, text) => {
    const records = written(await load(`cases/${file}`), "all");
    expect(records).toHaveLength(6);
    expect(records.every((cells) => cells.length === 14)).toBe(true);
    expect(records[1]![records[0]!.indexOf(column)]).toBe(text);
  });

  it("05: a book without any signal is refused, naming what is missing", async () => {
    const book = await load("cases/05-no-signal.csv");
    const run = () => runTiering(book, plan(DEFAULT_WEIGHTS, "kpi"));
    expect(run).toThrow(expect.objectContaining({ code: "no-signal" }));
    expect(run).toThrow(/runway: potential revenue is blank throughout; growth: the revenue of the earliest/);
    expect(() => runTiering(book, plan(DEFAULT_WEIGHTS, "baseline"))).not.toThrow();
  });

  it("06: without a market table none is used, and that is said", async () => {
    const book = await load("cases/06-demo-tam-leaks.csv", { tam: null });
    expect(book.signals.category).toEqual({ kind: "absent", missing: "no market table" });
    expect(() => runTiering(book, plan(only("category")))).toThrow(/category: no market table/);
    const [note] = runTiering(book, plan()).notes;
    expect(note).toMatchObject({ kind: "absent-signals", signals: ["geo", "category"] });
  });

  it("07, 09, 10: tiers by their own names, in their order", async () => {
    const high = await load("cases/07-tiers-high-medium-low.csv");
    expect(high.tierNames).toEqual(["H", "M", "L"]);
    expect([...high.tier]).toEqual([0, 1, 2, 2, 2]);
    const named = await load("cases/09-tiers-named.csv");
    expect(named.tierNames).toEqual(["Gold", "Silver", "Bronze"]);
    expect(written(named, ["ID", "PreviousTier"])[1]).toEqual(["1001", "Gold"]);
    const numbered = await load("cases/10-tiers-numbered.csv");
    expect(numbered.tierNames).toEqual(["1", "2", "3"]);
    expect(written(numbered, ["PreviousTier"])[1]).toEqual(["Tier 1"]);
  });

  it("08: a stray tier rejects its row and opens no tiers", async () => {
    const book = await load("cases/08-one-stray-tier.csv");
    expect(book.tierNames).toEqual(["A", "B", "C", "D"]);
    expect(book.quality).toMatchObject({ input: 6, accepted: 5, rejected: 1 });
    expect(book.quality.rows).toMatchObject([{ line: 7, column: "MarketTier_FY26", code: "unknown-tier" }]);
  });

  it("11: an amount that reads in two ways is asked about, never guessed", async () => {
    await expect(load("cases/11-thousands-point.csv")).rejects.toThrow(
      /"5.000" is 5 with a decimal point and 5000 with a decimal comma/,
    );
    const book = await load("cases/11-thousands-point.csv", { mapping: { decimal: "," } });
    expect([...book.revenue]).toEqual([5000, 3000, 1000, 400]);
  });

  it("12: amounts as people write them", async () => {
    const book = await load("cases/12-amounts-people-write.csv");
    expect([...book.revenue]).toEqual([
      1_200_000, 18_300_000, 1234.56, 1234, 1234.5, 1234, 1000, 1000, 1000, 2000,
    ]);
    expect([...book.baseRevenue]).toEqual([
      1e6,
      17e6,
      1000,
      1000,
      1000,
      1000,
      Number.NaN,
      Number.NaN,
      0,
      1500,
    ]);
    expect(book.quality.notes).toMatchObject({ "mixed-currencies": 7, "word-for-blank": 2 });
  });

  it("13: a book's id covers which metric of the market table counts", async () => {
    const books = await Promise.all(
      ["TAM_2025", "TAM_2030"].map((column) =>
        load("cases/01-words-vs-numbers.csv", {
          tam: "cases/13-tam-two-values.csv",
          mapping: { tam: { [column]: "Metric_Value" } },
        }),
      ),
    );
    expect(books[0]!.id).not.toBe(books[1]!.id);
    expect(books.map(({ geo }) => geo.tam[0])).toEqual([1e6, 2000]);
  });

  it("14: an ID that is no formula joins back", async () => {
    const records = written(await load("cases/14-ids-with-at.csv"), ["ID"]);
    expect(records.slice(1, 3)).toEqual([["@0016g000001AAAAAA"], ["@0016g000001BBBBAA"]]);
  });

  it.each([
    "15-sep-line.csv",
    "16-preamble.csv",
    "17-trailing-empty-columns.csv",
    "18-cr-only.csv",
    "19-header-case.csv",
    "20-utf16.csv",
    "21-cp1252.csv",
    "25-bare-quote.csv",
    "28-excel-text-ids.csv",
  ])("%s: loads as it is", async (file) => {
    const book = await load(`cases/${file}`);
    expect(book.quality).toMatchObject({ input: 5, accepted: 5, rejected: 0 });
    expect([...book.revenue]).toEqual([5000, 3000, 1000, 400, 300]);
    expect([...book.potential]).toEqual([9000, 4000, 5000, 600, 2500]);
    expect([...book.tier]).toEqual([0, 1, 2, 3, 3]);
  });

  it("20, 21, 28: what was found is said, and texts are whole", async () => {
    expect((await load("cases/20-utf16.csv")).facts.encoding).toBe("utf-16le");
    const latin = await load("cases/21-cp1252.csv");
    expect(latin.facts.encoding).toBe("windows-1252");
    expect(latin.geo.values).toContain("Österreich");
    expect(ids(await load("cases/28-excel-text-ids.csv"))).toContain("0001001");
  });

  it("22: values match their market without regard to case and blanks", async () => {
    const { geo, quality } = await load("cases/22-geo-case-and-blank.csv");
    expect(geo.tam[geo.codes[0]!]).toBe(1e6);
    expect(geo.tam[geo.codes[1]!]).toBe(1e6);
    expect(quality.examples["values-that-look-alike"]).toEqual(['"DACH " and "dach"']);
  });

  it("23: a market table of other metrics is said to be unused, with what a metric must be called", async () => {
    const book = await load("cases/01-words-vs-numbers.csv", { tam: "cases/23-tam-other-metric.csv" });
    const { geo } = book.signals;
    expect(geo).toMatchObject({ kind: "absent", missing: expect.stringMatching(/^0 of 5 rows.*"TAM 2030"/) });
    expect(book.tamQuality!.notes).toEqual({ "other-metric": 5 });
    expect(runTiering(book, plan()).notes[0]!.text).toMatch(/0 of 5 rows.*Proj_TAM_Prod/);
    const mapped = await load("cases/01-words-vs-numbers.csv", {
      tam: "cases/23-tam-other-metric.csv",
      mapping: { metric: "TAM 2030" },
    });
    expect(mapped.geo.tam[mapped.geo.codes[0]!]).toBe(1e6);
  });

  it("24: our own CSV loaded again takes the new tier, and says so", async () => {
    const book = await load("cases/24-own-output.csv");
    expect(book.roles.tiers[0]).toBe("Tier");
    expect([...book.tier]).toEqual([1, 0, 3]);
    expect(book.quality.notes["own-output"]).toBe(3);
    expect(book.roles.revenues).toEqual(["TotalRevenue_FY26", "TotalRevenue_FY25"]);
  });

  it("26: rejected rows are counted, with line, column, code and the row", async () => {
    const { quality } = await load("cases/26-rejected-rows.csv");
    expect(quality).toMatchObject({ input: 6, accepted: 3, rejected: 3 });
    expect(quality.rows.map(({ line, code }) => [line, code])).toEqual([
      [5, "unknown-tier"],
      [6, "blank-id"],
      [7, "duplicate-id"],
    ]);
    expect(quality.rows[2]!.row).toBe("1001,DACH,Retail,Tier A,5000,4000,9000");
  });

  it("27: the header of a hold list is no account", async () => {
    const book = await load("cases/01-words-vs-numbers.csv");
    expect(await readIdList(path("cases/27-hold-list.csv"), book)).toEqual(["1001"]);
  });

  it("29: a spread that is one account's is said", async () => {
    const book = await load("cases/29-growth-outlier.csv");
    const { notes } = runTiering(book, plan(only("growth")));
    expect(notes).toMatchObject([{ kind: "lone-spread", signals: ["growth"], account: "9001" }]);
    expect(runTiering(book, { ...plan(only("growth")), scale: "rank" }).notes).toEqual([]);
  });

  it("a constant signal of decimals gets no scores from rounding", async () => {
    const book = await load("decimal-constant/accounts.csv", { tam: "decimal-constant/tam.csv" });
    expect(() => runTiering(book, plan(only("runway")))).toThrow(/runway: the same for every account/);
  });

  it("an amount whose square overflows is rejected with its reason", async () => {
    const book = await load("huge-amount/accounts.csv", { tam: "huge-amount/tam.csv" });
    expect(book.quality.rows).toMatchObject([{ line: 3, column: "TotalRevenue_FY26", code: "out-of-range" }]);
  });
});
