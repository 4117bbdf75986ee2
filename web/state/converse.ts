import type { Plan } from "../../tiering/index.ts";
import type { AskAnswer, ChatAnswer, UnderstoodAnswer } from "../api/answers.ts";
import { chat } from "../api/chat.ts";
import { troubleOf } from "../api/problem.ts";
import { historyOf } from "./conversation.ts";
import { showGroups } from "./grouping.ts";
import type { Answered, Entry } from "./model.ts";
import { ownForce } from "./own-force.ts";
import { settleNow, unsettledChange } from "./planning.ts";
import { keep } from "./scenarios.ts";
import { amend, current, newId, session, update } from "./session.ts";

let leaving: AbortController | null = null;

/** Says something; what was being edited, and all that followed it, makes room. */
export async function say(text: string): Promise<void> {
  stop();
  settleNow();
  const { holds } = current().plan.policy;
  const { log, editing } = current();
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
    aside: null,
    trouble: null,
  };
  update({ log: [...before, { kind: "said", id, text }, answer], editing: null });
  const controller = new AbortController();
  leaving = controller;
  const change = (part: Partial<Answered>) => amend<Answered>(id, "answered", part);
  const words: { plan: Plan | null } = { plan: null };
  // What was changed by hand meanwhile runs on its own.
  const isInForce = () => words.plan !== null && session.plan.value === words.plan;
  const loaded = ownForce.peek();
  try {
    const answered = await chat(
      {
        message: text,
        history: historyOf(editing === null ? [...before, ...unsettledChange()] : before),
        // No words lift them: the workspace's holds are obeyed until a person says otherwise by hand.
        ...(holds !== undefined && { policy: { holds } }),
        // A question about coverage is about the sellers that the Coverage tab shows.
        ...(loaded !== null && { coverage: loaded }),
      },
      {
        onPlan: (understood) => {
          change(wordsOf(understood));
          if (!understood.plan) return;
          words.plan = understood.plan;
          update({ plan: words.plan, running: true, trouble: null });
        },
        onProgress: (progress) => change({ progress }),
      },
      controller.signal,
    );
    if (isInForce()) update({ running: false });
    const scenario = conclude(answered, text);
    change({ ...wordsOf(answered), status: "done", progress: null, scenario, aside: asideOf(answered) });
  } catch (error) {
    const trouble = controller.signal.aborted ? null : troubleOf(error);
    change({
      status: trouble === null ? "stopped" : "failed",
      trouble,
      progress: null,
      turn: withoutRun(id),
    });
    update({ online: trouble?.kind !== "connection" });
    if (isInForce()) update({ running: false, plan: current().result?.plan ?? words.plan! });
  } finally {
    if (leaving === controller) leaving = null;
  }
}

/** The turn of an answer whose plan did not run: it is remembered as proposed, and the plan before stays in force. */
function withoutRun(id: string): Answered["turn"] {
  const entry = session.log.value.find((one) => one.kind === "answered" && one.id === id);
  if (entry?.kind !== "answered" || entry.turn?.plan === undefined) return null;
  const { plan: proposed, ...turn } = entry.turn;
  return { ...turn, proposed };
}

/** Stops the answer that is on its way; the server cancels its run. */
export function stop(): void {
  leaving?.abort();
}

/** Says the same again, in place of the answer that failed or was stopped. */
export function sayAgain(id: string): void {
  const said = session.log.value.find((entry) => entry.kind === "said" && entry.id === id);
  if (said?.kind !== "said") return;
  update({ editing: id });
  void say(said.text);
}

/** Says something else in place of a message and all that followed it. */
export function sayInstead(id: string, text: string): void {
  update({ editing: id });
  void say(text);
}

function wordsOf({ reply, interpretation, turn }: UnderstoodAnswer): Partial<Answered> {
  return { reply, interpretation, turn };
}

/** Shows the tiers that came of the words, if any did. */
function conclude({ plan, summary, book, engine, interpretation }: ChatAnswer, text: string): string | null {
  update({ identity: { book, engine }, online: true });
  if (plan === null || summary === null) return null;
  update({ plan, running: false });
  // "Undo" asks for a plan that has a name already, or was never asked for in words.
  if (interpretation.undo) return keep({ plan, summary });
  return keep({ plan, summary }, { name: text.length > 60 ? `${text.slice(0, 57)}…` : text, wish: text });
}

/** Groups go to their view; the rest of an answer's data is asked for where it is shown. */
function asideOf({ answer }: ChatAnswer): AskAnswer | null {
  if (answer === null) return null;
  if (answer.data !== null && "clusters" in answer.data) {
    const link = answer.link ?? "";
    showGroups(answer.data, link.slice(link.indexOf("?") + 1));
    return { ...answer, data: {} };
  }
  return { ...answer, data: answer.data?.id === undefined ? {} : { id: answer.data.id } };
}

function indexOf(log: readonly Entry[], id: string): number {
  const at = log.findIndex((entry) => entry.id === id);
  return at < 0 ? log.length : at;
}
