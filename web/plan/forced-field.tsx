import { Icon } from "../parts/icon.tsx";
import { changePolicy } from "../state/planning.ts";
import { session } from "../state/session.ts";
import { forcedWords } from "../words/plan-words.ts";
import { FieldFaults } from "./field-faults.tsx";

/** Chips that are shown one by one. */
const SHOWN = 12;

/** Who is put into a tier by hand: each can be taken away; others are added where accounts are listed. */
export function ForcedField() {
  const entries = session.plan.value.policy.force ?? [];
  if (entries.length === 0) return null;
  const set = (force: readonly string[]) => changePolicy({ force });
  return (
    <fieldset class="policy-field half">
      <legend>Put into a tier by hand</legend>
      <ul class="chips">
        {entries.slice(0, SHOWN).map((entry, at) => (
          <li key={entry} class="chip">
            {forcedWords(entry)}
            <button
              type="button"
              class="quiet icon-only"
              onClick={() => set(entries.filter((_, other) => other !== at))}
            >
              <Icon name="close" />
              <span class="visually-hidden">Remove {forcedWords(entry)}</span>
            </button>
          </li>
        ))}
        {entries.length > SHOWN && <li class="hint">and {entries.length - SHOWN} more</li>}
        <li>
          <button type="button" class="small" onClick={() => set([])}>
            Remove all
          </button>
        </li>
      </ul>
      <FieldFaults fields={["force"]} />
    </fieldset>
  );
}
