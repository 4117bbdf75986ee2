import { SelectorChips } from "../parts/selector-chips.tsx";
import { type Filter, narrow } from "../state/filter.ts";
import { session } from "../state/session.ts";
import { ColumnChooser } from "./column-chooser.tsx";

const CHANGES: readonly { readonly value: Filter["change"]; readonly name: string }[] = [
  { value: "moved", name: "Moved" },
  { value: "up", name: "Up" },
  { value: "down", name: "Down" },
  { value: "same", name: "Unchanged" },
  { value: "all", name: "All" },
];

interface Props {
  readonly filter: Filter;
  /** True before anything ran: nothing has moved from anywhere. */
  readonly fresh: boolean;
}

/** Narrows the list down. */
export function FilterBar({ filter, fresh }: Props) {
  const tiers = session.baseline.value?.tiers ?? [];
  return (
    <search class="filter-bar" aria-label="Accounts">
      <input
        type="search"
        aria-label="Search accounts"
        placeholder="ID, name or any text"
        value={filter.search}
        onInput={(event) => narrow({ search: event.currentTarget.value })}
      />
      {/* Beside the search, where its list has room to its left at every width. */}
      <ColumnChooser />
      {!fresh && (
        <fieldset class="segments">
          <legend class="visually-hidden">Change</legend>
          {CHANGES.map(({ value, name }) => (
            <label key={value}>
              <input
                type="radio"
                name="change"
                checked={filter.change === value}
                onChange={() => narrow({ change: value })}
              />
              <span>{name}</span>
            </label>
          ))}
        </fieldset>
      )}
      {!fresh && (
        <TierSelect name="From" value={filter.from} tiers={tiers} onChange={(from) => narrow({ from })} />
      )}
      <TierSelect
        name={fresh ? "Tier" : "To"}
        value={filter.to}
        tiers={tiers}
        onChange={(to) => narrow({ to })}
      />
      <div class="facets">
        <SelectorChips selectors={filter.where} label="Filter" onChange={(where) => narrow({ where })} />
      </div>
    </search>
  );
}

interface TierSelectProps {
  readonly name: string;
  readonly value: string;
  readonly tiers: readonly string[];
  onChange(tier: string): void;
}

function TierSelect({ name, value, tiers, onChange }: TierSelectProps) {
  return (
    <label class="inline">
      <span>{name}</span>
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">any</option>
        {tiers.map((tier) => (
          <option key={tier} value={tier}>
            {tier}
          </option>
        ))}
      </select>
    </label>
  );
}
