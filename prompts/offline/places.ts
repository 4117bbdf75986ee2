import type { Signal } from "../../tiering/index.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { sensesOf } from "./lexicon.ts";
import { type Token, tokenise } from "./tokens.ts";

/** A value or an alias of the book that a message names. */
export interface Place {
  /** As a selector: `Column:value|value`. */
  readonly column: string;
  readonly values: readonly string[];
  /** The signal that naming it stresses; null for a tier. */
  readonly signal: Signal | null;
}

interface Index {
  readonly phrases: ReadonlyMap<string, Place>;
  readonly words: ReadonlySet<string>;
  /** For each first word of a name, the most words that such a name has. */
  readonly longest: ReadonlyMap<string, number>;
}

/** Short words of English that are also names of places ("US"): a place only in capitals. */
const PRONOUNS: ReadonlySet<string> = new Set(
  "us it in is no me or so to at be am as my do go we he hi oh ok id and".split(" "),
);

const INDEXES = new WeakMap<Vocabulary, Index>();
const GEOGRAPHIC =
  /geo|area|region|countr|nation|territor|cit(?:y|ies)|urban|town|location|state|continent|place|market_?unit/iu;

/** The words of the vocabulary's values, for spelling. */
export function placeWords(vocabulary: Vocabulary): ReadonlySet<string> {
  return indexOf(vocabulary).words;
}

/** The tokens of a message with each named value replaced by one token `@i`, and those places. */
export function readPlaces(
  tokens: readonly Token[],
  message: string,
  vocabulary: Vocabulary,
): { tokens: Token[]; places: Place[] } {
  // In a message all in capitals "US" may be either.
  const shouted = !/\p{Ll}/u.test(message);
  const { phrases, longest } = indexOf(vocabulary);
  const out: Token[] = [];
  const places: Place[] = [];
  let at = 0;
  while (at < tokens.length) {
    const found = longestAt(tokens, at, phrases, longest);
    if (found === null) {
      out.push(tokens[at] as Token);
      at++;
      continue;
    }
    const { start } = tokens[at] as Token;
    const { end } = tokens[found.next - 1] as Token;
    const written = message.slice(start, end);
    if (
      PRONOUNS.has((tokens[at] as Token).text) &&
      found.next === at + 1 &&
      (shouted || written !== written.toUpperCase())
    ) {
      out.push(tokens[at] as Token);
      at++;
      continue;
    }
    out.push({ text: `@${places.length}`, start, end });
    places.push(found.place);
    at = found.next;
  }
  return { tokens: out, places };
}

function longestAt(
  tokens: readonly Token[],
  at: number,
  phrases: ReadonlyMap<string, Place>,
  longest: ReadonlyMap<string, number>,
): { place: Place; next: number } | null {
  for (
    let length = Math.min(longest.get(tokens[at]?.text ?? "") ?? 0, tokens.length - at);
    length > 0;
    length--
  ) {
    const phrase = tokens
      .slice(at, at + length)
      .map(({ text }) => text)
      .join(" ");
    const place = phrases.get(phrase);
    if (place !== undefined) return { place, next: at + length };
  }
  return null;
}

function indexOf(vocabulary: Vocabulary): Index {
  const known = INDEXES.get(vocabulary);
  if (known !== undefined) return known;
  const phrases = new Map<string, Place>();
  const words = new Set<string>();
  const add = (name: string, place: Place, spelt: boolean) => {
    const tokens = tokenise(name).map(({ text }) => text);
    const key = tokens.join(" ");
    // A value that is also an ordinary word of ours ("Other", "Growth") cannot be told from it.
    const senses = sensesOf(key);
    if (
      key === "" ||
      phrases.has(key) ||
      (senses !== null && senses.signal !== "geo" && senses.signal !== "category")
    )
      return;
    phrases.set(key, place);
    if (tokens.includes("&"))
      phrases.set(tokens.map((word) => (word === "&" ? "and" : word)).join(" "), place);
    if (spelt) for (const word of tokens) if (word.length >= 5) words.add(word);
  };
  // Roles first: where two columns share a value, the geography or the category is meant.
  const { geo, category, tier } = vocabulary.roles;
  const rank = (name: string) => (name === geo ? 0 : name === category ? 1 : 2);
  const columns = [...vocabulary.columns].sort((a, b) => rank(a.name) - rank(b.name));
  for (const { name, values } of columns) {
    if (/tier/iu.test(name) || name === tier) continue;
    const signal = name === geo || (name !== category && GEOGRAPHIC.test(name)) ? "geo" : "category";
    const spelt = values.length <= 100;
    for (const value of values) add(value, { column: name, values: [value], signal }, spelt);
    for (const [alias, meant] of vocabulary.aliases.get(name) ?? []) {
      add(alias, { column: name, values: meant, signal }, true);
    }
  }
  const longest = new Map<string, number>();
  for (const phrase of phrases.keys()) {
    const names = phrase.split(" ");
    const first = names[0] as string;
    longest.set(first, Math.max(longest.get(first) ?? 0, names.length));
  }
  const index = { phrases, words, longest };
  INDEXES.set(vocabulary, index);
  return index;
}
