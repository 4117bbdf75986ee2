import type { Item } from "../items/item.ts";

/**
 * The weight that a message states below zero ("growth -1", "geo: -5%", "set growth to minus 20"), or null.
 * "-5% growth" and "geo -5%" are steps down and none of these.
 */
export function negativeWeight(items: readonly Item[]): string | null {
  // "growth +10, category -10" is a step up and one down.
  if (
    items.some(
      ({ end, text }, at) =>
        text === "+" && items[at + 1]?.amounts.length === 1 && items[at + 1]?.start === end,
    )
  )
    return null;
  for (let at = 1; at + 1 < items.length; at++) {
    const [before, sign, number] = [items[at - 1], items[at], items[at + 1]] as [Item, Item, Item];
    const amount = number.amounts[0];
    if (amount === undefined || !(amount.value > 0)) continue;
    const word = /^(?:minus|negative)$/u.test(sign.text);
    const sets = /^(?::|=|to|at)$/u.test(before.text);
    const attached = sign.text === "-" && sign.end === number.start;
    const apart = sets || before.end < sign.start;
    const named = before.kind === "signal" && amount.kind === "plain";
    if ((word && (sets || named)) || (attached && apart && (sets || named)))
      return `-${amount.kind === "share" ? `${Number((100 * amount.value).toFixed(4))}%` : amount.value}`;
  }
  return null;
}
