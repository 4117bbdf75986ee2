import { plainWords } from "./plain-words.ts";

/** A column of more values than this is named by whole values: a part of theirs would say too little. */
const MAX_VALUES = 48;
const MAX_WORDS = 6;

/** "partner led" of "Regulated Partner-led" and "Commercial Partner-led": parts of a column's values that several have, and not all. */
export function sharedParts(values: readonly string[]): Map<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  if (values.length > MAX_VALUES) return new Map();
  for (const value of values) {
    const words = plainWords(value);
    if (words.length < 2 || words.length > MAX_WORDS) continue;
    for (let from = 0; from < words.length; from++)
      for (let to = from + 1; to <= words.length; to++) {
        const part = words.slice(from, to);
        if (to - from === words.length || !isPart(part)) continue;
        const text = part.join(" ");
        found.set(text, (found.get(text) ?? new Set()).add(value));
      }
  }
  const shared = [...found].filter(([, { size }]) => size > 1 && size < values.length);
  return new Map(shared.map(([text, those]) => [text, [...those]]));
}

/** Whether words can be said by themselves: letters at both ends. */
function isPart(words: readonly string[]): boolean {
  return words.every((word) => /^\p{L}{2,}$/u.test(word)) && words.some((word) => word.length > 3);
}
