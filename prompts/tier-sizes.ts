import type { Vocabulary } from "./vocabulary.ts";

/**
 * Tier sizes that add up to the book again: what the named tiers gain or lose comes from the nearest
 * tier below the highest named one that is not named itself (else the nearest above), and from the
 * next where that is not enough. Null where no unnamed tier can make up the difference.
 */
export function balanceSizes(
  named: Readonly<Record<string, number>>,
  vocabulary: Pick<Vocabulary, "tiers" | "tierSizes">,
): Record<string, number> | null {
  const { tiers, tierSizes } = vocabulary;
  const wanted = tiers.map((letter, tier) => named[letter] ?? tierSizes[tier] ?? 0);
  const total = tierSizes.reduce((sum, size) => sum + size, 0);
  let excess = wanted.reduce((sum, size) => sum + size, 0) - total;
  const highest = tiers.findIndex((letter) => named[letter] !== undefined);
  const below = tiers.map((_, tier) => tier).slice(highest + 1);
  const above = tiers
    .map((_, tier) => tier)
    .slice(0, Math.max(0, highest))
    .reverse();
  const result = { ...named };
  for (const tier of [...below, ...above]) {
    const letter = tiers[tier] as string;
    if (excess === 0) break;
    if (named[letter] !== undefined) continue;
    const size = wanted[tier] as number;
    const next = Math.max(0, size - excess);
    excess -= size - next;
    result[letter] = next;
  }
  return excess === 0 ? result : null;
}
