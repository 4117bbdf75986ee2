import { distance } from "fastest-levenshtein";
import { LEXICON_WORDS } from "./lexicon.ts";
import type { Names } from "./names.ts";
import { ORDINARY_WORDS } from "./ordinary-words.ts";
import { SPELT_WORDS } from "./spelt-words.ts";
import type { Token } from "./token.ts";

/** Words by first letter and length: a slip rarely touches the first letter, and changes the length little. */
type Shelf = ReadonlyMap<string, readonly string[]>;

const OWN = shelve([...LEXICON_WORDS].filter((word) => /^\p{L}{4,}$/u.test(word)));
const BOOKS = new WeakMap<Names, Shelf>();

/**
 * The tokens with slips of the keyboard mended: a word that neither the lexicon, the book nor the list
 * of ordinary words knows becomes the nearest word that one of them knows, if one is near enough.
 * Cost a word: the words that share its first letter and, within two, its length.
 */
export function mendSpelling(tokens: readonly Token[], names: Names): Token[] {
  let shelf = BOOKS.get(names);
  if (shelf === undefined) {
    shelf = shelve([...names.words]);
    BOOKS.set(names, shelf);
  }
  const shelves = [OWN, shelf];
  const seen = new Map<string, string>();
  return tokens.map((token) => {
    const { text } = token;
    if (!/^\p{L}{4,20}$/u.test(text) || isKnown(text, names)) return token;
    // "Lena's": whose accounts, and no slip for a word of ours.
    const isGenitive = token.end - token.start > text.length;
    if (isGenitive) return { ...token, text: nearest(text, [shelves[1] as Shelf]) ?? text };
    const mended = seen.get(text) ?? nearest(text, shelves) ?? text;
    seen.set(text, mended);
    return mended === text ? token : { ...token, text: mended };
  });
}

/** Whether a word, or its singular, needs no mending. */
export function isKnown(word: string, names: Names): boolean {
  const known = (text: string) =>
    LEXICON_WORDS.has(text) || ORDINARY_WORDS.has(text) || SPELT_WORDS.has(text);
  const stem = /^(.{3,}?)(?:ies|es|s|ed|d|ing|ers?|ly)$/u.exec(word)?.[1] ?? word;
  return known(word) || known(stem) || known(`${stem}e`) || known(`${stem}y`) || names.words.has(word);
}

function nearest(word: string, shelves: readonly Shelf[]): string | null {
  const reach = word.length >= 10 ? 2 : word.length >= 5 ? 1 : 0.5;
  let best: string | null = null;
  let bestCost = reach + 0.01;
  for (const shelf of shelves) {
    for (let length = word.length - 2; length <= word.length + 2; length++) {
      for (const first of new Set([word[0], word[1]])) {
        for (const target of shelf.get(`${first}${length}`) ?? []) {
          const cost = slipCost(word, target);
          if (cost < bestCost) [best, bestCost] = [target, cost];
        }
      }
    }
  }
  return best;
}

/** Slips from one word to the other; two neighbouring letters swapped are half of one. */
function slipCost(word: string, target: string): number {
  if (word.length === target.length) {
    let first = 0;
    while (word[first] === target[first]) first++;
    const swapped =
      word[first] === target[first + 1] &&
      word[first + 1] === target[first] &&
      word.slice(first + 2) === target.slice(first + 2);
    if (swapped) return 0.5;
  }
  // "Midle", "comitted": a letter is doubled, or not.
  const single = (text: string) => text.replace(/(\p{L})\1/gu, "$1");
  if (single(word) === single(target)) return 0.5;
  // Another first letter makes another word.
  return word[0] === target[0] ? distance(word, target) : 9;
}

function shelve(words: readonly string[]): Shelf {
  const shelf = new Map<string, string[]>();
  for (const word of words) {
    const key = `${word[0]}${word.length}`;
    const list = shelf.get(key);
    if (list === undefined) shelf.set(key, [word]);
    else list.push(word);
  }
  return shelf;
}
