import { SIGNALS, type Signal } from "../../../tiering/index.ts";
import type { Conversation } from "../../conversation/conversation.ts";
import { phraseAt } from "../items/lexicon.ts";
import { tokenise } from "../items/tokens.ts";

/** Which signals the plan in force speaks of, for what leaves them out. */
export interface SpokenOf {
  /** Those that count where others do not: the heaviest first, equal ones as they were said; else none. */
  readonly counting: readonly Signal[];
  /** Those that its words named, as they were said. */
  readonly named: readonly Signal[];
  /** Whether its words state one number, for the one signal that they name. */
  readonly sole: boolean;
}

/** What "make it 70/30" and "the other two" speak of. Cost: linear in the words of the plan in force. */
export function spokenOf({ current, proposed, wish }: Conversation): SpokenOf {
  const { policy, weights } = proposed ?? current ?? {};
  if (weights === undefined) return { counting: [], named: [], sole: false };
  const named = namedIn(wish);
  const numbers = wish.match(/\d+(?:\.\d+)?/gu) ?? [];
  const sole = named.length === 1 && numbers.length === 1 && policy?.maxMovedShare === undefined;
  const counting = SIGNALS.filter((signal) => weights[signal] > 0);
  const place = (signal: Signal) => (named.includes(signal) ? named.indexOf(signal) : SIGNALS.length);
  counting.sort((a, b) =>
    Math.abs(weights[a] - weights[b]) > 1e-9 ? weights[b] - weights[a] : place(a) - place(b),
  );
  return { counting: counting.length < SIGNALS.length ? counting : [], named, sole };
}

/** The signals that a text names, in its order. Cost: linear. */
function namedIn(text: string): Signal[] {
  const words = tokenise(text).map((token) => token.text);
  const named = new Set<Signal>();
  for (let at = 0; at < words.length; ) {
    const phrase = phraseAt(words, at);
    for (const signal of phrase?.sense.signals ?? []) named.add(signal);
    at += phrase?.length ?? 1;
  }
  return [...named];
}
