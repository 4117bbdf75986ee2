import { decisionOn } from "../state/decided-policy.ts";
import { release } from "../state/deciding.ts";
import { holdOn } from "../state/kept-holds.ts";
import { session } from "../state/session.ts";
import { day } from "../words/format.ts";
import { DecideForm } from "./decide-form.tsx";
import { DecisionCost } from "./decision-cost.tsx";

/** What was decided on one account, and why; or the means to decide. */
export function AccountDecision({ id }: { readonly id: string }) {
  const { decision, why } = decisionOn(session.plan.value.policy, id);
  const held = holdOn(id);
  return (
    <>
      {decision === null && held !== null && (
        <p>
          {held.tier === null ? "Held in its tier" : `Put into ${held.tier}`} for every plan of the workspace
          by {held.author}
          {held.expires !== null && ` until ${day(held.expires)}`}: {held.reason}. A decision here goes before
          it in this plan.
        </p>
      )}
      {decision === null ? (
        <DecideForm ids={[id]} />
      ) : (
        <p class="account-actions">
          <span>
            {decision.kind === "hold" ? "Held in the tier it was in" : `Put into ${decision.tier}`}
            {why === null ? "" : `: ${why}`}.
          </span>
          <button type="button" class="small" onClick={() => release(id)}>
            Let it move again
          </button>
        </p>
      )}
      <DecisionCost />
    </>
  );
}
