import { useState } from "preact/hooks";
import { holdAccounts } from "../state/holding.ts";
import { selected, selectNone } from "../state/selection.ts";
import { accountsWords } from "../words/format.ts";

/** What can be done with the accounts that were ticked. */
export function AccountActions() {
  const ids = [...selected.value];
  const [note, setNote] = useState("");
  if (ids.length === 0) return null;
  const hold = () => {
    holdAccounts(ids, note.trim());
    setNote("");
    selectNone();
  };
  return (
    <form
      class="account-actions"
      onSubmit={(event) => {
        event.preventDefault();
        hold();
      }}
    >
      <b>{accountsWords(ids.length)}</b>
      <input
        type="text"
        aria-label="Why, in a note"
        placeholder="Why? (optional)"
        maxLength={200}
        value={note}
        onInput={(event) => setNote(event.currentTarget.value)}
      />
      <button type="submit" class="small">
        Hold in the tier they were in
      </button>
      <button type="button" class="quiet small" onClick={selectNone}>
        Clear
      </button>
    </form>
  );
}
