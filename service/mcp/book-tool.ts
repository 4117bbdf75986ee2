import { ContractError } from "../../contract/errors.ts";
import { bookInput, bookOutput } from "../../contract/tools.ts";
import { bookColumns, type ColumnInfo, columnValues } from "../../data/columns.ts";
import { reportBook } from "../../data/report.ts";
import { nearestNames } from "../../tiering/index.ts";
import { identityOf, type Service } from "../service.ts";
import { type AnyTool, tool } from "./tool.ts";

/** Rejected rows, and values without a market, that a report shows: enough to see what is wrong. */
const SHOWN = 5;

/** The `book` tool: what the book has, and the values of one column where it is named. */
export function bookTool(service: Service): AnyTool {
  const { book } = service;
  return tool({
    name: "book",
    title: "What the book has",
    description:
      "The customer book: how its file was read, rows rejected and why, what each of the four signals is made of, tiers with their sizes, columns; with column, that column's values and their accounts. Rules may name just these columns and values.",
    input: bookInput,
    output: bookOutput,
    cost: "cheap",
    async run({ column, search, offset, limit }) {
      const { roles: _, decimals: __, rejected, marketsWithoutSize, ...report } = reportBook(book);
      const columns: readonly ColumnInfo[] = bookColumns(book);
      const page = <T>(list: readonly T[]) => ({
        total: list.length,
        offset,
        list: list.slice(offset, offset + limit),
      });
      return {
        result: {
          ...identityOf(service),
          report: {
            ...report,
            rejected: rejected.slice(0, SHOWN).map(({ row: ___, ...why }) => why),
            marketsWithoutSize: {
              geo: marketsWithoutSize.geo?.slice(0, SHOWN) ?? null,
              category: marketsWithoutSize.category?.slice(0, SHOWN) ?? null,
            },
          },
          columns: column === undefined ? page(columns) : { total: columns.length, offset: 0, list: [] },
          values: column === undefined ? null : { column, ...page(valuesOf(column, search)) },
        },
      };
    },
  });

  function valuesOf(column: string, search = "") {
    const values = columnValues(book, column);
    if (values) return values.filter(({ value }) => value.toLowerCase().includes(search.toLowerCase()));
    const nearest = nearestNames(column, book.text.keys()).slice(0, 1);
    const detail = "expected a text column of the book";
    throw new ContractError("invalid-body", `The book has no text column ${JSON.stringify(column)}.`, {
      faults: [{ pointer: "#/column", detail, nearest }],
    });
  }
}
