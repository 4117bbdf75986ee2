import { useState } from "preact/hooks";
import { selectorWords } from "../../tiering/index.ts";
import { Icon } from "./icon.tsx";
import { SelectorPicker } from "./selector-picker.tsx";

interface Props {
  readonly selectors: readonly string[];
  /** What a screen reader is told that others are added to. */
  readonly to?: string;
  readonly label?: string;
  /** True where single accounts may be picked too. */
  readonly ids?: boolean;
  onChange(selectors: readonly string[]): void;
}

/** Chips that are shown one by one. */
const SHOWN = 12;

/** Selectors as chips: each can be taken away, others are added from what the book has. */
export function SelectorChips({ selectors, to, label = "Add", ids = false, onChange }: Props) {
  const [adding, setAdding] = useState(false);
  return (
    <>
      <ul class="chips">
        {selectors.slice(0, SHOWN).map((selector) => (
          <li key={selector} class="chip">
            {selectorWords(selector)}
            <button
              type="button"
              class="quiet icon-only"
              onClick={() => onChange(selectors.filter((other) => other !== selector))}
            >
              <Icon name="close" />
              <span class="visually-hidden">Remove {selectorWords(selector)}</span>
            </button>
          </li>
        ))}
        {selectors.length > SHOWN && (
          <li class="chip">
            and {selectors.length - SHOWN} more
            <button type="button" class="quiet icon-only" onClick={() => onChange(selectors.slice(0, SHOWN))}>
              <Icon name="close" />
              <span class="visually-hidden">Remove those {selectors.length - SHOWN}</span>
            </button>
          </li>
        )}
        <li>
          <button type="button" class="small" aria-expanded={adding} onClick={() => setAdding(!adding)}>
            <Icon name="plus" /> {label}
            {to && <span class="visually-hidden"> to {to}</span>}
          </button>
        </li>
      </ul>
      {adding && (
        <SelectorPicker
          ids={ids}
          onPick={(selector) => {
            onChange([...selectors.filter((other) => other !== selector), selector]);
            setAdding(false);
          }}
        />
      )}
    </>
  );
}
