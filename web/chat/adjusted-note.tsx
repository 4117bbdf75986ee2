import type { Adjusted, Scenario } from "../state/model.ts";
import { findScenario } from "../state/scenarios.ts";
import { session } from "../state/session.ts";
import { change } from "../words/format.ts";
import { planChanges } from "../words/plan-changes.ts";
import { planName } from "../words/plan-words.ts";
import { planToQuery } from "../words/query.ts";

/** A plan that did not come from words: what changed, and what that costs or brings. */
export function AdjustedNote({ entry }: { readonly entry: Adjusted }) {
  return (
    <p class="turn note">
      {told(entry)}
      {entry.how === "by hand" && costWords(entry)}
    </p>
  );
}

function told({ how, plan, from, scenario }: Adjusted): string {
  const accounts = session.baseline.value?.accounts;
  const changes = (before: typeof plan, after: typeof plan) =>
    planChanges(before, after, accounts).join("; ");
  switch (how) {
    case "by hand": {
      const made = from && changes(from, plan);
      return made ? `You adjusted the plan: ${made}` : `You ran the plan: ${planName(plan)}`;
    }
    case "undone":
      return `Undone: ${(from && changes(plan, from)) || planName(plan)}`;
    case "redone":
      return `Redone: ${(from && changes(from, plan)) || planName(plan)}`;
    case "opened":
      return `Opened: ${findScenario(scenario)?.name ?? planName(plan)}`;
  }
}

/** Scores are comparable only where they were measured with the same weights. */
function costWords({ scenario, from }: Adjusted): string {
  const now = findScenario(scenario);
  const before = from === undefined ? null : findScenario(planToQuery(from).toString());
  if (now === null || before === null || now === before) return "";
  if (measuredBy(now) !== measuredBy(before)) return "";
  const difference = now.summary.kpis.after.composite - before.summary.kpis.after.composite;
  return `; overall score ${change(difference, 4)}`;
}

/** The weights, and what the score counts. */
function measuredBy({ plan: { weights, policy } }: Scenario): string {
  return JSON.stringify([weights, policy.coefficients, policy.strategicTiers]);
}
