import type { TierColumn } from "./account-model.ts";
import { LOAD_TOLERANCE } from "./fill.ts";

/** Most patterns of one seller; one who has more is left without. */
const MOST_PATTERNS = 20_000;

/** Whole numbers of accounts by tier that a seller can carry, none of them with room for one more of its last tier. */
export interface SellerPatterns {
  readonly seller: number;
  /** The tiers, those that take the most of the seller first. */
  readonly tiers: readonly TierColumn[];
  /** Numbers of the tiers, pattern after pattern; shape [patterns × tiers]. */
  readonly numbers: Int32Array;
  readonly count: number;
}

/** The patterns of every seller who has not too many of them; sellers of the same capacities share them. */
export function listPatterns(columns: readonly TierColumn[]): SellerPatterns[] {
  const bySeller = new Map<number, TierColumn[]>();
  for (const one of columns) bySeller.set(one.seller, [...(bySeller.get(one.seller) ?? []), one]);
  const known = new Map<string, Int32Array | null>();
  return [...bySeller].flatMap(([seller, members]) => {
    const tiers = [...members].sort((a, b) => b.use - a.use || a.column - b.column);
    const uses = tiers.map(({ use }) => use);
    const key = uses.join();
    const numbers = known.get(key) ?? (known.has(key) ? null : enumerate(uses));
    known.set(key, numbers);
    return numbers === null ? [] : [{ seller, tiers, numbers, count: numbers.length / tiers.length }];
  });
}

/** All numbers that fit, the last as great as it can be; null where they are too many. */
function enumerate(uses: readonly number[]): Int32Array | null {
  const last = uses.length - 1;
  const found: number[] = [];
  const now = uses.map(() => 0);
  const visit = (k: number, room: number): boolean => {
    // Twice the tolerance of a load: what a coverage may have is never left out by rounding.
    const most = Math.max(0, Math.floor((room + 2 * LOAD_TOLERANCE) / uses[k]!));
    if (k === last) {
      now[k] = most;
      found.push(...now);
      return found.length <= MOST_PATTERNS * uses.length;
    }
    for (let n = 0; n <= most; n++) {
      now[k] = n;
      if (!visit(k + 1, room - n * uses[k]!)) return false;
    }
    return true;
  };
  return visit(0, 1) ? Int32Array.from(found) : null;
}

/** Prices of one account of each tier, and what those that their owner keeps are worth beside that; shape [tiers] each. */
export interface TierPrices {
  readonly account: readonly number[];
  readonly kept: readonly (readonly KeptPrice[])[];
}

/** What each account is worth up to so many of them. */
export interface KeptPrice {
  readonly price: number;
  readonly most: number;
}

/** Fewest and most accounts of each tier that a seller may have; shape [tiers] each. */
export interface TierBox {
  readonly least: readonly number[];
  readonly most: readonly number[];
}

/** Numbers of accounts by tier that a seller may have, and what they earn at some prices. */
export interface PricedNumbers {
  readonly numbers: readonly number[];
  readonly worth: number;
}

/**
 * The numbers within a box that earn the most at the prices, best first (ties: the first pattern), at most `few` of
 * them; none where no whole load lies within it. O(patterns × tiers).
 */
export function bestPatterns(
  { tiers, numbers, count }: SellerPatterns,
  { account, kept }: TierPrices,
  { least, most }: TierBox,
  few: number,
): PricedNumbers[] {
  const width = tiers.length;
  const worthOf = tiers.map((_, k) => tierWorths(account[k]!, kept[k]!, most[k]!));
  const places: number[] = [];
  const worths: number[] = [];
  for (let p = 0; p < count; p++) {
    let worth = 0;
    let fits = true;
    for (let k = 0; k < width; k++) {
      let n = numbers[p * width + k]!;
      // A pattern has as many of its last tier as there is room for: fewer are a load as well.
      if (n < least[k]! || (n > most[k]! && k < width - 1)) {
        fits = false;
        break;
      }
      if (n > most[k]!) n = most[k]!;
      worth += worthOf[k]![n]!;
    }
    if (!fits) continue;
    let at = worths.length;
    while (at > 0 && worths[at - 1]! < worth) at--;
    if (at >= few) continue;
    worths.splice(at, 0, worth);
    places.splice(at, 0, p);
    if (worths.length > few) {
      worths.pop();
      places.pop();
    }
  }
  return places.map((p, at) => ({
    numbers: Array.from({ length: width }, (_, k) => Math.min(most[k]!, numbers[p * width + k]!)),
    worth: worths[at]!,
  }));
}

/** Worth of 0 … most accounts of a tier. */
function tierWorths(account: number, kept: readonly KeptPrice[], most: number): Float64Array {
  const worths = new Float64Array(Math.max(0, most) + 1);
  for (let n = 1; n < worths.length; n++) {
    worths[n] = account * n;
    for (const { price, most: upTo } of kept) worths[n]! += price * Math.min(n, upTo);
  }
  return worths;
}
