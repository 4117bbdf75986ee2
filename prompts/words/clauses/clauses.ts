import type { Cue } from "../items/cue-words.ts";
import type { Item } from "../items/item.ts";

/** A stretch of a message whose negations, limits and numbers belong together. */
export interface Clause {
  readonly items: readonly Item[];
  /** How it is tied to the one before it. */
  readonly tie: "stop" | "comma" | "and" | "but" | "then";
  /** Number of its sentence, from 0. */
  readonly sentence: number;
  /** What it says that no operation can: of when, on what condition, in which order. */
  readonly adjuncts?: readonly Adjunct[];
}

/** Words of a clause that no rule and no weight reads, and whether they may restrict the run. */
export interface Adjunct {
  readonly items: readonly Item[];
  readonly restricts: boolean;
}

const CUES = new WeakMap<readonly Item[], ReadonlySet<Cue>>();

/** Whether an item has one of the cues, read or not: asked first, as most clauses have none of them. */
function mayHave(items: readonly Item[], cues: readonly Cue[]): boolean {
  let all = CUES.get(items);
  if (all === undefined) {
    const found = new Set<Cue>();
    for (const item of items) for (const cue of item.cues) found.add(cue);
    CUES.set(items, found);
    all = found;
  }
  for (const cue of cues) if (all.has(cue)) return true;
  return false;
}

/** Whether a clause has one of the cues on an item that is not yet read. */
export function hasAny({ items }: Clause, cues: readonly Cue[]): boolean {
  if (!mayHave(items, cues)) return false;
  for (const item of items) {
    if (item.became !== null) continue;
    for (const cue of cues) if (item.cues.has(cue)) return true;
  }
  return false;
}

/** The same, for cues one by one. */
export const has = (clause: Clause, ...cues: readonly Cue[]): boolean => hasAny(clause, cues);

/** The clause's unread items with a cue. */
export function withCue(clause: Clause, ...cues: readonly Cue[]): Item[] {
  if (!mayHave(clause.items, cues)) return [];
  return clause.items.filter((item) => item.became === null && cues.some((cue) => item.cues.has(cue)));
}

/** The clause's unread items of a kind. */
export function ofKind(clause: Clause, ...kinds: readonly Item["kind"][]): Item[] {
  return clause.items.filter((item) => item.became === null && kinds.includes(item.kind));
}

const TEXTS = new WeakMap<readonly Item[], string>();

/** The clause's words in one text. */
export function textOf({ items }: Pick<Clause, "items">): string {
  const known = TEXTS.get(items);
  if (known !== undefined) return known;
  const text = items.map((item) => item.text).join(" ");
  TEXTS.set(items, text);
  return text;
}

/** A clause that says nothing: thanks, greetings, names. */
export function isIdle(clause: Clause): boolean {
  // "Two things: …"
  if (
    /^(?:\S+ ){0,3}(?:things?|points?|wishes|requests?|rules|asks|conditions)$/u.test(textOf(clause)) &&
    clause.items.some(({ amounts: [amount] }) => amount !== undefined && amount.kind !== "points")
  )
    return clause.items.every(
      ({ cues, kind }) =>
        kind === "amount" || (kind === "word" && cues.size === 0) || cues.has("rule") || cues.has("matter"),
    );
  return clause.items.every(
    (item) =>
      item.became !== null ||
      item.kind === "stop" ||
      /^(?:no|nah|nope)$/u.test(item.text) ||
      (item.cues.size > 0 && [...item.cues].every((cue) => cue === "please" || cue === "yes")),
  );
}
