import type { Adjusted } from "../state/model.ts";
import { findScenario } from "../state/scenarios.ts";
import { session } from "../state/session.ts";
import { change } from "../words/format.ts";
import { planName } from "../words/plan-words.ts";

const HOW: Readonly<Record<Adjusted["how"], string>> = {
  "by hand": "You adjusted the plan",
  undone: "Back to",
  redone: "Forward again to",
  opened: "Opened",
};

/** A plan that did not come from words, and what it costs or brings against the run before it. */
export function AdjustedNote({ entry }: { readonly entry: Adjusted }) {
  return (
    <p class="turn note">
      {HOW[entry.how]}: {planName(entry.plan)}
      {entry.how === "by hand" && costWords(entry)}
    </p>
  );
}

/** Scores are comparable only where they were measured with the same weights. */
function costWords({ scenario }: Adjusted): string {
  const trail = session.trail.value;
  const now = findScenario(scenario);
  const before = findScenario(trail[trail.lastIndexOf(scenario) - 1]);
  if (now === null || before === null) return "";
  if (JSON.stringify(now.plan.weights) !== JSON.stringify(before.plan.weights)) return "";
  const difference = now.summary.kpis.after.composite - before.summary.kpis.after.composite;
  return `; overall score ${change(difference, 4)}`;
}
