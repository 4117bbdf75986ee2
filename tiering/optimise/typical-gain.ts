import type { Candidates } from "./candidates.ts";
import type { Slopes } from "./objective.ts";

/** Mean size of the gains for moving to a neighbouring tier at free prices. O(candidates · tiers in reach). */
export function typicalGain(candidates: Candidates, slopes: Slopes): number {
  let sum = 0;
  let count = 0;
  for (let g = 0; g < candidates.home.length; g++) {
    const o = candidates.home[g]!;
    for (let t = candidates.first[g]!; t <= candidates.last[g]!; t++) {
      if (t === o) continue;
      const a = slopes.rank[t]! - slopes.rank[o]!;
      const b = slopes.pi[t]! - slopes.pi[o]!;
      const c = slopes.revenue[t]! - slopes.revenue[o]!;
      for (let j = candidates.start[g]!; j < candidates.start[g + 1]!; j++) {
        sum += Math.abs(a * candidates.rank[j]! + b * candidates.pi[j]! + c * candidates.revenue[j]!);
        count++;
      }
    }
  }
  return count === 0 ? 0 : sum / count;
}
