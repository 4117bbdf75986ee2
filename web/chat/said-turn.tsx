import type { Told } from "../api/answers.ts";
import { Icon } from "../parts/icon.tsx";
import { editAgain } from "../state/draft.ts";
import type { Said } from "../state/model.ts";
import { session } from "../state/session.ts";
import { MarkedText } from "./marked-text.tsx";

interface Props {
  readonly entry: Said;
  /** How it was understood; null until it was. */
  readonly told: Told | null;
}

/** What the user said, marked by how it was understood; it can be said again in other words. */
export function SaidTurn({ entry, told }: Props) {
  const editing = session.editing.value === entry.id;
  return (
    <article class={`turn said ${editing ? "being-edited" : ""}`} aria-label="You">
      <p>
        <MarkedText text={entry.text} readings={told?.readings ?? []} unread={told?.unread ?? []} />
      </p>
      <button
        type="button"
        class="quiet icon-only turn-action"
        onClick={() => editAgain(entry)}
        title="Edit and send again"
      >
        <Icon name="edit" />
        <span class="visually-hidden">Edit and send again: {entry.text}</span>
      </button>
    </article>
  );
}
