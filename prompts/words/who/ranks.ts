import { columnOfSignal, GROWTH_COLUMN, SIGNAL_COLUMNS } from "../../../tiering/index.ts";
import type { Vocabulary } from "../../book/vocabulary.ts";
import type { Item } from "../items/item.ts";
import type { Part } from "./accounts-meant.ts";

const TOP = /^(?:the )?(?:top|upper|biggest|largest|highest|best|greatest|richest|strongest)$/u;
const BOTTOM = /^(?:the )?(?:bottom|lower|smallest|lowest|worst|weakest|poorest)$/u;
/** Ends of the order by growth that say so themselves. */
const FASTEST = /^(?:the )?(?:fastest|quickest)(?: (?:growing|expanding))?$/u;
const SLOWEST = /^(?:the )?slowest(?: (?:growing|expanding))?$/u;
const MOST = /^(?:the )?(?:most|fewest|least)$/u;
const MOVES = /^(?:moves?|movers|promotions?|upgrades?|demotions?|downgrades?|risers|fallers|climbers)$/u;

/**
 * "the top 50 accounts by revenue", "the largest 10 % of tier A", "the bottom decile by growth": a selector for the
 * accounts at an end of an order, and the items that say so. `near`: the number column beside the number. Null where
 * no end is said, or the order is one that the book does not have.
 */
export function rankOf(
  open: readonly Item[],
  number: Item,
  near: Item | null,
  vocabulary: Vocabulary,
): { readonly part: Omit<Part, "narrows">; readonly items: readonly Item[] } | null {
  const [amount, more] = number.amounts;
  if (amount === undefined || more !== undefined || (amount.kind !== "plain" && amount.kind !== "share"))
    return null;
  const at = open.indexOf(number);
  const around = open.slice(Math.max(0, at - 3), open[at + 1]?.cues.has("accounts") ? at + 7 : at + 3);
  const end = around.find(
    (item, place) =>
      [TOP, BOTTOM, FASTEST, SLOWEST].some((side) => side.test(item.text)) ||
      // "the 20 accounts with the most seats", but not "most important"
      (MOST.test(item.text) && near !== null && around[place + 1] === near),
  );
  if (end === undefined || open.slice(at, at + 4).some(({ text }) => MOVES.test(text))) return null;
  const counted =
    open.slice(at + 1, at + 4).some((item) => item.cues.has("accounts") || item === end) ||
    open[at - 1] === end;
  const isTier = open.slice(at, at + 2).some(({ cues }) => cues.has("tierword"));
  const count = amount.kind === "plain" ? amount.value : countOf(amount.value, open, vocabulary);
  if (!counted || isTier || count === null || !Number.isInteger(count) || count <= 0) return null;
  const order = orderOf(open, number, end, near, vocabulary);
  if (order === null) return null;
  const side =
    BOTTOM.test(end.text) || SLOWEST.test(end.text) || /fewest|least/u.test(end.text) ? "bottom" : "top";
  return {
    part: { text: `${side}:${count}:${order.column}`, not: null },
    items: [end, ...order.items].filter((item) => item !== number),
  };
}

/** How many a share is: of the book, or of the tiers that are named beside it; null of a group whose size is not known here. */
function countOf(share: number, open: readonly Item[], { n, tiers, tierSizes }: Vocabulary): number | null {
  if (share > 1 || open.some(({ kind }) => kind === "values" || kind === "account")) return null;
  const named = new Set(open.filter(({ kind }) => kind === "tier").flatMap(({ names }) => [...names]));
  const whole =
    named.size === 0 ? n : tiers.reduce((sum, tier, at) => sum + (named.has(tier) ? tierSizes[at]! : 0), 0);
  return Math.round(share * whole);
}

/** The column that an order goes by, and what says so: by revenue where nothing does. */
function orderOf(
  open: readonly Item[],
  number: Item,
  end: Item,
  near: Item | null,
  { absentSignals, roles }: Vocabulary,
): { readonly column: string; readonly items: readonly Item[] } | null {
  const signals = open.filter(({ kind }) => kind === "signal");
  if (FASTEST.test(end.text) || SLOWEST.test(end.text)) {
    const said = signals.filter(({ signals: [signal] }) => signal === "growth");
    return absentSignals?.growth === undefined ? { column: GROWTH_COLUMN, items: said } : null;
  }
  const behind = open.slice(open.indexOf(number));
  const by = behind.findIndex(({ text }) => text === "by");
  const told = by < 0 ? undefined : behind[by + 1];
  // "by growth", "with the highest growth"
  const signal = signals.find((item) => item === told || open.indexOf(item) - open.indexOf(end) === 1);
  const column = signal === undefined || signal === near ? undefined : ownColumn(signal, absentSignals);
  if (column !== undefined) return { column, items: signal === undefined ? [] : [signal] };
  if (near !== null) {
    const column = columnOf(near, { numbers: [], roles }) ?? near.names[0];
    return column === undefined ? null : { column, items: [near] };
  }
  // "the ten largest by Employees", where that is no number column, "by TAM": not by another one instead.
  if (told?.kind === "signal" || behind.some(({ kind }) => kind === "column")) return null;
  return roles.revenue === "" ? null : { column: roles.revenue, items: [] };
}

/** The column of a signal that the book has, where it is one signal alone. */
function ownColumn({ signals }: Item, absent: Vocabulary["absentSignals"]): string | undefined {
  const [signal, more] = signals;
  if (signal === undefined || more !== undefined || absent?.[signal] !== undefined) return undefined;
  return columnOfSignal(signal);
}

/** The number column that an item names: a column of the book, "revenue", "potential revenue". */
export function columnOf(
  item: Item,
  { numbers, roles }: Pick<Vocabulary, "numbers" | "roles">,
): string | null {
  // A column that is a signal of the book is a number column all the same.
  if (item.kind === "column" || (item.kind === "signal" && item.names.length === 1))
    return numbers.includes(item.names[0] ?? "") || Object.hasOwn(SIGNAL_COLUMNS, item.names[0] ?? "")
      ? (item.names[0] as string)
      : null;
  if (/^(?:revenue|revenues|sales|turnover|current revenue|spend|size)$/u.test(item.text))
    return roles.revenue;
  if (
    /^(?:potential revenue|revenue potential|potential|future revenue|wallet|wallet size|estimated wallet)$/u.test(
      item.text,
    )
  )
    return roles.potential;
  return null;
}
