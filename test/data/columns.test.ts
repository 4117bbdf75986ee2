import { describe, expect, it } from "vitest";
import { bookColumns, columnValues } from "../../data/columns.ts";
import { csvText, loadText, row } from "./support/small-csv.ts";

describe("what a book has, for pickers", () => {
  const book = loadText(
    csvText([
      row("1", { TotalRevenue_FY22: "" }),
      row("2", { Geo_Entity: "Asia", TotalRevenue_FY26: "-7", TotalRevenue_FY22: "" }),
      row("3"),
    ]).replace(",50,", ",,"),
  );

  it("names every column in file order with its role, kind, distinct values or range", async () => {
    expect(bookColumns(await book)).toEqual([
      { name: "ID", role: "id", kind: "id" },
      { name: "Geo_Entity", role: "geo", kind: "text", distinct: 2 },
      { name: "Commercial_Category", role: "category", kind: "text", distinct: 1 },
      { name: "MarketTier_FY26", role: "tier", kind: "text", distinct: 1 },
      { name: "MarketTier_FY25", kind: "text", distinct: 1 },
      {
        name: "TotalRevenue_FY26",
        role: "revenue",
        money: true,
        kind: "number",
        range: { least: -7, greatest: 100 },
      },
      { name: "TotalRevenue_FY22", money: true, kind: "number", range: null },
      {
        name: "PotentialRevenue_FY30",
        role: "potential",
        money: true,
        kind: "number",
        range: { least: 300, greatest: 300 },
      },
    ]);
  });

  it("counts the accounts of each value of a text column, ascending; no other column has values", async () => {
    expect(columnValues(await book, "Geo_Entity")).toEqual([
      { value: "Africa", accounts: 2 },
      { value: "Asia", accounts: 1 },
    ]);
    expect(columnValues(await book, "TotalRevenue_FY26")).toBeUndefined();
    expect(columnValues(await book, "Nowhere")).toBeUndefined();
  });
});
