import { createHash } from "node:crypto";
import type { Request } from "express";
import type { Caller } from "../../contract/caller.ts";
import { planToQuery } from "../../contract/plan-query.ts";
import type { Service } from "../../service/service.ts";
import type { Deed } from "../../service/store/audit.ts";
import type { Digest } from "../../service/text-digest.ts";
import type { Plan } from "../../tiering/index.ts";
import { type AnyOperation, type MediaType, PPTX, takesPlan, XLSX } from "./operation.ts";
import type { AnyCall } from "./read-call.ts";

/** Notes in the audit trail what was sent; returns when that is kept, or soon. */
export type Note = (digest: Digest) => Promise<void>;

/** The answering that is to be noted. */
interface Answered {
  readonly req: Request;
  readonly call: AnyCall;
  readonly form: MediaType;
  readonly caller: Caller;
}

const FILES: ReadonlySet<MediaType> = new Set<MediaType>([
  "text/csv",
  XLSX,
  PPTX,
  "text/html",
  "application/sql",
]);

/** Makes what notes an operation's answers: files as exports, what a plan or seconds of work gave as runs. */
export function createNotes(operation: AnyOperation, service: Service) {
  const { audit } = service.store;
  return ({ req, call, form, caller }: Answered): Note | null => {
    const plan = planOf(operation, call);
    const { cost } = operation;
    const isRun = plan !== null || (typeof cost === "function" ? cost(call) : cost) === "heavy";
    if (req.method === "HEAD" || !(FILES.has(form) || isRun)) return null;
    const deed: Deed = {
      kind: FILES.has(form) ? "export" : "run",
      action: `${req.method} ${req.path}`,
      query: call.beside,
      form,
      book: service.book.id,
      engine: service.engine,
      ...(plan && { plan: planToQuery(plan).toString(), run: service.plans.name(plan) }),
    };
    return (digest) => audit.record(caller, { ...deed, ...digest });
  };
}

/** The plan that an answer is about; null where it is about none. */
function planOf(operation: AnyOperation, call: AnyCall): Plan | null {
  const { interpreted } = call as { interpreted?: { plan: Plan | null } };
  if (interpreted !== undefined) return interpreted.plan;
  return takesPlan(operation) ? call.plan : null;
}

/** Passes slices on, and notes them behind the last one: before the client can know that it is the last. */
export async function* noted(slices: Iterable<Uint8Array>, note: Note): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  let bytes = 0;
  for (const slice of slices) {
    hash.update(slice);
    bytes += slice.length;
    yield slice;
  }
  await note({ bytes, sha256: hash.digest("hex") });
}
