/** A number as it stands in a text. */
interface WrittenNumber {
  readonly text: string;
  readonly value: number;
  /** Half a unit of the last digit written; how far rounding may have taken it. */
  readonly slack: number;
  readonly percent: boolean;
}

/** Rounding may move a number by half a digit, but never by more than this share of it. */
const LARGEST_ROUNDING = 0.05;

/** A run of letters and digits that has a digit, with what stands after a point or comma; `.58` too. */
const WITH_DIGITS =
  /(?:(?<![\p{L}\p{N}])\.(?=\p{N}))?(?<![\p{L}\p{N}_])[\p{L}_]*\p{N}[\p{L}\p{N}_]*(?:[.,]\p{N}+)*[\p{L}\p{N}_]*/gu;

/**
 * The numbers of a text that do not stand in the facts, as they are written: a paraphrase with one of
 * them is not to be used. `facts` is plain JSON. A number may be rounded, signed either way, grouped by commas,
 * written as a percentage of a fraction or in k, M, B, T, or as a word ("twelve thousand", "a third"); a word
 * with digits in it ("FY26") and a long digit string (an ID) must stand in the facts as they are.
 */
export function unknownNumbers(text: string, facts: unknown): string[] {
  const known = collect(facts);
  const unknown = new Set<string>();
  for (const word of text.matchAll(WITH_DIGITS)) {
    const number = readNumber(word[0], text.slice(word.index + word[0].length));
    const stands = number === null ? known.words.has(word[0]) : isKnown(number, known);
    if (!stands) unknown.add(word[0]);
  }
  for (const number of numberWords(text)) if (!isKnown(number, known)) unknown.add(number.text);
  return [...unknown];
}

interface Known {
  readonly values: readonly number[];
  /** Words with digits from the texts among the facts. */
  readonly words: ReadonlySet<string>;
  /** Numbers from the texts among the facts. */
  readonly written: readonly WrittenNumber[];
}

function collect(facts: unknown): Known {
  const values: number[] = [];
  const words = new Set<string>();
  const written: WrittenNumber[] = [];
  const read = (text: string) => {
    for (const word of text.matchAll(WITH_DIGITS)) {
      const number = readNumber(word[0], text.slice(word.index + word[0].length));
      if (number === null) words.add(word[0]);
      else written.push(number);
    }
    // A column is told with spaces where its heading has underscores.
    for (const [word] of text.replaceAll("_", " ").matchAll(WITH_DIGITS))
      if (readNumber(word, "") === null) words.add(word);
  };
  const visit = (fact: unknown) => {
    if (typeof fact === "number") values.push(fact);
    else if (typeof fact === "string") read(fact);
    else if (Array.isArray(fact)) fact.forEach(visit);
    else if (typeof fact === "object" && fact !== null) {
      for (const [key, value] of Object.entries(fact)) {
        read(key);
        visit(value);
      }
    }
  };
  visit(facts);
  return { values, words, written };
}

const SCALES: Readonly<Record<string, number>> = {
  "": 1,
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  million: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
  t: 1e12,
  trillion: 1e12,
};

/** Reads digits with an optional scale; null for a word that merely has digits in it. */
function readNumber(word: string, after: string): WrittenNumber | null {
  const parts = /^(\d{1,3}(?:,\d{3})+|\d*)(?:\.(\d+))?([A-Za-z]*)$/.exec(word);
  if (parts === null || (parts[1] === "" && parts[2] === undefined)) return null;
  const [, whole, decimals = "", suffix] = parts;
  const scale = SCALES[suffix.toLowerCase()];
  if (scale === undefined) return null;
  const spelt = suffix === "" ? (/^\s+(thousand|million|billion|trillion)\b/i.exec(after)?.[1] ?? "") : "";
  const times = scale * SCALES[spelt.toLowerCase()];
  const digits = whole.replaceAll(",", "");
  const value = Number(`${digits || "0"}.${decimals || "0"}`) * times;
  // Trailing zeros may be rounding, but two leading digits are always meant.
  const zeros =
    decimals === "" ? Math.min(/(?<!0)0*$/.exec(digits)![0].length, Math.max(0, digits.length - 2)) : 0;
  const slack = (10 ** (zeros - decimals.length) / 2) * times;
  const percent = /^\s*(?:%|per ?cent|percentage|points?\b|pts\b|pp\b)/i.test(after);
  return { text: word, value, slack, percent };
}

function isKnown(number: WrittenNumber, { values, written }: Known): boolean {
  const { value, percent } = number;
  const near = (fact: number) => {
    const size = Math.abs(fact);
    // The last factor forgives binary rounding of a decimal tie.
    const slack = Math.min(number.slack, size * LARGEST_ROUNDING) * (1 + 1e-9) + size * 1e-12;
    return Math.abs(size - value) <= slack;
  };
  const means = (fact: number) => {
    if (!percent) return near(fact);
    // A fraction, or a rate that is already in per cent: the latter is hardly ever whole.
    return (Math.abs(fact) <= 1 && near(fact * 100)) || (!Number.isInteger(fact) && near(fact));
  };
  return values.some(means) || written.some((fact) => fact.percent === percent && near(fact.value));
}

const UNITS = (
  "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen " +
  "seventeen eighteen nineteen"
).split(" ");
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const PARTS: readonly (readonly [RegExp, number])[] = [
  [/\b(?:a|one)[ -]third\b/gi, 1 / 3],
  [/\btwo[ -]thirds\b/gi, 2 / 3],
  [/\b(?:a|one)[ -]quarter\b/gi, 1 / 4],
  [/\bthree[ -]quarters\b/gi, 3 / 4],
  [/\bhal(?:f|ved|ves)\b/gi, 1 / 2],
  [/\b(?:twice|doubl(?:e|es|ed|ing))\b/gi, 2],
  [/\b(?:thrice|tripl(?:e|es|ed|ing))\b/gi, 3],
  [/\bdozens?\b/gi, 12],
];

/** Numbers written as words; "one" is left alone, it is hardly ever a number. */
function numberWords(text: string): WrittenNumber[] {
  const found: WrittenNumber[] = [];
  const small = [...UNITS, ...TENS].join("|");
  const pattern = new RegExp(
    `\\b(?:(?:${small}|one|an?)[ -])?(?:(?:${small})|hundreds?|thousands?|millions?|billions?)` +
      `(?:[ -](?:${small}|hundreds?|thousands?|millions?|billions?))*\\b`,
    "gi",
  );
  const fractions = PARTS.flatMap(([part, value]) =>
    [...text.matchAll(part)].map((match) => ({ text: match[0], value, slack: value * 0.01, percent: false })),
  );
  const covered = fractions.map(({ text: phrase }) => phrase.toLowerCase());
  for (const match of text.matchAll(pattern)) {
    const phrase = match[0];
    const before = text.slice(0, match.index);
    // "2.5 million" has been read with its digits, "two thirds" as a fraction.
    if (/[\d]\s+$/.test(before) || covered.some((part) => part.startsWith(phrase.toLowerCase()))) continue;
    const percent = /^\s*(?:%|per ?cent|percentage|points?\b)/i.test(text.slice(match.index + phrase.length));
    const value = valueOfWords(phrase.toLowerCase().split(/[ -]/));
    found.push({ text: phrase, value, slack: value >= 100 ? value * 0.005 : 0, percent });
  }
  return [...found, ...fractions];
}

function valueOfWords(words: readonly string[]): number {
  let total = 0;
  let current = 0;
  for (const word of words) {
    const unit = UNITS.indexOf(word);
    const ten = TENS.indexOf(word);
    if (unit >= 0) current += unit + 2;
    else if (ten >= 0) current += (ten + 2) * 10;
    else if (word === "one" || word === "a" || word === "an") current += 1;
    else if (word.startsWith("hundred")) current = Math.max(1, current) * 100;
    else {
      total += Math.max(1, current) * SCALES[word.replace(/s$/, "")];
      current = 0;
    }
  }
  return total + current;
}
