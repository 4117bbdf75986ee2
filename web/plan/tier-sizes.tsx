import { useState } from "preact/hooks";
import { changePolicy } from "../state/planning.ts";
import { session } from "../state/session.ts";
import { count } from "../words/format.ts";

/** How many accounts each tier shall have; the book's own sizes unless others are asked for. */
export function TierSizes() {
  const asked = session.plan.value.policy.tierSizes;
  const baseline = session.baseline.value;
  const [draft, setDraft] = useState<Readonly<Record<string, number>> | null>(null);
  if (baseline === null) return null;
  const { tiers, accounts } = baseline;
  const sizes = Object.fromEntries(
    tiers.map((tier, at) => [tier, (baseline.distribution.before ?? baseline.distribution.after)[at]!]),
  );
  const inAccounts = Object.entries(asked ?? {}).map(([tier, size]) => [
    tier,
    typeof size === "number" ? size : Math.round((Number.parseFloat(size) / 100) * accounts),
  ]);
  const shown: Record<string, number> = { ...sizes, ...Object.fromEntries(inAccounts), ...draft };
  const total = tiers.reduce((sum, tier) => sum + shown[tier]!, 0);
  const apply = () => {
    const changed = Object.fromEntries(tiers.flatMap((t) => (shown[t] === sizes[t] ? [] : [[t, shown[t]!]])));
    changePolicy({ tierSizes: Object.keys(changed).length === 0 ? undefined : changed });
    setDraft(null);
  };
  return (
    <fieldset class="sizes">
      <legend>Tier sizes</legend>
      {tiers.map((tier) => (
        <label key={tier}>
          <span>{tier}</span>
          <input
            type="number"
            min={0}
            step={1}
            value={shown[tier]}
            onInput={(event) => {
              const size = event.currentTarget.valueAsNumber;
              if (Number.isInteger(size) && size >= 0) setDraft({ ...draft, [tier]: size });
            }}
          />
        </label>
      ))}
      {draft !== null && (
        <button type="button" class="small" disabled={total !== accounts} onClick={apply}>
          Apply
        </button>
      )}
      {(draft !== null || asked !== undefined) && (
        <button
          type="button"
          class="quiet small"
          onClick={() => {
            setDraft(null);
            if (asked !== undefined) changePolicy({ tierSizes: undefined });
          }}
        >
          Reset
        </button>
      )}
      {total !== accounts && (
        <p class="fault">
          Together {count(total)}; the book has {count(accounts)} accounts
          {total < accounts
            ? `, ${count(accounts - total)} more to place.`
            : `, ${count(total - accounts)} too many.`}
        </p>
      )}
    </fieldset>
  );
}
