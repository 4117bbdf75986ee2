import type { Request, Response } from "express";
import type { Caller } from "../../contract/caller.ts";
import { downloadName } from "../../data/file-name.ts";
import type { Cost } from "../../service/limits/limits.ts";
import { identityOf, type Service } from "../../service/service.ts";
import { settlePlan } from "../../service/settle-holds.ts";
import { digestOfText } from "../../service/text-digest.ts";
import { askerOf } from "../access/asker.ts";
import type { Guarding } from "../access/guard.ts";
import { takeLimit } from "../access/take-limit.ts";
import { relinked } from "../books/relink.ts";
import { createNotes, type Note } from "./audit.ts";
import { clientSignal } from "./client.ts";
import { sendEvents } from "./events.ts";
import { keyOf } from "./idempotency-key.ts";
import { type AnyOperation, type MediaType, PPTX, takesPlan, type Work, XLSX } from "./operation.ts";
import type { Place } from "./places.ts";
import { type AnyCall, createReader } from "./read-call.ts";
import { type Download, sendFile } from "./send.ts";
import { sharedAnswer } from "./shared-answers.ts";
import { startTimings } from "./timings.ts";
import { answerUnchanged } from "./validators.ts";

/** Makes the handler of an operation: read, open, negotiate, validator, make, send. */
export function perform(
  operation: AnyOperation,
  service: Service,
  { limits, budgets, turns, downloads }: Guarding,
) {
  const { open, about, cost, stable = operation.method === "get" } = operation;
  const read = createReader(operation);
  const notes = createNotes(operation, service);
  return async (req: Request, res: Response): Promise<void> => {
    res.set("Cache-Control", "no-store").vary("Accept").vary("Accept-Encoding");
    const timings = startTimings();
    const { caller, session, place, key: client } = askerOf(res);
    const given = read(req);
    const counted: Cost = typeof cost === "function" ? cost(given) : cost;
    if (counted !== "cheap") await takeLimit(res, limits, counted);
    const asked = await settled(given, service, caller);
    const key = operation.writes ? keyOf(req) : null;
    const { workspace } = caller;
    const work: Work = {
      caller,
      workspace,
      session,
      place,
      key,
      client,
      budget: budgets.of(client),
      signal: clientSignal(res),
      mark: timings.mark,
      onStopped: () => withoutValidator(res),
    };
    const { state, headers = {}, form = asked.wanted() } = (await open?.(asked, work)) ?? {};
    const call: AnyCall = { ...asked, ...state };
    const linked = <T>(value: T): T =>
      service.linkedBook === undefined ? value : (relinked(value, service.linkedBook) as T);
    res.set(headers.Link === undefined ? headers : { ...headers, Link: linked(headers.Link) });
    const note = notes({ req, call, form, caller });
    if (form === "text/event-stream") {
      res.set("Server-Timing", timings.header());
      const { make } = operation.answers["application/json"]!;
      const plan = linked({ ...identityOf(service), ...about?.(call) });
      const result = async (onProgress: Work["onProgress"]) => {
        const made = linked(await make(call, { ...work, onProgress }));
        await note?.(digestOfText(JSON.stringify(made)));
        return made;
      };
      await sendEvents(req, res, { plan, result });
      return;
    }
    const { spelled } = call;
    if (stable && answerUnchanged(req, res, service, { form, spelled, workspace })) return;
    const download = downloadOf(operation, service, call);
    const shared = counted === "heavy" ? (make: MakeText) => sharedAnswer(service, res, make) : null;
    const turn = () => turns.take(client);
    const enter = () => downloads.enter(client, work.signal!);
    const timing = timings.header;
    await answer(operation, {
      req,
      res,
      form,
      call,
      work,
      linked,
      download,
      note,
      shared,
      turn,
      enter,
      timing,
    });
  };
}

/** What the time limit cut short may come out otherwise the next time: nobody is to keep it. */
function withoutValidator(res: Response): void {
  if (res.headersSent) return;
  res.removeHeader("ETag");
  res.set("Cache-Control", "no-store");
}

/** A call whose plan names the version of the holds that it obeys: what is answered is a function of that. */
async function settled(call: AnyCall, { store }: Service, { workspace }: Caller): Promise<AnyCall> {
  const plan = await settlePlan(store, call.plan, workspace);
  if (plan === call.plan) return call;
  const spelled = new URLSearchParams(call.spelled);
  spelled.set("holds", plan.policy.holds!);
  return { ...call, plan, spelled: spelled.toString() };
}

type MakeText = () => Promise<string>;

interface Answering {
  readonly req: Request;
  readonly res: Response;
  readonly form: Exclude<MediaType, "text/event-stream">;
  readonly call: AnyCall;
  readonly work: Work;
  readonly timing: () => string;
  readonly download: (extension: "csv" | "xlsx" | "pptx") => string;
  readonly note: Note | null;
  /** Takes the text from another replica where one has made it; null where making it is cheap. */
  readonly shared: ((make: MakeText) => Promise<string>) | null;
  readonly turn: () => Promise<void>;
  /** Waits for a place among the downloads. */
  readonly enter: () => Promise<Place>;
  /** Makes links name an uploaded book. */
  readonly linked: <T>(value: T) => T;
}

/** Makes the answer, then sends it: a failed making is a problem, never half an answer. */
async function answer(
  { answers, status = 200 }: AnyOperation,
  { req, res, form, call, work, linked, download, note, shared, turn, enter, timing }: Answering,
): Promise<void> {
  const made = <T>(value: T): T => {
    work.mark("run");
    res.set("Server-Timing", timing());
    return value;
  };
  if (form === "text/csv" || form === XLSX || form === PPTX) {
    const extension = form === XLSX ? "xlsx" : form === PPTX ? "pptx" : "csv";
    const make = async () => made(await answers[form]!(call, work));
    // What takes seconds is made before it takes a place, or those of a blink would wait for it.
    const ready = shared === null ? null : await make();
    const { slow: onSlow, leave } = await enter();
    try {
      const type = form === "text/csv" ? CSV : form;
      const file: Download = { type, name: download(extension), note, turn, onSlow };
      await sendFile(req, res, ready ?? (await make()), file);
    } finally {
      leave();
    }
    return;
  }
  const make = async () =>
    form === "application/json"
      ? JSON.stringify(linked(await answers[form]!.make(call, work)))
      : answers[form]!(call, work);
  const text = made(await (shared === null ? make() : shared(make)));
  await note?.(digestOfText(text));
  res.status(status).type(`${form}; charset=utf-8`).send(text);
}

const CSV = "text/csv; charset=utf-8; header=present";

/** Names a download by its book, its plan (or what it is, where it has none), and the day. */
function downloadOf(operation: AnyOperation, { book }: Service, call: AnyCall) {
  const { interpreted } = call as { interpreted?: { plan: AnyCall["plan"] | null } };
  const word = operation.path.replace(/^\/v1\/|\.\w+$/g, "");
  const plan = interpreted?.plan ?? (takesPlan(operation) ? call.plan : word);
  const isTiers = typeof plan === "string" || word === "tiers" || word === "chat";
  const named = { file: book.source.accounts, plan, ...(isTiers ? {} : { what: word }) };
  return (extension: "csv" | "xlsx" | "pptx") => downloadName({ ...named, date: new Date() }, extension);
}
