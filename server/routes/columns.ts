import { closest } from "fastest-levenshtein";
import { z } from "zod";
import type { AnswerOf } from "../../contract/answer-of.ts";
import { columnsAnswer, valuesAnswer, valuesQuery } from "../../contract/columns.ts";
import { noQuery } from "../../contract/parameters.ts";
import { validateQuery } from "../../contract/validate.ts";
import type { Book } from "../../data/book.ts";
import { bookColumns, type ColumnInfo, columnValues } from "../../data/columns.ts";
import { answerUnchanged, identity } from "../answers/identity.ts";
import type { AppDeps } from "../deps.ts";
import { ServerError } from "../errors.ts";
import { negotiate } from "../negotiation.ts";
import type { Resource } from "../resource.ts";

/** What the book has: for pickers, and to see which values a rule may name. */
export function columnsRoutes(deps: AppDeps): Resource[] {
  const { book } = deps;
  let known: readonly ColumnInfo[] | undefined;
  const columnsOfBook = () => {
    known ??= bookColumns(book);
    return known;
  };
  return [
    {
      path: "/v1/columns",
      get: {
        summary: "The columns of the book",
        query: noQuery,
        content: { "application/json": columnsAnswer },
        handle(req, res) {
          validateQuery(noQuery, req.url);
          negotiate(req, ["application/json"]);
          if (answerUnchanged(req, res, deps, { form: "json", query: "" })) return;
          res.json({ ...identity(deps), columns: columnsOfBook() } satisfies AnswerOf<typeof columnsAnswer>);
        },
      },
    },
    {
      path: "/v1/columns/:name/values",
      get: {
        summary: "The values of a text column, with how many accounts have each",
        path: z.object({ name: z.string() }),
        query: valuesQuery,
        content: { "application/json": valuesAnswer },
        problems: [404],
        handle(req, res) {
          const { offset, limit } = validateQuery(valuesQuery, req.url);
          negotiate(req, ["application/json"]);
          const name = String(req.params.name);
          const values = valuesOf(book, name);
          const query = `offset=${offset}&limit=${limit}`;
          if (answerUnchanged(req, res, deps, { form: "json", query })) return;
          const aliases = Object.fromEntries(
            [...(book.aliases.get(name) ?? [])].map(([word, group]) => [word, [...group]]),
          );
          res.json({
            ...identity(deps),
            column: name,
            total: values.length,
            offset,
            values: values.slice(offset, offset + limit),
            aliases,
          } satisfies AnswerOf<typeof valuesAnswer>);
        },
      },
    },
  ];
}

function valuesOf(book: Book, name: string) {
  const values = columnValues(book, name);
  if (values) return values;
  const nearest = closest(name, [...book.text.keys()]);
  throw new ServerError("not-found", `The book has no text column ${JSON.stringify(name)}.`, {
    faults: [{ parameter: "name", detail: "expected a text column of /v1/columns", nearest: [nearest] }],
  });
}
