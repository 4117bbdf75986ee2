import type { AccountListAnswer, MoversAnswer } from "../api/answers.ts";
import { useAnswers } from "../api/use-answer.ts";
import { DivergingBars } from "../parts/diverging-bars.tsx";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { columnOf } from "../state/book.ts";
import { update } from "../state/session.ts";
import { accountsWords, amount } from "../words/format.ts";
import { columnList } from "../words/query.ts";

/** Accounts that are named where nothing says how many. */
const NAMED = 10;

/** Who moves: by a column as bars, else the largest accounts by name. */
export function AsideMovers({ link }: { readonly link: string }) {
  const { answer, trouble } = useAnswers<MoversAnswer>([link]);
  const movers = answer?.[0]?.movers ?? null;
  if (trouble !== null) return <TroubleNote trouble={trouble} onRetry={null} />;
  if (movers === null) return <p class="hint">Counting…</p>;
  const { up, down, column, groups } = movers;
  return (
    <>
      <p>
        {up.accounts + down.accounts === 0 && "Nobody moves."}
        {up.accounts > 0 && (
          <>
            <span class="gain">▲ {accountsWords(up.accounts)}</span> up (revenue {amount(up.revenue)})
          </>
        )}
        {up.accounts > 0 && down.accounts > 0 && ", "}
        {down.accounts > 0 && (
          <>
            <span class="loss">▼ {accountsWords(down.accounts)}</span> down (revenue {amount(down.revenue)})
          </>
        )}
        {up.accounts + down.accounts > 0 && "."}
      </p>
      {column === null ? (
        <LargestMovers link={link} />
      ) : (
        <DivergingBars groups={groups} by="accounts" column={column} />
      )}
    </>
  );
}

interface LargestProps {
  readonly link: string;
  /** Over the tiers of an account, before and after. */
  readonly moved?: string;
}

/** The movers with the largest revenue. */
export function LargestMovers({ link, moved = "From, to" }: LargestProps) {
  const asked = new URLSearchParams(link.slice(link.indexOf("?") + 1));
  const direction = asked.get("direction") ?? "both";
  const limit = asked.get("limit") ?? String(NAMED);
  for (const name of ["direction", "limit", "by"]) asked.delete(name);
  const [name, revenue] = [columnOf("name"), columnOf("revenue")];
  const columns = ["ID", name, "PreviousTier", "Tier", revenue].filter((column) => column !== null);
  asked.set("change", direction === "both" ? "moved" : direction);
  asked.set("columns", columnList(columns));
  asked.set("limit", String(Math.min(NAMED, Number(limit))));
  if (revenue !== null) asked.set("sort", revenue);
  asked.set("descending", "1");
  const { answer } = useAnswers<AccountListAnswer>([`v1/accounts?${asked}`]);
  const page = answer?.[0] ?? null;
  if (page === null || page.total === 0) return null;
  const cells = (column: string | null) => page.columns.find((each) => each.name === column)?.cells ?? [];
  return (
    <table class="figures aside-table">
      <thead>
        <tr>
          <th scope="col">Largest by revenue</th>
          <th scope="col">{moved}</th>
          <th scope="col">Revenue</th>
        </tr>
      </thead>
      <tbody>
        {cells("ID").map((id, at) => (
          <tr key={id}>
            <th scope="row">
              <button
                type="button"
                class="link"
                onClick={() => update({ account: String(id), side: "result" })}
              >
                {cells(name)[at] ?? id}
              </button>
            </th>
            <td class="tiers">
              {cells("PreviousTier")[at]} → {cells("Tier")[at]}
            </td>
            <td class="whole">{amount(Number(cells(revenue)[at] ?? 0))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
