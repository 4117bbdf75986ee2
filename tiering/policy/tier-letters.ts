import { TieringError } from "../errors.ts";
import { tierLetter } from "../plan.ts";

/** The letters of K tiers, from the highest. */
export function tierLetters(tierCount: number): string[] {
  return Array.from({ length: tierCount }, (_, k) => tierLetter(k));
}

/**
 * Reads a tier's letter (either case) as its number, 0 for the highest.
 * @throws TieringError `unknown-tier`, with the letters that exist
 */
export function parseTier(letter: string, tierCount: number, pointer: string): number {
  const tier = letter.length === 1 ? letter.toUpperCase().charCodeAt(0) - 65 : -1;
  if (tier >= 0 && tier < tierCount) return tier;
  const nearest = tierLetters(tierCount);
  const message = `Unknown tier "${letter}"; this book has ${nearest.join(", ")}.`;
  throw new TieringError("unknown-tier", message, { pointer, nearest });
}
