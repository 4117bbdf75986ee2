import { distance } from "fastest-levenshtein";
import type { Vocabulary } from "./vocabulary.ts";

/** The values of the vocabulary that are spelt most like a word, best first, at most `count`. */
export function nearestValues(word: string, vocabulary: Vocabulary, count = 3): string[] {
  const wanted = word.toLowerCase().slice(0, 60);
  const scored = new Map<string, number>();
  const add = (value: string) => {
    if (value === "" || scored.has(value)) return;
    const name = value.toLowerCase().slice(0, 80);
    // A value that contains the word (or one of its own words that is close) is nearer than its length says.
    const parts = [name, ...name.split(/[^\p{L}\p{N}]+/u).filter((part) => part.length > 3)];
    const score = Math.min(
      ...parts.map((part) => distance(wanted, part) / Math.max(wanted.length, part.length)),
    );
    scored.set(value, score);
  };
  for (const { name, values } of vocabulary.columns) {
    if (values.length <= 1000) for (const value of values) add(value);
    for (const alias of vocabulary.aliases.get(name)?.keys() ?? []) add(alias);
    if (scored.size > 5000) break;
  }
  return [...scored.entries()]
    .sort(([a, one], [b, other]) => one - other || (a < b ? -1 : 1))
    .slice(0, count)
    .map(([value]) => value);
}
