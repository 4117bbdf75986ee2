import type { StoryFacts } from "../../tiering/index.ts";

type Profile = StoryFacts["tiers"][number];

/** Tiers whose mean potential falls below the next one's, in a sentence each. */
export function inversions(tiers: readonly Profile[]): string[] {
  const filled = tiers.filter((tier) => tier.meanPotentialIndexAfter !== null);
  return filled.slice(1).flatMap((lower, at) => {
    const higher = filled[at]!;
    if (higher.meanPotentialIndexAfter! >= lower.meanPotentialIndexAfter!) return [];
    const before =
      higher.meanPotentialIndexBefore !== null &&
      lower.meanPotentialIndexBefore !== null &&
      higher.meanPotentialIndexBefore < lower.meanPotentialIndexBefore;
    return [
      `Tier ${higher.tier} has less potential on average than tier ${lower.tier} below it${before ? ", as it had before" : " now; before it had more"}.`,
    ];
  });
}
