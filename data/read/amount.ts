import { readAfter, readBefore } from "./amount-beside.ts";
import { CURRENCIES } from "./amount-words.ts";

/** How a cell can be read: alike by everyone, by its decimal sign alone, in two ways, as nothing, or not at all. */
export type AmountKind = "plain" | "point" | "comma" | "either" | "blank" | "zero" | "bad";

/** A cell read as an amount; filled anew by each {@link readAmount}. */
export interface Amount {
  kind: AmountKind;
  /** The amount; of `either` the one with a decimal point; NaN for a blank. */
  value: number;
  /** Of `either` the amount with a decimal comma: a thousand times as much, or a thousandth. */
  other: number;
  /** Digits before and behind the decimal sign. */
  whole: number;
  places: number;
  /** Mark between its thousands; "" without. */
  group: string;
  /** ISO code or sign of the currency beside it, as it was written; "" without. */
  currency: string;
  /** True where a magnitude such as K or Mio. stands beside it. */
  isScaled: boolean;
  /** True for a word such as N/A or an error of a spreadsheet in place of an amount. */
  isWord: boolean;
}

/** A place for {@link readAmount} to put what it read. */
export function newAmount(): Amount {
  return {
    kind: "blank",
    value: Number.NaN,
    other: Number.NaN,
    whole: 0,
    places: 0,
    group: "",
    currency: "",
    isScaled: false,
    isWord: false,
  };
}

const BLANK_WORDS = new Set(
  "-,–,—,--,n/a,na,n.a.,#n/a,#na,null,nil,none,#div/0!,#ref!,#value!,#name?,#num!,#null!,#error!,(blank)".split(
    ",",
  ),
);

/** Magnitudes whose squares neither overflow nor vanish in sums over a book. */
const MOST = 1e150;
const LEAST = 1e-320;

/**
 * Reads an amount as people write it: `1234.5`, `1,234.50`, `1.234,50 €`, `1 234`, `1'234`, `$1.2M`,
 * `18.3 MM`, `USD 1`, `(500)`, `500-`, `12 %`, `1e5`; a lone dash or `N/A` is blank, a dash beside a
 * currency the zero of an accounting format. `1.234` and `1,234` are `either`: only their column can tell.
 * O(length).
 */
export function readAmount(text: string, out: Amount): void {
  out.other = Number.NaN;
  out.whole = 0;
  out.places = 0;
  out.group = "";
  out.currency = "";
  out.isScaled = false;
  out.isWord = false;
  const length = text.length;
  // Nearly every cell is a plain whole number below 10^15, which is exact.
  if (length > 0 && length <= 15) {
    let value = 0;
    let i = 0;
    for (; i < length; i++) {
      const digit = text.charCodeAt(i) - 48;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    if (i === length) {
      out.kind = "plain";
      out.value = value;
      out.whole = length;
      return;
    }
  }
  readFormatted(text, out);
  if (out.kind === "blank" || out.kind === "bad") return;
  const size = Math.abs(out.value);
  if (size > MOST || (size > 0 && size < LEAST)) out.kind = "bad";
}

/** Reads one amount by itself: NaN for a blank, null for what is no amount or reads in two ways. */
export function parseAmount(text: string): number | null {
  const amount = newAmount();
  readAmount(text, amount);
  return amount.kind === "bad" || amount.kind === "either" ? null : amount.value;
}

/** True for an amount that is too large or too small to be computed with. */
export function isOutOfRange(value: number): boolean {
  const size = Math.abs(value);
  return size > MOST || (size > 0 && size < LEAST);
}

function readFormatted(text: string, out: Amount): void {
  const cell = text
    .replace(/[\u00A0\u2007\u2009\u202F]/g, " ")
    .replace(/[\u2212\uFE63]/g, "-")
    .replace(/[\u2019\u02BC]/g, "'")
    .trim();
  out.kind = "bad";
  out.value = Number.NaN;
  if (cell === "" || BLANK_WORDS.has(cell.toLowerCase())) {
    out.kind = "blank";
    out.isWord = cell !== "";
    return;
  }
  let first = 0;
  let last = cell.length - 1;
  while (first <= last && !isDigit(cell, first)) first++;
  while (last > first && !isDigit(cell, last)) last--;
  if (first > last) {
    readAccountingZero(cell, out);
    return;
  }
  // A number may begin with its decimal sign: ".5".
  if (first > 0 && ".,".includes(cell[first - 1]!) && !isDigit(cell, first - 2)) first--;
  const before = readBefore(cell.slice(0, first));
  const after = readAfter(cell.slice(last + 1), before?.currency ?? "");
  if (before === null || after === null) return;
  if (
    before.open !== after.close ||
    (before.currency !== "" && after.currency !== "" && before.currency !== after.currency)
  )
    return;
  const signs = [before.sign, after.sign, before.open ? "-" : ""].filter((sign) => sign !== "");
  if (signs.length > 1) return;
  const core = cell.slice(first, last + 1);
  // Behind a decimal sign and a dash in place of cents the mark within can only part thousands.
  const cents = after.cents && !core.includes(after.cents) ? `${after.cents}0` : "";
  readCore(core + cents, before.power + after.power, out);
  if (out.kind === "bad") return;
  out.currency = before.currency || after.currency;
  out.isScaled = after.power > 0;
  if (signs[0] !== "-") return;
  out.value = 0 - out.value;
  out.other = 0 - out.other;
}

/** `$ -` and `- €`: how accounting formats write nothing. */
function readAccountingZero(cell: string, out: Amount): void {
  const rest = cell.replaceAll(" ", "");
  const currency = rest.startsWith("-") ? rest.slice(1) : rest.endsWith("-") ? rest.slice(0, -1) : "";
  if (!CURRENCIES.has(currency.toUpperCase())) return;
  out.kind = "zero";
  out.value = 0;
  out.currency = currency.toUpperCase();
}

/** Reads digits with their separators; `power` is that of the words beside them. */
function readCore(core: string, power: number, out: Amount): void {
  const exponentAt = core.search(/[eE]/);
  const exponent = exponentAt < 0 ? "" : core.slice(exponentAt + 1);
  if (exponentAt >= 0 && !/^[+-]?\d{1,3}$/.test(exponent)) return;
  const mantissa = exponentAt < 0 ? core : core.slice(0, exponentAt);
  const shift = power + (exponentAt < 0 ? 0 : Number(exponent));
  const set = (kind: AmountKind, whole: string, fraction: string, other?: string) => {
    const value = Number(`${whole || "0"}.${fraction || "0"}e${shift}`);
    if (!Number.isFinite(value)) return;
    out.kind = kind;
    out.value = value;
    out.whole = whole.length;
    out.places = fraction.length;
    if (other !== undefined) out.other = Number(`${other}e${shift}`);
  };
  const marks = mantissa.replace(/\d/g, "");
  if (marks === "") set("plain", mantissa, "");
  else if (marks === "." || marks === ",") {
    const [whole, fraction] = mantissa.split(marks) as [string, string];
    const isGroup = /^[1-9]\d{0,2}$/.test(whole) && fraction.length === 3 && exponentAt < 0;
    if (isGroup) set("either", whole, fraction, whole + fraction);
    else set(marks === "." ? "point" : "comma", whole, fraction);
    if (isGroup && marks === ",") [out.value, out.other] = [out.other, out.value];
  } else if (readGrouped(mantissa, marks, set)) out.group = marks[0]!;
}

/** Reads a number whose first mark parts its thousands, true where it does: the last mark is a decimal sign where it differs from those before it. */
function readGrouped(
  mantissa: string,
  marks: string,
  set: (kind: AmountKind, whole: string, fraction: string) => void,
): boolean {
  const last = marks.at(-1)!;
  const group = marks[0]!;
  const isDecimal = last !== group && ".,".includes(last);
  const end = isDecimal ? mantissa.lastIndexOf(last) : mantissa.length;
  const digits = ".,' ".includes(group) ? ungrouped(mantissa.slice(0, end), group) : null;
  if (digits === null) return false;
  const byGroup = group === "," ? "point" : group === "." ? "comma" : "plain";
  set(isDecimal ? (last === "." ? "point" : "comma") : byGroup, digits, mantissa.slice(end + 1));
  return true;
}

/** The digits of a grouped whole number: by threes, or by twos before the last three; null where it is neither. */
function ungrouped(whole: string, group: string): string | null {
  const parts = whole.split(group);
  const [first, ...rest] = parts as [string, ...string[]];
  const byThrees = /^\d{1,3}$/.test(first) && rest.every((part) => /^\d{3}$/.test(part));
  const byTwos =
    group === "," &&
    /^\d{1,2}$/.test(first) &&
    /^\d{3}$/.test(rest.at(-1) ?? "") &&
    rest.slice(0, -1).every((part) => /^\d{2}$/.test(part));
  return byThrees || byTwos ? parts.join("") : null;
}

function isDigit(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 48 && unit <= 57;
}
