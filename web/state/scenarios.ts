import { address } from "../api/address.ts";
import { planName } from "../words/plan-words.ts";
import { planToQuery } from "../words/query.ts";
import type { Outcome, Scenario } from "./model.ts";
import { current, START_PLAN, session, update } from "./session.ts";

const LIMIT = 60;
/** Most scenarios side by side. */
const COMPARED = 4;

/** What is known of a run beside its result. */
export interface About {
  readonly name?: string;
  /** True where a person gave the name. */
  readonly named?: boolean;
  readonly note?: string;
  /** The words that asked for it. */
  readonly wish?: string | null;
}

/** Keeps a run as a scenario and shows it as the current one; returns its id. */
export function keep(outcome: Outcome, about: About = {}): string {
  const { trail, at, identity } = current();
  const scenario = scenarioOf(outcome, about, identity?.book.id ?? "");
  store([scenario]);
  const behind = trail.slice(Math.max(0, at + 1 - LIMIT), at + 1);
  const next = behind.at(-1) === scenario.id ? behind : [...behind, scenario.id];
  // Running the plan shown again leaves what was undone within reach.
  if (behind.at(-1) !== scenario.id) update({ trail: next, at: next.length - 1 });
  update({ result: outcome });
  return scenario.id;
}

/** Keeps runs that came another way, such as from a file; what is shown stays. */
export function store(scenarios: readonly Scenario[]): void {
  const ids = new Set(scenarios.map(({ id }) => id));
  const others = session.scenarios.value.filter(({ id }) => !ids.has(id));
  update({ scenarios: makeRoom([...others, ...scenarios]) });
}

/** A run as a scenario; what is known of the same plan already is kept. */
export function scenarioOf(outcome: Outcome, about: About, book: string): Scenario {
  const id = planToQuery(outcome.plan).toString();
  const known = findScenario(id);
  const named = known?.named || about.named || false;
  return {
    ...outcome,
    id,
    name: known?.named ? known.name : (about.name ?? known?.name ?? planName(outcome.plan)),
    named,
    note: known?.note || about.note || "",
    wish: about.wish ?? known?.wish ?? null,
    at: known?.at ?? Date.now(),
    book,
  };
}

/** The oldest without a name of its own make room. */
function makeRoom(scenarios: readonly Scenario[]): readonly Scenario[] {
  const excess = scenarios.length - LIMIT;
  if (excess <= 0) return scenarios;
  const dropped = new Set(scenarios.filter(({ named }) => !named).slice(0, excess));
  return scenarios.filter((scenario) => !dropped.has(scenario));
}

/** The scenario with this id, if it is still kept. */
export function findScenario(id: string | null | undefined): Scenario | null {
  return session.scenarios.value.find((scenario) => scenario.id === id) ?? null;
}

/** The scenario that is shown; null before there is one. */
export function shownScenario(): Scenario | null {
  return findScenario(session.trail.value[session.at.value]);
}

/** The run that was shown before the result that is; null where there was none. */
export function runBefore(): Scenario | null {
  const plan = session.result.value?.plan ?? START_PLAN;
  const { value: trail } = session.trail;
  const at = session.at.value;
  return findScenario(trail[at] === planToQuery(plan).toString() ? trail[at - 1] : trail[at]);
}

/** Gives a scenario a name, or a note; a blank name changes nothing. */
export function describe(
  id: string,
  { name, note }: { readonly name?: string; readonly note?: string },
): void {
  const scenarios = session.scenarios.value.map((scenario) => {
    if (scenario.id !== id) return scenario;
    const called = name === undefined || name.trim() === "" ? {} : { name: name.trim(), named: true };
    return { ...scenario, ...called, ...(note === undefined ? {} : { note: note.trim() }) };
  });
  update({ scenarios });
}

/** Takes a scenario away. */
export function remove(id: string): void {
  const { scenarios, compared, trail, at } = current();
  const left = trail.filter((other) => other !== id);
  const before = trail.slice(0, at + 1).filter((other) => other !== id).length;
  update({
    scenarios: scenarios.filter((scenario) => scenario.id !== id),
    compared: compared.filter((other) => other !== id),
    trail: left,
    at: before - 1,
  });
}

/** Chooses a scenario for the comparison, or takes it back; the earliest choice makes room. */
export function toggleCompared(id: string): void {
  const compared = session.compared.value;
  update({
    compared: compared.includes(id)
      ? compared.filter((other) => other !== id)
      : [...compared, id].slice(-COMPARED),
  });
}

/** The page's address that brings back this run: its plan, wish, note, name, and the book it was made on. */
export function linkOf({ plan, book, name, named, note, wish }: Scenario): string {
  const query = planToQuery(plan);
  if (named) query.set("name", name);
  if (note !== "") query.set("note", note);
  if (wish !== null) query.set("wish", wish);
  if (book !== "") query.set("book", book);
  return `#${query}`;
}

/** The address of a scenario's CSV. */
export function csvPath(id: string): string {
  return address(`v1/tiers.csv?${id}`);
}

/** A file name that says which scenario it holds, and of which day. */
export function fileName({ name }: Pick<Scenario, "name">, extension: string): string {
  const words = name
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  const day = new Date().toLocaleDateString("sv-SE");
  return `tiers-${words.slice(0, 60) || "scenario"}-${day}.${extension}`;
}
