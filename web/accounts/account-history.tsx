import type { AccountListAnswer } from "../api/answers.ts";
import { useAnswers } from "../api/use-answer.ts";
import { columnOf } from "../state/book.ts";
import { session } from "../state/session.ts";
import { amount } from "../words/format.ts";
import { columnWords } from "../words/selector-words.ts";

/** Most accounts whose ID or texts hold an ID: the account itself is among the first. */
const LOOKED = 200;

/** The account's tiers and revenues year by year, as the book has them. */
export function AccountHistory({ id }: { readonly id: string }) {
  const columns = [...yearsOf(columnOf("tier")), ...yearsOf(columnOf("revenue"))];
  const query = new URLSearchParams({
    method: "baseline",
    search: id,
    columns: ["ID", ...columns].map((name) => name.replaceAll(",", "\\,")).join(","),
    limit: String(LOOKED),
  });
  const { answer } = useAnswers<AccountListAnswer>(columns.length < 2 ? [] : [`v1/accounts?${query}`]);
  const page = answer?.[0];
  const at = page?.columns[0]?.cells.findIndex((cell) => String(cell) === id) ?? -1;
  if (page === undefined || at < 0) return null;
  const told = page.columns.slice(1).map(({ name, cells }) => ({ name, cell: cells[at] ?? null }));
  const most = Math.max(...told.map(({ cell }) => (typeof cell === "number" ? cell : 0)), 1e-9);
  return (
    <section aria-labelledby="history-title">
      <h3 id="history-title">Over the years</h3>
      <table class="figures">
        <tbody>
          {told.map(({ name, cell }) => (
            <tr key={name}>
              <th scope="row">{columnWords(name)}</th>
              <td>
                {typeof cell === "number" ? (
                  <span class="meter" style={{ "--part": `${(Math.max(0, cell) / most) * 100}%` }}>
                    {amount(cell)}
                  </span>
                ) : (
                  (cell ?? "–")
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The columns that differ from one in its year alone, the latest first. */
function yearsOf(current: string | null): string[] {
  if (current === null) return [];
  const stem = (name: string) => name.replace(/\d+/g, "#");
  return session.columns.value
    .map(({ name }) => name)
    .filter((name) => stem(name) === stem(current))
    .sort()
    .reverse();
}
