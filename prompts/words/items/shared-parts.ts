import type { Vocabulary } from "../../book/vocabulary.ts";
import type { Item } from "./item.ts";
import { type BookName, namesOf } from "./names.ts";

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

/** "the UK & Ireland", "the UK and Ireland", where a region is called so: the region, and no two countries. */
export function asOneName(item: Item, message: string, { columns }: Vocabulary): Item {
  const tied = item.values !== null && /&|\band\b/iu.test(message.slice(item.start, item.end));
  const name = tied ? item.values.values.join(" & ") : null;
  const column = columns.find(({ values }) => name !== null && values.includes(name))?.name;
  return column === undefined ? item : { ...item, values: { column, values: [name as string] } };
}

/** The shared part of a column's values that an item says; null for none. */
function partOf({ text }: Item, column: string, vocabulary: Vocabulary): BookName | null {
  const words = text.split(" ");
  const found = namesOf(vocabulary).at(words, 0);
  return (
    found.find((name) => name.shared && name.name === column && name.words.length === words.length) ?? null
  );
}
