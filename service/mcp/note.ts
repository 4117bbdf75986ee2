import type { Caller as Asking } from "../../contract/caller.ts";
import { planToQuery } from "../../contract/plan-query.ts";
import type { Service } from "../service.ts";
import { digestOfText } from "../text-digest.ts";
import type { Given } from "./tool.ts";

/** Makes what notes a client's results in the audit trail, under whoever asks. */
export function createNote({ store, book, engine, plans }: Service, asking: Asking) {
  return ({ plan, text, ...what }: Given): Promise<void> =>
    store.audit.record(asking, {
      ...what,
      ...digestOfText(text),
      book: book.id,
      engine,
      ...(plan && { plan: planToQuery(plan).toString(), run: plans.name(plan) }),
    });
}
