import type { Adjusted } from "../state/model.ts";
import { planName } from "../words/plan-words.ts";

const HOW: Readonly<Record<Adjusted["how"], string>> = {
  "by hand": "You adjusted the plan",
  undone: "Back to",
  opened: "Opened",
};

/** A plan that did not come from words. */
export function AdjustedNote({ entry }: { readonly entry: Adjusted }) {
  return (
    <p class="turn note">
      {HOW[entry.how]}: {planName(entry.plan)}
    </p>
  );
}
