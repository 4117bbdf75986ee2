import { Icon } from "../parts/icon.tsx";
import type { Said } from "../state/model.ts";
import { session, update } from "../state/session.ts";

/** What the user said; it can be said again in other words. */
export function SaidTurn({ entry }: { readonly entry: Said }) {
  const editing = session.editing.value === entry.id;
  return (
    <article class={`turn said ${editing ? "being-edited" : ""}`} aria-label="You">
      <p>{entry.text}</p>
      <button
        type="button"
        class="quiet icon-only turn-action"
        onClick={() => update({ editing: entry.id })}
        title="Edit and send again"
      >
        <Icon name="edit" />
        <span class="visually-hidden">Edit and send again: {entry.text}</span>
      </button>
    </article>
  );
}
