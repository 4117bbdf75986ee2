import type { Accounts } from "../accounts.ts";
import { TieringError } from "../errors.ts";
import { type FeatureTable, featureLabel, numericFeatures } from "../features.ts";
import { type Hooks, stopWhereAsked } from "../hooks.ts";
import { tierWords } from "../policy/selector-words.ts";
import { parseTier } from "../policy/tier-letters.ts";
import { countTiers } from "../report/migration.ts";
import { createSplitColumns, type SplitColumns } from "../rules/cart.ts";
import { featureKind, formatFeature, formatShare } from "../rules/format.ts";
import type { Run } from "../run.ts";

/** How well one feature tells the accounts of two tiers apart. */
export interface FeatureSeparation {
  readonly feature: string;
  /**
   * Chance that an account of the first tier has more of it than one of the second, ties counted half
   * (the area under the ROC curve), 0 … 1; .5 tells nothing.
   */
  readonly more: number;
  /** Median in either tier. */
  readonly medians: readonly [number, number];
}

/** What separates two tiers of a run. */
export interface TierSeparation {
  readonly tiers: readonly [string, string];
  /** Accounts in either tier. */
  readonly accounts: readonly [number, number];
  /** The features, best separators first; empty where a tier is empty. */
  readonly features: readonly FeatureSeparation[];
  readonly text: string;
}

/**
 * The features that separate two tiers of a run most, by rank (so that outliers and units do not matter).
 * `tiers` are names. O(features · N).
 * @throws TieringError `unknown-tier`; `invalid-argument` where both are the same; `cancelled`
 */
export function separateTiers(
  accounts: Accounts,
  run: Run,
  tiers: readonly [string, string],
  hooks: Hooks = {},
): TierSeparation {
  const [first, second] = tiers.map((letter, at) => parseTier(letter, run.tierNames, `/tiers/${at}`));
  if (first === second) {
    const message = `Both tiers are ${tiers[0].toUpperCase()}; expected two different ones.`;
    throw new TieringError("invalid-argument", message, { pointer: "/tiers/1" });
  }
  const features = numericFeatures(accounts, run.potential);
  const tick = () => stopWhereAsked(hooks, "Comparison of tiers");
  const pairs = [[first!, second!]] as const;
  return separationsOf(createSplitColumns(features.columns, tick), features, run, pairs, tick)[0]!;
}

/**
 * {@link separateTiers} for any pairs of tiers by number, over features that are sorted already; `tick` is called
 * for every feature. O(features · N · pairs).
 */
export function separationsOf(
  table: SplitColumns,
  { names, currencies }: Pick<FeatureTable, "names" | "currencies">,
  run: Run,
  pairs: readonly (readonly [number, number])[],
  tick: () => void,
): TierSeparation[] {
  const sizes = countTiers(run.tiers, run.tierCount);
  const byFeature = names.map((_, f) => {
    tick();
    return compareFeature(table, f, run, sizes, pairs);
  });
  return pairs.map(([first, second], p) => {
    const letters: [string, string] = [run.tierNames[first]!, run.tierNames[second]!];
    const accounts: [number, number] = [sizes[first]!, sizes[second]!];
    const features = names
      .flatMap((feature, f) => {
        const found = byFeature[f]![p]!;
        return found === null ? [] : [{ feature, ...found }];
      })
      .sort((a, b) => Math.abs(b.more - 0.5) - Math.abs(a.more - 0.5));
    return {
      tiers: letters,
      accounts,
      features,
      text: inWords(letters, accounts, features, { names, currencies }),
    };
  });
}

/** One walk down a sorted feature for all pairs: Mann–Whitney counts, and medians; null where a side is empty. */
function compareFeature(
  { orders, sorted }: SplitColumns,
  feature: number,
  { tiers, tierCount }: Run,
  sizes: readonly number[],
  pairs: readonly (readonly [number, number])[],
): (Omit<FeatureSeparation, "feature"> | null)[] {
  const order = orders[feature]!;
  const values = sorted[feature]!;
  const ofTier = sizes.map((size) => new Float64Array(size));
  // By tier: accounts with a larger value, and with the value at hand; by pair: comparisons won.
  const above = new Float64Array(tierCount);
  const here = new Float64Array(tierCount);
  const wins = new Float64Array(pairs.length);
  const settle = () => {
    pairs.forEach(([first, second], p) => {
      wins[p]! += here[second]! * (above[first]! + here[first]! / 2);
    });
    for (let k = 0; k < tierCount; k++) above[k]! += here[k]!;
    here.fill(0);
  };
  for (let j = 0; j < order.length; j++) {
    const value = values[j]!;
    // Undefined values stand last.
    if (Number.isNaN(value)) break;
    if (j > 0 && value !== values[j - 1]) settle();
    const k = tiers[order[j]!]!;
    ofTier[k]![above[k]! + here[k]!++] = value;
  }
  settle();
  return pairs.map(([first, second], p) => {
    const [a, b] = [above[first]!, above[second]!];
    if (a === 0 || b === 0) return null;
    const medians = [middle(ofTier[first]!.subarray(0, a)), middle(ofTier[second]!.subarray(0, b))] as const;
    return { more: wins[p]! / (a * b), medians };
  });
}

function middle(sorted: Float64Array): number {
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** How many features the sentence names. */
const NAMED = 3;

function inWords(
  [a, b]: readonly [string, string],
  sizes: readonly [number, number],
  features: readonly FeatureSeparation[],
  { names, currencies }: Pick<FeatureTable, "names" | "currencies">,
): string {
  const empty = sizes[0] === 0 ? a : sizes[1] === 0 ? b : null;
  if (empty !== null) return `${tierWords(empty)} is empty, so nothing separates ${a} from ${b}.`;
  const telling = features.filter(({ more }) => more !== 0.5).slice(0, NAMED);
  if (telling.length === 0) return `No feature tells ${a} from ${b}.`;
  const parts = telling.map(({ feature, more, medians }) => {
    const at = names.indexOf(feature);
    const kind = featureKind(at, names.length);
    const [x, y] = medians.map((median) => formatFeature(median, kind, currencies[at]));
    const chance = more > 0.5 ? more : 1 - more;
    const higher = more > 0.5 ? a : b;
    return `${featureLabel(feature)} (median ${x} against ${y}; higher in ${higher} in ${formatShare(chance)} of pairs)`;
  });
  return `${a} differs from ${b} most in ${parts.join(", then ")}.`;
}
