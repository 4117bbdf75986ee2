import { Icon } from "../shell/icon.tsx";
import type { Said } from "../state/model.ts";
import { session, useSession } from "../state/session.ts";

/** What the user said; it can be said again in other words. */
export function SaidTurn({ entry }: { readonly entry: Said }) {
  const editing = useSession((state) => state.editing === entry.id);
  return (
    <article class={`turn said ${editing ? "being-edited" : ""}`} aria-label="You">
      <p>{entry.text}</p>
      <button
        type="button"
        class="quiet icon-only turn-action"
        onClick={() => session.set({ editing: entry.id })}
        title="Edit and send again"
      >
        <Icon name="edit" />
        <span class="visually-hidden">Edit and send again: {entry.text}</span>
      </button>
    </article>
  );
}
