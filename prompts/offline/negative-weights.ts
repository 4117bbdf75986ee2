import type { Amount } from "./amounts.ts";
import { signalOf } from "./lexicon.ts";
import type { Token } from "./tokens.ts";

/**
 * The signal and number of a weight stated below zero ("growth -1", "geo: -5%", "set growth to minus
 * 20"), or null. "-5% growth" and "geo -5%" are steps down and none of these.
 */
export function negativeWeight(tokens: readonly Token[], amounts: readonly Amount[]): string | null {
  for (let at = 1; at + 1 < tokens.length; at++) {
    const sign = tokens[at] as Token;
    const number = tokens[at + 1] as Token;
    const before = tokens[at - 1] as Token;
    const amount = number.text.startsWith("#") ? amounts[Number(number.text.slice(1))] : undefined;
    if (amount === undefined || !(amount.value > 0)) continue;
    const word = sign.text === "minus" || sign.text === "negative";
    const sets = /^(?::|=|to|at)$/u.test(before.text);
    const attached = sign.text === "-" && sign.end === number.start;
    // "40-30" is a list, "growth -1" is not.
    const apart = sets || before.end < sign.start;
    const named = signalOf(before.text) !== null && amount.kind === "plain" && !word;
    if ((word && sets) || (attached && apart && (sets || named)))
      return `-${amount.kind === "share" ? `${Number((100 * amount.value).toFixed(4))}%` : amount.value}`;
  }
  return null;
}
