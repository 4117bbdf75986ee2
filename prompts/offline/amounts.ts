import type { Token } from "./tokens.ts";

/** A number that a message states. */
export interface Amount {
  /** A share (0.4) for per cents and fractions, the number as said otherwise. */
  readonly value: number;
  /** `share`: a per cent or a fraction; `parts`: "3 parts"; `plain`: a bare number. */
  readonly kind: "share" | "parts" | "plain";
  /** The digits as written, for account IDs; empty where there were none. */
  readonly digits: string;
}

const UNITS: Readonly<Record<string, number>> = {
  zero: 0,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fourty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const SCALES: Readonly<Record<string, number>> = { hundred: 100, thousand: 1000, k: 1000 };
const FRACTIONS: Readonly<Record<string, number>> = {
  half: 2,
  halves: 2,
  third: 3,
  thirds: 3,
  quarter: 4,
  quarters: 4,
  fourth: 4,
  fourths: 4,
  fifth: 5,
  fifths: 5,
  sixth: 6,
  sixths: 6,
  eighth: 8,
  tenth: 10,
  tenths: 10,
};
const MULTIPLES: Readonly<Record<string, number>> = {
  half: 1 / 2,
  twice: 2,
  double: 2,
  thrice: 3,
  triple: 3,
};
/** After "one" these make it a number; elsewhere it is a pronoun. */
const COUNTED =
  /^(?:half|thirds?|quarters?|fourth|fifth|sixth|eighth|tenth|tiers?|steps?|levels?|percent|per|%|parts?|hundred|thousand|accounts?|customers?|points?)$/u;

/** The tokens with every number, per cent and fraction replaced by one token `#i`, and those amounts. */
export function readAmounts(tokens: readonly Token[]): { tokens: Token[]; amounts: Amount[] } {
  const out: Token[] = [];
  const amounts: Amount[] = [];
  let at = 0;
  while (at < tokens.length) {
    // "all four", "the other two": a number that counts the signals, not an amount.
    const counting =
      /^(?:all|other|these|those|remaining)$/u.test(word(tokens, at - 1)) ||
      (word(tokens, at - 1) === "the" &&
        /^(?:two|three|four)$/u.test(word(tokens, at)) &&
        !COUNTED.test(word(tokens, at + 1)));
    const read = counting
      ? null
      : (multipleAt(tokens, at, amounts.at(-1)) ?? fractionAt(tokens, at) ?? numberAt(tokens, at));
    if (read === null) {
      out.push(tokens[at] as Token);
      at++;
      continue;
    }
    const { start } = tokens[at] as Token;
    const { end } = tokens[read.next - 1] as Token;
    out.push({ text: `#${amounts.length}`, start, end });
    amounts.push(read.amount);
    at = read.next;
  }
  return { tokens: out, amounts };
}

interface Read {
  readonly amount: Amount;
  readonly next: number;
}

const word = (tokens: readonly Token[], at: number): string => tokens[at]?.text ?? "";

/** "runway 40%, growth half that, geo twice as much": a multiple of the number before it; "as much as" is a ratio. */
function multipleAt(tokens: readonly Token[], at: number, before: Amount | undefined): Read | null {
  const factor = MULTIPLES[word(tokens, at)];
  if (before === undefined || factor === undefined) return null;
  const words = [1, 2, 3].map((step) => word(tokens, at + step)).join(" ");
  const [phrase] = /^(?:of )?that(?= |$)|^as (?:much|many)(?! as)(?= |$)/u.exec(words) ?? [];
  if (phrase === undefined) return null;
  return {
    amount: { ...before, value: before.value * factor, digits: "" },
    next: at + 1 + phrase.split(" ").length,
  };
}

/** "half", "a third", "two thirds", "three quarters", "1/3" (a list such as 80/20 is not one), "½". */
function fractionAt(tokens: readonly Token[], at: number): Read | null {
  const first = word(tokens, at);
  const vulgar = unfold(first);
  if (vulgar !== null) return share(vulgar, at + 1);
  const article = first === "a" || first === "an" || first === "one";
  const count = article ? 1 : (UNITS[first] ?? (/^\d$/u.test(first) ? Number(first) : null));
  const named = FRACTIONS[word(tokens, at + 1)];
  if (count !== null && count > 0 && named !== undefined && count <= named) {
    return share(count / named, at + 2);
  }
  if (first === "half" || first === "quarter") return share(first === "half" ? 1 / 2 : 1 / 4, at + 1);
  if (first === "halves" || first === "thirds" || first === "quarters")
    return share(1 / (FRACTIONS[first] as number), at + 1);
  // 1/3 and the like: only where the fraction is below one and no list of shares goes on.
  const over = word(tokens, at + 2);
  if (
    /^[123]$/u.test(first) &&
    word(tokens, at + 1) === "/" &&
    /^(?:[2-689]|10)$/u.test(over) &&
    Number(first) < Number(over)
  ) {
    if (word(tokens, at + 3) !== "/" && word(tokens, at - 1) !== "/")
      return share(Number(first) / Number(over), at + 3);
  }
  return null;
}

/** NFKC spells ½ as 1⁄2. */
function unfold(text: string): number | null {
  const match = /^(\d)⁄(\d)$/u.exec(text);
  return match === null ? null : Number(match[1]) / Number(match[2]);
}

function share(value: number, next: number): Read {
  return { amount: { value, kind: "share", digits: "" }, next };
}

function numberAt(tokens: readonly Token[], at: number): Read | null {
  const first = word(tokens, at);
  // "to zero" rules out; the lexicon reads it.
  if (first === "zero" && /^(?:to|at)$/u.test(word(tokens, at - 1))) return null;
  let value: number;
  let digits = "";
  let next = at + 1;
  if (/^[.\d]/u.test(first) && /\d/u.test(first)) {
    const thousands = /^\d{1,3}(?:,\d{3})+/u.test(first);
    value = Number(thousands ? first.replaceAll(",", "") : first.replace(",", "."));
    digits = first.replaceAll(",", "");
    if (!Number.isFinite(value)) return null;
  } else {
    const spoken = spokenAt(tokens, at);
    if (spoken === null) return null;
    ({ value, next } = spoken);
  }
  // A year is a date, not a weight.
  if (
    digits.length === 4 &&
    value >= 1990 &&
    value <= 2100 &&
    /^(?:in|for|since|until|year|during)$/u.test(word(tokens, at - 1))
  )
    return null;
  while (SCALES[word(tokens, next)] !== undefined) {
    value *= SCALES[word(tokens, next)] as number;
    next++;
  }
  const unit = word(tokens, next);
  if (unit === "%" || unit === "percent" || unit === "pct" || unit === "percentage") {
    return share(value / 100, word(tokens, next + 1) === "points" ? next + 2 : next + 1);
  }
  if (unit === "per" && word(tokens, next + 1) === "cent") return share(value / 100, next + 2);
  if (unit === "points" || unit === "pp" || unit === "pts") return share(value / 100, next + 1);
  if (unit === "parts" || unit === "part")
    return { amount: { value, kind: "parts", digits }, next: next + 1 };
  return { amount: { value, kind: "plain", digits }, next };
}

/** "forty", "forty five", "one hundred"; "one" and "a" only before something counted. */
function spokenAt(tokens: readonly Token[], at: number): { value: number; next: number } | null {
  const first = word(tokens, at);
  if (first === "one" || first === "a") {
    const counted =
      first === "one"
        ? COUNTED.test(word(tokens, at + 1))
        : /^(?:hundred|thousand)$/u.test(word(tokens, at + 1));
    return counted ? { value: 1, next: at + 1 } : null;
  }
  const tens = Object.hasOwn(UNITS, first) ? UNITS[first] : undefined;
  if (tens === undefined) return null;
  const second = word(tokens, at + 1);
  const unit = second === "one" ? 1 : Object.hasOwn(UNITS, second) ? UNITS[second] : undefined;
  if (tens >= 20 && tens % 10 === 0 && unit !== undefined && unit > 0 && unit < 10)
    return { value: tens + unit, next: at + 2 };
  return { value: tens, next: at + 1 };
}
