import { z } from "zod";
import type { AnswerOf } from "../../contract/answer-of.ts";
import { columnsAnswer, valuesAnswer, valuesQuery } from "../../contract/columns.ts";
import { noQuery } from "../../contract/parameters.ts";
import type { Book } from "../../data/book.ts";
import { bookColumns, type ColumnInfo, columnValues } from "../../data/columns.ts";
import { identityOf, type Service } from "../../service/service.ts";
import { nearestNames } from "../../tiering/index.ts";
import { ServerError } from "../errors.ts";
import { operation } from "../operations/operation.ts";

/** What the book has: for pickers, and to see which values a rule may name. */
export function columnOperations(service: Service) {
  const { book } = service;
  let known: readonly ColumnInfo[] | undefined;
  const columnsOfBook = () => {
    known ??= bookColumns(book);
    return known;
  };
  return [
    operation({
      method: "get",
      path: "/v1/columns",
      role: "viewer",
      cost: "cheap",
      summary: "The columns of the book",
      query: noQuery,
      answers: {
        "application/json": {
          schema: columnsAnswer,
          make: () =>
            ({ ...identityOf(service), columns: columnsOfBook() }) satisfies AnswerOf<typeof columnsAnswer>,
        },
      },
    }),
    operation({
      method: "get",
      path: "/v1/columns/:name/values",
      role: "viewer",
      cost: "cheap",
      summary: "The values of a text column, with how many accounts have each",
      pathParameters: z.object({ name: z.string() }),
      query: valuesQuery,
      answers: {
        "application/json": {
          schema: valuesAnswer,
          make({ path: { name }, query: { offset, limit } }) {
            const values = valuesOf(book, name);
            const aliases = [...(book.aliases.get(name) ?? [])].map(([word, group]) => [word, [...group]]);
            return {
              ...identityOf(service),
              column: name,
              total: values.length,
              offset,
              values: values.slice(offset, offset + limit),
              aliases: Object.fromEntries(aliases),
            } satisfies AnswerOf<typeof valuesAnswer>;
          },
        },
      },
    }),
  ];
}

function valuesOf(book: Book, name: string) {
  const values = columnValues(book, name);
  if (values) return values;
  const nearest = nearestNames(name, book.text.keys()).slice(0, 1);
  throw new ServerError("not-found", `The book has no text column ${JSON.stringify(name)}.`, {
    faults: [{ parameter: "name", detail: "expected a text column of /v1/columns", nearest }],
  });
}
