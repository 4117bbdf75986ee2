import type { ChatAnswer, UnderstoodAnswer } from "../api/answers.ts";
import { chat } from "../api/chat.ts";
import { troubleOf } from "../api/problem.ts";
import { historyOf } from "./conversation.ts";
import type { Answered, Entry } from "./model.ts";
import { settleNow } from "./planning.ts";
import { keep } from "./scenarios.ts";
import { amend, newId, session } from "./session.ts";

let leaving: AbortController | null = null;

/** Says something; what was being edited, and all that followed it, makes room. */
export async function say(text: string): Promise<void> {
  stop();
  settleNow();
  const { log, editing } = session.get();
  const before = editing === null ? log : log.slice(0, indexOf(log, editing));
  const id = newId();
  const answer: Answered = {
    kind: "answered",
    id,
    status: "waiting",
    progress: null,
    reply: "",
    interpretation: null,
    turn: null,
    scenario: null,
    trouble: null,
  };
  session.set({ log: [...before, { kind: "said", id, text }, answer], editing: null });
  const controller = new AbortController();
  leaving = controller;
  const change = (part: Partial<Answered>) => amend<Answered>(id, "answered", part);
  try {
    const answered = await chat(
      { message: text, history: historyOf(before) },
      {
        onPlan: (understood) => {
          change(wordsOf(understood));
          if (understood.plan) session.set({ plan: understood.plan, running: true, trouble: null });
        },
        onProgress: (progress) => change({ progress }),
      },
      controller.signal,
    );
    change({ ...wordsOf(answered), status: "done", progress: null, scenario: conclude(answered, text) });
  } catch (error) {
    const trouble = controller.signal.aborted ? null : troubleOf(error);
    change({ status: trouble === null ? "stopped" : "failed", trouble, progress: null });
    const { result, plan } = session.get();
    session.set({ running: false, plan: result?.plan ?? plan, online: trouble?.kind !== "connection" });
  } finally {
    if (leaving === controller) leaving = null;
  }
}

/** Stops the answer that is on its way; the server cancels its run. */
export function stop(): void {
  leaving?.abort();
}

/** Says the same again, in place of the answer that failed or was stopped. */
export function sayAgain(id: string): void {
  const said = session.get().log.find((entry) => entry.kind === "said" && entry.id === id);
  if (said?.kind !== "said") return;
  session.set({ editing: id });
  void say(said.text);
}

function wordsOf({ reply, interpretation, turn }: UnderstoodAnswer): Partial<Answered> {
  return { reply, interpretation, turn };
}

/** Shows what came of the words: tiers, an account, rules, a comparison. */
function conclude({ plan, summary, interpretation, book, engine }: ChatAnswer, text: string): string | null {
  session.set({ identity: { book, engine }, online: true, running: false });
  const { ask } = interpretation;
  if (ask?.kind === "account") session.set({ account: ask.id });
  if (ask?.kind === "rules" || ask?.kind === "boundary") session.set({ tab: "rules", side: "result" });
  if (ask?.kind === "compare") session.set({ tab: "methods", side: "result" });
  if (plan === null || summary === null) return null;
  session.set({ plan });
  return keep({ plan, summary }, text.length > 60 ? `${text.slice(0, 57)}…` : text);
}

function indexOf(log: readonly Entry[], id: string): number {
  const at = log.findIndex((entry) => entry.id === id);
  return at < 0 ? log.length : at;
}
