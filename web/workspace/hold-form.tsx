import { useState } from "preact/hooks";
import type { Loaded } from "../api/use-loaded.ts";
import type { HoldsAnswer } from "../api/workspace.ts";
import { holdForAll } from "../state/kept-holds.ts";
import { selected, selectNone } from "../state/selection.ts";
import { session } from "../state/session.ts";
import { accountsWords } from "../words/format.ts";

interface Props extends Pick<Loaded<HoldsAnswer>, "act" | "busy"> {}

/** Longest reason that the server takes. */
const LONGEST = 140;

/** Holds accounts for every plan: those that are ticked among the accounts, or some by their IDs. */
export function HoldForm({ act, busy }: Props) {
  const [typed, setTyped] = useState("");
  const [tier, setTier] = useState("");
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState("");
  const ticked = [...selected.value];
  const ids = ticked.length > 0 ? ticked : typed.split(/[\s,;]+/).filter((id) => id !== "");
  const tiers = session.baseline.value?.tiers ?? [];
  const send = () =>
    act(async () => {
      const expires = until === "" ? null : until;
      const made = await holdForAll(
        ids.map((account) => ({ account, tier: tier === "" ? null : tier, reason, expires })),
      );
      setTyped("");
      setReason("");
      selectNone();
      return made;
    });
  return (
    <form
      class="workspace-form"
      aria-label="Hold accounts for every plan"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {ticked.length > 0 ? (
        <b>{accountsWords(ticked.length)} that you ticked</b>
      ) : (
        <input
          type="text"
          aria-label="IDs of accounts"
          placeholder="IDs of accounts"
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      <select
        aria-label="What they get"
        value={tier}
        onChange={(event) => setTier(event.currentTarget.value)}
      >
        <option value="">Hold in their tier</option>
        {tiers.map((name) => (
          <option key={name} value={name}>
            Put into {name}
          </option>
        ))}
      </select>
      <input
        type="text"
        aria-label="Reason"
        placeholder="Why (in CSV and report)"
        maxLength={LONGEST}
        value={reason}
        onInput={(event) => setReason(event.currentTarget.value)}
      />
      <label>
        until <input type="date" value={until} onInput={(event) => setUntil(event.currentTarget.value)} />
      </label>
      <button type="submit" class="small" disabled={busy || ids.length === 0 || reason.trim() === ""}>
        Hold for every plan
      </button>
    </form>
  );
}
