import { GROWTH_COLUMN } from "../../../tiering/index.ts";
import type { Vocabulary } from "../../book/vocabulary.ts";
import { type Clause, has } from "../clauses/clauses.ts";
import { belowZeroOf } from "../items/below-zero.ts";
import { FALLS, growthBehind, LOSES, REVENUE, RISES } from "../items/growth-words.ts";
import type { Item } from "../items/item.ts";
import type { Part } from "./accounts-meant.ts";

const OVER =
  /^(?:above|over|more than|greater than|higher than|at least|no less than|not less than|exceeding|faster than|faster|than|(?:or|and) (?:more|higher|above|over|faster)|>|>=)$/u;
const UNDER =
  /^(?:below|under|less than|lower than|at most|no more than|not more than|up to|slower than|(?:or|and) (?:less|lower|below|under|slower)|<|<=)$/u;
const EQUAL =
  /^(?:at least|no less than|not less than|at most|no more than|not more than|up to|(?:or|and) .*|>=|<=)$/u;
/** What compares, and the same turned round. */
export const OPPOSITE = { ">": "<=", ">=": "<", "<": ">=", "<=": ">" } as const;
/** One of these. */
export type Sign = keyof typeof OPPOSITE;

/** A bound of growth that is said, or of what is lost. */
interface Bound {
  readonly sign: Sign;
  /** Per cent a year. */
  readonly value: number;
  readonly items: readonly Item[];
}

/**
 * "growth below -5 %", "growing faster than 10 %", "shrinking by more than 5 %": a selector of growth for the
 * item at a place, and the items that said so; null where none is said there, or the book has no growth.
 */
export function growthCondition(
  items: readonly Item[],
  at: number,
  { absentSignals }: Vocabulary,
): { readonly part: Omit<Part, "narrows">; readonly items: readonly Item[] } | null {
  const item = items[at] as Item;
  if (absentSignals?.growth !== undefined) return null;
  const isLoss = (FALLS.test(item.text) && item.text !== "negative") || LOSES.test(item.text);
  if (!isLoss && item.signals.join() !== "growth") return null;
  // "with no growth", "without growth"
  const [lacks, accounts] = [items[at - 1], items.slice(Math.max(0, at - 6), at)];
  if (
    !isLoss &&
    /^(?:no|without|zero|without any)$/u.test(lacks?.text ?? "") &&
    accounts.some(({ cues }) => cues.has("accounts"))
  )
    return { part: partOf("<=", 0), items: [item, lacks as Item] };
  const span = items.slice(at + 1, at + 5).find(({ text }) => belowZeroOf(text)?.isSpan);
  const between = span === undefined ? null : belowZeroOf(span.text);
  if (between !== null && !isLoss && growthBehind(items, span as Item) === item) {
    const text = `${GROWTH_COLUMN}>=${between.from}&${GROWTH_COLUMN}<=${between.to}`;
    return { part: { text, not: null }, items: [item, span as Item] };
  }
  const bound = boundBehind(items, at);
  if (bound === null) return null;
  const said = [item, ...bound.items];
  if (!isLoss) return { part: partOf(bound.sign, bound.value), items: said };
  // A loss of more than 5 % is a growth below -5 %; one of less is a loss all the same.
  const turned = bound.sign.replace(/[<>]/u, (sign) => (sign === ">" ? "<" : ">")) as Sign;
  const part = partOf(turned, -bound.value);
  return {
    part: turned.startsWith(">") ? { text: `${part.text}&${GROWTH_COLUMN}<0`, not: null } : part,
    items: said,
  };
}

/** A condition on growth, and the same turned round. */
export function partOf(sign: Sign, value: number): Omit<Part, "narrows"> {
  return { text: `${GROWTH_COLUMN}${sign}${value}`, not: `${GROWTH_COLUMN}${OPPOSITE[sign]}${value}` };
}

/** "only growing accounts may rise": growth without a number, right beside the accounts of such a rule. */
export function isGrowthOfAccounts(
  clause: Clause,
  items: readonly Item[],
  at: number,
  { absentSignals }: Vocabulary,
): boolean {
  const [item, next] = [items[at] as Item, items[at + 1]];
  if (absentSignals?.growth !== undefined || next?.cues.has("accounts") !== true || !RISES.test(item.text))
    return false;
  return (
    (has(clause, "hold") || (has(clause, "not", "only") && has(clause, "rise", "fall", "may"))) &&
    !has(clause, "matter", "wish", "more", "less")
  );
}

/**
 * "freeze shrinking accounts", "nobody with falling revenue goes up": a loss without a number, where a rule
 * says who keeps or may not change tier. Elsewhere it is a wish of weight ("penalise shrinking accounts").
 */
export function lossOfAccounts(
  clause: Clause,
  items: readonly Item[],
  at: number,
  { absentSignals }: Vocabulary,
): readonly Item[] | null {
  const { text } = items[at] as Item;
  if (absentSignals?.growth !== undefined || !(FALLS.test(text) || LOSES.test(text))) return null;
  const rules = has(clause, "hold") || (has(clause, "not", "only") && has(clause, "rise", "fall", "move"));
  const beside = [items[at - 1], items[at + 1]].filter((item) => item !== undefined);
  const revenue = beside.filter((item) => REVENUE.test(item.text));
  const told = beside.some(
    ({ cues, signals, text }) =>
      cues.has("accounts") || signals.join() === "growth" || /^(?:who|that|whose|is|are|ones)$/u.test(text),
  );
  return rules && ((told && !LOSES.test(text)) || revenue.length > 0) ? revenue : null;
}

/** The share behind an item, or the number below zero, with what compares it; null for none. */
function boundBehind(items: readonly Item[], at: number): Bound | null {
  const behind = items.slice(at + 1, at + 7);
  const number = behind.findIndex(
    ({ amounts: [amount, more], text }) =>
      (more === undefined &&
        (amount?.kind === "share" || (amount?.kind === "plain" && amount.value === 0))) ||
      belowZeroOf(text)?.isSpan === false,
  );
  const word = behind.findIndex(({ text }) => OVER.test(text) || UNDER.test(text));
  if (number < 0 || word < 0 || growthBehind(items, behind[number] as Item) !== items[at]) return null;
  const [said, compared] = [behind[number] as Item, behind[word] as Item];
  const negative = belowZeroOf(said.text);
  const [amount] = said.amounts;
  const value = negative?.from ?? Number(((amount?.value ?? 0) * 100).toFixed(6));
  const equal = EQUAL.test(compared.text) ? "=" : "";
  const sign = `${UNDER.test(compared.text) ? "<" : ">"}${equal}` as Sign;
  const between = [
    ...items.slice(Math.max(0, at - 2), at),
    ...behind.slice(0, Math.max(number, word)),
  ].filter(({ text }) => /^(?:rate|rates|by|of|is|are|at|faster|quicker)$/u.test(text) || REVENUE.test(text));
  const yearly = behind.slice(number + 1, number + 4);
  const year = /^(?:(?:a|per|each|every) (?:year|annum)|annually|yoy|year)\b/u.exec(
    yearly.map(({ text }) => text).join(" "),
  )?.[0];
  const per = year === undefined ? [] : yearly.slice(0, year.split(" ").length);
  return { sign, value, items: [compared, said, ...between, ...per] };
}
