import { SIGNALS, type Signal } from "../../../tiering/index.ts";
import { CUE_WORDS, type Cue } from "./cue-words.ts";
import { NO_CUES } from "./item.ts";
import { FRAME_WORDS, frameAt, NOISE } from "./phrase-frames.ts";
import { SIGNAL_WORDS } from "./signal-words.ts";
import { tokenise } from "./tokens.ts";

/** What a phrase can mean: a signal or both shares of markets, or what it does in a sentence. */
export interface Sense {
  readonly signals: readonly Signal[];
  readonly cues: ReadonlySet<Cue>;
}

const PHRASES = new Map<string, { signals: readonly Signal[]; cues: Set<Cue> }>();
/** For each first word of a phrase, the most words that such a phrase has. */
const LONGEST = new Map<string, number>();

function add(phrase: string, signal: Signal | null, cue: Cue | null): void {
  const words = tokenise(phrase.replace(/\s+/gu, " ").trim()).map(({ text }) => text);
  const sense = PHRASES.get(words.join(" ")) ?? { signals: [], cues: new Set<Cue>() };
  if (signal !== null) sense.signals = [signal];
  if (cue !== null) sense.cues.add(cue);
  PHRASES.set(words.join(" "), sense);
  const first = words[0] as string;
  LONGEST.set(first, Math.max(LONGEST.get(first) ?? 0, words.length));
}
for (const signal of SIGNALS) for (const phrase of SIGNAL_WORDS[signal].split(",")) add(phrase, signal, null);
for (const [cue, list] of Object.entries(CUE_WORDS))
  for (const phrase of list.split(",")) add(phrase, null, cue as Cue);
for (const phrase of NOISE) add(phrase, null, null);

/** Every word that a phrase of the lexicon uses. */
export const LEXICON_WORDS: ReadonlySet<string> = new Set([
  ...[...PHRASES.keys()].flatMap((phrase) => phrase.split(" ")),
  ...FRAME_WORDS,
]);

/** The longest phrase of the lexicon, or sentence that speaks of a signal, that begins at a place; or null. */
export function phraseAt(
  words: readonly string[],
  at: number,
): { readonly sense: Sense; readonly length: number } | null {
  const frame = frameAt(words, at);
  const signals = frame?.signal === "shares" ? (["geo", "category"] as const) : frame ? [frame.signal] : [];
  const framed = frame && { sense: { signals, cues: NO_CUES }, length: frame.length };
  for (let length = Math.min(LONGEST.get(words[at] ?? "") ?? 0, words.length - at); length > 0; length--) {
    if (length <= (framed?.length ?? 0)) return framed;
    const sense = PHRASES.get(words.slice(at, at + length).join(" "));
    if (sense !== undefined) return { sense, length };
  }
  return framed;
}

/** The sense of a single word, or null. */
export function senseOf(word: string): Sense | null {
  return PHRASES.get(word) ?? null;
}
