import { describe, expect, it } from "vitest";
import { csvSlices } from "../../data/csv/slices.ts";
import { loadBook } from "../../data/load.ts";
import { type MappingInput, readMapping } from "../../data/mapping.ts";
import { inspectFile } from "../../data/match/inspect.ts";
import { unitInHeader } from "../../data/read/header-unit.ts";
import { memorySource } from "../../data/source.ts";
import { DEFAULT_WEIGHTS, runTiering } from "../../tiering/index.ts";

const text = (rows: readonly (readonly unknown[])[]) => rows.map((cells) => `${cells.join(";")}\n`).join("");
const load = async (content: string, choices: MappingInput = {}) => {
  const { mapping } = await inspectFile(memorySource("file.csv", content));
  const merged = readMapping({ ...mapping, ...choices }, "proposed");
  return loadBook({ accounts: memorySource("file.csv", content), mapping: merged });
};
const book = (now: string, potential: string, cells: readonly (readonly unknown[])[]) =>
  text([["Account ID", now, potential], ...cells.map((row, k) => [`C${k}`, ...row])]);

describe("a unit in a header", () => {
  it.each([
    ["Revenue ($M)", 1e6, "$"],
    ["Umsatz in T€", 1e3, "€"],
    ["Umsatz TEUR", 1e3, "EUR"],
    ["TEUR", 1e3, "EUR"],
    ["Sales (in thousands)", 1e3, ""],
    ["Sales £'000", 1e3, "£"],
    ["k USD", 1e3, "USD"],
    ["revenue_usd_k", 1e3, "USD"],
    ["Revenue, in USD millions", 1e6, "USD"],
    ["Turnover (₹ Cr)", 1e7, "₹"],
    ["Receita (R$ mil)", 1e3, "R$"],
    ["売上高(百万円)", 1e6, "JPY"],
    ["Potentiel (€)", 1, "€"],
  ])("%s is known", (name, factor, currency) => {
    expect(unitInHeader(name)).toMatchObject({ factor, currency, isSure: true });
  });

  it.each([["Revenue (M)"], ["Sales in M"], ["Revenue K"]])("%s is in doubt", (name) => {
    expect(unitInHeader(name)).toMatchObject({ isSure: false });
  });

  it.each([["Market Tier"], ["Revenue (2025)"], ["Growth (%)"], ["Cr limit"], ["Country/Region"]])(
    "%s tells none",
    (name) => {
      expect(unitInHeader(name)).toBeNull();
    },
  );

  it("is applied column by column, said, and taken back where the column is written out", async () => {
    const content = book("Umsatz 2025 in T€", "Potenzial in Mio. €", [
      ["726,7", "1,5"],
      ["4,35", "0,25"],
      ["1,2 Mio", "2"],
    ]);
    const found = await load(content);
    expect([...found.revenue]).toEqual([726_700, 4_350, 1_200_000]);
    expect([...found.potential]).toEqual([1_500_000, 250_000, 2_000_000]);
    expect(found.currency).toBe("€");
    expect(found.quality.notes).toMatchObject({ "unit-applied": 2, "cells-with-own-unit": 1 });
    const { matches } = await inspectFile(memorySource("file.csv", content));
    expect(matches.find(({ column }) => column === "Umsatz 2025 in T€")!.reason).toContain("in thousands");
    const run = runTiering(found, { method: "direct", weights: DEFAULT_WEIGHTS, policy: {} });
    const out = Buffer.concat([...csvSlices(found, run, { columns: "all" })]);
    expect(out.toString()).toContain("726700,");
    expect(out.toString()).toContain(",726.7,1.5");
    const again = await loadBook({ accounts: memorySource("own.csv", out), mapping: found.mapping });
    expect([...again.revenue]).toEqual([...found.revenue]);
    expect([...again.potential]).toEqual([...found.potential]);
  });

  it("that others lack is asked about, with a guess by their size, and never taken for granted", async () => {
    const content = book("Revenue ($K)", "Potential", [
      [120, 300],
      [80, 90],
    ]);
    const { mapping, questions } = await inspectFile(memorySource("file.csv", content));
    expect(mapping.units).toEqual({ Potential: 1000 });
    expect(questions.join(" ")).toContain('"units": {"Potential": 1000} (in thousands) is a guess');
    expect([...(await load(content)).potential]).toEqual([300_000, 90_000]);
    await expect(load(content, { units: {} })).rejects.toMatchObject({
      code: "undecidable-units",
      message: expect.stringContaining('"units": {"Potential": 1000}') as string,
    });
    expect([...(await load(content, { units: { Potential: 1 } })).potential]).toEqual([300, 90]);
  });

  it("of months is guessed by the year that they make together, in one question", async () => {
    const months = Array.from({ length: 12 }, (_, k) => `2025-${String(k + 1).padStart(2, "0")}`);
    const rows = [1, 2, 3].map((k) => [`C${k}`, ...months.map(() => 2_000 + 10 * k), 500 + k]);
    const content = text([
      ["Customer ID", ...months.map((month) => `Revenue ${month}`), "TAM (USD k)"],
      ...rows,
    ]);
    const { mapping, questions } = await inspectFile(memorySource("file.csv", content));
    expect(new Set(Object.values(mapping.units!))).toEqual(new Set([1]));
    expect(questions.filter((question) => question.includes("unit"))).toEqual([
      expect.stringContaining('"Revenue 2025-01", "Revenue 2025-02", "Revenue 2025-03" and 9 more'),
    ]);
  });

  it("is not guessed where the amounts fit with none, or with both", async () => {
    const content = book("Revenue ($K)", "Potential", [
      [120, 3],
      [80, 2],
    ]);
    const { mapping, questions } = await inspectFile(memorySource("file.csv", content));
    expect(mapping.units).toEqual({});
    expect(questions.join(" ")).toContain(
      'add "units": {"Potential": 1} for amounts as they stand, or "units": {"Potential": 1000} for thousands',
    );
    await expect(load(content, mapping)).rejects.toMatchObject({ code: "undecidable-units" });
  });

  it("that is in doubt in all of them changes no tier, and is said", async () => {
    const found = await load(
      book("Revenue (M)", "Potential (M)", [
        [1, 3],
        [2, 2.5],
      ]),
    );
    expect([...found.revenue]).toEqual([1, 2]);
    expect(found.quality.notes).toMatchObject({ "unit-doubtful": 2 });
  });
});

describe("currencies", () => {
  const lines = (currencies: readonly string[]) =>
    text([
      ["Customer ID", "Invoice date", "Amount", "Currency"],
      ...Array.from({ length: 12 }, (_, k) => [
        `C${k % 3}`,
        `2025-0${1 + (k % 9)}-01`,
        100 + k,
        currencies[k % currencies.length],
      ]),
    ]);

  it("of order lines are never added up: rates are asked for, and a line without one is rejected", async () => {
    await expect(load(lines(["usd", "eur"]))).rejects.toMatchObject({
      code: "mixed-currencies",
      message: expect.stringContaining("6 in USD, 6 in EUR") as string,
    });
    const { mapping } = await inspectFile(memorySource("file.csv", lines(["usd", "eur", "gbp"])));
    const transactions = { ...mapping.transactions!, rates: { USD: 1, eur: 2 } };
    const found = await load(lines(["usd", "eur", "gbp"]), { transactions });
    expect(found.quality).toMatchObject({ accepted: 8, rejectedBy: { "unknown-currency": 4 } });
    expect([...found.revenue]).toEqual([418, 844]);
    expect(found.currency).toBe("USD");
    expect(found.quality.notes).toHaveProperty("currencies-converted");
  });

  it("of order lines in one currency is the book's", async () => {
    expect((await load(lines(["chf"]))).currency).toBe("CHF");
  });

  it("of accounts is read from a column of its own; several are said", async () => {
    const rows = (second: string) =>
      text([
        ["Account ID", "Annual Revenue Currency", "Annual Revenue", "Potential"],
        ["C1", "EUR", 5, 9],
        ["C2", second, 6, 8],
      ]);
    expect((await load(rows("EUR"))).currency).toBe("EUR");
    const mixed = await load(rows("USD - U.S. Dollar"));
    expect(mixed.currency).toBeNull();
    expect(mixed.quality.examples["mixed-currencies"]).toEqual(["EUR", "USD"]);
  });
});
