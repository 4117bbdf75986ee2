import { useEffect, useState } from "preact/hooks";
import { columnWords, tierWords } from "../../tiering/index.ts";
import type { ValuesAnswer } from "../api/answers.ts";
import { getJson } from "../api/call.ts";
import { troubleOf } from "../api/problem.ts";
import { session } from "../state/session.ts";
import { count } from "../words/format.ts";

/** Most values listed at once; the search narrows down the rest. */
const LISTED = 60;

interface Props {
  /** Whether single accounts can be picked too. */
  readonly ids: boolean;
  onPick(selector: string): void;
}

/** Picks an account, a tier, or values of a column, from what the book has. */
export function SelectorPicker({ ids, onPick }: Props) {
  const columns = session.columns.value;
  const tiers = session.baseline.value?.tiers ?? [];
  const texts = columns.filter(({ kind }) => kind === "text");
  const [by, setBy] = useState(ids ? "id" : (texts[0]?.name ?? ""));
  const [id, setId] = useState("");
  return (
    <div class="picker">
      <label>
        <span class="visually-hidden">By</span>
        <select value={by} onChange={(event) => setBy(event.currentTarget.value)}>
          {ids && <option value="id">Account ID</option>}
          <option value="tier">Tier</option>
          {texts.map(({ name }) => (
            <option key={name} value={name}>
              {columnWords(name)}
            </option>
          ))}
        </select>
      </label>
      {by === "id" && (
        <form
          class="inline"
          onSubmit={(event) => {
            event.preventDefault();
            if (id.trim() !== "") onPick(id.trim());
          }}
        >
          <input
            type="text"
            inputMode="numeric"
            aria-label="Account ID"
            placeholder="304930413"
            value={id}
            onInput={(event) => setId(event.currentTarget.value)}
          />
          <button type="submit" class="small">
            Hold
          </button>
        </form>
      )}
      {by === "tier" && (
        <div class="inline">
          {tiers.map((tier) => (
            <button key={tier} type="button" class="small" onClick={() => onPick(`tier:${tier}`)}>
              {tierWords(tier)}
            </button>
          ))}
        </div>
      )}
      {by !== "id" && by !== "tier" && by !== "" && <ValuesPicker key={by} column={by} onPick={onPick} />}
    </div>
  );
}

function ValuesPicker({ column, onPick }: { readonly column: string; onPick(selector: string): void }) {
  const [answer, setAnswer] = useState<ValuesAnswer | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  useEffect(() => {
    const left = new AbortController();
    getJson<ValuesAnswer>(`v1/columns/${encodeURIComponent(column)}/values?limit=10000`, left.signal)
      .then(setAnswer)
      .catch((error: unknown) => setFault(troubleOf(error)?.detail ?? null));
    return () => left.abort();
  }, [column]);
  if (fault !== null) return <p class="fault">{fault}</p>;
  if (answer === null) return <p class="hint">Asking the book…</p>;

  const wanted = search.toLowerCase();
  const groups = Object.entries(answer.aliases).filter(
    ([word, values]) => values.length > 1 && word.toLowerCase().includes(wanted),
  );
  const found = answer.values.filter(({ value }) => value.toLowerCase().includes(wanted));
  const toggle = (value: string) =>
    setChosen(chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]);
  return (
    <div class="values">
      <input
        type="search"
        aria-label={`Search ${columnWords(column)}`}
        placeholder={`Search ${count(answer.total)} values`}
        value={search}
        onInput={(event) => setSearch(event.currentTarget.value)}
      />
      {groups.length > 0 && (
        <ul class="groups" aria-label="Groups of values">
          {groups.map(([word, values]) => (
            <li key={word}>
              <button
                type="button"
                class="small"
                title={values.join(", ")}
                onClick={() => setChosen([...new Set([...chosen, ...values])])}
              >
                {word} <span class="hint">{values.length}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <ul class="options" aria-label="Values">
        {found.slice(0, LISTED).map(({ value, accounts }) => (
          <li key={value}>
            <label class="option">
              <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
              <span>{value === "" ? "(empty)" : value}</span>
              <span class="hint">{count(accounts)}</span>
            </label>
          </li>
        ))}
        {found.length === 0 && groups.length === 0 && (
          <li class="hint">No value of the book says “{search}”.</li>
        )}
        {found.length > LISTED && <li class="hint">{count(found.length - LISTED)} more: search for them.</li>}
      </ul>
      <button
        type="button"
        class="small"
        disabled={chosen.length === 0}
        onClick={() => onPick(`${column}:${chosen.join("|")}`)}
      >
        Add {chosen.length === 0 ? "" : chosen.length} {chosen.length === 1 ? "value" : "values"}
      </button>
    </div>
  );
}
