import type { Book } from "../../../data/book.ts";
import { loadBook } from "../../../data/load.ts";
import { type MappingInput, readMapping } from "../../../data/mapping.ts";
import { memorySource } from "../../../data/source.ts";

/** The least header a book can have. */
export const HEADER = [
  "ID",
  "Geo_Entity",
  "Commercial_Category",
  "MarketTier_FY26",
  "MarketTier_FY25",
  "TotalRevenue_FY26",
  "TotalRevenue_FY22",
  "PotentialRevenue_FY30",
];

/** A TAM table for the geographies and categories of {@link row}. */
export const TAM = `Metric_Name,Attr_Name,Attr_Value,Metric_Value
Proj_TAM_ProdA_FY30,Geo_Entity,Africa,600
Proj_TAM_ProdB_FY30,Geo_Entity,Africa,400
Proj_TAM_RevX_FY30,Geo_Entity,Africa,77
Proj_TAM_ProdA_FY30,Commercial_Category,Retail,5000
`;

/** One row of the least header; fields replace the sound defaults by column. */
export function row(id: string, fields: Record<string, string> = {}): string[] {
  const defaults: Record<string, string> = {
    ID: id,
    Geo_Entity: "Africa",
    Commercial_Category: "Retail",
    MarketTier_FY26: "Tier A",
    MarketTier_FY25: "Tier B",
    TotalRevenue_FY26: "100",
    TotalRevenue_FY22: "50",
    PotentialRevenue_FY30: "300",
  };
  return HEADER.map((name) => fields[name] ?? defaults[name]!);
}

/** CSV text of rows under the least header. */
export function csvText(rows: readonly (readonly string[])[], header: readonly string[] = HEADER): string {
  return [header, ...rows].map((cells) => `${cells.join(",")}\n`).join("");
}

/** Loads a book from text or bytes in memory. */
export function loadText(
  accounts: string | Uint8Array,
  options: { tam?: string | null; mapping?: MappingInput; maxBytes?: number } = {},
): Promise<Book> {
  const { tam = TAM, mapping = {}, ...rest } = options;
  return loadBook({
    accounts: memorySource("accounts.csv", accounts),
    tam: tam === null ? undefined : memorySource("tam.csv", tam),
    mapping: readMapping(mapping, "map.json"),
    ...rest,
  });
}
