import { noQuery } from "../../contract/parameters.ts";
import { isWellEncoded } from "../../contract/read-parameters.ts";
import { sharedLinkAnswer, sharedLinkBody, sharedLinksAnswer } from "../../contract/shared-link.ts";
import { validateQuery } from "../../contract/validate.ts";
import { withoutSignature } from "../../service/access/shared-links.ts";
import { issueLink, type LinkDesk, listLinks, revokeLink } from "../../service/keep-links.ts";
import { ServerError } from "../errors.ts";
import { endingOperation } from "../operations/ending.ts";
import { type AnyOperation, operation } from "../operations/operation.ts";

const BOOK = /^book=([0-9a-f]{32})$/;

/** What a link may lead to. */
interface Targets {
  readonly readable: readonly AnyOperation[];
  /** Whether a workspace has a book of this id; null for the configured one. @throws {ServiceError} `store-unavailable` */
  readonly hasBook: (workspace: string, id: string | null) => Promise<boolean>;
}

/** Links that let somebody without a token read one result: a feed, or a colleague. */
export function sharedLinkOperations(desk: LinkDesk, { readable, hasBook }: Targets) {
  return [
    operation({
      method: "get",
      path: "/v1/links",
      role: "analyst",
      cost: "cheap",
      summary: "The links that were made and are not over: one's own, an admin's of the whole workspace",
      query: noQuery,
      problems: [503],
      stable: false,
      answers: {
        "application/json": { schema: sharedLinksAnswer, make: (_, { caller }) => listLinks(desk, caller) },
      },
    }),
    operation({
      method: "post",
      path: "/v1/links",
      role: "analyst",
      cost: "cheap",
      writes: true,
      summary: "A read-only link to one result, which ends by itself or when it is taken back",
      query: noQuery,
      body: sharedLinkBody,
      bodyLimit: 16_384,
      problems: [409, 413, 415, 422, 503, 507],
      answers: {
        "application/json": {
          schema: sharedLinkAnswer,
          async make({ body: { url, days }, origin }, writer) {
            const path = pathOf(url, origin);
            checkReadable(path, readable);
            const id = bookOf(path);
            if (!(await hasBook(writer.caller.workspace, id))) {
              const which = id === null ? "no book of this server's (book= names one)" : `no book ${id}`;
              throw refused(`your workspace has ${which}; GET /v1/books lists those there are`);
            }
            return issueLink(desk, { path, days, origin }, writer);
          },
        },
      },
    }),
    endingOperation({
      path: "/v1/links/:id",
      summary: "Take a link back: it opens nothing any more",
      schema: sharedLinksAnswer,
      end: (id, writer) => revokeLink(desk, id, writer),
      missing: "There is no link of this id to take back; GET /v1/links lists them.",
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

/** What stands before and behind the first question mark; a second one is part of the query. */
function partsOf(path: string): { name: string; query: string } {
  const mark = path.indexOf("?");
  return mark < 0 ? { name: path, query: "" } : { name: path.slice(0, mark), query: path.slice(mark + 1) };
}

/** A link leads to what a viewer may read, and its query is one that is answered. */
function checkReadable(path: string, readable: readonly AnyOperation[]): void {
  const { name, query } = partsOf(path);
  const found = readable.find(
    ({ method, role, path: pattern }) => method === "get" && role === "viewer" && leadsTo(pattern, name),
  );
  if (found === undefined) throw refused(`${name} is no result that a viewer may read`);
  if (!isWellEncoded(name)) {
    throw refused(`${name} is no percent-encoded UTF-8, in which % itself is %25`);
  }
  const rest = query.split("&").filter((part) => !BOOK.test(part));
  if (found.query !== undefined) validateQuery(found.query, `?${rest.join("&")}`);
}

/** Id of the book that a path names; null where it names none. */
function bookOf(path: string): string | null {
  const parts = partsOf(path).query.split("&");
  return parts.map((part) => BOOK.exec(part)?.[1]).find((id) => id !== undefined) ?? null;
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
