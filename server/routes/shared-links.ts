import type { AnswerOf } from "../../contract/answer-of.ts";
import { noQuery } from "../../contract/parameters.ts";
import { sharedLinkAnswer, sharedLinkBody } from "../../contract/shared-link.ts";
import { validateQuery } from "../../contract/validate.ts";
import type { Access } from "../../service/access/access.ts";
import { withoutSignature } from "../../service/access/shared-links.ts";
import { ServerError } from "../errors.ts";
import { type AnyOperation, operation } from "../operations/operation.ts";

const DAY_MS = 86_400_000;
const BOOK = /^book=[0-9a-f]{32}$/;

/** Links that let somebody without a token read one result: a feed, or a colleague. */
export function sharedLinkOperations({ links, lasting }: Access, readable: readonly AnyOperation[]) {
  return [
    operation({
      method: "post",
      path: "/v1/links",
      role: "analyst",
      cost: "cheap",
      summary: "A read-only link to one result, which ends by itself",
      query: noQuery,
      body: sharedLinkBody,
      bodyLimit: 16_384,
      problems: [413, 415, 422],
      answers: {
        "application/json": {
          schema: sharedLinkAnswer,
          make({ body: { url, days }, origin }, { caller }) {
            const path = pathOf(url, origin);
            checkReadable(path, readable);
            const until = Date.now() + Math.round(days * DAY_MS);
            return {
              url: `${origin}${links.sign(path, caller, until)}`,
              until: new Date(until).toISOString(),
              lasting,
            } satisfies AnswerOf<typeof sharedLinkAnswer>;
          },
        },
      },
    }),
  ];
}

/** Path and query of an address of this server. */
function pathOf(url: string, origin: string): string {
  const path = url.startsWith(`${origin}/`) ? url.slice(origin.length) : url;
  if (/^\/v1\/[\x21-\x7e]*$/.test(path)) return withoutSignature(path);
  throw refused(
    "expected the path and query of a result, such as /v1/tiers.csv?runway=80, escaped as in an address",
  );
}

/** A link leads to what a viewer may read, and its query is one that is answered. */
function checkReadable(path: string, readable: readonly AnyOperation[]): void {
  const [name = "", query = ""] = path.split("?", 2);
  const found = readable.find(
    ({ method, role, path: pattern }) => method === "get" && role === "viewer" && leadsTo(pattern, name),
  );
  if (found === undefined) throw refused(`${name} is no result that a viewer may read`);
  const rest = query.split("&").filter((part) => !BOOK.test(part));
  if (found.query !== undefined) validateQuery(found.query, `?${rest.join("&")}`);
}

/** Whether a path in Express's notation is this one. */
function leadsTo(pattern: string, path: string): boolean {
  const [own, given] = [pattern.split("/"), path.split("/")];
  return (
    own.length === given.length &&
    own.every((part, at) => (part.startsWith(":") ? given[at] !== "" : part === given[at]))
  );
}

function refused(detail: string): ServerError {
  const faults = [{ pointer: "#/url", detail }];
  return new ServerError("invalid-link", `This is no link to a result: ${detail}.`, { faults });
}
