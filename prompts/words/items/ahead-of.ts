import type { Item } from "./item.ts";

/** The items before place `at`, from the last one on that `ends` (a stop, unless said otherwise). O(items). */
export const aheadOf = (
  items: readonly Item[],
  at: number,
  ends: (item: Item) => boolean = ({ kind }) => kind === "stop",
): readonly Item[] => items.slice(items.findLastIndex((item, place) => place < at && ends(item)) + 1, at);
