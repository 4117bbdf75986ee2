import type { TierTable } from "../api/tier-table.ts";
import { Icon } from "../parts/icon.tsx";
import { VirtualTable } from "../parts/virtual-table.tsx";
import { type Filter, narrow, type Sort } from "../state/filter.ts";
import { update } from "../state/session.ts";
import { amount, count, measure } from "../words/format.ts";

const HEADERS: readonly { readonly sort: Sort; readonly name: string; readonly kind: string }[] = [
  { sort: "id", name: "Account", kind: "id" },
  { sort: "previous", name: "Was", kind: "tier" },
  { sort: "tier", name: "Is", kind: "tier" },
  { sort: "potential", name: "PI_acct", kind: "number" },
  { sort: "revenue", name: "Revenue", kind: "number" },
  { sort: "reason", name: "Reason", kind: "reason" },
];

interface Props {
  readonly table: TierTable;
  /** Rows of the table to list, in order. */
  readonly order: Uint32Array;
  readonly filter: Filter;
}

/** The accounts with their tier before and after, and why. */
export function AccountsTable({ table, order, filter }: Props) {
  return (
    <VirtualTable
      label="Accounts"
      class="accounts-table"
      count={order.length}
      listed={filter}
      head={HEADERS.map((header) => <Header key={header.sort} {...header} filter={filter} />)}
      cells={(index) => <Cells table={table} at={order[index]!} />}
    />
  );
}

function Header({ sort, name, kind, filter }: (typeof HEADERS)[number] & { readonly filter: Filter }) {
  const active = filter.sort === sort;
  const order = filter.descending ? "descending" : "ascending";
  const toggle = () => {
    // Numbers are asked for from the largest, texts from the first; a third click is the file's order.
    const first = kind === "number";
    if (!active) narrow({ sort, descending: first });
    else if (filter.descending === first) narrow({ descending: !first });
    else narrow({ sort: null, descending: false });
  };
  return (
    <th scope="col" class={kind} aria-sort={active ? order : "none"}>
      <button type="button" class="quiet" onClick={toggle}>
        {name}
        {active && <Icon name={filter.descending ? "down" : "up"} />}
      </button>
    </th>
  );
}

function Cells({ table, at }: { readonly table: TierTable; readonly at: number }) {
  const id = table.id[at]!;
  const change = table.change[at]!;
  const moved = change === "up" || change === "down";
  return (
    <>
      <td>
        <button type="button" class="link" onClick={() => update({ account: id })}>
          {id}
        </button>
      </td>
      <td>{table.previous[at]}</td>
      <td class={change === "up" ? "gain" : change === "down" ? "loss" : ""}>
        {table.tier[at]}
        {moved && <Icon name={change} />}
        {moved && <span class="visually-hidden"> {change}</span>}
      </td>
      <td class="number">{measure(table.potential[at]!)}</td>
      <td class="number" title={count(table.revenue[at]!)}>
        {amount(table.revenue[at]!)}
      </td>
      <td class="reason" title={table.reason[at]}>
        {table.reason[at]}
      </td>
    </>
  );
}
