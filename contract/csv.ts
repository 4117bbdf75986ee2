import { z } from "zod";
import { flagParameter, listParameter } from "./parameters.ts";

const DELIMITERS = { ",": ",", ";": ";", tab: "\t", "\t": "\t", "|": "|" } as const;

/** How the CSV is written: which columns, which delimiter, with or without a byte order mark. */
export const csvShape = {
  columns: listParameter(z.string().min(1), 1_000)
    .describe("`all` adds every column of the book; a list such as `ID,Tier` picks.")
    .optional(),
  delimiter: z
    .enum([",", ";", "tab", "\t", "|"], { error: 'expected ",", ";", "|" or "tab"' })
    .describe("Field delimiter; `;` for Excel in most of Europe, and where the decimal sign is a comma.")
    .optional(),
  decimal: z
    .enum([".", ","], { error: 'expected "." or ","' })
    .describe("Sign between whole and fraction.")
    .optional(),
  bom: flagParameter.optional().describe("Begin with a byte order mark, for Excel."),
};

/** The CSV options of a query. */
export const csvQuery = z.strictObject(csvShape);
/** The query of a CSV of tiers as it is read. */
export type CsvQuery = z.output<typeof csvQuery>;

/** The delimiter itself. */
export function delimiterOf({ delimiter, decimal }: CsvQuery): "," | ";" | "\t" | "|" {
  return DELIMITERS[delimiter ?? (decimal === "," ? ";" : ",")];
}
