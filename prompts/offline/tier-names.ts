import type { Token } from "./tokens.ts";

const HIGHEST = /^(?:top|highest|best|first|uppermost)$/u;
const LOWEST = /^(?:bottom|lowest|last|worst)$/u;

/**
 * The tokens with "the top tier", "the bottom tier" and "the B tier" spelt as "tier" and its letter, so
 * that every phrase about a tier reads them. A message about strategic tiers is left as it is: there
 * "the top tier" counts tiers.
 * @param letters the book's tiers, highest first.
 */
export function nameTiers(tokens: readonly Token[], message: string, letters: readonly string[]): Token[] {
  if (tokens.some(({ text }) => text.startsWith("strategic"))) return [...tokens];
  const out: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    const next = tokens[at + 1];
    const article = /^(?:the|our|my)$/u.test(token.text) ? 1 : 0;
    const name = tokens[at + article];
    const noun = tokens[at + article + 1];
    const letter =
      name === undefined || noun?.text !== "tier" || next === undefined
        ? null
        : letterOf(name, message, letters, article === 1);
    if (letter === null || name === undefined || noun === undefined) {
      out.push(token);
      continue;
    }
    out.push({ ...noun, start: token.start, end: noun.end });
    out.push({ text: letter, start: token.start, end: noun.end });
    at += article + 1;
  }
  return out;
}

function letterOf(
  name: Token,
  message: string,
  letters: readonly string[],
  definite: boolean,
): string | null {
  if (HIGHEST.test(name.text)) return letters[0]?.toLowerCase() ?? null;
  if (LOWEST.test(name.text)) return letters.at(-1)?.toLowerCase() ?? null;
  // "A tier" may begin with the article: a letter counts behind "the", or in capitals within a sentence.
  const written = message.slice(name.start, name.end);
  if (!letters.includes(written.toUpperCase())) return null;
  return definite || (written === written.toUpperCase() && name.start > 0) ? name.text : null;
}
