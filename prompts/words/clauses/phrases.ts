import type { UnreadPhrase } from "../../merge/reading.ts";
import type { Item } from "../items/item.ts";

/** Items as one phrase that nothing came of. */
export function phraseOf(items: readonly Item[], message: string, restricts = true): UnreadPhrase {
  const start = Math.min(...items.map((item) => item.start));
  const end = Math.max(...items.map((item) => item.end));
  return {
    phrase: message.slice(start, end).trim().replace(/\s+/gu, " ").slice(0, 200),
    start,
    end,
    restricts,
  };
}
