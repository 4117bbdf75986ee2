import type { Scenario } from "../state/model.ts";

/** What a report says of a scenario beside its plan: its name where a person gave one, its note, its wish. */
export function reportQuery(scenario: Scenario | null): URLSearchParams {
  const query = new URLSearchParams();
  if (scenario?.named) query.set("title", scenario.name);
  if (scenario !== null && scenario.note !== "") query.set("remark", scenario.note);
  if (scenario?.wish) query.set("wish", scenario.wish);
  return query;
}
