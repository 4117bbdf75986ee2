import { useState } from "preact/hooks";
import { Icon } from "../parts/icon.tsx";
import { SelectorPicker } from "../parts/selector-picker.tsx";
import { changePolicy } from "../state/planning.ts";
import { session } from "../state/session.ts";
import { selectorWords } from "../words/selector-words.ts";
import { FieldFaults } from "./field-faults.tsx";

interface Props {
  readonly field: "hold" | "scope";
  readonly title: string;
}

/** A list of selectors: each can be taken away, others added from what the book has. */
export function SelectorField({ field, title }: Props) {
  const entries = session.plan.value.policy[field] ?? [];
  const [adding, setAdding] = useState(false);
  const set = (next: readonly string[]) => changePolicy({ [field]: next });
  return (
    <fieldset class="policy-field half">
      <legend>{title}</legend>
      <ul class="chips">
        {entries.map((entry, at) => (
          <li key={entry} class="chip">
            {selectorWords(entry)}
            <button
              type="button"
              class="quiet icon-only"
              onClick={() => set(entries.filter((_, other) => other !== at))}
            >
              <Icon name="close" />
              <span class="visually-hidden">Remove {selectorWords(entry)}</span>
            </button>
          </li>
        ))}
        <li>
          <button type="button" class="small" aria-expanded={adding} onClick={() => setAdding(!adding)}>
            <Icon name="plus" /> Add<span class="visually-hidden"> to {field}</span>
          </button>
        </li>
      </ul>
      {adding && (
        <SelectorPicker
          ids={field === "hold"}
          onPick={(selector) => {
            set([...entries.filter((entry) => entry !== selector), selector]);
            setAdding(false);
          }}
        />
      )}
      <FieldFaults fields={[field]} />
    </fieldset>
  );
}
