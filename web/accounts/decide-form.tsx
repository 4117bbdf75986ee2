import { useState } from "preact/hooks";
import { LONGEST_REASON } from "../../tiering/index.ts";
import { type Trouble, troubleOf } from "../api/problem.ts";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { decide } from "../state/deciding.ts";
import { holdForAll } from "../state/kept-holds.ts";
import { session } from "../state/session.ts";
import { mayAct } from "../state/sign-in.ts";
import { accountsWords } from "../words/format.ts";

interface Props {
  readonly ids: readonly string[];
  /** Told once it is decided. */
  onDecided?(): void;
  /** Takes the choice of accounts back; absent where there is one account only. */
  onClear?(): void;
}

/** Decides on accounts: they keep the tier they were in, or get another; with a reason that goes with the plan. */
export function DecideForm({ ids, onDecided, onClear }: Props) {
  const [tier, setTier] = useState("");
  const [why, setWhy] = useState("");
  const [everywhere, setEverywhere] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const tiers = session.baseline.value?.tiers ?? [];
  const first = session.baseline.value?.migration === null;
  const chosen = tier === "" && first ? (tiers[0] ?? "") : tier;
  const decideForAll = async () => {
    try {
      const hold = { tier: chosen === "" ? null : chosen, reason: why.trim(), expires: null };
      await holdForAll(ids.map((account) => ({ account, ...hold })));
      setTrouble(null);
      setWhy("");
      onDecided?.();
    } catch (error) {
      setTrouble(troubleOf(error));
    }
  };
  return (
    <form
      class="account-actions"
      onSubmit={(event) => {
        event.preventDefault();
        if (everywhere) {
          void decideForAll();
          return;
        }
        decide(ids, chosen === "" ? { kind: "hold" } : { kind: "force", tier: chosen }, why.trim());
        setWhy("");
        onDecided?.();
      }}
    >
      {onClear && <b>{accountsWords(ids.length)}</b>}
      <select aria-label="Decision" value={chosen} onChange={(event) => setTier(event.currentTarget.value)}>
        {!first && <option value="">Hold in the tier {ids.length === 1 ? "it was" : "they were"} in</option>}
        {tiers.map((name) => (
          <option key={name} value={name}>
            Put into {name}
          </option>
        ))}
      </select>
      <input
        type="text"
        aria-label="Why"
        placeholder={everywhere ? "Why? (goes into every CSV)" : "Why? (optional; goes into the CSV)"}
        required={everywhere}
        maxLength={LONGEST_REASON}
        value={why}
        onInput={(event) => setWhy(event.currentTarget.value)}
      />
      {mayAct("analyst") && (
        <label class="inline">
          <input
            type="checkbox"
            checked={everywhere}
            onChange={(event) => setEverywhere(event.currentTarget.checked)}
          />
          for every plan
        </label>
      )}
      <button type="submit" class="small">
        Decide
      </button>
      {onClear && (
        <button type="button" class="quiet small" onClick={onClear}>
          Clear
        </button>
      )}
      {trouble !== null && <TroubleNote trouble={trouble} onRetry={null} />}
    </form>
  );
}
