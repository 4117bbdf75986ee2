import type { Amount } from "./amounts.ts";
import type { Place } from "./places.ts";
import type { Token } from "./tokens.ts";

/**
 * A message as text for phrase patterns, a sentence at a time: amounts read `#0`, places `@0`,
 * everything else as mended. What a pattern has taken is out of the text for those after it.
 */
export interface PhraseText {
  readonly amounts: readonly Amount[];
  readonly places: readonly Place[];
  /** Runs `read` on each match; where it returns true the matched words are taken. */
  take(pattern: RegExp, read: (match: RegExpExecArray) => boolean): void;
  /** Whether a pattern matches what is left. */
  has(pattern: RegExp): boolean;
  /** The tokens that no pattern has taken. */
  left(): Token[];
}

/** Longest stretch that a pattern sees at once, tokens: no sentence of sense is longer, and the cost stays linear. */
const MAX_STRETCH = 48;

/** A sentence, or what fits of it. */
interface Stretch {
  /** Index of its first token. */
  readonly first: number;
  readonly words: string[];
  text: string;
}

/** Makes the text of a message. Patterns are global and see single spaces between tokens. */
export function createPhraseText(
  tokens: readonly Token[],
  amounts: readonly Amount[],
  places: readonly Place[],
): PhraseText {
  const taken = new Set<number>();
  const stretches = stretch(tokens);
  return {
    amounts,
    places,
    take(pattern, read) {
      for (const part of stretches) {
        const found = [...part.text.matchAll(pattern)].filter((match) => read(match));
        for (const match of found) cross(part, match.index, match.index + match[0].trimEnd().length, taken);
        if (found.length > 0) part.text = part.words.join(" ");
      }
    },
    has: (pattern) => stretches.some(({ text }) => text.search(pattern) >= 0),
    left: () => tokens.filter((_, index) => !taken.has(index)),
  };
}

function stretch(tokens: readonly Token[]): Stretch[] {
  const stretches: Stretch[] = [];
  let first = 0;
  tokens.forEach(({ text }, at) => {
    const ends = /^[.;!?]$/u.test(text) || at + 1 - first === MAX_STRETCH || at === tokens.length - 1;
    if (!ends) return;
    const words = tokens.slice(first, at + 1).map((token) => token.text);
    stretches.push({ first, words, text: words.join(" ") });
    first = at + 1;
  });
  return stretches;
}

/** Marks the words between two offsets as taken; each leaves a bar, so that no phrase reaches over it. */
function cross(part: Stretch, start: number, end: number, taken: Set<number>): void {
  // Offsets count in the text as it was matched, whose words may be bars already.
  const matched = part.text.split(" ");
  let offset = 0;
  matched.forEach((word, index) => {
    if (offset >= start && offset < end) {
      taken.add(part.first + index);
      part.words[index] = "|";
    }
    offset += word.length + 1;
  });
}

/** The amount that a `#i` names. */
export function amountOf(text: PhraseText, reference: string | undefined): Amount | null {
  return reference === undefined ? null : (text.amounts[Number(reference.replace("#", ""))] ?? null);
}

/** The places that a list of `@i` names. */
export function placesOf(text: PhraseText, references: string): Place[] {
  return [...references.matchAll(/@(\d+)/gu)].flatMap(([, index]) => text.places[Number(index)] ?? []);
}
