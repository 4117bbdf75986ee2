import type { Cue } from "./cue-words.ts";
import type { Item } from "./items.ts";

/** A stretch of a message whose negations, limits and numbers belong together. */
export interface Clause {
  readonly items: readonly Item[];
  /** How it is tied to the one before it. */
  readonly tie: "stop" | "comma" | "and" | "but" | "then";
  /** Number of its sentence, from 0. */
  readonly sentence: number;
}

/** Whether a clause has a cue on an item that is not yet read. */
export function has(clause: Clause, ...cues: readonly Cue[]): boolean {
  return clause.items.some((item) => item.became === null && cues.some((cue) => item.cues.has(cue)));
}

/** The clause's unread items with a cue. */
export function withCue(clause: Clause, ...cues: readonly Cue[]): Item[] {
  return clause.items.filter((item) => item.became === null && cues.some((cue) => item.cues.has(cue)));
}

/** The clause's unread items of a kind. */
export function ofKind(clause: Clause, ...kinds: readonly Item["kind"][]): Item[] {
  return clause.items.filter((item) => item.became === null && kinds.includes(item.kind));
}

/** The clause's words in one text. */
export function textOf({ items }: Pick<Clause, "items">): string {
  return items.map((item) => item.text).join(" ");
}
