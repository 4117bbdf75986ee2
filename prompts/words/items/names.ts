import type { Vocabulary } from "../../book/vocabulary.ts";
import { DEMONYMS } from "./demonyms.ts";
import { LEXICON_WORDS } from "./lexicon.ts";
import { ORDINARY_WORDS } from "./ordinary-words.ts";
import { sharedParts } from "./parts-of-values.ts";
import { plainWords } from "./plain-words.ts";

/** A name of the book: a value (or a word for several values) of a column, a column, or a tier. */
export interface BookName {
  readonly kind: "value" | "column" | "tier";
  /** Name of the column; of a tier the tier's name. */
  readonly name: string;
  /** The values meant; empty for a column or tier. */
  readonly values: readonly string[];
  readonly words: readonly string[];
  /** The name as the book spells it. */
  readonly spelt: string;
  /** Whether it may stand for itself anywhere; else only beside its column, quoted or in its own spelling. */
  readonly free: boolean;
  /** True for one word of a number column's name ("health" of "Health Score"): only beside a number. */
  readonly part?: boolean;
  /** True for a part that the names of several values of a column have: all of these are meant. */
  readonly shared?: boolean;
}

/** A book's names, found by their first word: looking up costs nothing that grows with the book. */
export interface Names {
  /** The names that begin at a place, longest first. */
  at(words: readonly string[], at: number): readonly BookName[];
  /** Every word of a name that has letters only, for mending slips. */
  readonly words: ReadonlySet<string>;
}

/** Columns with more values than this are known by name alone. */
const MAX_VALUES = 20_000;
const MAX_WORDS = 8;
const CACHE = new WeakMap<Vocabulary, Names>();

/** The names of a book, indexed once. */
export function namesOf(vocabulary: Vocabulary): Names {
  const known = CACHE.get(vocabulary);
  if (known !== undefined) return known;
  const names = indexNames(vocabulary);
  CACHE.set(vocabulary, names);
  return names;
}

function indexNames(vocabulary: Vocabulary): Names {
  const byFirst = new Map<string, BookName[]>();
  const words = new Set<string>();
  const add = (name: Omit<BookName, "words" | "free">, free: boolean, text = name.spelt) => {
    const spelt = plainWords(text);
    if (spelt.length === 0 || spelt.length > MAX_WORDS) return;
    const first = stemOf(spelt[0] as string);
    const list = byFirst.get(first) ?? [];
    list.push({ ...name, words: spelt, free });
    byFirst.set(first, list);
    if (name.kind !== "value" || free || !isOrdinary(spelt.join(" ")))
      for (const word of spelt) if (/^\p{L}{4,}$/u.test(word)) words.add(word);
  };
  const { geo, category, owner, tier } = vocabulary.roles;
  const ordered = [...vocabulary.columns].sort((a, b) => rank(a.name) - rank(b.name));
  function rank(name: string): number {
    return name === geo ? 0 : name === category ? 1 : 2;
  }
  for (const name of [...ordered.map((column) => column.name), ...vocabulary.numbers]) {
    add({ kind: "column", name, values: [], spelt: name }, true);
    for (const spoken of spokenOf(name)) add({ kind: "column", name, values: [], spelt: spoken }, true);
  }
  // A word for a group of values gives way to a value that is spelt so.
  const own = new Set(
    ordered.flatMap(({ values }) =>
      values.length > MAX_VALUES ? [] : values.map((value) => value.toLowerCase()),
    ),
  );
  for (const [word, columns] of Map.groupBy(vocabulary.numbers.flatMap(partsOf), ({ word }) => word))
    if (columns.length === 1 && !isOrdinary(word))
      add({ kind: "column", name: columns[0]?.name as string, values: [], spelt: word, part: true }, false);
  for (const { name, values } of ordered) {
    for (const [alias, meant] of vocabulary.aliases.get(name) ?? [])
      if (!own.has(alias.toLowerCase())) {
        add({ kind: "value", name, values: meant, spelt: alias }, true);
        for (const adjective of DEMONYMS.get(alias.toLowerCase()) ?? [])
          if (!own.has(adjective.toLowerCase()))
            add({ kind: "value", name, values: meant, spelt: adjective }, false);
      }
    if (name === owner)
      for (const [first, meant] of firstNames(values))
        add({ kind: "value", name, values: meant, spelt: first }, true);
    if (values.length > MAX_VALUES || name === tier) continue;
    const main = name === geo || name === category;
    if (name !== owner)
      for (const [text, meant] of sharedParts(values))
        add({ kind: "value", name, values: meant, spelt: text, shared: true }, false);
    for (const value of values) {
      if (isTierName(value, vocabulary)) continue;
      const spelt = plainWords(value);
      for (const adjective of DEMONYMS.get(value.toLowerCase()) ?? [])
        if (!own.has(adjective.toLowerCase()))
          add({ kind: "value", name, values: [value], spelt: adjective }, adjective.includes(" "));
      add(
        { kind: "value", name, values: [value], spelt: value },
        spelt.length > 1 || (main && !isOrdinary(spelt[0] ?? "")),
      );
    }
  }
  for (const name of vocabulary.tiers) add({ kind: "tier", name, values: [], spelt: name }, name.length > 2);
  for (const list of byFirst.values()) list.sort((a, b) => b.words.length - a.words.length);
  return {
    at(said, at) {
      const found = (byFirst.get(stemOf(said[at] ?? "")) ?? []).filter((name) => matches(name, said, at));
      const longest = found[0]?.words.length ?? 0;
      return found.filter((name) => name.words.length === longest);
    },
    words,
  };
}

/** "Tier A" in an earlier year's column is the tier, not a value of that column. */
function isTierName(value: string, { tiers }: Vocabulary): boolean {
  return tiers.some((tier) => value === tier || value === `Tier ${tier}`);
}

/** What people say for a column's name: "est wallet" or "est. wallet" for "Est. Wallet £", "Sales" for "Sales (k€)". */
function spokenOf(name: string): Set<string> {
  const spoken = name.replace(/[_\s]+/gu, " ").replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2");
  const bare = spoken.replace(/\([^()]*\)/gu, " ").replace(/[^\p{L}\p{N}.&/-]/gu, " ");
  const all = [spoken, bare, bare.replace(/\./gu, " ")].map((one) => one.replace(/\s+/gu, " ").trim());
  // "marketdomain" for "MarketDomain"
  if (/ /u.test(spoken)) all.push(spoken.replace(/ /gu, "").toLowerCase());
  return new Set(all.filter((one) => one !== name && /\p{L}{3}/u.test(one)));
}

/** The words of a name of several, each with the name. */
function partsOf(name: string): { readonly word: string; readonly name: string }[] {
  const words = plainWords(name.replace(/_/gu, " "));
  return words.length < 2
    ? []
    : words.filter((word) => /^\p{L}{4,}$/u.test(word)).map((word) => ({ word, name }));
}

/** First names that one owner alone has. */
function firstNames(values: readonly string[]): Map<string, readonly string[]> {
  const named = Map.groupBy(values, (value) => /^(\p{Lu}\p{Ll}{2,}) \p{Lu}/u.exec(value)?.[1] ?? "");
  return new Map([...named].filter(([first, owners]) => first !== "" && owners.length === 1));
}

/** A word without the ending of its plural: "prospects", "categories", "Interessenten". */
export function stemOf(word: string): string {
  if (!/^\p{L}{4,}$/u.test(word)) return word;
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|z)es$/u.test(word)) return word.slice(0, -2);
  if (word.endsWith("s") && !word.endsWith("ss")) return word.slice(0, -1);
  return word.length >= 9 && word.endsWith("en") ? word.slice(0, -2) : word;
}

/** Whether a word is one of the language, a signal's or a number: no name for itself. */
export function isOrdinary(word: string): boolean {
  return (
    word.length < 3 ||
    !/^\p{L}[\p{L}\p{M}'_]*$/u.test(word) ||
    LEXICON_WORDS.has(word) ||
    ORDINARY_WORDS.has(word)
  );
}

function matches({ kind, words }: BookName, said: readonly string[], at: number): boolean {
  return words.every((word, step) => {
    const spoken = said[at + step] ?? "";
    if (spoken === word || (word === "&" && spoken === "and")) return true;
    return step === words.length - 1 && kind !== "tier" && stemOf(spoken) === stemOf(word);
  });
}
