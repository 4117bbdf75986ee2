import { useRef, useState } from "preact/hooks";
import { refuseProblem } from "../api/call.ts";
import { type Trouble, troubleOf } from "../api/problem.ts";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { count } from "../words/format.ts";
import type { SellersAnswer } from "./answers.ts";
import { force, onFile, post, wish } from "./covering.ts";

const SOURCES: Readonly<Record<SellersAnswer["source"], string>> = {
  files: "from your file",
  demonstration: "made up for the demonstration",
  none: "none on file: bring a sellers.csv",
};

/** Rows that were not taken, and warnings, that are told. */
const TOLD = 3;

/** Whose sellers they are, and the way to bring one's own. */
export function Sellers() {
  const shown = force.value;
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [reading, setReading] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const take = (own: SellersAnswer | null) => {
    wish.value = { ...wish.value, own, decisions: {} };
  };
  const load = async (file: File | undefined) => {
    if (file === undefined) return;
    setReading(true);
    setTrouble(null);
    try {
      const body = { sellers: { name: file.name, text: await file.text() } };
      const response = await post("v1/coverage/sellers", body, "application/json");
      await refuseProblem(response);
      take((await response.json()) as SellersAnswer);
    } catch (error) {
      setTrouble(troubleOf(error));
    }
    setReading(false);
    if (input.current) input.current.value = "";
  };
  if (shown === null) return <p class="empty">Asking for the sellers…</p>;
  const { quality, warnings, sellers, ownedAccounts } = shown;
  return (
    <section class="card" aria-labelledby="sellers-title">
      <div class="card-head">
        <h3 id="sellers-title">Sellers</h3>
        <div class="card-actions">
          {wish.value.own !== null && (
            <button type="button" class="small" onClick={() => take(null)}>
              Back to the {onFile.value?.source === "demonstration" ? "demonstration" : "server’s"} sellers
            </button>
          )}
          <label class="button small">
            Load sellers.csv
            <input
              ref={input}
              class="visually-hidden"
              type="file"
              accept=".csv,text/csv"
              onChange={(event) => void load(event.currentTarget.files?.[0])}
            />
          </label>
        </div>
      </div>
      <p role="status">
        {reading
          ? "Reading the file…"
          : `${count(sellers.length)} sellers, ${SOURCES[shown.source]}; ${count(ownedAccounts)} accounts have an owner today.`}
      </p>
      {quality.sellers !== null && quality.sellers.rejected > 0 && (
        <p class="hint">
          {count(quality.sellers.rejected)} of {count(quality.sellers.input)} rows were not taken:{" "}
          {quality.sellers.rows
            .slice(0, TOLD)
            .map(({ line, reason }) => `line ${line}: ${reason}`)
            .join("; ")}
          .
        </p>
      )}
      {warnings.slice(0, TOLD).map(({ message }) => (
        <p key={message} class="hint">
          {message}
        </p>
      ))}
      {trouble !== null && <TroubleNote trouble={trouble} onRetry={null} />}
    </section>
  );
}
