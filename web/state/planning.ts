import type { Plan, Policy } from "../../tiering/index.ts";
import type { TiersAnswer } from "../api/answers.ts";
import { getJson } from "../api/call.ts";
import { troubleOf } from "../api/problem.ts";
import { planToQuery } from "../words/query.ts";
import { planInForce } from "./conversation.ts";
import { latestWins } from "./latest-wins.ts";
import type { Adjusted, Entry, Scenario } from "./model.ts";
import { type About, findScenario, keep } from "./scenarios.ts";
import { current, newId, START_PLAN, session, update } from "./session.ts";

/** A change that was left alone for this long is meant: it becomes a scenario and part of the conversation. */
const SETTLED_MS = 700;

let settling: ReturnType<typeof setTimeout> | undefined;
/** The plan that was changed last; another is in force once words, or a step back, have put one there. */
let wanted: Plan | null = null;
/** How the change that is being followed came about, and what is known of it. */
let changed: { readonly how: Adjusted["how"]; readonly about: About } = { how: "by hand", about: {} };

/** Changes the plan and follows it with a run, without the model. */
export function changePlan(plan: Plan, how: Adjusted["how"] = "by hand", about: About = {}): void {
  changed = { how, about };
  wanted = plan;
  update({ plan, running: true, trouble: null });
  cool();
  follow(plan);
}

/** Changes constraints of the plan; undefined goes back to the method's own. */
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
    const latest = session.plan.value === plan;
    update({
      identity: { book, engine },
      online: true,
      ...(session.plan.value === wanted ? { result: { plan, summary } } : {}),
      ...(latest ? { running: false } : {}),
    });
    if (latest) settling = setTimeout(settleNow, SETTLED_MS);
  } catch (error) {
    const trouble = troubleOf(error);
    const latest = session.plan.value === plan;
    // What is wrong with a plan that was left since is no trouble of the one in force.
    update({ online: trouble?.kind !== "connection", ...(latest ? { trouble, running: false } : {}) });
  }
});

function cool(): void {
  clearTimeout(settling);
  settling = undefined;
}

/** Makes the result that is shown a scenario and an entry of the conversation. */
function settle(how: Adjusted["how"], about: About): void {
  cool();
  const { result } = current();
  if (result === null) return;
  tell({ plan: result.plan, scenario: keep(result, about), how });
}

/** Puts a change into the conversation, so that what is said next builds on it. */
function tell(change: Omit<Adjusted, "kind" | "id">): void {
  const { log } = current();
  // A message whose answer is on its way has the latest word, and knows of the change.
  const waiting = log.findIndex((each) => each.kind === "answered" && each.status === "waiting");
  const at = waiting < 0 ? log.length : waiting - 1;
  const last = log[at - 1];
  // A row of adjustments is one: only where they began and ended matters to the conversation.
  const before = last?.kind === "adjusted" ? log.slice(0, at - 1) : log.slice(0, at);
  const row = last?.kind === "adjusted" && last.how === change.how ? last.from : undefined;
  const from = row ?? change.from ?? planInForce(log.slice(0, at)) ?? START_PLAN;
  const entry: Entry = { kind: "adjusted", id: newId(), ...change, from };
  update({ log: [...before, entry, ...log.slice(at)] });
}

/** The change that is still being followed, as the conversation will know it; none where all is settled. */
export function unsettledChange(): readonly Adjusted[] {
  const { plan, running } = current();
  if (!running || plan !== wanted) return [];
  return [{ kind: "adjusted", id: newId(), plan, scenario: planToQuery(plan).toString(), how: changed.how }];
}

/** Settles a change that is still warm, so that what is said next builds on it. */
export function settleNow(): void {
  if (settling !== undefined) settle(changed.how, changed.about);
}

/** Shows a kept scenario again, as it was; nothing is computed. */
export function show(id: string, how: Adjusted["how"] = "opened"): void {
  const scenario = findScenario(id);
  if (scenario === null) return;
  put(scenario);
  settle(how, {});
}

function put({ plan, summary }: Scenario): void {
  cool();
  update({ plan, result: { plan, summary }, running: false, trouble: null });
}

/** True where there is a run to go back to, or a change that is not settled yet. */
export function canUndo(): boolean {
  return session.at.value > 0 || (session.at.value === 0 && unsettled());
}

/** True where a run was undone. */
export function canRedo(): boolean {
  return !unsettled() && session.at.value < session.trail.value.length - 1;
}

/** A change that is not settled yet, or was refused, is none of the trail's runs. */
function unsettled(): boolean {
  const plan = session.plan.value;
  return planToQuery(plan).toString() !== session.trail.value[session.at.value];
}

/** Goes back to the run before the one that is shown. */
export function undo(): void {
  if (canUndo()) go(unsettled() ? 0 : -1, "undone");
}

/** Goes forward again to the run that was undone. */
export function redo(): void {
  if (canRedo()) go(1, "redone");
}

/** Shows the run that stands so many places further in the trail. */
function go(steps: number, how: Adjusted["how"]): void {
  const { trail, at } = current();
  const scenario = findScenario(trail[at + steps]);
  if (scenario === null) return;
  const from = session.plan.value;
  put(scenario);
  update({ at: at + steps });
  tell({ plan: scenario.plan, scenario: scenario.id, how, from });
}
