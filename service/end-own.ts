import { type Caller, mayAct } from "../contract/caller.ts";
import { ServiceError } from "./errors.ts";
import type { Deed } from "./store/audit.ts";
import type { Store } from "./store/open-store.ts";
import type { StoreTransaction } from "./store/schema.ts";

/** Who writes, and under which key. */
export interface Writer {
  readonly caller: Caller;
  readonly key: string | null;
}

/** How something that somebody made is ended. */
export interface Ending<T extends { readonly author: string }, A extends object> {
  /** What is asked, in one spelling. */
  readonly request: string;
  /** Ends it within a transaction; null where the workspace has none in force. */
  readonly end: (transaction: StoreTransaction) => Promise<{ readonly ended: T; readonly answer: A } | null>;
  /** What is kept under the key where there is none. */
  readonly none: A;
  /** What it is and what one does to it, such as `This link` and `takes it back`. */
  readonly words: (ended: T) => { readonly what: string; readonly does: string };
  readonly deed: (ended: T) => Deed;
}

/**
 * Ends what its author, or an admin, may end: once under a key, with its entry in the audit trail.
 * @throws {ServiceError} `role-not-sufficient` to anybody else, and nothing is ended; what the store throws
 */
export function endOwn<T extends { readonly author: string }, A extends object>(
  store: Pick<Store, "writeOnce">,
  { caller, key }: Writer,
  { request, end, none, words, deed }: Ending<T, A>,
): Promise<A> {
  return store.writeOnce({ actor: caller, key, request }, async (transaction) => {
    const found = await end(transaction);
    if (found === null) return { answer: none, deed: null };
    checkMayEnd(caller, found.ended.author, words(found.ended));
    return { answer: found.answer, deed: deed(found.ended) };
  });
}

/** What one has said stands until that one, or an admin, ends it. @throws {ServiceError} `role-not-sufficient` */
export function checkMayEnd(
  caller: Caller,
  author: string,
  { what, does }: ReturnType<Ending<{ author: string }, object>["words"]>,
): void {
  if (author === caller.name || mayAct(caller, "admin")) return;
  const message = `${what} is ${author}'s; ${author} or an admin ${does}, ${caller.name} is ${caller.role}.`;
  throw new ServiceError("role-not-sufficient", message);
}
