import type { Accounts } from "../accounts.ts";
import { isInverted } from "../optimise/tier-means.ts";
import { descendingOrder } from "../ranks.ts";
import type { Run } from "../run.ts";

/** PI_acct of a tier's accounts before and after a run; null where the tier is empty, or before a first tiering. */
export interface TierPotential {
  readonly tier: string;
  readonly meanBefore: number | null;
  readonly meanAfter: number | null;
  readonly medianBefore: number | null;
  readonly medianAfter: number | null;
}

/** Two neighbouring tiers out of order after a run: the lower one has the larger mean PI_acct. */
export interface TierInversion {
  readonly higher: string;
  readonly lower: string;
  readonly meanOfHigher: number;
  readonly meanOfLower: number;
  /** True where the two were out of order before the run too. */
  readonly before: boolean;
}

/** What a run did to the order of the tiers. */
export interface TierOrder {
  readonly tiers: readonly TierPotential[];
  /** Empty where mean PI_acct falls from every tier to the next; empty tiers are passed over. */
  readonly inversions: readonly TierInversion[];
}

/** Compares the tiers' potential before and after a run; O(N). */
export function tierOrder(accounts: Accounts, run: Run): TierOrder {
  const order = descendingOrder(run.potential);
  const names = run.tierNames;
  const before = accounts.hasTiers
    ? potentialOf(run.potential, order, accounts.tier, run.tierCount)
    : names.map(() => ({ mean: null, median: null }));
  const after = potentialOf(run.potential, order, run.tiers, run.tierCount);
  return compareOrder(names, before, after);
}

/** Compares the tiers' potential before and after; O(K). */
export function compareOrder(
  names: readonly string[],
  before: readonly Potential[],
  after: readonly Potential[],
): TierOrder {
  const tiers = before.map(
    (was, k): TierPotential => ({
      tier: names[k]!,
      meanBefore: was.mean,
      meanAfter: after[k]!.mean,
      medianBefore: was.median,
      medianAfter: after[k]!.median,
    }),
  );
  const was = pairs(before).filter(({ inverted }) => inverted);
  const inversions = pairs(after)
    .filter(({ inverted }) => inverted)
    .map(
      ({ high, low }): TierInversion => ({
        higher: names[high]!,
        lower: names[low]!,
        meanOfHigher: after[high]!.mean!,
        meanOfLower: after[low]!.mean!,
        before: was.some((pair) => pair.high === high && pair.low === low),
      }),
    );
  return { tiers, inversions };
}

/** Mean and median PI_acct of a tier; null where it is empty or they are not known. */
export interface Potential {
  readonly mean: number | null;
  readonly median: number | null;
}

/** Neighbouring tiers that are not empty. */
function pairs(of: readonly Potential[]): { high: number; low: number; inverted: boolean }[] {
  const filled = of.flatMap(({ mean }, k) => (mean === null ? [] : [k]));
  return filled.slice(1).map((low, at) => {
    const high = filled[at]!;
    return { high, low, inverted: isInverted(of[high]!.mean!, of[low]!.mean!) };
  });
}

/** Means in index order, medians by a walk down the accounts in order of potential. */
function potentialOf(
  potential: Float64Array,
  order: Uint32Array,
  tiers: Uint8Array,
  tierCount: number,
): Potential[] {
  const count = new Uint32Array(tierCount);
  const sum = new Float64Array(tierCount);
  for (let i = 0; i < tiers.length; i++) {
    count[tiers[i]!]!++;
    sum[tiers[i]!]! += potential[i]!;
  }
  const seen = new Uint32Array(tierCount);
  const middle = new Float64Array(tierCount);
  for (const i of order) {
    const k = tiers[i]!;
    const place = seen[k]!++;
    // The one in the middle, or the two around it.
    if (place === (count[k]! - 1) >> 1) middle[k]! += potential[i]! / 2;
    if (place === count[k]! >> 1) middle[k]! += potential[i]! / 2;
  }
  return Array.from(count, (n, k) => ({
    mean: n === 0 ? null : sum[k]! / n,
    median: n === 0 ? null : middle[k]!,
  }));
}
