import { distance } from "fastest-levenshtein";
import { LEXICON_WORDS } from "./lexicon.ts";
import { ORDINARY_WORDS } from "./ordinary-words.ts";
import type { Token } from "./tokens.ts";
import { TOPIC_WORDS } from "./topic-words.ts";

const TARGETS = [...new Set([...LEXICON_WORDS, ...TOPIC_WORDS])].filter(
  (word) => word.length >= 4 && /^\p{L}+$/u.test(word),
);

/** Targets by first letter: a slip rarely touches it, but for two letters swapped. */
const BY_LENGTH = new Map<number, string[]>();
for (const target of TARGETS) {
  const same = BY_LENGTH.get(target.length);
  if (same === undefined) BY_LENGTH.set(target.length, [target]);
  else same.push(target);
}

/**
 * The tokens with slips of the keyboard mended: a word that neither the lexicon, the book nor the list
 * of ordinary words knows becomes the nearest word of the lexicon or the book, if one is near enough.
 */
export function mendSpelling(tokens: readonly Token[], bookWords: ReadonlySet<string>): Token[] {
  const seen = new Map<string, string | null>();
  return tokens.map((token) => {
    const { text } = token;
    if (text.length < 4 || !/^\p{L}+$/u.test(text) || isKnown(text, bookWords)) return token;
    const known = seen.get(text);
    const mended = known === undefined ? nearest(text, bookWords) : known;
    seen.set(text, mended);
    return mended === null ? token : { ...token, text: mended };
  });
}

/** Whether a word needs no mending. */
export function isKnown(word: string, bookWords: ReadonlySet<string>): boolean {
  if (LEXICON_WORDS.has(word) || TOPIC_WORDS.has(word) || ORDINARY_WORDS.has(word) || bookWords.has(word))
    return true;
  const stem = word.endsWith("s") ? word.slice(0, -1) : word;
  return LEXICON_WORDS.has(stem) || ORDINARY_WORDS.has(stem) || TOPIC_WORDS.has(stem);
}

function nearest(word: string, bookWords: ReadonlySet<string>): string | null {
  const reach = word.length >= 9 ? 2 : word.length >= 5 ? 1 : 0;
  let best: string | null = null;
  let bestCost = reach + 1;
  const consider = (target: string) => {
    if (Math.abs(target.length - word.length) > Math.max(reach, 0)) return;
    const cost = slipCost(word, target);
    if (cost < bestCost || (cost === bestCost && best !== null && target < best && cost <= reach)) {
      best = target;
      bestCost = cost;
    }
  };
  for (let length = word.length - reach; length <= word.length + reach; length++) {
    for (const target of BY_LENGTH.get(length) ?? []) consider(target);
  }
  for (const target of bookWords) consider(target);
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
    if (swapped) return word.length >= 4 ? 0.5 : 9;
  }
  // Another first letter makes another word.
  if (word[0] !== target[0]) return 9;
  return distance(word, target);
}
