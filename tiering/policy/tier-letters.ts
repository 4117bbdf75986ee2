import { TieringError } from "../errors.ts";
import { tierLetter } from "../plan/index.ts";

/** The letters of K tiers, from the highest. */
export function tierLetters(tierCount: number): string[] {
  return Array.from({ length: tierCount }, (_, k) => tierLetter(k));
}

/**
 * Reads a tier's name (either case, also as "Tier A") as its number, 0 for the highest; `names` are the
 * book's, highest first.
 * @throws TieringError `unknown-tier`, with the names that exist
 */
export function parseTier(name: string, names: readonly string[], pointer: string): number {
  const wanted = name.trim().toLowerCase();
  const at = names.findIndex((known) => {
    const spelt = known.toLowerCase();
    return spelt === wanted || `tier ${spelt}` === wanted;
  });
  if (at >= 0) return at;
  const message = `Unknown tier "${name}"; this book has ${names.join(", ")}.`;
  throw new TieringError("unknown-tier", message, { pointer, nearest: names });
}
