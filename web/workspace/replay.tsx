import { useState } from "preact/hooks";
import { type Trouble, troubleOf } from "../api/problem.ts";
import { type RunAnswer, replayRun } from "../api/workspace.ts";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { minute } from "../words/format.ts";
import { deedWords } from "./deed-words.ts";

/** Makes a recorded run again, and says whether its bytes are the same. */
export function Replay({ run }: { readonly run: string }) {
  const [told, setTold] = useState<RunAnswer | null>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const make = async () => {
    setBusy(true);
    setTrouble(null);
    await replayRun(run).then(setTold, (error: unknown) => setTrouble(troubleOf(error)));
    setBusy(false);
  };
  return (
    <>
      <button type="button" class="small" disabled={busy} onClick={() => void make()}>
        {busy ? "Running…" : "Run it again"}
        <span class="visually-hidden"> (run {run})</span>
      </button>
      {trouble !== null && <TroubleNote trouble={trouble} onRetry={null} />}
      {told?.replay && (
        <div role="status">
          <p>{told.replay.text}</p>
          <ul class="plain hint">
            {told.replay.answers.map(({ at, action, form, same, why }) => (
              <li key={at + action + form}>
                {deedWords(action)}, {minute(at)}: {same ? "the same bytes" : (why ?? "not compared")}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
