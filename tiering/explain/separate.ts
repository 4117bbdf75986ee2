import type { Accounts } from "../accounts.ts";
import { TieringError } from "../errors.ts";
import { numericFeatures } from "../features.ts";
import { tierLetter } from "../plan.ts";
import { parseTier } from "../policy/tier-letters.ts";
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
 * `tiers` are letters. O(features · N).
 * @throws TieringError `unknown-tier`; `invalid-argument` where both are the same
 */
export function separateTiers(
  accounts: Accounts,
  run: Run,
  tiers: readonly [string, string],
): TierSeparation {
  const [first, second] = tiers.map((letter, at) => parseTier(letter, run.tierCount, `/tiers/${at}`));
  if (first === second) {
    const message = `Both tiers are ${tiers[0].toUpperCase()}; expected two different ones.`;
    throw new TieringError("invalid-argument", message, { pointer: "/tiers/1" });
  }
  const { names, columns } = numericFeatures(accounts, run.potential);
  return separationOf(createSplitColumns(columns), names, run, [first!, second!]);
}

/** {@link separateTiers} for tiers by number, over features that are sorted already. O(features · N). */
export function separationOf(
  table: SplitColumns,
  names: readonly string[],
  run: Run,
  [first, second]: readonly [number, number],
): TierSeparation {
  const letters: [string, string] = [tierLetter(first), tierLetter(second)];
  const sizes: [number, number] = [0, 0];
  for (const tier of run.tiers) {
    if (tier === first) sizes[0]++;
    if (tier === second) sizes[1]++;
  }
  const features = names
    .flatMap((feature, f) => {
      const found = compareFeature(table.columns[f]!, table.orders[f]!, run.tiers, first, second);
      return found === null ? [] : [{ feature, ...found }];
    })
    .sort((a, b) => Math.abs(b.more - 0.5) - Math.abs(a.more - 0.5));
  return { tiers: letters, accounts: sizes, features, text: inWords(letters, sizes, features, names) };
}

/** One walk down the sorted column: a Mann–Whitney count, and both medians; null where a side is empty. */
function compareFeature(
  column: Float64Array,
  order: Uint32Array,
  tiers: Uint8Array,
  first: number,
  second: number,
): Omit<FeatureSeparation, "feature"> | null {
  const values: [number[], number[]] = [[], []];
  // Accounts of the first tier with a larger value, and accounts of both with the value at hand.
  let above = 0;
  let here: [number, number] = [0, 0];
  let last = Number.NaN;
  let wins = 0;
  const settle = () => {
    wins += here[1] * (above + here[0] / 2);
    above += here[0];
    here = [0, 0];
  };
  for (let j = 0; j < order.length; j++) {
    const i = order[j]!;
    const side = tiers[i] === first ? 0 : tiers[i] === second ? 1 : null;
    const value = column[i]!;
    if (side === null || Number.isNaN(value)) continue;
    if (value !== last) settle();
    last = value;
    here[side]!++;
    values[side]!.push(value);
  }
  settle();
  const [a, b] = [values[0].length, values[1].length];
  if (a === 0 || b === 0) return null;
  return { more: wins / (a * b), medians: [middle(values[0]), middle(values[1])] };
}

function middle(sorted: readonly number[]): number {
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** How many features the sentence names. */
const NAMED = 3;

function inWords(
  [a, b]: readonly [string, string],
  sizes: readonly [number, number],
  features: readonly FeatureSeparation[],
  names: readonly string[],
): string {
  const empty = sizes[0] === 0 ? a : sizes[1] === 0 ? b : null;
  if (empty !== null) return `Tier ${empty} is empty, so nothing separates ${a} from ${b}.`;
  const telling = features.filter(({ more }) => more !== 0.5).slice(0, NAMED);
  if (telling.length === 0) return `No feature tells ${a} from ${b}.`;
  const parts = telling.map(({ feature, more, medians }) => {
    const kind = featureKind(names.indexOf(feature), names.length);
    const [x, y] = medians.map((median) => formatFeature(median, kind));
    const chance = more > 0.5 ? more : 1 - more;
    const higher = more > 0.5 ? a : b;
    return `${feature} (median ${x} against ${y}; higher in ${higher} in ${formatShare(chance)} of pairs)`;
  });
  return `${a} differs from ${b} most in ${parts.join(", then ")}.`;
}
