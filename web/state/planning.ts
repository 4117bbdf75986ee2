import type { Plan, Policy } from "../../tiering/index.ts";
import type { TiersAnswer } from "../api/answers.ts";
import { getJson } from "../api/call.ts";
import { troubleOf } from "../api/problem.ts";
import { planToQuery } from "../words/query.ts";
import { latestWins } from "./latest-wins.ts";
import type { Adjusted, Entry } from "./model.ts";
import { findScenario, keep, rename } from "./scenarios.ts";
import { current, newId, session, update } from "./session.ts";

/** A change that was left alone for this long is meant: it becomes a scenario and part of the conversation. */
const SETTLED_MS = 700;

let settling: ReturnType<typeof setTimeout> | undefined;
/** How the change that is being followed came about, and what its scenario is called, if anything. */
let changed: { readonly how: Adjusted["how"]; readonly name: string | null } = { how: "by hand", name: null };

/** Changes the plan and follows it with a run, without the model. */
export function changePlan(plan: Plan, how: Adjusted["how"] = "by hand", name: string | null = null): void {
  changed = { how, name };
  update({ plan, running: true, trouble: null });
  cool();
  follow(plan);
}

/** Changes one business rule; undefined goes back to the method's own. */
export function changePolicy(change: Partial<Policy>): void {
  const plan = session.plan.value;
  const policy = Object.fromEntries(
    Object.entries({ ...plan.policy, ...change }).filter(
      ([, rule]) => rule !== undefined && !(Array.isArray(rule) && rule.length === 0),
    ),
  ) as Policy;
  changePlan({ ...plan, policy });
}

/** Runs the current plan again: after a lost connection, or on a changed book. */
export function runAgain(): void {
  changePlan(session.plan.value);
}

const follow = latestWins(async (plan: Plan) => {
  try {
    const { summary, book, engine } = await getJson<TiersAnswer>(`v1/tiers?${planToQuery(plan)}&limit=0`);
    // The words of a message may have changed the plan meanwhile: theirs is the latest word.
    const latest = session.plan.value === plan;
    update({
      identity: { book, engine },
      online: true,
      ...(session.running.value ? { result: { plan, summary } } : {}),
      ...(latest ? { running: false } : {}),
    });
    if (latest) settling = setTimeout(settleNow, SETTLED_MS);
  } catch (error) {
    const trouble = troubleOf(error);
    update({ trouble, running: false, online: trouble?.kind !== "connection" });
  }
});

function cool(): void {
  clearTimeout(settling);
  settling = undefined;
}

/** Makes the result that is shown a scenario and an entry of the conversation. */
function settle(how: Adjusted["how"], name: string | null): void {
  cool();
  const { result } = current();
  if (result === null) return;
  const scenario = keep(result);
  if (name !== null) rename(scenario, name);
  const { log } = current();
  const entry: Entry = { kind: "adjusted", id: newId(), plan: result.plan, scenario, how };
  // A row of adjustments is one: only where they ended matters to the conversation.
  const before = log.at(-1)?.kind === "adjusted" ? log.slice(0, -1) : log;
  update({ log: [...before, entry] });
}

/** Shows a kept scenario again, as it was; nothing is computed. */
export function show(id: string, how: Adjusted["how"] = "opened"): void {
  const scenario = findScenario(id);
  if (scenario === null) return;
  cool();
  const { plan, summary } = scenario;
  update({ plan, result: { plan, summary }, running: false, trouble: null });
  settle(how, null);
}

/** Goes back to the run before the one that is shown. */
export function undo(): void {
  const { trail, result } = current();
  const last = trail.at(-1);
  // A change that is not settled yet is undone to the run before it, which is the last one kept.
  const settled = result === null || planToQuery(result.plan).toString() === last;
  const previous = settled ? trail.at(-2) : last;
  if (previous === undefined) return;
  update({ trail: trail.slice(0, settled ? -2 : -1) });
  show(previous, "undone");
}

/** Settles a change that is still warm, so that what is said next builds on it. */
export function settleNow(): void {
  if (settling === undefined) return;
  settle(changed.how, changed.name);
}
