import { COUNTED, FACTORS, FRACTIONS, SCALES, UNITS, VULGAR } from "./number-words.ts";
import { spokenAt } from "./spoken-numbers.ts";
import type { Token } from "./token.ts";

/** A number that a message states. */
export interface Amount {
  /** A share (0.4) for per cents and fractions, the number as said otherwise. */
  readonly value: number;
  /**
   * `share`: a per cent or a fraction; `points`: percentage points; `parts`: "3 parts"; `times`: a factor
   * ("3x"); `multiple`: a factor of the number said before ("half that"); `plain`: a bare number.
   */
  readonly kind: "share" | "points" | "parts" | "times" | "multiple" | "plain";
  /** The digits as written, for account IDs; empty where there were none. */
  readonly digits: string;
  /** What the digits count: 1,000,000 of "5 million"; absent for ones. */
  readonly unit?: number;
  /** What "7 out of 10" says the numbers beside it are parts of. */
  readonly whole?: number;
}

/** A number and the index of the token behind it. */
export interface ReadAmount {
  readonly amount: Amount;
  readonly next: number;
}

const word = (tokens: readonly Token[], at: number): string => tokens[at]?.text ?? "";

/** The number, per cent or fraction that stands at a token, or null. */
export function amountAt(tokens: readonly Token[], at: number): ReadAmount | null {
  const before = word(tokens, at - 1);
  // "all four", "the other two": a number that counts the signals, not an amount.
  const measured = FRACTIONS.has(word(tokens, at + 1)) || /^(?:points?|pp|pts)$/u.test(word(tokens, at + 1));
  const digits = before === "other" && /^\d\d$/u.test(word(tokens, at));
  if (/^(?:all|other|these|those|both)$/u.test(before) && !measured && !digits) return null;
  if (
    before === "the" &&
    /^(?:two|three|four)$/u.test(word(tokens, at)) &&
    !COUNTED.test(word(tokens, at + 1))
  )
    return null;
  const fraction = fractionAt(tokens, at);
  return multipleAt(tokens, at) ?? (fraction && ofPercent(tokens, fraction)) ?? numberAt(tokens, at);
}

/** "a quarter of a percent", "a tenth of one per cent" */
function ofPercent(tokens: readonly Token[], { amount, next }: ReadAmount): ReadAmount {
  const said = [0, 1, 2, 3].map((step) => word(tokens, next + step)).join(" ");
  const match = /^of (?:a|one) (?:percent|%|pct|per cent)(?= |$)/u.exec(said)?.[0];
  return match === undefined ? { amount, next } : share(amount.value / 100, next + match.split(" ").length);
}

/** "half that", "twice as much": a multiple of the number before it; "as much as" is a ratio. */
function multipleAt(tokens: readonly Token[], at: number): ReadAmount | null {
  const value = FACTORS.get(word(tokens, at));
  if (value === undefined) return null;
  const [a, b, ...more] = [1, 2, 3, 4, 5, 6, 7].map((step) => word(tokens, at + step));
  // "half as much again as": one and a half times.
  if (value < 1 && a === "as" && more[0] === "again")
    return { amount: { value: 1 + value, kind: "times", digits: "" }, next: at + 4 };
  const elided = a === "as" && /^(?:much|many)$/u.test(b ?? "") && !more.includes("as") && more[0] !== "than";
  const skip = a === "of" && b === "that" ? 3 : a === "that" ? 2 : elided ? 3 : 0;
  return skip === 0 ? null : { amount: { value, kind: "multiple", digits: "" }, next: at + skip };
}

/** "half", "a third", "two thirds", "1/3" (a list such as 80/20 is none), "1 in 50", "½". */
function fractionAt(tokens: readonly Token[], at: number): ReadAmount | null {
  const first = word(tokens, at);
  const vulgar = VULGAR.get(first);
  if (vulgar !== undefined) return share(vulgar, at + 1);
  const percent = (at: number) => /^(?:%|percent|pct)$/u.test(word(tokens, at));
  if (first === "half" && (percent(at + 1) || (word(tokens, at + 1) === "a" && percent(at + 2))))
    return share(0.005, percent(at + 1) ? at + 2 : at + 3);
  if (first === "a" && word(tokens, at + 1) === "half" && percent(at + 2)) return share(0.005, at + 3);
  const article = first === "a" || first === "an" || first === "one";
  const digit = /^\d$/u.test(first) ? Number(first) : null;
  const count = article ? 1 : (UNITS.get(first) ?? digit);
  const named = FRACTIONS.get(word(tokens, at + 1));
  // "a third as important as": a factor.
  const times =
    word(tokens, at + 2) === "as" &&
    /^(?:much|important|heavy|heavily|strong|big)$/u.test(word(tokens, at + 3));
  if (count !== null && named !== undefined && count < named && times)
    return word(tokens, at + 4) === "again"
      ? { amount: { value: 1 + count / named, kind: "times", digits: "" }, next: at + 5 }
      : { amount: { value: count / named, kind: "times", digits: "" }, next: at + 2 };
  if (
    count !== null &&
    count > 0 &&
    named !== undefined &&
    count <= named &&
    !(article && word(tokens, at + 2) === "as")
  )
    return share(count / named, at + 2);
  if (
    FRACTIONS.has(first) &&
    first !== "fourth" &&
    !(
      first === "quarter" &&
      !/^(?:of|on|to|for|in|each)$/u.test(word(tokens, at + 1)) &&
      !END.test(word(tokens, at - 1)) &&
      !isListed(tokens, at)
    ) &&
    !/^(?:as)$/u.test(word(tokens, at + 1)) &&
    !isOrdinal(tokens, at)
  )
    return share(1 / (FRACTIONS.get(first) as number), at + 1);
  const over = Number(word(tokens, at + 2));
  if (
    digit !== null &&
    digit > 0 &&
    digit <= 3 &&
    word(tokens, at + 1) === "/" &&
    over > digit &&
    over <= 10
  ) {
    const listed = word(tokens, at + 3) === "/" || word(tokens, at - 1) === "/";
    if (!listed) return share(digit / over, at + 3);
  }
  return count === null ? null : partAt(tokens, at, count);
}

/** "1 in 50", "two accounts in every hundred", "one out of fifty". */
function partAt(tokens: readonly Token[], at: number, count: number): ReadAmount | null {
  let next = at + 1;
  if (/^(?:accounts?|customers?|clients?|companies)$/u.test(word(tokens, next))) next++;
  if (word(tokens, next) === "out" && word(tokens, next + 1) === "of") next += 2;
  else if (word(tokens, next) === "in") next++;
  else return null;
  if (/^(?:every|each)$/u.test(word(tokens, next))) next++;
  const scale = SCALES.get(word(tokens, next)) ?? 0;
  const whole: ReadAmount | null =
    scale >= 100
      ? { amount: { value: scale, kind: "plain", digits: "" }, next: next + 1 }
      : numberAt(tokens, next);
  const { kind, value } = whole?.amount ?? { kind: null, value: 0 };
  const counts = kind === "plain" && Number.isInteger(value) && value > count && count > 0;
  return whole !== null && counts
    ? { amount: { value: count / value, kind: "share", digits: "", whole: value }, next: whole.next }
    : null;
}

/** "half runway, quarter growth": the quarter of a list that has other parts. */
function isListed(tokens: readonly Token[], at: number): boolean {
  const before = tokens.slice(Math.max(0, at - 6), at).map(({ text }) => text);
  return /^(?:,|and|&|;)$/u.test(before.at(-1) ?? "") && before.some((text) => FRACTIONS.has(text));
}

/** "third" and "fifth" without an article rank; "thirds" and "quarter" measure. */
function isOrdinal(tokens: readonly Token[], at: number): boolean {
  return (
    /^(?:third|fifth|sixth|eighth|tenth|twentieth|fiftieth)$/u.test(word(tokens, at)) &&
    !/^(?:a|an)$/u.test(word(tokens, at - 1)) &&
    !END.test(word(tokens, at - 1))
  );
}

/** "the top third", "the bottom fifth": a part of an order. */
const END = /^(?:top|bottom|upper|lower|highest|lowest|best|worst)$/u;

function share(value: number, next: number): ReadAmount {
  return { amount: { value, kind: "share", digits: "" }, next };
}

function numberAt(tokens: readonly Token[], at: number): ReadAmount | null {
  const first = word(tokens, at);
  let value: number;
  let digits = "";
  let next = at + 1;
  if (/^\d+(?:\.\d+)?e\d+$/u.test(first)) value = Number(first);
  else if (/^\.?\d[\d.,']*$/u.test(first)) {
    // "100.000" as German writes it; nobody writes a weight with three noughts.
    const counts = /^(?:accounts?|customers?|clients?|moves)$/u.test(word(tokens, next));
    const pointed =
      (counts && /^[1-9]\d{0,2}\.\d{3}$/u.test(first)) ||
      /^[1-9]\d{0,2}(?:\.\d{3})*\.000$/u.test(first) ||
      /^[1-9]\d{0,2}(?:\.\d{3}){2,}$/u.test(first);
    const thousands = pointed || /^\d{1,3}(?:[,']\d{3})+/u.test(first);
    const marks = pointed ? /\./gu : /[,']/gu;
    value = Number(thousands ? first.replaceAll(marks, "") : first.replace(",", "."));
    digits = first.replaceAll(marks, "");
    if (!Number.isFinite(value)) return null;
    // A year is a date, not a weight.
    const dated = /^(?:in|for|since|until|year|during|of|fy|by)$/u.test(word(tokens, at - 1));
    if (digits.length === 4 && value >= 1990 && value <= 2100 && dated) return null;
  } else {
    const halved = first === "one" && isAndHalf(tokens, at + 1);
    const spoken = halved ? { value: 1, next: at + 1 } : spokenAt(tokens, at);
    if (spoken === null) return null;
    ({ value, next } = spoken);
  }
  if (isAndHalf(tokens, next)) [value, next] = [value + 0.5, next + 3];
  let unit = 1;
  for (
    let scale = SCALES.get(word(tokens, next));
    scale !== undefined;
    scale = SCALES.get(word(tokens, next))
  ) {
    value *= scale;
    unit *= scale;
    next++;
  }
  // "one thousand one hundred"
  const hundreds = unit >= 1_000 ? spokenAt(tokens, next) : null;
  if (hundreds !== null && hundreds.value < 10 && word(tokens, hundreds.next) === "hundred")
    [value, next] = [value + hundreds.value * 100, hundreds.next + 1];
  // "two hundred and fifty"
  const more = unit >= 100 && word(tokens, next) === "and" ? spokenAt(tokens, next + 1) : null;
  if (more !== null && more.value < 100) [value, next] = [value + more.value, more.next];
  const sign = word(tokens, next);
  if (/^(?:%|percent|pct|percentage)$/u.test(sign)) {
    const points = /^points?$/u.test(word(tokens, next + 1));
    // "a percent and a half"
    if (isAndHalf(tokens, next + 1)) return share((value + 0.5) / 100, next + 4);
    return {
      amount: { value: value / 100, kind: points ? "points" : "share", digits: "" },
      next: next + (points ? 2 : 1),
    };
  }
  if (sign === "per" && word(tokens, next + 1) === "cent") return share(value / 100, next + 2);
  if (/^(?:‰|promille)$/u.test(sign)) return share(value / 1_000, next + 1);
  if (sign === "per" && /^mil(?:le|l|e)$/u.test(word(tokens, next + 1)))
    return share(value / 1_000, next + 2);
  // Basis points: a hundredth of a point each.
  if (/^(?:bps?|basis)$/u.test(sign))
    return {
      amount: { value: value / 10_000, kind: "points", digits: "" },
      next: next + (sign === "basis" ? 2 : 1),
    };
  if (/^(?:points?|pp|pts)$/u.test(sign))
    return { amount: { value: value / 100, kind: "points", digits: "" }, next: next + 1 };
  if (/^parts?$/u.test(sign)) return { amount: { value, kind: "parts", digits: "" }, next: next + 1 };
  if (/^(?:times|x|×|fold)$/u.test(sign))
    return { amount: { value, kind: "times", digits: "" }, next: next + 1 };
  return { amount: { value, kind: "plain", digits, ...(unit > 1 ? { unit } : {}) }, next };
}

/** "two and a half" */
const isAndHalf = (tokens: readonly Token[], at: number): boolean =>
  word(tokens, at) === "and" && word(tokens, at + 1) === "a" && word(tokens, at + 2) === "half";
