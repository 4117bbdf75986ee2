import { type Item, NO_CUES } from "./item.ts";

const SIGNS: Readonly<Record<string, "+" | "-">> = { up: "+", plus: "+", down: "-", minus: "-" };

/**
 * "runway down 10, growth up 10", "runway minus 10, growth plus 10": steps of weights, with the signs that
 * they are written with. "growth minus 10" alone may be a weight below zero, and stays. O(items).
 */
export function signedSteps(items: readonly Item[]): Item[] {
  const steps = items.filter((_, at) => isStep(items, at));
  const both = ["plus", "minus"].every((word) => steps.some(({ text }) => text === word));
  return items.map((item, at) => {
    const sign = SIGNS[item.text];
    if (!steps.includes(item) || sign === undefined || (/^(?:plus|minus)$/u.test(item.text) && !both))
      return item;
    const { start } = items[at + 1] as Item;
    return { ...item, text: sign, start: start - 1, end: start, cues: NO_CUES };
  });
}

/** A sign between a signal and a number that ends what is said of it. */
function isStep(items: readonly Item[], at: number): boolean {
  const [signal, item, number, behind] = [items[at - 1], items[at], items[at + 1], items[at + 2]];
  return (
    signal?.kind === "signal" &&
    item !== undefined &&
    Object.hasOwn(SIGNS, item.text) &&
    number?.kind === "amount" &&
    number.amounts.length === 1 &&
    number.amounts[0]?.kind !== "times" &&
    (behind === undefined || behind.kind === "stop" || /^(?:points?|please|and|but)$/u.test(behind.text))
  );
}
