import { z } from "zod";
import type { AnswerOf } from "../../contract/answer-of.ts";
import { noQuery } from "../../contract/parameters.ts";
import type { Writer } from "../../service/end-own.ts";
import { ServerError } from "../errors.ts";
import { operation } from "./operation.ts";

/** What a DELETE ends, and what it answers: what is left. */
interface Ending<S extends z.ZodType> {
  /** Ends with `/:id`. */
  readonly path: string;
  readonly summary: string;
  readonly schema: S;
  /** Ends the one of an id; null where there is none in force. */
  readonly end: (id: string, writer: Writer) => Promise<AnswerOf<S> | null>;
  /** What a 404 says. */
  readonly missing: string;
}

/** A DELETE by which its author, or an admin, ends something that is kept in the store. */
export function endingOperation<S extends z.ZodType>({ path, summary, schema, end, missing }: Ending<S>) {
  return operation({
    method: "delete",
    path,
    role: "analyst",
    cost: "cheap",
    writes: true,
    summary,
    description: "Takes its author, or an admin.",
    pathParameters: z.object({ id: z.string() }),
    query: noQuery,
    problems: [403, 409, 422, 503, 507],
    answers: {
      "application/json": {
        schema,
        async make({ path: { id } }, writer) {
          const left = await end(id, writer);
          if (left !== null) return left;
          throw new ServerError("not-found", missing);
        },
      },
    },
  });
}
