import type { Vocabulary } from "../../book/vocabulary.ts";
import type { Item } from "../items/item.ts";

/** One sentence: its items, its words in one text, and whether it is put as a question. */
export interface Sentence {
  readonly items: readonly Item[];
  readonly text: string;
  readonly question: boolean;
  readonly vocabulary: Vocabulary;
}
