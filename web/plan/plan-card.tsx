import { useState } from "preact/hooks";
import { METHOD_NAMES, METHODS, type Method, POLICY_FIELDS, SIGNALS } from "../../tiering/index.ts";
import { Icon } from "../parts/icon.tsx";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { canRedo, canUndo, changePlan, redo, runAgain, undo } from "../state/planning.ts";
import { session } from "../state/session.ts";
import { METHOD_HELP, planName, policyPhrases } from "../words/plan-words.ts";
import { FieldFaults } from "./field-faults.tsx";
import { PolicyPanel } from "./policy-panel.tsx";
import { ShareMenu } from "./share-menu.tsx";
import { WeightSliders } from "./weight-sliders.tsx";

/** Where the plan would leave no room for its result. */
const SMALL = "(max-width: 899px), (max-height: 520px)";

/** The plan read back: what the words, or the hand, made of it; everything on it can be changed. */
export function PlanCard() {
  const plan = session.plan.value;
  const trouble = session.trouble.value;
  const [open, setOpen] = useState(false);
  const [folded, setFolded] = useState(() => matchMedia(SMALL).matches);
  const phrases = policyPhrases(plan.policy, session.baseline.value?.accounts);
  return (
    <section class="card plan" aria-labelledby="plan-title">
      <div class="card-head">
        <h2 id="plan-title">Plan</h2>
        {!folded && <MethodPicker />}
        <div class="card-actions">
          <button
            type="button"
            class="quiet small fold"
            aria-expanded={!folded}
            aria-controls="plan-body"
            onClick={() => setFolded(!folded)}
          >
            {folded ? "Change" : "Fold"}
          </button>
          <button
            type="button"
            class="quiet small"
            disabled={!canUndo()}
            onClick={undo}
            title="Undo (Ctrl+Z)"
          >
            <Icon name="undo" /> Undo
          </button>
          {canRedo() && (
            <button type="button" class="quiet small" onClick={redo} title="Redo (Ctrl+Shift+Z)">
              <Icon name="redo" /> Redo
            </button>
          )}
          {session.result.value === null && (
            <button
              type="button"
              class="primary small"
              disabled={session.running.value || session.baseline.value === null}
              onClick={runAgain}
            >
              Run
            </button>
          )}
          <ShareMenu />
        </div>
      </div>
      {folded && <p class="hint">{[planName(plan), ...phrases].join(" · ")}</p>}
      <div id="plan-body" hidden={folded}>
        <p class="hint">
          {session.result.value === null && "A plan to start from; nothing has run yet. "}
          {METHOD_HELP[plan.method]}.
        </p>
        <WeightSliders />
        <FieldFaults fields={["method", ...SIGNALS]} />
        <div class="policy-line">
          <button
            type="button"
            class="disclosure"
            aria-expanded={open}
            aria-controls="policy"
            onClick={() => setOpen(!open)}
          >
            Constraints
          </button>
          {phrases.length === 0 ? (
            <span class="hint">{defaultRules(plan.method)}</span>
          ) : (
            <ul class="phrases">
              {phrases.map((phrase) => (
                <li key={phrase}>{phrase}</li>
              ))}
            </ul>
          )}
        </div>
        {open && <PolicyPanel />}
      </div>
      {(!open || folded) && <FieldFaults fields={POLICY_FIELDS} />}
      {trouble && trouble.kind !== "connection" && <TroubleNote trouble={trouble} onRetry={runAgain} />}
    </section>
  );
}

function defaultRules(method: Method): string {
  if (method === "hybrid") return "At most 5 % move, by one tier at most; tier sizes are kept";
  if (method === "kpi") return "One tier at most; movement and sizes are not limited";
  if (method === "direct") return "Tier sizes are kept; movement is not limited";
  return "Nothing moves";
}

function MethodPicker() {
  const method = session.plan.value.method;
  return (
    <fieldset class="segments">
      <legend class="visually-hidden">Method</legend>
      {METHODS.map((name) => (
        <label key={name} title={METHOD_HELP[name]}>
          <input
            type="radio"
            name="method"
            value={name}
            checked={method === name}
            onChange={() => changePlan({ ...session.plan.value, method: name })}
          />
          <span>{METHOD_NAMES[name]}</span>
        </label>
      ))}
    </fieldset>
  );
}
