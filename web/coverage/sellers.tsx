import { useRef, useState } from "preact/hooks";
import { refuseProblem } from "../api/call.ts";
import { type Trouble, troubleOf } from "../api/problem.ts";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { session } from "../state/session.ts";
import { count } from "../words/format.ts";
import type { Quality, SellersAnswer } from "./answers.ts";
import { force, onFile, post } from "./covering.ts";
import { wish } from "./wish.ts";

const SOURCES: Readonly<Record<SellersAnswer["source"], string>> = {
  files: "from your file",
  demonstration: "made up for the demonstration",
  none: "none on file: bring a sellers.csv",
};

/** Rows that were not taken, and warnings, that are told. */
const TOLD = 3;

interface FileButtonProps {
  readonly name: string;
  take(file: File | undefined): void;
}

function FileButton({ name, take }: FileButtonProps) {
  return (
    <label class="button small">
      {name}
      <input
        class="visually-hidden"
        type="file"
        accept=".csv,text/csv"
        onChange={(event) => {
          const input = event.currentTarget;
          take(input.files?.[0]);
          // The same file can be loaded again once it is mended.
          input.value = "";
        }}
      />
    </label>
  );
}

function NotTaken({ quality }: { readonly quality: Quality | null }) {
  if (quality === null || quality.rejected === 0) return null;
  const told = quality.rows.slice(0, TOLD).map(({ line, reason }) => `line ${line}: ${reason}`);
  return (
    <p class="hint">
      {count(quality.rejected)} of {count(quality.input)} rows were not taken: {told.join("; ")}.
    </p>
  );
}

/** What one seller of each role can look after. */
function Capacities({ of: { capacities, sellers } }: { readonly of: SellersAnswer }) {
  const tiers = session.baseline.value?.tiers ?? [];
  const roles = new Set(sellers.map(({ role }) => role));
  const told = Object.entries(capacities)
    .filter(([role]) => roles.has(role))
    .map(([role, most]) => `${role} ${tiers.map((tier, t) => `${tier} ${count(most[t] ?? 0)}`).join(", ")}`);
  return <p class="hint">Most accounts of one seller: {told.join("; ")}.</p>;
}

/** Files that were brought, to be read together. */
interface Files {
  readonly sellers?: { readonly name: string; readonly text: string };
  readonly capacities?: { readonly name: string; readonly text: string };
}

/** Whose sellers they are, and the way to bring one's own. */
export function Sellers() {
  const shown = force.value;
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [reading, setReading] = useState(false);
  const files = useRef<Files>({});
  const take = (own: SellersAnswer | null) => {
    wish.value = { ...wish.value, own, decisions: {} };
  };
  const load = async (what: keyof Files, file: File | undefined) => {
    if (file === undefined) return;
    setReading(true);
    setTrouble(null);
    try {
      const body = { ...files.current, [what]: { name: file.name, text: await file.text() } };
      const response = await post("v1/coverage/sellers", body, "application/json");
      await refuseProblem(response);
      take((await response.json()) as SellersAnswer);
      files.current = body;
    } catch (error) {
      setTrouble(troubleOf(error));
    }
    setReading(false);
  };
  if (shown === null) return <p class="empty">Asking for the sellers…</p>;
  const { quality, warnings, sellers, ownedAccounts } = shown;
  return (
    <section class="card" aria-labelledby="sellers-title">
      <div class="card-head">
        <h3 id="sellers-title">Sellers</h3>
        <div class="card-actions">
          {wish.value.own !== null && (
            <button
              type="button"
              class="small"
              onClick={() => {
                files.current = {};
                take(null);
              }}
            >
              Back to the {onFile.value?.source === "demonstration" ? "demonstration" : "server’s"} sellers
            </button>
          )}
          <FileButton name="Load sellers.csv" take={(file) => void load("sellers", file)} />
          <FileButton name="Load capacity.csv" take={(file) => void load("capacities", file)} />
        </div>
      </div>
      <p role="status">
        {reading
          ? "Reading the file…"
          : `${count(sellers.length)} sellers, ${SOURCES[shown.source]}; ${count(ownedAccounts)} accounts have an owner today.`}
      </p>
      <NotTaken quality={quality.sellers} />
      <NotTaken quality={quality.capacities} />
      {wish.value.own !== null && <Capacities of={shown} />}
      {warnings.slice(0, TOLD).map(({ message }) => (
        <p key={message} class="hint">
          {message}
        </p>
      ))}
      {trouble !== null && <TroubleNote trouble={trouble} onRetry={null} />}
    </section>
  );
}
