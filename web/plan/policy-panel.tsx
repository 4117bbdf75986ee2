import { DEFAULT_POLICY, type Policy } from "../../tiering/index.ts";
import { changePolicy } from "../state/planning.ts";
import { session } from "../state/session.ts";
import { FieldFaults } from "./field-faults.tsx";
import { ForcedField } from "./forced-field.tsx";
import { GoalField } from "./goal-field.tsx";
import { MovementBudget } from "./movement-budget.tsx";
import { SelectorField } from "./selector-field.tsx";
import { TierSizes } from "./tier-sizes.tsx";

/** The business rules. */
export function PolicyPanel() {
  const policy = session.plan.value.policy;
  const tiers = session.baseline.value?.tiers ?? [];
  return (
    <div class="policy" id="policy">
      <div class="policy-field">
        <MovementBudget />
        <FieldFaults fields={["maxMovedShare"]} />
      </div>
      <GoalField />
      <div class="policy-field">
        <label for="step">An account moves at most</label>
        <select
          id="step"
          value={String(policy.maxTierStep ?? DEFAULT_POLICY.maxTierStep)}
          onChange={(event) => changePolicy({ maxTierStep: readStep(event.currentTarget.value) })}
        >
          {tiers.slice(1).map((_, at) => (
            <option key={at + 1} value={at + 1}>
              {at === 0 ? "1 tier" : `${at + 1} tiers`}
            </option>
          ))}
          <option value="free">any number of tiers</option>
        </select>
        <FieldFaults fields={["maxTierStep"]} />
      </div>
      <div class="policy-field">
        <label for="strategic">Strategic tiers</label>
        <select
          id="strategic"
          value={String(policy.strategicTiers ?? DEFAULT_POLICY.strategicTiers)}
          onChange={(event) => changePolicy({ strategicTiers: readStrategic(event.currentTarget.value) })}
        >
          {tiers.map((_, at) => (
            <option key={at + 1} value={at + 1}>
              {at === 0
                ? `the top tier (${tiers[0]})`
                : `the top ${at + 1} (${tiers.slice(0, at + 1).join(", ")})`}
            </option>
          ))}
          {typeof policy.strategicTiers === "string" && (
            <option value={policy.strategicTiers}>{policy.strategicTiers}</option>
          )}
        </select>
        <FieldFaults fields={["strategicTiers"]} />
      </div>
      <div class="policy-field">
        <label class="inline">
          <input
            type="checkbox"
            checked={policy.monotone === true}
            onChange={(event) => changePolicy({ monotone: event.currentTarget.checked || undefined })}
          />
          Keep the tiers in order
        </label>
        <span class="hint">No tier may have less potential on average than the one below it.</span>
        <FieldFaults fields={["monotone"]} />
      </div>
      <div class="policy-field wide">
        <TierSizes />
        <FieldFaults fields={["tierSizes"]} />
      </div>
      <SelectorField field="hold" title="Hold: these keep their tier" />
      <ForcedField />
      <SelectorField field="scope" title="Scope: only these may move" />
    </div>
  );
}

function readStep(value: string): Policy["maxTierStep"] {
  if (value === "free") return "free";
  return Number(value) === DEFAULT_POLICY.maxTierStep ? undefined : Number(value);
}

function readStrategic(value: string): Policy["strategicTiers"] {
  if (!/^\d+$/.test(value)) return value;
  return Number(value) === DEFAULT_POLICY.strategicTiers ? undefined : Number(value);
}
