import { columnWords } from "../../tiering/index.ts";
import type { AccountListAnswer } from "../api/answers.ts";
import { useAnswers } from "../api/use-answer.ts";
import { columnOf, moneyColumns } from "../state/book.ts";
import { session } from "../state/session.ts";
import { amount, plainNumber } from "../words/format.ts";
import { columnList } from "../words/query.ts";

/** The account's tiers and revenues year by year, as the book has them. */
export function AccountHistory({ id }: { readonly id: string }) {
  const columns = [...yearsOf(columnOf("tier")), ...yearsOf(columnOf("revenue"))];
  const query = new URLSearchParams({
    method: "baseline",
    where: `id:${id}`,
    columns: columnList(["ID", ...columns]),
    limit: "1",
  });
  const { answer } = useAnswers<AccountListAnswer>(columns.length < 2 ? [] : [`v1/accounts?${query}`]);
  const page = answer?.[0];
  if (page === undefined || page.total === 0) return null;
  const told = page.columns.slice(1).map(({ name, cells }) => ({ name, cell: cells[0] ?? null }));
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
                    {moneyColumns.value.has(name) ? amount(cell) : plainNumber(cell)}
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
