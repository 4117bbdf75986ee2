import { CURRENCIES } from "./amount-words.ts";

/** The unit that a header tells of the amounts below it. */
export interface HeaderUnit {
  /** What its amounts are multiplied by: 1,000 of `Umsatz in T€`, 1 where it tells a currency alone. */
  readonly factor: number;
  /** The currency in it, in upper case; "" without. */
  readonly currency: string;
  /** False for what may be something else, such as the M of `Revenue (M)`. */
  readonly isSure: boolean;
  /** The name without the unit. */
  readonly rest: string;
}

/** Words for powers of ten that headers have, in lower case without blanks, points and apostrophes. */
const WORDS = new Map<string, number>(
  Object.entries({
    3: "k 000 000s 1000 tsd tausend thousand thousands mille milliers millier miles milhares mila migliaia tys 千",
    4: "万",
    5: "lakh lakhs lac lacs",
    6: "mm mn mln mio mill million millions millionen millones milhões milioni miljoen mln milj 百万",
    7: "crore crores cr",
    8: "億",
    9: "bn bln mrd mia billion billions milliarden milliards milliard miliardi miljard",
  }).flatMap(([power, words]) => words.split(" ").map((word): [string, number] => [word, Number(power)])),
);
/** Those that are one for sure only beside a currency: `$M`, `T€`, `R$ mil`. */
const SHORT = new Map<string, number>([
  ["m", 6],
  ["t", 3],
  ["b", 9],
  ["md", 9],
  ["mil", 3],
]);
/** Currencies within a word of a header, as against a sign: `TEUR`, `k€`, `MEUR`. */
const OTHER_CURRENCIES = new Map([
  ["円", "JPY"],
  ["元", "CNY"],
  ["원", "KRW"],
  ["euro", "EUR"],
  ["euros", "EUR"],
  ["dollars", "USD"],
  ["usdollars", "USD"],
  ["reais", "BRL"],
  ["rupees", "INR"],
  ["yen", "JPY"],
  ["rs", "INR"],
]);

const BRACKETED = /[([{（【]([^()[\]{}（）【】]{1,40})[)\]}）】]/g;
const INTRODUCED = /[\s,;:/–-](?:in|en|em)\s([^\s].{0,39})$/i;
const FILLER = /^(?:in|en|em|all|figures|values|amounts|figures in|amounts in|values in|of)\s/i;

/**
 * The unit that a header tells: `Revenue ($M)`, `Umsatz in T€`, `TEUR`, `Sales (in thousands)`, `k USD`,
 * `売上高(百万円)`; in brackets, behind "in", or as its first or last words. Null where it tells none. O(length).
 */
export function unitInHeader(name: string): HeaderUnit | null {
  for (const [whole, inner] of name.matchAll(BRACKETED)) {
    const unit = readUnit(inner!);
    if (unit !== null) return { ...unit, rest: withoutPart(name, whole) };
  }
  const introduced = INTRODUCED.exec(name);
  if (introduced !== null) {
    const unit = readUnit(introduced[1]!);
    if (unit !== null) return { ...unit, rest: withoutPart(name, introduced[0]) };
  }
  const words = name.split(/[\s_,;]+/).filter((word) => word !== "");
  for (const size of [3, 2, 1]) {
    if (words.length < size) continue;
    for (const from of [words.length - size, 0]) {
      const unit = readBareUnit(words.slice(from, from + size), from > 0);
      if (unit !== null)
        return { ...unit, rest: words.filter((_, k) => k < from || k >= from + size).join(" ") };
    }
  }
  return null;
}

/** The unit other than 1 that one of the lines above a header tells for sure of all amounts below, with the line. */
export function unitAbove(lines: readonly string[]): { unit: HeaderUnit; line: string } | null {
  for (const line of lines) {
    const unit = line.length > 200 ? null : unitInHeader(line);
    // "1 000 rows" counts something else.
    const isCount = unit?.currency === "" && /1\D?000\b/.test(line);
    if (unit?.isSure && unit.factor !== 1 && !isCount) return { unit, line };
  }
  return null;
}

/** A unit that nothing sets apart from the name: a letter or two without a currency may be something else. */
function readBareUnit(words: readonly string[], isLast: boolean): Omit<HeaderUnit, "rest"> | null {
  const unit = readUnit(words.join(" "));
  if (unit === null || unit.currency !== "" || words.join("").length > 2) return unit;
  return isLast ? { ...unit, isSure: false } : null;
}

/** Reads a magnitude and a currency in either order, or one of them; null for any other text. */
function readUnit(text: string): Omit<HeaderUnit, "rest"> | null {
  const key = text
    .trim()
    .replace(FILLER, "")
    .replace(/\s(?:in|of)\s|\sd['’]/i, " ")
    .toLowerCase()
    .replace(/[\s.'’`´_/-]/g, "");
  if (key === "" || key.length > 20) return null;
  for (let cut = 0; cut <= key.length; cut++) {
    const [left, right] = [key.slice(0, cut), key.slice(cut)];
    for (const [magnitude, money] of [
      [left, right],
      [right, left],
    ] as const) {
      const currency = currencyIn(money);
      if (currency === null || (money === "" && magnitude === "")) continue;
      const sure = magnitude === "" ? 0 : WORDS.get(magnitude);
      const power = sure ?? SHORT.get(magnitude);
      if (power === undefined) continue;
      return { factor: 10 ** power, currency, isSure: sure !== undefined || currency !== "" };
    }
  }
  return null;
}

/** The currency that a text is, "" for no text; null where it is none. */
function currencyIn(text: string): string | null {
  if (text === "") return "";
  const upper = text.toUpperCase();
  return OTHER_CURRENCIES.get(text) ?? (CURRENCIES.has(upper) ? upper : null);
}

const withoutPart = (name: string, part: string): string =>
  name.replace(part, " ").replace(/\s+/g, " ").trim();
