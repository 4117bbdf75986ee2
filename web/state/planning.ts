import type { Plan } from "../../tiering/index.ts";
import type { TiersAnswer } from "../api/answers.ts";
import { getJson } from "../api/call.ts";
import { troubleOf } from "../api/problem.ts";
import { planToQuery } from "../plan/query.ts";
import { latestWins } from "./latest-wins.ts";
import type { Adjusted, Entry } from "./model.ts";
import { findScenario, keep } from "./scenarios.ts";
import { newId, session } from "./session.ts";

/** A change that was left alone for this long is meant: it becomes a scenario and part of the conversation. */
const SETTLED_MS = 700;

let settling: ReturnType<typeof setTimeout> | undefined;
let changed: Adjusted["how"] = "by hand";

/** Changes the plan and follows it with a run, without the model. */
export function changePlan(plan: Plan, how: Adjusted["how"] = "by hand"): void {
  changed = how;
  session.set({ plan, running: true, trouble: null });
  cool();
  follow(plan);
}

/** Runs the current plan again: after a lost connection, or on a changed book. */
export function runAgain(): void {
  changePlan(session.get().plan);
}

const follow = latestWins(async (plan: Plan) => {
  try {
    const { summary, book, engine } = await getJson<TiersAnswer>(`v1/tiers?${planToQuery(plan)}&limit=0`);
    // The words of a message may have changed the plan meanwhile: theirs is the latest word.
    const latest = session.get().plan === plan;
    session.set({
      identity: { book, engine },
      online: true,
      ...(session.get().running ? { result: { plan, summary } } : {}),
      ...(latest ? { running: false } : {}),
    });
    if (latest) settling = setTimeout(() => settle(changed), SETTLED_MS);
  } catch (error) {
    const trouble = troubleOf(error);
    session.set({ trouble, running: false, online: trouble?.kind !== "connection" });
  }
});

function cool(): void {
  clearTimeout(settling);
  settling = undefined;
}

/** Makes the result that is shown a scenario and an entry of the conversation. */
function settle(how: Adjusted["how"]): void {
  cool();
  const { result } = session.get();
  if (result === null) return;
  const scenario = keep(result);
  const { log } = session.get();
  const entry: Entry = { kind: "adjusted", id: newId(), plan: result.plan, scenario, how };
  // A row of adjustments is one: only where they ended matters to the conversation.
  const before = log.at(-1)?.kind === "adjusted" ? log.slice(0, -1) : log;
  session.set({ log: [...before, entry] });
}

/** Shows a kept scenario again, as it was; nothing is computed. */
export function show(id: string, how: Adjusted["how"] = "opened"): void {
  const scenario = findScenario(id);
  if (scenario === null) return;
  cool();
  const { plan, summary } = scenario;
  session.set({ plan, result: { plan, summary }, running: false, trouble: null });
  settle(how);
}

/** Goes back to the run before the one that is shown. */
export function undo(): void {
  const { trail, result } = session.get();
  const last = trail.at(-1);
  // A change that is not settled yet is undone to the run before it, which is the last one kept.
  const settled = result === null || planToQuery(result.plan).toString() === last;
  const previous = settled ? trail.at(-2) : last;
  if (previous === undefined) return;
  session.set({ trail: trail.slice(0, settled ? -2 : -1) });
  show(previous, "undone");
}

/** Settles a change that is still warm, so that what is said next builds on it. */
export function settleNow(): void {
  if (settling === undefined) return;
  settle(changed);
}
