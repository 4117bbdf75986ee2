import type { Told } from "../api/answers.ts";
import { say } from "../state/converse.ts";
import { changePlan } from "../state/planning.ts";
import { planName, policyPhrases } from "../words/plan-words.ts";

/** A plan that waits for a yes, with the one question that it turns on. */
export function Proposal({ told, open }: { readonly told: Told; readonly open: boolean }) {
  const { proposed, question } = told;
  if (!proposed) return null;
  return (
    <div class="outcome">
      {question && <p>{question}</p>}
      <ul class="phrases">
        {[planName(proposed), ...policyPhrases(proposed.policy)].map((phrase) => (
          <li key={phrase}>{phrase}</li>
        ))}
      </ul>
      {open && (
        <div class="outcome-actions">
          <button type="button" class="small primary" onClick={() => void say("yes")}>
            Yes, run it
          </button>
          <button type="button" class="quiet small" onClick={() => changePlan(proposed)}>
            Take it to change by hand
          </button>
        </div>
      )}
    </div>
  );
}
