import type { AnswerOf } from "../contract/answer-of.ts";
import { type Caller, mayAct } from "../contract/caller.ts";
import type { sharedLinkAnswer, sharedLinksAnswer } from "../contract/shared-link.ts";
import type { Access } from "./access/access.ts";
import { endOwn, type Writer } from "./end-own.ts";
import type { Service } from "./service.ts";
import { noticeOf } from "./store/notice.ts";

/** What links are made with and kept in. */
export interface LinkDesk {
  readonly access: Pick<Access, "links" | "lasting">;
  readonly service: Pick<Service, "store" | "engine">;
}

const DAY_MS = 86_400_000;

/**
 * Issues a link to a result; the same key and request give the same link.
 * @throws {ServiceError} what the store throws
 */
export async function issueLink(
  { access, service: { store, engine } }: LinkDesk,
  { path, days, origin }: { readonly path: string; readonly days: number; readonly origin: string },
  { caller, key }: Writer,
): Promise<AnswerOf<typeof sharedLinkAnswer>> {
  const request = `link ${JSON.stringify([path, days])}`;
  // What is kept under the key is not the link: whoever reads the store cannot open it.
  const { id, until } = await store.writeOnce({ actor: caller, key, request }, async (transaction) => {
    const end = new Date(store.now().getTime() + Math.round(days * DAY_MS)).toISOString();
    const issued = await store.links.add(transaction, caller, path, end);
    const deed = { kind: "link" as const, action: "POST /v1/links", engine, detail: `${path} until ${end}` };
    return { answer: { id: issued.id, until: end }, deed };
  });
  const signed = access.links.sign(path, caller, { id, until: Date.parse(until) });
  return { url: `${origin}${signed}`, id, until, lasting: access.lasting && store.isKept };
}

/** The links that a caller may take back: one's own, an admin's of the whole workspace. @throws {ServiceError} `store-unavailable` */
export async function listLinks(
  { service: { store } }: LinkDesk,
  caller: Caller,
): Promise<AnswerOf<typeof sharedLinksAnswer>> {
  const author = mayAct(caller, "admin") ? null : caller.name;
  return { links: await store.links.list(caller.workspace, author), notice: noticeOf(store) };
}

/**
 * Takes a link back, so that it opens nothing any more; null where the workspace has no good one of that id.
 * @throws {ServiceError} `role-not-sufficient` to one who is neither its author nor an admin; what the store throws
 */
export async function revokeLink(
  desk: LinkDesk,
  id: string,
  writer: Writer,
): Promise<AnswerOf<typeof sharedLinksAnswer> | null> {
  const { store, engine } = desk.service;
  const { isFound } = await endOwn(store, writer, {
    request: `revoke ${id}`,
    async end(transaction) {
      const ended = await store.links.revoke(transaction, writer.caller, id);
      return ended && { ended, answer: { isFound: true } };
    },
    none: { isFound: false },
    words: () => ({ what: "This link", does: "takes it back" }),
    deed: ({ path }) => ({
      kind: "link",
      action: "DELETE /v1/links/{id}",
      engine,
      detail: `Taken back: ${path}`,
    }),
  });
  return isFound ? listLinks(desk, writer.caller) : null;
}
