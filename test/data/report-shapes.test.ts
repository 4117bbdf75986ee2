import { describe, expect, it } from "vitest";
import { loadBook } from "../../data/load.ts";
import { readMapping } from "../../data/mapping.ts";
import { inspectFile } from "../../data/match/inspect.ts";
import { isPartOfYear } from "../../data/match/parts-of-years.ts";
import { unitAbove, unitInHeader } from "../../data/read/header-unit.ts";
import { memorySource } from "../../data/source.ts";

const csv = (rows: readonly (readonly unknown[])[], delimiter = ";") =>
  rows.map((cells) => `${cells.join(delimiter)}\n`).join("");
const inspect = (content: string) => inspectFile(memorySource("file.csv", content));
const rows = <Row>(count: number, row: (k: number) => Row) => Array.from({ length: count }, (_, k) => row(k));
const load = async (content: string) => {
  const { mapping } = await inspect(content);
  return loadBook({ accounts: memorySource("file.csv", content), mapping: readMapping(mapping, "proposed") });
};

describe("reports as systems print them load by the proposed mapping", () => {
  it("amounts of January to December are those of the year", async () => {
    const content = csv([
      ["Northwind Ltd"],
      ["Sales by Customer Summary"],
      ["", "Jan - Dec 2024", "January to December 2025", "Total"],
      ...rows(12, (k) => [`Firm ${k}`, 100 + k, 200 + k, 300 + 2 * k]),
      ["TOTAL", 1266, 2466, 3732],
    ]);
    const { roles, n, quality } = await load(content);
    expect(roles.revenues).toEqual(["January to December 2025", "Jan - Dec 2024"]);
    expect(n).toBe(12);
    expect(quality.rejectedBy).toEqual({ "total-row": 1 });
  });

  it("the sum beside months of which some are missing is the revenue", async () => {
    const months = ["janv-25", "févr-25", "mars-25", "avr-25", "août-25", "déc-25"];
    const content = csv([
      ["Code client", "Région", ...months, "Total"],
      ...rows(9, (k) => [`C${k}`, "Nord", ...months.map((_, m) => 10 * m + k), 6 * k + 150]),
    ]);
    const { mapping } = await inspect(content);
    expect(mapping.accounts).toMatchObject({ Total: "TotalRevenue" });
    expect(months.every(isPartOfYear)).toBe(true);
  });

  it("quarters of whole years are added up to years, and a year that is not whole is said", async () => {
    const quarters = [1, 2, 3, 4].flatMap((q) => [`Q${q} FY24`, `Q${q} FY25`]);
    const content = csv([
      ["Dealer Code", ...quarters, "Q1 FY26", "Margin Q1 FY25"],
      ...rows(9, (k) => [`D-${k}`, ...quarters.map((_, at) => `${at}${k},10`), 7, 1]),
      ["D-blank", ...quarters.map(() => ""), 7, 1],
    ]);
    const { mapping, questions } = await inspect(content);
    expect(Object.keys(mapping.sums!)).toEqual(["TotalRevenue_FY2025", "TotalRevenue_FY2024"]);
    expect(questions).toEqual([
      '"Q1 FY26": not added up, as not all of their year is there or they are amounts of something else.',
    ]);
    const { roles, revenue, baseRevenue, quality, columns } = await load(content);
    expect(roles.revenues).toEqual(["TotalRevenue_FY2025", "TotalRevenue_FY2024"]);
    expect([...revenue]).toEqual(rows(9, (k) => 10 + 30 + 50 + 70 + 4 * k + 0.4));
    expect([...baseRevenue]).toEqual(rows(9, (k) => 20 + 40 + 60 + 4 * k + 0.4));
    expect(quality.rows[0]).toMatchObject({ code: "blank-revenue", line: 11 });
    expect(columns.slice(-2)).toEqual(roles.revenues);
  });

  it("months of Polish in Windows-1250 are read, and so are its words", async () => {
    const text = csv([
      ["Nr klienta", "Nazwa", "Województwo", "Branża", "Sprzedaż 2025", "Kategoria ABC"],
      ...rows(9, (k) => [`KL${k}`, "Żółw", "Śląskie", "Przemysł", `${k}1,50`, "ABC"[k % 3]]),
    ]);
    const codes = new Map(
      [..."ółąężśćńŻŚŁ"].map((letter, k) => [
        letter,
        [0xf3, 0xb3, 0xb9, 0xea, 0xbf, 0x9c, 0xe6, 0xf1, 0xaf, 0x8c, 0xa3][k]!,
      ]),
    );
    const bytes = Buffer.from([...text].map((letter) => codes.get(letter) ?? letter.charCodeAt(0)));
    const source = memorySource("klienci.csv", bytes);
    const { mapping } = await inspectFile(source);
    expect(Object.values(mapping.accounts!).sort()).toEqual([
      "Commercial_Category",
      "Geo_Entity",
      "ID",
      "MarketTier",
      "Name",
      "TotalRevenue_FY2025",
    ]);
    const book = await loadBook({ accounts: source, mapping: readMapping(mapping, "proposed") });
    expect(book.quality.examples["other-encoding"]).toEqual(["windows-1250"]);
    expect(book.text.get("Nazwa")!.values).toEqual(["Żółw"]);
  });

  it("names that repeat under bands of years are told apart by the band", async () => {
    const content = csv([
      ["", "", "2024", "", "2025", ""],
      ["Cust #", "Country", "Revenue", "Margin", "Revenue", "Margin"],
      ...rows(9, (k) => [`K${k}`, "US", 10 + k, 1, 20 + k, 2]),
    ]);
    const { roles, numbers } = await load(content);
    expect(roles.revenues).toEqual(["Revenue 2025", "Revenue 2024"]);
    expect([...numbers.get("Revenue 2025")!]).toEqual(rows(9, (k) => 20 + k));
  });

  it("names that repeat without a band are refused, with the name", async () => {
    const content = csv([["ID", "Revenue 2025", "Notes", "Notes"], ...rows(5, (k) => [`K${k}`, k, "", ""])]);
    await expect(inspect(content)).rejects.toThrow(/"Notes": is in the header twice/);
  });

  it("a unit that stands above the header is proposed for the amounts, to be looked at", async () => {
    const content = csv([
      ["Key account report", "", ""],
      ["Amounts in EUR thousands", "", ""],
      ["Customer no.", "FY2024", "FY2025"],
      ...rows(9, (k) => [7000 + k, 10.5 + k, 20 + k]),
    ]);
    const { mapping, questions } = await inspect(content);
    expect(mapping.units).toEqual({ FY2024: 1_000, FY2025: 1_000 });
    expect(questions.join("\n")).toContain('Above the header stands "Amounts in EUR thousands"');
    expect([...(await load(content)).revenue]).toEqual(rows(9, (k) => 20_000 + 1_000 * k));
  });

  it("a title above the header that tells no unit proposes none", async () => {
    const content = csv([
      ["Report of 2025", ""],
      ["Customer no.", "FY2025"],
      ...rows(5, (k) => [`C${k}`, k]),
    ]);
    expect((await inspect(content)).mapping.units).toBeUndefined();
  });

  it("a CRM's own revenue column goes before the size of the company", async () => {
    const content = csv([
      ["Record ID", "Company name", "Annual Revenue", "Total Revenue"],
      ...rows(9, (k) => [9000 + k, `Firm ${k}`, 1e6, 100 + k]),
    ]);
    const { roles } = await load(content);
    expect(roles.revenues).toEqual(["Total Revenue"]);
  });
});

it("units behind an abbreviated currency, and in lines above, are read", () => {
  expect(unitInHeader("FY24-25 (Rs. in Lakhs)")).toMatchObject({
    factor: 1e5,
    currency: "INR",
    isSure: true,
  });
  expect(unitAbove(["Report", "All figures in thousands of USD"])?.unit).toMatchObject({ factor: 1e3 });
  expect(unitAbove(["Chiffres en milliers d'euros"])?.unit).toMatchObject({ factor: 1e3, currency: "EUR" });
  expect(unitAbove(["Top customers in Texas", "1 000 rows"])).toBeNull();
});

describe("order lines say who their customers are", () => {
  const lines = (regionOf: (k: number) => string) =>
    csv([
      ["Order Date", "Customer ID", "Customer Name", "Region", "Category", "Sales"],
      ...rows(40, (k) => [
        `2025-03-${10 + (k % 20)}`,
        `CU-${k % 8}`,
        `Firm ${k % 8}`,
        regionOf(k),
        k % 3 === 0 ? "Chairs" : "Desks",
        100 + k,
      ]),
    ]);

  it("columns that are the same in all lines of a customer are proposed as name and region, others are not", async () => {
    const { mapping } = await inspect(lines((k) => (k % 2 === 0 ? "West" : "East")));
    expect(mapping.accounts).toEqual({ "Customer Name": "Name", Region: "Geo_Entity" });
  });

  it("where a mapped column differs among the lines of a customer, the last one counts, and that is said", async () => {
    const content = lines((k) => (k === 32 ? "South" : k % 2 === 0 ? "West" : "East"));
    const { mapping } = await inspect(content);
    expect(mapping.accounts).toEqual({ "Customer Name": "Name" });
    const named = { ...mapping, accounts: { ...mapping.accounts, Region: "Geo_Entity" } };
    const { text, quality } = await loadBook({
      accounts: memorySource("file.csv", content),
      mapping: readMapping(named, "proposed"),
    });
    const { values, codes } = text.get("Region")!;
    expect([...codes].map((code) => values[code])).toEqual(
      rows(8, (k) => (k === 0 ? "South" : k % 2 === 0 ? "West" : "East")),
    );
    expect(quality.notes["lines-that-differ"]).toBe(1);
  });
});
