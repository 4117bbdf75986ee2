import { type Context, type Found, make } from "./finding.ts";
import { amountAt } from "./numbers.ts";
import type { Token } from "./token.ts";

/** A number, or a span of two, of which one is below zero, as its item has it. */
const WRITTEN = /^(-?\d+(?:\.\d+)?)(?: to (-?\d+(?:\.\d+)?))?( %)?$/u;

/** Words behind which a sign belongs to the number that something is compared with. */
const COMPARED =
  /(?:^| )(?:below|under|beneath|above|over|beyond|than|exceeding|exceeds|least|most|of|is|<|>|<=|>=|up to|or less|or more|it|that)$/u;

/** What compares, of numbers below zero; both ends are the same where it is one number. */
export interface BelowZero {
  readonly from: number;
  readonly to: number;
  readonly isSpan: boolean;
  readonly isShare: boolean;
}

/**
 * "below -10", "less than minus 5 %", "between -10 and 5": a number below zero that something is compared
 * with, or a span with one. It is no amount, for no weight, bound or size is below zero: what reads these
 * leaves it alone. Null for any other place. O(1).
 */
export function belowZeroAt(context: Context, at: number): Found | null {
  const { items, tokens, words } = context;
  if (/^(?:between|from)$/u.test(words[at] ?? "")) {
    const from = signedAt(tokens, at + 1);
    const tied = from !== null && /^(?:and|to)$/u.test(words[from.next] ?? "");
    const to = tied ? signedAt(tokens, from.next + 1) : null;
    if (from === null || to === null || (from.value >= 0 && to.value >= 0)) return null;
    const text = `${from.value} to ${to.value}${to.isShare ? " %" : ""}`;
    return make(context, at, to.next, { text });
  }
  if (!COMPARED.test(items.at(-1)?.text ?? "")) return null;
  const number = signedAt(tokens, at);
  if (number === null || number.value >= 0) return null;
  return make(context, at, number.next, { text: `${number.value}${number.isShare ? " %" : ""}` });
}

/** The number with its sign that stands at a token, and whether it is said in per cent; null for none. */
function signedAt(
  tokens: readonly Token[],
  at: number,
): { readonly value: number; readonly isShare: boolean; readonly next: number } | null {
  const [sign, number] = [tokens[at], tokens[at + 1]];
  const signed =
    sign !== undefined &&
    number !== undefined &&
    ((sign.text === "-" && sign.end === number.start) || /^(?:minus|negative)$/u.test(sign.text));
  const { amount, next } = amountAt(tokens, signed ? at + 1 : at) ?? {};
  if (amount === undefined || next === undefined || !/^(?:plain|share)$/u.test(amount.kind)) return null;
  const isShare = amount.kind === "share";
  const value = isShare ? Number((100 * amount.value).toFixed(6)) : amount.value;
  return { value: signed ? -value : value, isShare, next };
}

/** The numbers that an item made above is of; null for any other text. */
export function belowZeroOf(text: string): BelowZero | null {
  const [, first, last, sign] = WRITTEN.exec(text) ?? [];
  if (first === undefined || !text.includes("-")) return null;
  const [from, to] = [Number(first), Number(last ?? first)];
  return from > to ? null : { from, to, isSpan: last !== undefined, isShare: sign !== undefined };
}
