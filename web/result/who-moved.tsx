import { useState } from "preact/hooks";
import { columnWords, type Flow, type Plan } from "../../tiering/index.ts";
import type { MoversAnswer } from "../api/answers.ts";
import { useAnswers } from "../api/use-answer.ts";
import { useDeferred } from "../api/use-deferred.ts";
import { DivergingBars } from "../parts/diverging-bars.tsx";
import { groupColumns } from "../state/book.ts";
import { count } from "../words/format.ts";
import { planToQuery } from "../words/query.ts";

/** Lets a drag come to rest before movers are counted. */
const REST_MS = 250;

const SHOWN = 12;
const MORE = 200;

const MEASURES: readonly { readonly key: keyof Flow; readonly name: string }[] = [
  { key: "accounts", name: "Accounts" },
  { key: "revenue", name: "Revenue" },
  { key: "potential", name: "Potential" },
];

/** Who moves, by the values of a column: down to the left, up to the right; a row opens its accounts. */
export function WhoMoved({ plan }: { readonly plan: Plan }) {
  const wanted = planToQuery(plan).toString();
  const query = useDeferred(wanted, REST_MS);
  const columns = groupColumns.value;
  const [chosen, setChosen] = useState<string | null>(null);
  const [by, setBy] = useState<keyof Flow>("accounts");
  const [all, setAll] = useState(false);
  const column = columns.find(({ name }) => name === chosen)?.name ?? columns[0]?.name ?? null;
  const asked = new URLSearchParams({ column: column ?? "", by, limit: String(all ? MORE : SHOWN) });
  const { answer, busy } = useAnswers<MoversAnswer>(column === null ? [] : [`v1/movers?${query}&${asked}`]);
  const movers = answer?.[0]?.movers ?? null;
  if (column === null) return null;
  return (
    <section class="card who-moved" aria-labelledby="who-title" aria-busy={busy || query !== wanted}>
      <div class="card-head">
        <h3 id="who-title">Who moved</h3>
        <div class="card-actions">
          <label>
            <span class="visually-hidden">By</span>
            <select value={column} onChange={(event) => setChosen(event.currentTarget.value)}>
              {columns.map(({ name }) => (
                <option key={name} value={name}>
                  by {columnWords(name)}
                </option>
              ))}
            </select>
          </label>
          <label>
            <span class="visually-hidden">Counted in</span>
            <select value={by} onChange={(event) => setBy(event.currentTarget.value as keyof Flow)}>
              {MEASURES.filter(({ key }) => movers?.up[key] !== null).map(({ key, name }) => (
                <option key={key} value={key}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        </div>
      </div>
      {movers === null ? (
        <p class="hint">Counting…</p>
      ) : movers.groups.length === 0 ? (
        <p class="hint">Nobody moves.</p>
      ) : (
        <DivergingBars groups={movers.groups} by={by} column={movers.column ?? column} />
      )}
      {movers !== null && movers.values > movers.groups.length && (
        <button type="button" class="quiet small" onClick={() => setAll(true)}>
          {movers.values <= MORE
            ? `Show all ${count(movers.values)}`
            : `Show ${MORE} of ${count(movers.values)}`}
        </button>
      )}
    </section>
  );
}
