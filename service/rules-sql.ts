import type { Book } from "../data/book.ts";
import type { RulesSqlOptions } from "../tiering/index.ts";

/** What a query over a book's raw tables has to know of them: units, the market table's columns and its names for ours. */
export function rawTablesOf(
  book: Book,
): Pick<RulesSqlOptions, "attributeNames" | "factors"> & Partial<Pick<RulesSqlOptions, "markets">> {
  return {
    attributeNames: Object.fromEntries(book.ourNames),
    factors: book.facts.factors,
    ...(book.marketSource !== null && { markets: book.marketSource }),
  };
}
