import type { AnswerTable } from "../api/answers.ts";
import { update } from "../state/session.ts";
import { amount, count, share } from "../words/format.ts";

type Cell = AnswerTable["rows"][number][number];
type Unit = AnswerTable["columns"][number]["unit"];

/** A list that answers a question, the account of each row a way to all of it. */
export function AsideTable({ table, label }: { readonly table: AnswerTable; readonly label: string }) {
  const { columns, rows, total } = table;
  if (rows.length === 0) return null;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by keys */}
      <section class="aside-list" aria-label={label} tabIndex={0}>
        <table class="figures aside-table">
          <thead>
            <tr>
              {columns.map(({ name, unit }) => (
                <th key={name} scope="col" class={unit}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells) => (
              <tr key={String(cells[0])}>
                {cells.map((cell, at) => (
                  <td key={columns[at]!.name} class={`${columns[at]!.unit} ${isLong(cell) ? "long" : ""}`}>
                    <Content cell={cell} unit={columns[at]!.unit} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {rows.length < total && (
        <p class="hint">
          {count(rows.length)} of {count(total)}.
        </p>
      )}
    </>
  );
}

/** True for a text that is a sentence rather than a name. */
const isLong = (cell: Cell): boolean => typeof cell === "string" && cell.length > 60;

function Content({ cell, unit }: { readonly cell: Cell; readonly unit: Unit }) {
  if (cell === null || cell === "") return <>–</>;
  if (unit === "account")
    return (
      <button type="button" class="link" onClick={() => update({ account: String(cell), side: "result" })}>
        {cell}
      </button>
    );
  return <>{typeof cell === "string" ? cell : figure(cell, unit)}</>;
}

function figure(value: number, unit: Unit): string {
  if (unit === "money") return amount(value);
  return unit === "share" ? share(value) : count(value);
}
