import { planName } from "../words/plan-words.ts";
import { planToQuery } from "../words/query.ts";
import type { Outcome, Scenario } from "./model.ts";
import { current, session, update } from "./session.ts";

const LIMIT = 60;

/** Keeps a run as a scenario and shows it as the current one; returns its id. */
export function keep(outcome: Outcome, name = planName(outcome.plan)): string {
  const { scenarios, trail, identity } = current();
  const id = planToQuery(outcome.plan).toString();
  const known = scenarios.find((scenario) => scenario.id === id);
  const scenario: Scenario = {
    ...outcome,
    id,
    name: known?.name ?? name,
    named: known?.named ?? false,
    at: known?.at ?? Date.now(),
    book: identity?.book.id ?? "",
  };
  const others = scenarios.filter((other) => other !== known);
  update({
    scenarios: makeRoom([...others, scenario]),
    trail: trail.at(-1) === id ? trail : [...trail.slice(-LIMIT), id],
    result: outcome,
  });
  history.replaceState(null, "", linkOf(scenario));
  return id;
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

export function rename(id: string, name: string): void {
  const scenarios = session.scenarios.value.map((scenario) =>
    scenario.id === id && name.trim() !== "" ? { ...scenario, name: name.trim(), named: true } : scenario,
  );
  update({ scenarios });
}

export function remove(id: string): void {
  const { scenarios, compared, trail } = current();
  update({
    scenarios: scenarios.filter((scenario) => scenario.id !== id),
    compared: compared.filter((other) => other !== id),
    trail: trail.filter((other) => other !== id),
  });
}

/** Chooses a scenario for the comparison, or takes it back; the earlier of two choices makes room. */
export function toggleCompared(id: string): void {
  const { compared } = current();
  update({
    compared: compared.includes(id) ? compared.filter((other) => other !== id) : [...compared, id].slice(-2),
  });
}

/** The page's address that brings back this run, and says on which book it was made. */
export function linkOf({ plan, book, name, named }: Scenario): string {
  const query = planToQuery(plan);
  if (named) query.set("name", name);
  if (book !== "") query.set("book", book);
  return `#${query}`;
}

/** The address of a scenario's CSV. */
export function csvPath(id: string): string {
  return `v1/tiers.csv?${id}`;
}
