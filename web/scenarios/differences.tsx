import type { MoversAnswer } from "../api/answers.ts";
import { useAccountPages } from "../api/use-account-pages.ts";
import { useAnswers } from "../api/use-answer.ts";
import { TroubleNote } from "../parts/trouble-note.tsx";
import { VirtualTable } from "../parts/virtual-table.tsx";
import { columnOf } from "../state/book.ts";
import type { Scenario } from "../state/model.ts";
import { update } from "../state/session.ts";
import { accountsWords, amount, count } from "../words/format.ts";
import { columnList } from "../words/query.ts";

interface Props {
  readonly first: Scenario;
  readonly second: Scenario;
}

/** The accounts that two runs place differently, with what they are worth. */
export function Differences({ first, second }: Props) {
  const versus = new URLSearchParams({ versus: first.id });
  const { answer, trouble, busy } = useAnswers<MoversAnswer>([`v1/movers?${second.id}&${versus}`]);
  const movers = answer?.[0]?.movers ?? null;
  if (trouble !== null && !busy) return <TroubleNote trouble={trouble} onRetry={null} />;
  if (movers === null || busy) return <p class="hint">Looking who ends elsewhere…</p>;
  const { up, down } = movers;
  const differing = up.accounts + down.accounts;
  if (differing === 0) {
    return (
      <p>
        “{first.name}” and “{second.name}” place every account in the same tier.
      </p>
    );
  }
  return (
    <>
      <p>
        <b>{accountsWords(differing)}</b> end in different tiers: {count(up.accounts)} higher (revenue{" "}
        {amount(up.revenue)}) and {count(down.accounts)} lower (revenue {amount(down.revenue)}) in “
        {second.name}” than in “{first.name}”.
      </p>
      <DifferenceList first={first} second={second} total={differing} />
    </>
  );
}

function DifferenceList({ first, second, total }: Props & { readonly total: number }) {
  const [name, revenue, owner] = [
    columnOf("name"),
    columnOf("revenue"),
    columnOf("owner") ?? columnOf("geo"),
  ];
  const columns = ["ID", name, "PreviousTier", "Tier", revenue, owner].filter((column) => column !== null);
  const query = new URLSearchParams({ versus: first.id, change: "moved", columns: columnList(columns) });
  if (revenue !== null) query.set("sort", revenue);
  query.set("descending", "1");
  const pages = useAccountPages(`v1/accounts?${second.id}&${query}`);
  const heads = ["Account", "First", "Second", ...(revenue ? ["Revenue"] : []), ...(owner ? ["With"] : [])];
  return (
    <VirtualTable
      label={`Accounts that end in different tiers in ${second.name}`}
      class="differences"
      // Nothing to scroll before there is anything in it that the keyboard can reach.
      count={pages.rowAt(0) === null ? 0 : total}
      rowHeight={36}
      listed={pages.path}
      onSeen={pages.see}
      head={heads.map((head) => (
        <th key={head} scope="col" class={head === "Revenue" ? "number" : head.endsWith("t") ? "" : "tier"}>
          {head}
        </th>
      ))}
      cells={(index) => {
        const row = pages.rowAt(index);
        if (row === null) return <td colSpan={heads.length}>…</td>;
        const id = String(row.ID);
        return (
          <>
            <td>
              <button type="button" class="link" onClick={() => update({ account: id })}>
                {(name === null ? null : row[name]) ?? id}
              </button>
            </td>
            <td>{row.PreviousTier}</td>
            <td>{row.Tier}</td>
            {revenue && <td class="number">{amount(Number(row[revenue] ?? 0))}</td>}
            {owner && <td>{row[owner]}</td>}
          </>
        );
      }}
    />
  );
}
