/** One word, number or sign of a message. */
export interface Token {
  /** Lower case, contractions spelt out, spelling mended; an amount reads `#` and its index. */
  readonly text: string;
  /** Where it stands in the message, UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
}

/** Longest part of a message that is read, characters; the server allows no more either. */
const MAX_LENGTH = 4000;

const TOKEN =
  /[½⅓⅔¼¾]|\d+(?:st|nd|rd|th)(?!\p{L})|(?:fy|cy|q|h|p|v)'?\d{1,4}(?!\d)|\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|0,\d+|\d+,\d{1,2}(?=\s?%)|\d+(?:\.\d+)?|\.\d+|\p{L}[\p{L}\p{M}]*(?:'\p{L}+)*|\p{Extended_Pictographic}|[^\s]/giu;

const CONTRACTIONS: Readonly<Record<string, string>> = {
  "can't": "can not",
  cannot: "can not",
  cant: "can not",
  "won't": "will not",
  wont: "will not",
  dont: "do not",
  doesnt: "does not",
  isnt: "is not",
  arent: "are not",
  shouldnt: "should not",
  didnt: "did not",
  wouldnt: "would not",
  couldnt: "could not",
  "let's": "let us",
  lets: "let us",
  "it's": "it is",
  "that's": "that is",
  "what's": "what is",
  whats: "what is",
  "who's": "who is",
  "how's": "how is",
  "where's": "where is",
  "there's": "there is",
  "here's": "here is",
  pls: "please",
  plz: "please",
  thx: "thanks",
  "w/o": "without",
};

/** Splits a message into lower-case tokens with their places. Cost: linear in its first 4,000 characters. */
export function tokenise(message: string): Token[] {
  const text = message
    .slice(0, MAX_LENGTH)
    .replace(/[‘’´`]/gu, "'")
    .replace(/[‐‑‒–—−]/gu, "-");
  const tokens: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const start = match.index;
    const end = start + match[0].length;
    // The hyphen of a compound ("fast-growing", "two-tier") reads like a blank.
    if (match[0] === "-" && /[\p{L}\d]/u.test(text[start - 1] ?? "") && /\p{L}/u.test(text[end] ?? ""))
      continue;
    for (const part of spellOut(match[0].normalize("NFKC").toLowerCase()))
      tokens.push({ text: part, start, end });
  }
  return tokens;
}

function spellOut(word: string): readonly string[] {
  const known = Object.hasOwn(CONTRACTIONS, word) ? CONTRACTIONS[word] : undefined;
  if (known !== undefined) return known.split(" ");
  const apostrophe = word.indexOf("'");
  if (apostrophe <= 0) return [word];
  const stem = word.slice(0, apostrophe);
  const tail = word.slice(apostrophe + 1);
  if (word.endsWith("n't")) return [word.slice(0, -3), "not"];
  if (tail === "re") return [stem, "are"];
  if (tail === "ve") return [stem, "have"];
  if (tail === "ll") return [stem, "will"];
  if (tail === "d") return [stem, "would"];
  if (tail === "m") return [stem, "am"];
  return [stem];
}
