import { SIGNALS, type Signal } from "../../tiering/index.ts";
import { MARK_WORDS, type MarkKind } from "./mark-words.ts";
import { framedPhrases, NOISE } from "./phrase-templates.ts";
import { SIGNAL_WORDS } from "./signal-words.ts";
import { stopPhrases } from "./stop-phrases.ts";
import { tokenise } from "./tokens.ts";

/** What a phrase can mean: a signal, or some of the marks. */
export interface Senses {
  readonly signal: Signal | null;
  readonly marks: ReadonlySet<MarkKind>;
}

const PHRASES = new Map<string, { signal: Signal | null; marks: Set<MarkKind> }>();

function add(list: string, signal: Signal | null, mark: MarkKind | null): void {
  for (const phrase of list.split(",")) {
    const key = tokenise(phrase)
      .map(({ text }) => text)
      .join(" ");
    const senses = PHRASES.get(key) ?? { signal: null, marks: new Set<MarkKind>() };
    if (signal !== null) senses.signal = signal;
    if (mark !== null) senses.marks.add(mark);
    PHRASES.set(key, senses);
  }
}
for (const signal of SIGNALS) add(SIGNAL_WORDS[signal], signal, null);
for (const [mark, list] of Object.entries(MARK_WORDS)) add(list, null, mark as MarkKind);

for (const [mark, phrase] of stopPhrases()) add(phrase, null, mark);
for (const [signal, phrase] of framedPhrases()) add(phrase, signal, null);
add(NOISE, null, null);

/** For each first word of a phrase, the most words that such a phrase has. */
const LONGEST = new Map<string, number>();
for (const phrase of PHRASES.keys()) {
  const words = phrase.split(" ");
  const first = words[0] as string;
  LONGEST.set(first, Math.max(LONGEST.get(first) ?? 0, words.length));
}

/** Most words of a phrase that begins with this one; 0 where none does. */
export function longestFrom(word: string): number {
  return LONGEST.get(word) ?? 0;
}

/** The senses of a phrase (tokens joined by spaces), or null where the lexicon has none. */
export function sensesOf(phrase: string): Senses | null {
  return PHRASES.get(phrase) ?? null;
}

/** The signal that a single word names, or null. */
export function signalOf(word: string): Signal | null {
  return PHRASES.get(word)?.signal ?? null;
}

/** Every word that a phrase of the lexicon uses. */
export const LEXICON_WORDS: ReadonlySet<string> = new Set(
  [...PHRASES.keys()].flatMap((phrase) => phrase.split(" ")),
);
