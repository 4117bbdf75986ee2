import type { Amount } from "./amounts.ts";
import type { Place } from "./places.ts";
import type { Token } from "./tokens.ts";

/**
 * A message as one line of text for phrase patterns: amounts read `#0`, places `@0`, everything else as
 * mended. What a pattern has taken is out of the line for those after it.
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

/** Makes the line of a message. Patterns are global and see single spaces between tokens. */
export function createPhraseText(
  tokens: readonly Token[],
  amounts: readonly Amount[],
  places: readonly Place[],
): PhraseText {
  const taken = new Set<number>();
  let cached: { readonly text: string; readonly starts: readonly number[] } | null = null;
  const line = () => {
    if (cached !== null) return cached;
    // A taken word leaves a bar behind, so that no phrase reaches over it.
    const words = tokens.map((token, index) => (taken.has(index) ? "|" : token.text));
    const starts: number[] = [];
    let offset = 0;
    for (const word of words) {
      starts.push(offset);
      offset += word.length + 1;
    }
    cached = { text: words.join(" "), starts };
    return cached;
  };
  return {
    amounts,
    places,
    take(pattern, read) {
      const { starts, text } = line();
      for (const match of text.matchAll(pattern)) {
        if (!read(match)) continue;
        const end = match.index + match[0].trimEnd().length;
        starts.forEach((start, index) => {
          if (start >= match.index && start < end) taken.add(index);
        });
        cached = null;
      }
    },
    has: (pattern) => line().text.search(pattern) >= 0,
    left: () => tokens.filter((_, index) => !taken.has(index)),
  };
}

/** The amount that a `#i` names. */
export function amountOf(text: PhraseText, reference: string | undefined): Amount | null {
  return reference === undefined ? null : (text.amounts[Number(reference.replace("#", ""))] ?? null);
}

/** The places that a list of `@i` names. */
export function placesOf(text: PhraseText, references: string): Place[] {
  return [...references.matchAll(/@(\d+)/gu)].flatMap(([, index]) => text.places[Number(index)] ?? []);
}
