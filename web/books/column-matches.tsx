import { useState } from "preact/hooks";
import type { BookFiles, Inspection } from "../api/books.ts";
import { tryFiles } from "../state/upload.ts";
import { type Choices, choicesOf, mappingOf } from "./choices.ts";

/** What a column can be for, as a mapping says it, and in words. */
const TARGETS: readonly (readonly [string, string])[] = [
  ["ID", "account ID"],
  ["Name", "name of the account"],
  ["Owner", "who looks after it"],
  ["Geo_Entity", "region"],
  ["Commercial_Category", "industry"],
  ["MarketTier", "tier today"],
  ["TotalRevenue", "revenue"],
  ["TotalRevenue_PY", "revenue, the year before"],
  ["PotentialRevenue", "potential revenue"],
  ["signals.runway", "what is still to win (runway)"],
  ["signals.growth", "growth"],
  ["signals.geo", "share of the region's market"],
  ["signals.category", "share of the industry's market"],
];

/** Rows of the file that are shown. */
const ROWS = 3;

interface Props {
  readonly inspection: Inspection;
  readonly files: BookFiles;
  /** True where the files were refused as they are. */
  readonly refused: boolean;
}

/** The first rows of the file, and what each column is taken for; each can be changed. */
export function ColumnMatches({ inspection, files, refused }: Props) {
  const { columns, preview, matches, questions, tierOrders } = inspection;
  const mapping = files.mapping ?? inspection.mapping;
  const [changed, setChanged] = useState<Choices | null>(null);
  const [order, setOrder] = useState<string | null>(null);
  const targets = changed ?? choicesOf(mapping);
  const tierColumn = columns.find((column) => targets[column] === "MarketTier");
  const likely = tierOrders[tierColumn ?? ""];
  const shown = order ?? (mapping.tiers ?? likely ?? []).join(HIGHER);
  const isNew = changed !== null || order !== null || (refused && likely !== undefined);
  const again = () => {
    const chosen = mappingOf(mapping, targets);
    const tiers = shown.split(">").flatMap((name) => name.trim() || []);
    const given = likely !== undefined && (order !== null || refused) ? { ...chosen, tiers } : chosen;
    void tryFiles({ ...files, mapping: given });
  };
  const choose = (column: string, target: string) => {
    const { [column]: _, ...others } = targets;
    setChanged(target === "" ? others : { ...others, [column]: target });
  };
  return (
    <section aria-labelledby="columns-title">
      <h3 id="columns-title">Columns</h3>
      {questions.map((question) => (
        <p key={question} class="perverse" role="note">
          {question}
        </p>
      ))}
      <div class="scroll-x">
        <table class="figures column-matches">
          <thead>
            <tr>
              <th scope="col">Column</th>
              <th scope="col">First rows</th>
              <th scope="col">Is</th>
            </tr>
          </thead>
          <tbody>
            {columns.map((column, at) => {
              const target = targets[column] ?? "";
              const reason = matches.find((match) => match.column === column)?.reason;
              const known = TARGETS.some(([name]) => name === target);
              return (
                <tr key={column}>
                  <th scope="row">{column}</th>
                  <td class="hint">
                    {preview
                      .slice(0, ROWS)
                      .map((row) => row[at] ?? "")
                      .join(" · ")}
                  </td>
                  <td>
                    <select
                      aria-label={`What ${column} is`}
                      title={reason}
                      value={target}
                      onChange={(event) => choose(column, event.currentTarget.value)}
                    >
                      <option value="">a column of its own</option>
                      {target !== "" && !known && <option value={target}>{wordsOf(target)}</option>}
                      {TARGETS.map(([name, words]) => (
                        <option key={name} value={name}>
                          {words}
                        </option>
                      ))}
                    </select>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {likely !== undefined && (
        <label class="tier-order">
          Tiers of {tierColumn}, highest first
          <input type="text" value={shown} onInput={(event) => setOrder(event.currentTarget.value)} />
        </label>
      )}
      {isNew && (
        <button type="button" class="small" onClick={again}>
          Read it again with these
        </button>
      )}
    </section>
  );
}

/** What stands between tiers in one line. */
const HIGHER = " > ";

/** `TotalRevenue_FY2025` → `revenue, 2025`; `MarketTier_PY2` → `tier today, 2 years before`; a part of either. */
function wordsOf(target: string): string {
  if (target.startsWith("sums.")) return `part of ${wordsOf(target.slice(5))}`;
  if (target.startsWith("transactions.")) return `${target.slice(13)} of an order line`;
  const [name, mark, year] = target.split(/_(FY|PY)/);
  const words = TARGETS.find(([known]) => known === target || known === name);
  if (words === undefined) return target;
  if (mark === undefined || words[0] === target) return words[1];
  return `${words[1]}, ${mark === "FY" ? year : year === "" ? "the year before" : `${year} years before`}`;
}
