import type { AnswerOf } from "../../contract/answer-of.ts";
import { bookAnswer, booksAnswer } from "../../contract/book.ts";
import { noQuery } from "../../contract/parameters.ts";
import { renderCell } from "../../data/csv/cell.ts";
import { rejectedCsv, reportBook } from "../../data/report.ts";
import { templateCsv, templateWorkbook } from "../../data/template.ts";
import { listed } from "../../service/library/entry.ts";
import type { Library } from "../../service/library/library.ts";
import { identityOf, type Service } from "../../service/service.ts";
import { operation, XLSX } from "../operations/operation.ts";

/** What the book has and how it was read, and the rows that could not be. */
export function bookOperations(service: Service) {
  const { book } = service;
  return [
    operation({
      method: "get",
      path: "/v1/book",
      role: "viewer",
      cost: "cheap",
      summary: "What the book has and how it was read: rows, notes, signals, tiers, markets without a size",
      query: noQuery,
      // What a schedule did is no function of the book.
      ...(service.refreshed && { stable: false }),
      answers: {
        "application/json": {
          schema: bookAnswer,
          make: () =>
            ({
              ...identityOf(service),
              report: reportBook(book),
              ...(service.refreshed && { refresh: service.refreshed() }),
            }) satisfies AnswerOf<typeof bookAnswer>,
        },
      },
    }),
    operation({
      method: "get",
      path: "/v1/book/rejected.csv",
      role: "viewer",
      cost: "cheap",
      summary: "The rejected rows as CSV: line, column, code, reason, and the row as it stood",
      query: noQuery,
      answers: {
        "text/csv": () => [...rejectedCsv(book, renderCell)].map((line) => Buffer.from(line)),
      },
    }),
  ];
}

/** The books that there are, and one to fill in. */
export function libraryOperations({ book, engine }: Service, library: Library | null, home: string) {
  return [
    operation({
      method: "get",
      path: "/v1/book/template.csv",
      role: "viewer",
      cost: "cheap",
      summary: "A book to fill in: our column names, two example rows",
      query: noQuery,
      answers: { "text/csv": () => [Buffer.from(templateCsv())] },
    }),
    operation({
      method: "get",
      path: "/v1/book/template.xlsx",
      role: "viewer",
      cost: "cheap",
      summary: "A book to fill in as a workbook, with a sheet that says what each column is",
      query: noQuery,
      answers: { [XLSX]: () => templateWorkbook() },
    }),
    operation({
      method: "get",
      path: "/v1/books",
      role: "viewer",
      cost: "cheap",
      summary: "The books: the configured one, and those that were uploaded",
      query: noQuery,
      stable: false,
      answers: {
        "application/json": {
          schema: booksAnswer,
          async make(_call, { caller }) {
            const configured = {
              id: book.id,
              name: book.source.accounts,
              accounts: book.n,
              isDemonstration: book.isDemonstration ?? false,
            };
            const books = (await library?.list(caller.workspace)) ?? [];
            return {
              engine,
              configured: caller.workspace === home ? configured : null,
              books: books.map(listed),
              kept: library?.isKept ?? false,
            } satisfies AnswerOf<typeof booksAnswer>;
          },
        },
      },
    }),
  ];
}
