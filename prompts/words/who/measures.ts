import type { Vocabulary } from "../../book/vocabulary.ts";
import type { Clause } from "../clauses/clauses.ts";
import { belowZeroOf } from "../items/below-zero.ts";
import type { Item } from "../items/item.ts";
import type { Amount } from "../items/numbers.ts";
import { plainWords } from "../items/plain-words.ts";
import type { Part } from "./accounts-meant.ts";
import {
  growthCondition,
  isGrowthOfAccounts,
  lossOfAccounts,
  OPPOSITE,
  partOf,
  type Sign,
} from "./growth-conditions.ts";
import { columnOf, rankOf } from "./ranks.ts";

/** "revenue above 1,000,000", "more than 500 Employees", "the top 50 accounts by revenue", by the item that holds the number. */
export function measured(clause: Clause, vocabulary: Vocabulary): Map<Item, Omit<Part, "narrows"> | "skip"> {
  const found = new Map<Item, Omit<Part, "narrows"> | "skip">();
  const open = clause.items.filter((item) => item.became === null);
  for (const [at, item] of open.entries()) {
    const growth = growthCondition(open, at, vocabulary);
    if (growth !== null) for (const said of growth.items) found.set(said, "skip");
    if (growth !== null) found.set(item, growth.part);
    const loss = growth === null ? lossOfAccounts(clause, open, at, vocabulary) : null;
    if (growth === null && isGrowthOfAccounts(clause, open, at, vocabulary)) found.set(item, partOf(">", 0));
    if (loss === null) continue;
    found.set(item, partOf("<", 0));
    for (const said of loss) found.set(said, "skip");
  }
  const columns = open.filter((item) => columnOf(item, vocabulary) !== null && !found.has(item));
  for (const number of open) {
    if (found.has(number)) continue;
    const below = belowZeroOf(number.text);
    const amount = below === null ? number.amounts[0] : below.isShare ? undefined : belowAmount(below.from);
    const near = nearest(columns, number);
    const span = below === null && number.kind !== "amount" ? null : spanOf(open, number);
    if (span !== null) {
      const column =
        near === null ? moneyColumn(open, number, span.to, vocabulary) : columnOf(near, vocabulary);
      if (column === null) continue;
      found.set(number, { text: `${column}>=${span.from}&${column}<=${span.to}`, not: null });
      for (const item of [...span.items, ...(near === null ? [] : [near])]) found.set(item, "skip");
      continue;
    }
    const ranked = rankOf(open, number, near, vocabulary);
    if (ranked !== null) {
      found.set(number, ranked.part);
      for (const item of ranked.items) found.set(item, "skip");
      continue;
    }
    if (amount?.kind !== "plain" || number.amounts.length > 1) continue;
    const at = open.indexOf(number);
    if (near === null) {
      // "accounts under 500k", "customers over 10 million": an amount of that size is revenue.
      const revenue = moneyColumn(open, number, amount.value, vocabulary);
      const sign = revenue === null ? null : comparator(open, number, number);
      if (sign === null) continue;
      found.set(number, {
        text: `${revenue}${sign.sign}${amount.value}`,
        not: `${revenue}${OPPOSITE[sign.sign]}${amount.value}`,
      });
      for (const item of [...sign.items, ...earning(open, number)]) found.set(item, "skip");
      continue;
    }
    const sign = comparator(open, number, near);
    const column = columnOf(near, vocabulary) as string;
    // "Zahlungsziel 60", "seats = 5": exactly that.
    const between = open.slice(open.indexOf(near) + 1, at).map(({ text }) => text);
    if (
      sign === null &&
      near.kind === "column" &&
      near.end <= number.start &&
      between.every((text) => /^(?:=|is|of|:)$/u.test(text))
    ) {
      found.set(number, { text: `${column}>=${amount.value}&${column}<=${amount.value}`, not: null });
      found.set(near, "skip");
    }
    if (sign === null) continue;
    found.set(number, {
      text: `${column}${sign.sign}${amount.value}`,
      not: `${column}${OPPOSITE[sign.sign]}${amount.value}`,
    });
    for (const item of [near, ...sign.items]) found.set(item, "skip");
    // "200k net sales" of a column "Net Sales 2025": a word of its name.
    const words = plainWords(column.replace(/_/gu, " "));
    const beside = [number, near].flatMap((one) => [
      open[open.indexOf(one) - 1],
      open[open.indexOf(one) + 1],
    ]);
    for (const item of beside)
      if (item?.kind === "word" && item.cues.size === 0 && words.includes(item.text)) found.set(item, "skip");
  }
  return found;
}

const belowAmount = (value: number): Amount => ({ kind: "plain", value, digits: "" });

/** "accounts under 500k": an amount of that size, of accounts, is their revenue. */
function moneyColumn(
  open: readonly Item[],
  number: Item,
  value: number,
  { roles }: Vocabulary,
): string | null {
  const next = open[open.indexOf(number) + 1];
  if (value < 10_000) return null;
  const counts = next !== undefined && (next.cues.has("accounts") || next.cues.has("move"));
  // "those who bring us at least 100k", "whoever bills over 2 million"
  const told =
    open.some(({ text }) => /^(?:those|ones|whoever|everyone|everybody|who|which|that)$/u.test(text)) &&
    earning(open, number).length > 0;
  const money = (told || open.some((item) => item.cues.has("accounts"))) && !counts;
  return money && roles.revenue !== "" ? roles.revenue : null;
}

const EARNS =
  /^(?:bills?|billing|turn|turns|turning|spend|spends|spending|make|makes|making|earn|earns|earning|bring|brings|bringing|generate|generates|generating|pay|pays|paying|doing|does|worth)$/u;

/** Verbs ahead of an amount of money that say whose revenue it is, and to whom it goes. */
function earning(open: readonly Item[], number: Item): Item[] {
  const ahead = open.slice(Math.max(0, open.indexOf(number) - 5), open.indexOf(number));
  const verb = ahead.findLastIndex(({ text }) => EARNS.test(text));
  return verb < 0
    ? []
    : ahead.slice(verb).filter(({ text }) => EARNS.test(text) || /^(?:us|in|over)$/u.test(text));
}

/** "25 to 80", "between 2 and 5 million", with the words around that say so; null for any other number. */
function spanOf(
  open: readonly Item[],
  number: Item,
): { readonly from: number; readonly to: number; readonly items: readonly Item[] } | null {
  const below = belowZeroOf(number.text);
  if (below !== null) return below.isSpan && !below.isShare ? { ...below, items: [] } : null;
  const [first, last, more] = number.amounts;
  if (first?.kind !== "plain" || last?.kind !== "plain" || more !== undefined) return null;
  const ahead = open.slice(Math.max(0, open.indexOf(number) - 6), open.indexOf(number));
  const start = ahead.findLastIndex(({ text }) =>
    /^(?:between|from|range|ranges|ranging|anywhere)$/u.test(text),
  );
  if (start < 0 && !/ to /u.test(number.text)) return null;
  // "2 to 5 million": both of them millions.
  const unit = last.unit ?? 1;
  const from =
    first.unit === undefined && first.value * unit <= last.value ? first.value * unit : first.value;
  const lead = /^(?:in|the|a|between|from|range|ranges|ranging|anywhere|of|is|are)$/u;
  const words = start < 0 ? [] : ahead.slice(Math.max(0, start - 2)).filter(({ text }) => lead.test(text));
  return from <= last.value ? { from, to: last.value, items: words } : null;
}

const FROM =
  /^(?:at least|no less than|not less than|not below|(?:or|and) (?:more|higher|above|greater|better|over|up)|minimum|a minimum of|from)$/u;
const UP_TO =
  /^(?:at most|no more than|not more than|up to|(?:or|and) (?:less|fewer|lower|below|under)|not above)$/u;

function comparator(
  open: readonly Item[],
  number: Item,
  column: Item,
): { readonly sign: Sign; readonly items: readonly Item[] } | null {
  const at = open.indexOf(number);
  const from = Math.min(at, open.indexOf(column));
  const to = Math.max(at + 2, open.indexOf(column) + 2);
  const span = open.slice(Math.max(0, from - (from === at ? 2 : 0)), to);
  const way = open
    .slice(Math.max(at, open.indexOf(column)) + 1, to)
    .find(({ text }) => /^(?:up|down)wards?$/u.test(text));
  if (way !== undefined)
    return {
      sign: way.text.startsWith("up") ? ">=" : "<=",
      items: [way, ...span.filter(({ text }) => text === "from")],
    };
  for (const item of span) {
    const { cues, text } = item;
    if (/^(?:>|<|>=|<=)$/u.test(text)) {
      const next = open[open.indexOf(item) + 1];
      const equal = next?.text === "=";
      return {
        sign: `${text}${equal && text.length === 1 ? "=" : ""}` as Sign,
        items: equal ? [item, next] : [item],
      };
    }
    const sign = FROM.test(text) ? ">=" : UP_TO.test(text) ? "<=" : null;
    if (sign !== null) return { sign, items: [item] };
    if (cues.has("below") || cues.has("under")) return { sign: "<", items: [item] };
    if (cues.has("at-least") || cues.has("over")) return { sign: ">", items: [item] };
  }
  return null;
}

function nearest(columns: readonly Item[], number: Item): Item | null {
  let best: Item | null = null;
  for (const item of columns) {
    const gap = Math.min(Math.abs(item.start - number.end), Math.abs(number.start - item.end));
    if (best === null || gap < Math.min(Math.abs(best.start - number.end), Math.abs(number.start - best.end)))
      best = item;
  }
  return best;
}
