import { asWritten, withoutNotation } from "./notation.ts";
import { fieldsAsWords } from "./plan-fields.ts";
import type { Token } from "./token.ts";

/** Longest part of a message that is read, characters; the server allows no more either. */
export const MAX_LENGTH = 4000;

/** Alternatives in the order in which they are tried; none of them backtracks over another. */
const TOKEN = new RegExp(
  [
    String.raw`[½⅓⅔¼¾]|\n`,
    String.raw`(?<!\d)\d+(?:st|nd|rd|th)(?![\p{L}\p{N}])`,
    String.raw`(?:fy|cy|q|h|p|v)'?\d{1,4}(?![\p{L}\p{N}])`,
    String.raw`\d{1,3}(?:[,']\d{3})+(?!\d)(?:\.\d+)?`,
    String.raw`[1-9]\d{0,2}(?:\.\d{3}){2,}(?!\d)`,
    String.raw`(?<!\d)0,\d+|(?<!\d)\d+,\d{1,2}(?=\s?(?:%|pct\b|per ?cent))`,
    String.raw`\d+(?:\.\d+)?(?:e\d{1,2}(?![\p{L}\p{N}]))?|\.\d+`,
    // "rw40 gr40 geo15"
    String.raw`(?<![\p{L}_])(?:rw|gr|geo|cat|growth|runway|category)(?=\d)`,
    String.raw`[\p{L}_](?:[\p{L}\p{M}\p{N}_]|(?<=_)-)*(?:'\p{L}+)*`,
    String.raw`\p{Extended_Pictographic}|>=|<=|!=|[^\s]`,
  ].join("|"),
  "giu",
);

const CONTRACTIONS: Readonly<Record<string, string>> = {
  "can't": "can not",
  cannot: "can not",
  cant: "can not",
  "won't": "will not",
  "shan't": "shall not",
  wont: "will not",
  dont: "do not",
  doesnt: "does not",
  isnt: "is not",
  arent: "are not",
  shouldnt: "should not",
  didnt: "did not",
  wouldnt: "would not",
  couldnt: "could not",
  mustnt: "must not",
  "let's": "let us",
  lets: "let us",
  whats: "what is",
  whos: "who is",
  u: "you",
  em: "them",
  nvm: "never mind",
  gimme: "give me",
  whatevers: "whatever is",
  idc: "i do not care",
  rn: "right now",
  abt: "about",
  thats: "that is",
  til: "until",
  weightage: "weight",
  weightages: "weights",
  pls: "please",
  plz: "please",
  thx: "thanks",
  noone: "nobody",
  ppl: "people",
  yr: "year",
  yrs: "years",
  hrs: "hours",
  qtr: "quarter",
  mgmt: "management",
  "ain't": "not",
  aint: "not",
  n: "and",
  w: "with",
};
const TAILS: Readonly<Record<string, string>> = { re: "are", ve: "have", ll: "will", d: "would", m: "am" };
/** Words whose 's is a verb rather than a genitive. */
const SPOKEN =
  /^(?:it|that|what|whatever|who|how|where|there|here|he|she|this|everything|nothing|everyone|nobody)$/u;

/** Splits a message into lower-case tokens with their places. Cost: linear in its first 4,000 characters. */
export function tokenise(message: string): Token[] {
  const text = asWritten(message.slice(0, MAX_LENGTH))
    .replace(/[‘’´`]/gu, "'")
    .replace(/[‐‑‒–—−]/gu, "-")
    // "hold on what does that mean", "scratch that go with growth": what follows is of its own.
    .replace(
      /^(?:hold|hang) on (?=(?:what|how|why|who|which|is|are|do|does|let|actually|no|i|we)\b)/iu,
      (lead) => " ".repeat(lead.length),
    )
    .replace(
      /(?<=\b(?:scratch|scrap|forget|undo) that) (?=(?:go|use|make|let|try|take|put|run|give|freeze|hold|only|start)\b)/giu,
      ",",
    )
    // A message in quotes.
    .replace(/^(\s*)["“„«](?=[^"“”„«»]+["”“»]\s*$)/u, "$1 ")
    .replace(/["”“»](?=\s*$)/u, " ")
    .replace(/\b([ie])\.([eg])\./giu, "$1$2  ");
  const tokens: Token[] = [];
  const rises = /\p{L} ?\+{1,3}(?= ?(?:[,;\n]|and |$))/u.test(text);
  for (const match of text.matchAll(TOKEN)) {
    const start = match.index;
    const end = start + match[0].length;
    // "growth ↑, geo ↓", "growth ++, geo --": which way each is to go.
    const way = wayAt(match[0], text, start, rises);
    if (way !== null) {
      if (tokens.at(-1)?.text !== way) tokens.push({ text: way, start, end });
      continue;
    }
    // The hyphen of a compound ("fast-growing", "two-tier") reads like a blank.
    if (match[0] === "-" && /[\p{L}\d]/u.test(text[start - 1] ?? "") && /\p{L}/u.test(text[end] ?? ""))
      continue;
    // "Ann Peters' customers": a genitive without an s.
    if (match[0] === "'" && /[\p{L}]/u.test(text[start - 1] ?? "") && /\s/u.test(text[end] ?? "")) continue;
    // "w/o" is a word; "runway/growth" is two.
    if (match[0] === "/" && tokens.at(-1)?.text === "with" && /^o\b/iu.test(text.slice(end, end + 2))) {
      tokens.pop();
      continue;
    }
    if (match[0].toLowerCase() === "o" && text[start - 1] === "/" && /w/iu.test(text[start - 2] ?? "")) {
      tokens.push({ text: "without", start: start - 2, end });
      continue;
    }
    // The sign behind the letter of a side: "W-Europe", "S. America".
    if (/^[-.]$/u.test(match[0]) && tokens.at(-1)?.end === end) continue;
    const side = sideAt(match[0], text, end);
    if (side !== null) {
      tokens.push({ text: side, start, end: /[-.]/u.test(text[end] ?? "") ? end + 1 : end });
      continue;
    }
    for (const part of spellOut(match[0].normalize("NFKC").toLowerCase()))
      tokens.push({ text: part, start, end });
  }
  return withoutNotation(fieldsAsWords(tokens));
}

const ARROWS: Readonly<Record<string, string>> = {
  "↑": "up",
  "⬆": "up",
  "↗": "up",
  "⇧": "up",
  "↓": "down",
  "⬇": "down",
  "↘": "down",
  "⇩": "down",
};

/** Up or down, where a sign stands for it: an arrow, or a plus or minus that ends what is said of a word; null for any other. */
function wayAt(sign: string, text: string, start: number, rises: boolean): string | null {
  const arrow = ARROWS[sign.slice(0, 1)];
  if (arrow !== undefined) return arrow;
  if (!rises || (sign !== "+" && sign !== "-")) return null;
  const before = /[\p{L}+-] ?$/u.test(text.slice(Math.max(0, start - 2), start));
  const ends = /^[+-]{0,2} ?(?:[,;\n]|and |$)/u.test(text.slice(start + 1, start + 8));
  return before && ends ? (sign === "+" ? "up" : "down") : null;
}

const SIDES: Readonly<Record<string, string>> = {
  n: "north",
  e: "east",
  s: "south",
  w: "west",
  c: "central",
};

/** "W-Europe", "S. America": the letter of a side before a continent; null for any other letter. */
function sideAt(letter: string, text: string, end: number): string | null {
  const side =
    letter.length === 1 && Object.hasOwn(SIDES, letter.toLowerCase())
      ? SIDES[letter.toLowerCase()]
      : undefined;
  if (side === undefined) return null;
  const continent = /^[-. ]{1,2}(Europe|Africa|Asia|America)/iu.exec(text.slice(end, end + 10))?.[1];
  if (continent === undefined) return null;
  return continent.toLowerCase() === "europe" && side !== "central" ? `${side}ern` : side;
}

function spellOut(word: string): readonly string[] {
  if (Object.hasOwn(CONTRACTIONS, word)) return (CONTRACTIONS[word] as string).split(" ");
  const apostrophe = word.indexOf("'");
  if (apostrophe <= 0 || !/\p{L}/u.test(word)) return [word];
  const stem = word.slice(0, apostrophe);
  const tail = word.slice(apostrophe + 1);
  if (word.endsWith("n't")) return [word.slice(0, -3), "not"];
  const verb = Object.hasOwn(TAILS, tail) ? TAILS[tail] : undefined;
  if (verb !== undefined) return [stem, verb];
  return tail === "s" && SPOKEN.test(stem) ? [stem, "is"] : [stem];
}
