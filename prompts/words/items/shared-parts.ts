import type { Vocabulary } from "../../book/vocabulary.ts";
import type { Item } from "./item.ts";
import { type BookName, namesOf, plainWords } from "./names.ts";

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

const BETWEEN = /^(?:of|from|in|within|the|our|all|ones|that|which|who|are)$/u;

/** "digital-led accounts of the commercial sector", "partner-led public sector": the values that have both parts. */
export function withBothParts(items: readonly Item[], vocabulary: Vocabulary): Item[] {
  const out: Item[] = [];
  for (const item of items) {
    const at = out.findLastIndex(({ cues, text }) => !cues.has("accounts") && !BETWEEN.test(text));
    const before = out[at];
    const own = before?.values == null ? null : partOf(before, before.values.column, vocabulary);
    const other = own === null ? null : partOf(item, own.name, vocabulary);
    const both = own?.values.filter((value) => other?.values.includes(value)) ?? [];
    if (before === undefined || own === null || both.length === 0 || out.length - at > 4) {
      out.push(item);
      continue;
    }
    out.splice(at, out.length, {
      ...before,
      end: item.end,
      text: `${before.text} ${item.text}`,
      values: { column: own.name, values: both },
    });
  }
  return out;
}

/** The shared part of a column's values that an item says; null for none. */
function partOf({ text }: Item, column: string, vocabulary: Vocabulary): BookName | null {
  const words = text.split(" ");
  const found = namesOf(vocabulary).at(words, 0);
  return (
    found.find((name) => name.shared && name.name === column && name.words.length === words.length) ?? null
  );
}
