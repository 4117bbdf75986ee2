import { GROWTH_COLUMN } from "../../../tiering/index.ts";
import type { Vocabulary } from "../../book/vocabulary.ts";
import { FALLS, RISES } from "../items/growth-words.ts";
import type { Item } from "../items/item.ts";
import { growthCondition } from "../who/growth-conditions.ts";
import { numberNamed } from "./question-order.ts";

/** What accounts have to meet, as selectors, and the words that said so. */
export interface Conditions {
  readonly where: readonly string[];
  readonly items: readonly Item[];
}

const NONE = /^(?:no|without|zero|none|without any|lacks?|lacking|missing|0)$/u;
const FASTEST = /^(?:fastest|quickest|most|slowest|least|faster|strongest)$/u;

/**
 * "without revenue", "shrinking customers", "revenue is falling", "growing by more than 10 %": of an account's amounts and
 * growth. Amounts beside a number column are the selectors' own (`measured`).
 */
export function conditionsOf(items: readonly Item[], vocabulary: Vocabulary): Conditions {
  const where: string[] = [];
  const used: Item[] = [];
  const add = (entry: string, ...said: readonly (Item | undefined)[]) => {
    where.push(entry);
    used.push(...said.filter((item) => item !== undefined));
  };
  const grows = vocabulary.absentSignals?.growth === undefined;
  const ofAccounts = items.some(
    ({ cues, text }) =>
      cues.has("accounts") || /^(?:who|whose|anyone|anybody|which|one|ones|those)$/u.test(text),
  );
  items.forEach((item, at) => {
    if (used.includes(item)) return;
    const [next, after] = items.slice(at + 1, at + 3);
    if (NONE.test(item.text)) {
      const named = [
        next,
        /^(?:any|current|existing|the|a)$/u.test(next?.text ?? "") ? after : undefined,
      ].find((each) => each !== undefined && numberNamed(each, vocabulary) !== null);
      if (named !== undefined) add(`${numberNamed(named, vocabulary)}<=0`, item, named);
      return;
    }
    const bound = growthCondition(items, at, vocabulary);
    const way = FALLS.test(item.text) ? "<" : RISES.test(item.text) ? ">" : null;
    if (way !== null && grows) {
      const of = next !== undefined && isIncome(next, vocabulary) ? next : undefined;
      const behind = items
        .slice(Math.max(0, at - 3), at)
        .find((each) => isIncome(each, vocabulary) && !/^(?:growth|growing)$/u.test(each.text));
      const ends = [items[at - 1], next].some((each) => FASTEST.test(each?.text ?? ""));
      if (bound !== null) add(bound.part.text, ...bound.items);
      else if (!ends && (of !== undefined || behind !== undefined || ofAccounts))
        add(`${GROWTH_COLUMN}${way}0`, item, of, behind);
      return;
    }
    // "growth above 5 %"
    if (bound !== null) {
      add(bound.part.text, ...bound.items);
      return;
    }
    // "are losing money", "in decline"
    if (
      /^(?:losing|lose|loses)$/u.test(item.text) &&
      grows &&
      next !== undefined &&
      isIncome(next, vocabulary)
    )
      add(`${GROWTH_COLUMN}<0`, item, next);
  });
  return { where, items: used };
}

/** What grows or falls where accounts do: their growth, or their revenue. */
const isIncome = (item: Item, vocabulary: Vocabulary): boolean => {
  const column = numberNamed(item, vocabulary);
  return column !== null && (column === GROWTH_COLUMN || column === vocabulary.roles.revenue);
};
