import { gzipSync } from "node:zlib";
import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, it } from "vitest";
import type { Book } from "../../data/book.ts";
import { loadBook } from "../../data/load.ts";
import { type MappingInput, readMapping } from "../../data/mapping.ts";
import { inspectFile } from "../../data/match/inspect.ts";
import { memorySource } from "../../data/source.ts";
import { workbookSlices } from "../../data/xlsx/workbook.ts";
import { accountId, DEFAULT_WEIGHTS, runTiering } from "../../tiering/index.ts";
import { uniform } from "../tiering/support/random-book.ts";

/** Loads a file as a newcomer would: by the mapping that is proposed, and at most the choices stated. */
async function newcomer(
  name: string,
  content: string | Uint8Array,
  choices: MappingInput = {},
): Promise<Book> {
  const { mapping } = await inspectFile(memorySource(name, content));
  const merged = { ...mapping, ...choices };
  if (mapping.transactions && choices.transactions) {
    merged.transactions = { ...mapping.transactions, ...choices.transactions };
  }
  return loadBook({ accounts: memorySource(name, content), mapping: readMapping(merged, "proposed") });
}

const run = (book: Book, policy = {}) =>
  runTiering(book, { method: "hybrid", weights: DEFAULT_WEIGHTS, policy: { maxMovedShare: 0.5, ...policy } });
const csv = (rows: readonly (readonly unknown[])[], delimiter = ",") =>
  rows.map((cells) => `${cells.join(delimiter)}\r\n`).join("");
const random = uniform(11);
const whole = (most: number) => 1 + Math.floor(random() * most);
const text = (book: Book, name: string, i: number) =>
  book.text.get(name)!.values[book.text.get(name)!.codes[i]!];

describe("a stranger's file loads by the mapping that is proposed for it", () => {
  it("order lines become accounts by fiscal year, with what is the same in all lines of a customer", async () => {
    const lines = [
      ["Invoice", "InvoiceDate", "Customer ID", "Description", "Quantity", "Line Total", "Country"],
      ["536365", "12/1/2023 8:26", "17850", "Lamp", 6, 15.3, "France"],
      ["536366", "2/28/2024 8:28", "17850", "Sign", 6, 100.2, "France"],
      ["536367", "1/15/2025 9:02", "17850", "Bowl", 2, 200.25, "France"],
      ["536368", "1/31/2025 9:02", "13047", "Bowl", 2, -12.5, "Norway"],
      ["536369", "6/30/2024 9:02", "13047", "Cup", 2, 80, "Norway"],
      ["536370", "13/45/2024", "13047", "Cup", 2, 80, "Norway"],
    ];
    const book = await newcomer("lines.csv", csv(lines), { transactions: { yearStart: 7 } as never });
    expect(book.quality).toMatchObject({ input: 6, accepted: 5, rejected: 1, rejectedBy: { "bad-date": 1 } });
    expect(book.quality.notes).toMatchObject({ "last-year-not-whole": 7, "accounts-made": 2 });
    expect(book.roles.revenues).toEqual(["TotalRevenue_FY2025", "TotalRevenue_FY2024"]);
    expect([accountId(book, 0), accountId(book, 1)]).toEqual(["13047", "17850"]);
    expect([...book.revenue]).toEqual([-12.5, 200.25]);
    expect([...book.baseRevenue]).toEqual([80, 115.5]);
    expect(text(book, "Country", 0)).toBe("Norway");
    expect(book.hasTiers).toBe(false);
  });

  it("an XLSX workbook with lines above its header keeps long IDs, leading zeros and dates", async () => {
    const rows = [
      ["Pipeline report", null],
      ["Generated on", "2025-11-01"],
      [],
      ["Account ID", "Account Name", "Region", "Tier", "Revenue 2024", "Revenue 2025", "Potential", "Since"],
      ["000123", "Globex", "EMEA", "Tier 1", 900, 1000.5, 5000, "2019-04-30"],
      ["123456789012345678", "Initech", "AMER", "Tier 2", 800, 700, 900, "2020-01-01"],
      ["000124", "Hooli", "AMER", "Tier 2", 100, 300, 2000, "2021-05-05"],
    ];
    const workbook = Buffer.concat([...workbookSlices([{ name: "Accounts", rows }])]);
    const book = await newcomer("report.xlsx", workbook);
    expect(book.facts).toMatchObject({ format: "xlsx", sheet: "Accounts", headerLine: 4, linesAbove: 3 });
    expect([0, 1, 2].map((i) => accountId(book, i))).toEqual(["000123", "000124", "123456789012345678"]);
    expect(book.tierNames).toEqual(["1", "2"]);
    expect([...book.revenue]).toEqual([1000.5, 300, 700]);
    expect(text(book, "Since", 0)).toBe("2019-04-30");
    expect(book.roles).toMatchObject({ name: "Account Name", geo: "Region", potential: "Potential" });
  });

  it("UTF-16 with semicolons, decimal commas and a sign behind", async () => {
    const rows = [
      ["Kundennummer", "Firma", "Branche", "Umsatz 2023", "Umsatz 2025", "Potenzial"],
      ["K-1", "Müller & Söhne", "Handel", "1.234.567,89 €", "2.000.000,00 €", "3.500.000,50 €"],
      ["K-2", "Schäfer", "Energie", "12,5 €", "1.000 €", "9.999,99 €"],
      ["K-3", "Weiß", "Handel", "(500,25) €", "500,25- €", "- €"],
    ];
    const book = await newcomer("konten.csv", Buffer.from(`\uFEFF${csv(rows, ";")}`, "utf16le"));
    expect(book.facts).toMatchObject({ encoding: "utf-16le", delimiter: ";" });
    expect(book.currency).toBe("€");
    expect([...book.revenue]).toEqual([2_000_000, 1000, -500.25]);
    expect([...book.baseRevenue]).toEqual([1_234_567.89, 12.5, -500.25]);
    expect([...book.potential]).toEqual([3_500_000.5, 9999.99, 0]);
    expect(book.growthYears).toBe(2);
    expect(text(book, "Firma", 2)).toBe("Weiß");
  });

  it("no tier: a first tiering, which loads again with the tiers that it gave", async () => {
    const rows = Array.from({ length: 40 }, (_, k) => [`C${100 + k}`, whole(900), whole(1000), whole(5000)]);
    const book = await newcomer(
      "new.csv",
      csv([["Customer ID", "Sales 2024", "Sales 2025", "Opportunity"], ...rows]),
    );
    expect(book.hasTiers).toBe(false);
    const first = run(book, { tierSizes: { A: "5%", B: "15%", C: "30%", D: "50%" } });
    expect(first.plan.method).toBe("direct");
    const { csvSlices } = await import("../../data/csv/slices.ts");
    const own = Buffer.concat([...csvSlices(book, first, { columns: "all" })]);
    const again = await loadBook({ accounts: memorySource("own.csv", own), mapping: book.mapping });
    expect(again.hasTiers).toBe(true);
    expect([...again.tier]).toEqual([...first.tiers]);
    expect(run(again).before).not.toBeNull();
  });

  it("no potential: growth alone tells accounts apart, and that is said", async () => {
    const rows = Array.from({ length: 12 }, (_, k) => [k + 1, "ABC"[k % 3], whole(900), whole(900)]);
    const book = await newcomer("plain.csv", csv([["Account No", "Class", "FY23", "FY25"], ...rows]));
    expect(book.signals.runway).toEqual({ kind: "absent", missing: "no potential revenue" });
    expect(book.roles.revenues).toEqual(["FY25", "FY23"]);
    const { plan, notes } = run(book);
    expect(plan.weights).toEqual({ runway: 0, growth: 1, geo: 0, category: 0 });
    expect(notes[0]!.signals).toEqual(["runway", "geo", "category"]);
  });

  it("three named tiers in a semicolon file without a market table", async () => {
    const rows = Array.from({ length: 30 }, (_, k) => [
      `Kunde ${k}`,
      ["Nord", "Süd"][k % 2],
      ["Bronze", "Gold", "Silver"][k % 3],
      `${whole(9000)},50`,
      `${whole(9000)},25`,
      `${whole(90000)},00`,
    ]);
    const header = ["Kunde", "Gebiet", "Klasse", "Umsatz 2024", "Umsatz 2025", "Umsatzpotenzial"];
    const latin = Buffer.from(csv([header, ...rows], ";"), "latin1");
    const book = await newcomer("kunden.csv", latin);
    expect(book.facts.encoding).toBe("windows-1252");
    expect(book.tierNames).toEqual(["Gold", "Silver", "Bronze"]);
    expect(book.geo.values).toEqual(["Nord", "Süd"]);
    expect(book.n).toBe(30);
    expect(run(book).tierNames).toEqual(["Gold", "Silver", "Bronze"]);
  });

  it("7,000 geographies, with shares of the book's own potential", async () => {
    const rows = Array.from({ length: 14_000 }, (_, k) => [
      `A${k}`,
      `Town ${k % 7_000}`,
      "ABCD"[k % 4],
      whole(99),
      whole(999),
      whole(9999),
    ]);
    const header = [
      "Account Code",
      "Territory",
      "Account Tier",
      "Revenue FY24",
      "Revenue FY25",
      "Potential FY30",
    ];
    const book = await newcomer("towns.csv", csv([header, ...rows]), { tam: "book" });
    expect(book.geo.values).toHaveLength(7_000);
    expect(book.signals.geo).toMatchObject({ kind: "computed" });
    const share = book.potential[0]! / book.geo.tam[book.geo.codes[0]!]!;
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThanOrEqual(1);
    expect(run(book).plan.weights.category).toBe(0);
  });

  it("500 columns, most of them numbers that nobody asked for", async () => {
    const more = Array.from({ length: 495 }, (_, k) => `Metric ${k}`);
    const header = ["Client ID", "Industry", "Priority", "Turnover 2025", "Turnover 2022", ...more];
    const rows = Array.from({ length: 20 }, (_, k) => [
      k,
      "Retail",
      ["High", "Low", "Medium"][k % 3],
      whole(999),
      whole(999),
      ...more.map(() => whole(9)),
    ]);
    const book = await newcomer("wide.csv", csv([header, ...rows]));
    expect(book.columns).toHaveLength(500);
    expect(book.tierNames).toEqual(["High", "Medium", "Low"]);
    expect(book.numbers.size).toBe(497);
    expect(run(book).tierNames).toEqual(book.tierNames);
  });

  it("40 % rejected, each with its line and reason", async () => {
    const rows = Array.from({ length: 50 }, (_, k) => {
      const amount = ["100", "n/a", "12x", "200", "300"][k % 5];
      return [k % 25 === 24 ? "" : `R${k}`, "Tier A", amount, 50 + k, 900];
    });
    const header = ["Record ID", "Tier", "Annual Revenue 2025", "Annual Revenue 2024", "Potential Revenue"];
    const book = await newcomer("messy.csv", csv([header, ...rows]));
    expect(book.quality).toMatchObject({ input: 50, accepted: 28, rejected: 22 });
    expect(book.quality.rejectedBy).toEqual({ "bad-number": 10, "blank-id": 2, "blank-revenue": 10 });
    expect(book.quality.rows[0]).toMatchObject({
      line: 3,
      column: "Annual Revenue 2025",
      code: "blank-revenue",
    });
  });

  it("signals only: whitespace and growth as the columns have them", async () => {
    const rows = Array.from({ length: 15 }, (_, k) => [`S${k}`, `${whole(40)}%`, `$${whole(90)}K`]);
    const book = await newcomer("signals.csv", csv([["Account ID", "YoY %", "Whitespace"], ...rows]));
    expect(book.signals).toMatchObject({
      runway: { kind: "column", column: "Whitespace" },
      growth: { kind: "column", column: "YoY %" },
    });
    const { notes, after } = run(book);
    expect(after.sfi).toBeNull();
    expect(notes.map(({ kind }) => kind)).toEqual(
      ["first-tiering", "rules-left-out", "no-revenue", "absent-signals"].sort(
        (a, b) => notes.findIndex((n) => n.kind === a) - notes.findIndex((n) => n.kind === b),
      ),
    );
  });

  it("a Parquet file", async () => {
    const rows = 25;
    const column = <T>(name: string, make: (k: number) => T, type: "STRING" | "DOUBLE" | "INT64") => ({
      name,
      data: Array.from({ length: rows }, (_, k) => make(k)),
      type,
    });
    const file = parquetWriteBuffer({
      columnData: [
        column("customer_id", (k) => BigInt(9_007_199_254_740_993n) + BigInt(k), "INT64"),
        column("segment", (k) => ["Enterprise", "SMB", "Strategic"][k % 3]!, "STRING"),
        column("revenue_2024", (k) => 100.125 + k, "DOUBLE"),
        column("revenue_2025", (k) => 120.5 + 2 * k, "DOUBLE"),
        column("potential", (k) => 1000.001 * (k + 1), "DOUBLE"),
      ],
    });
    const book = await newcomer("accounts.parquet", new Uint8Array(file));
    expect(book.facts.format).toBe("parquet");
    expect(accountId(book, 0)).toBe("9007199254740993");
    expect(book.tierNames).toEqual(["Strategic", "Enterprise", "SMB"]);
    expect(book.potential[0]).toBe(1000.001);
  });

  it("a CRM report in Windows-1252 with a footer, gzipped, bars between", async () => {
    const rows = [
      [
        "Account ID",
        "Account Name",
        "Account Owner",
        "Billing Country",
        "Rating",
        "Annual Revenue",
        "Growth %",
      ],
      ["0016g00001", "Café Zürich", "Zoë", "Switzerland", "A", "$1,200,000", "12%"],
      ["0016g00002", "Smörgås", "Zoë", "Sweden", "B", "$900,500.50", "7.5%"],
      ["0016g00003", "Piñata", "Bo", "Spain", "A", "$1,000", "-3%"],
      ["Copyright (c) 2025"],
    ];
    const book = await newcomer("report.csv.gz", gzipSync(Buffer.from(csv(rows, "|"), "latin1")));
    expect(book.quality).toMatchObject({ input: 4, accepted: 3, rejected: 1 });
    expect([...book.revenue]).toEqual([1_200_000, 900_500.5, 1000]);
    expect(book.signals.growth).toEqual({ kind: "column", column: "Growth %" });
    expect(book.roles).toMatchObject({ owner: "Account Owner", geo: "Billing Country", tiers: ["Rating"] });
    expect(book.currency).toBe("$");
  });
});
