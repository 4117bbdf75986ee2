import { columnWords } from "../../tiering/index.ts";
import type { AccountPages, AccountRow } from "../api/use-account-pages.ts";
import { Icon } from "../parts/icon.tsx";
import { VirtualTable } from "../parts/virtual-table.tsx";
import { moneyColumns } from "../state/book.ts";
import { type Filter, narrow } from "../state/filter.ts";
import { selected, toggleSelected } from "../state/selection.ts";
import { session, update } from "../state/session.ts";
import { amount, count, currency, measure, plainNumber } from "../words/format.ts";
import { featureWords } from "../words/plan-words.ts";

/** A row of one line with its reason below, in pixels; what takes more room gets it. */
const ROW_HEIGHT = 58;

/** Longest name of a tier that is kept on one line, in characters. */
const LONGEST_TIER = 12;

/** Longest word of a header of numbers that is kept whole, in characters. */
const LONGEST_WORD = 14;

/** Least room for each kind of column, in pixels, and how much of what is left it gets. */
const ROOM: Readonly<Record<string, readonly [least: number, part: number]>> = {
  name: [120, 2],
  id: [96, 1],
  text: [84, 1.4],
  number: [80, 1],
  "number index": [86, 0],
};

/** PI_acct as people read it. */
const INDEX = featureWords("PI_acct");

interface Head {
  readonly sort: string;
  readonly name: string;
  readonly kind: string;
}

interface Props {
  readonly pages: AccountPages;
  readonly total: number;
  /** Columns of the book that are shown. */
  readonly columns: readonly string[];
  /** Column with what people call the account; null where the book has none. */
  readonly name: string | null;
  readonly filter: Filter;
  /** True before anything ran: there is one tier, and no reason. */
  readonly fresh: boolean;
}

/** The accounts with their tier before and after, what the book says of them, and why. */
export function AccountsTable({ pages, total, columns, name, filter, fresh }: Props) {
  const numbers = new Set(
    session.columns.value.filter(({ kind }) => kind === "number").map((column) => column.name),
  );
  const heads: Head[] = [
    { sort: name ?? "ID", name: "Account", kind: name === null ? "id" : "name" },
    ...(fresh ? [] : [{ sort: "PreviousTier", name: "Was", kind: "tier" }]),
    { sort: "Tier", name: fresh ? "Tier" : "Is", kind: "tier" },
    ...columns.map((column) => ({
      sort: column,
      name: headWords(column),
      kind: numbers.has(column) ? "number" : "text",
    })),
    { sort: "PI_acct", name: INDEX, kind: "number index" },
    ...(fresh ? [] : [{ sort: "Reason", name: "Reason", kind: "reason" }]),
  ];
  return (
    <VirtualTable
      label="Accounts"
      class="accounts-table"
      columns={templateOf(heads)}
      count={total}
      rowHeight={ROW_HEIGHT}
      listed={pages.path}
      onSeen={pages.see}
      head={
        <>
          <th scope="col" class="pick">
            <span class="visually-hidden">Select</span>
          </th>
          {heads.map((head) => (
            <Header key={head.sort} {...head} filter={filter} />
          ))}
        </>
      }
      cells={(index) => (
        <Cells row={pages.rowAt(index)} columns={columns} name={name} numbers={numbers} fresh={fresh} />
      )}
    />
  );
}

/** The columns of a row as a grid's template: tiers as wide as their names, the reason below all of them. */
function templateOf(heads: readonly Head[]): string {
  const names = session.baseline.value?.tiers ?? [];
  const longest = Math.min(LONGEST_TIER, Math.max(2, ...names.map((tier) => tier.length)));
  return heads
    .filter(({ kind }) => kind !== "reason")
    .map(({ kind, name }) => {
      const [least, part] = ROOM[kind] ?? [0, 0];
      if (kind === "tier") return `calc(${longest}ch + 38px)`;
      // What it is called breaks between its words, not within them.
      const word = Math.min(LONGEST_WORD, Math.max(...name.split(" ").map(({ length }) => length)));
      if (kind === "number") return `minmax(max(${least}px, calc(${word}ch + 24px)), ${part}fr)`;
      return part === 0 ? `${least}px` : `minmax(${least}px, ${part}fr)`;
    })
    .join(" ");
}

/** A column as people read it; of amounts the currency is said once, not in every row. */
function headWords(column: string): string {
  const unit = moneyColumns.value.has(column) ? currency.value : null;
  const words = columnWords(column);
  return unit === null || words.includes(unit) ? words : `${words}, ${unit}`;
}

function Header({ sort, name, kind, filter }: Head & { readonly filter: Filter }) {
  const active = filter.sort === sort;
  const order = filter.descending ? "descending" : "ascending";
  const toggle = () => {
    // Numbers are asked for from the largest, texts from the first; a third click is the order of IDs.
    const first = kind.startsWith("number");
    if (!active) narrow({ sort, descending: first });
    else if (filter.descending === first) narrow({ descending: !first });
    else narrow({ sort: null, descending: false });
  };
  return (
    <th scope="col" class={kind} aria-sort={active ? order : "none"}>
      <button type="button" class="quiet" onClick={toggle} title={name}>
        <span class="cut">{name}</span>
        {active && <Icon name={filter.descending ? "down" : "up"} />}
      </button>
    </th>
  );
}

interface CellsProps {
  /** Null until it is there. */
  readonly row: AccountRow | null;
  readonly columns: readonly string[];
  readonly name: string | null;
  readonly numbers: ReadonlySet<string>;
  readonly fresh: boolean;
}

function Cells({ row, columns, name, numbers, fresh }: CellsProps) {
  if (row === null) return <td colSpan={columns.length + 6}>…</td>;
  const id = String(row.ID);
  const called = name === null ? null : row[name];
  const { Change: change, Tier: tier } = row;
  return (
    <>
      <td class="pick">
        <input
          type="checkbox"
          checked={selected.value.has(id)}
          onChange={() => toggleSelected(id)}
          aria-label={`Select ${id}`}
        />
      </td>
      <td class="name">
        <button
          type="button"
          class="link"
          title={`${called ?? ""} ${id}`}
          onClick={() => update({ account: id })}
        >
          <span class="lines">{called ?? id}</span>
        </button>
      </td>
      {!fresh && (
        <td class="tier" data-label="Was">
          {row.PreviousTier}
        </td>
      )}
      <td
        class={`tier ${change === "up" ? "gain" : change === "down" ? "loss" : ""}`}
        data-label={fresh ? "Tier" : "Is"}
      >
        {tier}
        {(change === "up" || change === "down") && <Icon name={change} />}
        {change !== "same" && <span class="visually-hidden"> {change}</span>}
      </td>
      {columns.map((column) => (
        <BookCell key={column} column={column} cell={row[column] ?? null} numeric={numbers.has(column)} />
      ))}
      <td class="number" data-label={INDEX}>
        {measure(row.PI_acct as number | null)}
      </td>
      {!fresh && <td class="reason">{row.Reason}</td>}
    </>
  );
}

interface BookCellProps {
  readonly column: string;
  readonly cell: string | number | null;
  readonly numeric: boolean;
}

function BookCell({ column, cell, numeric }: BookCellProps) {
  const label = headWords(column);
  if (cell === null)
    return (
      <td class={numeric ? "number" : ""} data-label={label}>
        –
      </td>
    );
  if (typeof cell !== "number") {
    return (
      <td data-label={label}>
        <span class="lines">{cell}</span>
      </td>
    );
  }
  return (
    <td class="number" title={count(cell)} data-label={label}>
      {moneyColumns.value.has(column) ? amount(cell, null) : plainNumber(cell)}
    </td>
  );
}
