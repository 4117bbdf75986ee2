import type { Item } from "../items/item.ts";
import type { Clause } from "./clauses.ts";

/** A clause as a line in which a capital stands for each thing of it, and words for themselves. */
export interface Symbols {
  readonly text: string;
  /** The items within a part of the text, by offsets. */
  within(start: number, end: number): readonly Item[];
}

const LETTERS: Readonly<Partial<Record<Item["kind"], string>>> = {
  account: "X",
  tier: "T",
  values: "V",
  amount: "N",
  column: "C",
  signal: "S",
};

/**
 * A clause for patterns that must account for every word: "put X into T", "at most N moves per S". Items that are read
 * already, and stops, are left out.
 */
export function symbolsOf({ items }: Pick<Clause, "items">): Symbols {
  const places: { readonly item: Item; readonly start: number; readonly end: number }[] = [];
  let text = "";
  for (const item of items) {
    if (item.became !== null || item.kind === "stop") continue;
    if (text !== "") text += " ";
    const start = text.length;
    text += LETTERS[item.kind] ?? item.text;
    places.push({ item, start, end: text.length });
  }
  return {
    text,
    within: (start, end) =>
      places.filter((place) => place.start >= start && place.end <= end).map(({ item }) => item),
  };
}
