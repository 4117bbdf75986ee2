import type { Vocabulary } from "../../book/vocabulary.ts";
import { type Item, NO_CUES } from "./item.ts";
import type { Token } from "./token.ts";

const EMPTY = { cues: NO_CUES, signals: [], amounts: [], values: null, names: [], became: null } as const;

/** What items are found in: the words, and what the book calls things. */
export interface Context {
  readonly tokens: readonly Token[];
  readonly words: readonly string[];
  readonly message: string;
  readonly vocabulary: Vocabulary;
  readonly items: readonly Item[];
  /** What the book calls its tiers where that is another word than "tier". */
  readonly tierNoun: string | null;
}

/** An item that was found, and the index of the token behind it. */
export interface Found {
  readonly item: Item;
  readonly next: number;
}

/** Makes the item of the tokens from `at` up to, but without, `next`; what `rest` does not say is blank. O(tokens of it). */
export function make({ tokens, words }: Context, at: number, next: number, rest: Partial<Item>): Found {
  const start = (tokens[at] as Token).start;
  const end = (tokens[next - 1] as Token).end;
  const item: Item = { ...EMPTY, kind: "word", text: words.slice(at, next).join(" "), start, end, ...rest };
  return { item, next };
}
