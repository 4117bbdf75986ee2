import { CURRENCIES, MAGNITUDES } from "./amount-words.ts";

/** What stands on one side of an amount's digits. */
export interface Beside {
  readonly open: boolean;
  readonly close: boolean;
  readonly sign: string;
  readonly currency: string;
  /** Power of ten of a magnitude word or a per cent sign. */
  readonly power: number;
  /** The decimal sign before a dash that stands for no cents, "" without: `1.234,-` has 1234. */
  readonly cents?: string;
}

/** What may stand before the digits: a bracket, a sign, a currency, in any order. */
export function readBefore(text: string): Beside | null {
  let rest = text.replaceAll(" ", "");
  const open = rest.includes("(");
  if (open) rest = rest.replace("(", "");
  const sign = rest.includes("-") ? "-" : rest.includes("+") ? "+" : "";
  if (sign !== "") rest = rest.replace(sign, "");
  const currency = rest.toUpperCase();
  if (currency !== "" && !CURRENCIES.has(currency)) return null;
  return { open, close: open, sign, currency, power: 0 };
}

/** What may stand behind them: a magnitude, a currency, a per cent sign, a sign, a bracket, `.-` for no cents. */
export function readAfter(text: string, currencyBefore = ""): Beside | null {
  const tight = text.replaceAll(" ", "");
  const dashed = /^([.,])[-–—]{1,3}/.exec(tight);
  const after = readWords(tight.slice(dashed?.[0].length ?? 0), currencyBefore);
  return after === null || dashed === null ? after : { ...after, cents: dashed[1]! };
}

function readWords(text: string, currencyBefore: string): Beside | null {
  let rest = text;
  const close = rest.includes(")");
  if (close) rest = rest.replace(")", "");
  const sign = rest.includes("-") ? "-" : rest.endsWith("+") ? "+" : "";
  if (sign !== "") rest = rest.replace(sign, "");
  if (rest === "" || rest === ".") return { open: close, close, sign, currency: "", power: 0 };
  if (rest === "%") return { open: close, close, sign, currency: "", power: -2 };
  // 12.5 L are lakhs where the amount is in rupees; elsewhere the letter is unknown.
  if (rest.toUpperCase() === "L" && RUPEES.has(currencyBefore))
    return { open: close, close, sign, currency: "", power: 5 };
  const words = splitWords(rest);
  return words === null ? null : { open: close, close, sign, ...words };
}

/** A magnitude and a currency in either order, or one of them. */
function splitWords(text: string): { readonly currency: string; readonly power: number } | null {
  const upper = text.toUpperCase();
  for (let cut = 0; cut <= upper.length; cut++) {
    const [left, right] = [upper.slice(0, cut), upper.slice(cut)];
    const inOrder = magnitudeOf(left) !== undefined && isCurrency(right);
    if (inOrder) return { currency: right, power: magnitudeOf(left)! };
    // German thousands: 500 TEUR, 12,5 T€.
    if (left === "T" && (right === "EUR" || right === "€" || right === "CHF"))
      return { currency: right, power: 3 };
    if (isCurrency(left) && magnitudeOf(right) !== undefined)
      return { currency: left, power: magnitudeOf(right)! };
  }
  return null;
}

const RUPEES = new Set(["₹", "INR", "RS", "RS."]);
const magnitudeOf = (word: string): number | undefined => (word === "" ? 0 : MAGNITUDES.get(word));
const isCurrency = (word: string): boolean => word === "" || CURRENCIES.has(word);
