import { useState } from "preact/hooks";
import { holdAccounts, releaseAccount } from "../state/holding.ts";
import { session } from "../state/session.ts";

/** Rejects an account's move, or lets it move again. */
export function HoldAccount({ id }: { readonly id: string }) {
  const held = session.plan.value.policy.hold?.includes(id) ?? false;
  const reason = session.holdNotes.value[id];
  const [note, setNote] = useState("");
  if (held) {
    return (
      <p class="account-actions">
        <span>Held in the tier it was in{reason === undefined ? "" : `: ${reason}`}.</span>
        <button type="button" class="small" onClick={() => releaseAccount(id)}>
          Let it move again
        </button>
      </p>
    );
  }
  return (
    <form
      class="account-actions"
      onSubmit={(event) => {
        event.preventDefault();
        holdAccounts([id], note.trim());
        setNote("");
      }}
    >
      <input
        type="text"
        aria-label="Why, in a note"
        placeholder="Why? (optional)"
        maxLength={200}
        value={note}
        onInput={(event) => setNote(event.currentTarget.value)}
      />
      <button type="submit" class="small">
        Hold in the tier it was in
      </button>
    </form>
  );
}
