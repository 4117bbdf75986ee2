import type { Seller } from "../../tiering/index.ts";
import { plain } from "./columns.ts";

/** Letters that have no accent to be taken off. */
const LETTERS: Readonly<Record<string, string>> = { ø: "o", æ: "a", œ: "o", ł: "l", đ: "d", ð: "d", ı: "i" };

/** A word as it is compared: "Müller", "Mueller" and "Muller" are one, and so are "Østergaard" and "Ostergaard". */
const folded = (word: string): string =>
  plain(word)
    .replace(/[øæœłđðı]/gu, (letter) => LETTERS[letter]!)
    .replace(/([aou])e/gu, "$1");

/** The words of a name. */
const wordsOf = (name: string): string[] =>
  name
    .split(/[^\p{L}\p{N}]+/u)
    .map(folded)
    .filter((word) => word !== "");

/** Shortest word by which alone somebody is known. */
const SHORTEST = 3;

/** A seller's name by its words. */
interface Named {
  readonly id: string;
  readonly words: readonly string[];
}

/**
 * Looks sellers up by less than their whole name: "J. Smith", "SMITH J", "jsmith@acme.example", "John Smith" for "John
 * A. Smith" and the other way round, "Müller" where one alone has that name. The search gives the IDs of all whom a name
 * may be; O(words) where few sellers share a word.
 */
export function createNameSearch(sellers: readonly Seller[]): (name: string) => string[] {
  const named = sellers.map(({ id, name }): Named => ({ id, words: wordsOf(name ?? id) }));
  const byWord = new Map<string, Set<Named>>();
  const byJoined = new Map<string, Set<Named>>();
  const put = (map: Map<string, Set<Named>>, key: string, one: Named) =>
    map.set(key, (map.get(key) ?? new Set()).add(one));
  for (const one of named) {
    for (const word of one.words) if (word.length > 1) put(byWord, word, one);
    for (const key of joinedOf(one.words)) put(byJoined, key, one);
  }
  return (name) => {
    const at = name.lastIndexOf("@");
    const words = wordsOf(at > 0 ? name.slice(0, at) : name);
    const whole = words.filter((word) => word.length > 1);
    const [only] = whole;
    const near = new Set(whole.flatMap((word) => [...(byWord.get(word) ?? [])]));
    const found = [...near].filter((one) => isMeant(words, one.words));
    if (words.length > 1) return idsOf(found);
    if (only === undefined || only.length < SHORTEST) return [];
    return idsOf(found.length > 0 ? found : [...(byJoined.get(only) ?? [])]);
  };
}

const idsOf = (found: readonly Named[]): string[] => found.map(({ id }) => id);

/** A name written as one word: all of it in either order, or an initial and another word. */
function joinedOf(words: readonly string[]): string[] {
  if (words.length < 2) return [];
  const [first, last] = [words[0]!, words.at(-1)!];
  const initials = [`${first[0]}${last}`, `${last}${first[0]}`, `${last[0]}${first}`, `${first}${last[0]}`];
  return [words.join(""), [...words].reverse().join(""), ...initials];
}

/** Whether the words asked for, of which single letters are initials, are those of a name, or the name is among them. */
function isMeant(asked: readonly string[], name: readonly string[]): boolean {
  const left = [...name];
  const take = (at: number): boolean => {
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  };
  const whole = asked.filter((word) => word.length > 1);
  const isWithin =
    whole.every((word) => take(left.indexOf(word))) &&
    asked.every((word) => word.length > 1 || take(left.findIndex((one) => one[0] === word)));
  const wholeOfName = name.filter((word) => word.length > 1);
  return isWithin || (wholeOfName.length > 1 && wholeOfName.every((word) => whole.includes(word)));
}
