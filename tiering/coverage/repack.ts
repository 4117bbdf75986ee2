import { addAccount, type Filling, LOAD_TOLERANCE, takeStock } from "./fill.ts";
import { type Counts, countsObjective, type Part } from "./part.ts";

/** Most combinations of accounts by tier that are weighed for one seller. */
const MOST_COMBINATIONS = 6_000;
/** Most rounds over all sellers. */
const ROUNDS = 6;

/** A tier within one seller: its links, their next worths merged, and the range of numbers to try. */
interface Shelf {
  readonly use: number;
  /** Links of the merged accounts, best first; as many as could ever fit. */
  readonly links: readonly number[];
  /** Worth of the first k of them; one longer. */
  readonly sums: readonly number[];
  /** Accounts of the tier that the seller has now. */
  readonly now: number;
}

/**
 * Improves counts seller by seller: empties one seller and packs it anew, weighing all numbers of accounts by
 * tier (near the present ones where there are many), each tier taking its best accounts, until a round over
 * all sellers finds nothing. This mends what rounding leaves: room smaller than the next account. The objective
 * never falls, and no rule breaks that held. O(rounds × sellers × combinations).
 */
export function repack(part: Part, counts: Counts): void {
  const filling = takeStock(part, counts);
  const linksOf = linksBySeller(part);
  const fixed = fixedLinks(part);
  for (let round = 0; round < ROUNDS; round++) {
    let isBetter = false;
    for (let s = 0; s < linksOf.length; s++) {
      if (repackSeller(part, filling, linksOf[s]!, s, fixed)) isBetter = true;
    }
    if (!isBetter) return;
  }
}

/** The links of each seller; shape [sellers]. */
export function linksBySeller(part: Part): number[][] {
  const links = Array.from(part.sellers, () => [] as number[]);
  part.linkSeller.forEach((s, l) => {
    links[s]!.push(l);
  });
  return links;
}

/** Links that stay as they are: locked accounts, and those that are kept apart from others. */
export function fixedLinks(part: Part): Uint8Array {
  const apart = new Set(part.apart.flat());
  return part.pinned.map((pinned, l) => (pinned === 1 || apart.has(part.linkClass[l]!) ? 1 : 0));
}

/** Packs one seller anew, in place; true where that is better, and nothing changes where it is not. */
export function repackSeller(
  part: Part,
  filling: Filling,
  links: readonly number[],
  s: number,
  fixed: Uint8Array,
): boolean {
  const { counts } = filling;
  const free = links.filter((l) => fixed[l] === 0 && mayServe(part, filling, s, l));
  const before = free.map((l) => counts[l]!);
  const loadBefore = filling.load[s]!;
  const worthBefore = packWorth(part, filling, free, before);
  for (const l of free) take(part, filling, l, -counts[l]!);
  const shelves = makeShelves(part, filling, free, before);
  const best = bestPack(shelves, 1 + LOAD_TOLERANCE - filling.load[s]!);
  const restore = () => {
    for (const l of free) take(part, filling, l, -counts[l]!);
    free.forEach((l, k) => {
      take(part, filling, l, before[k]!);
    });
    filling.load[s] = loadBefore;
    return false;
  };
  if (best.worth <= worthBefore * (1 + 1e-12)) return restore();
  const priceBefore = part.groups.length > 0 || part.minAccounts > 0 || part.floors.length > 0;
  const objectiveBefore = priceBefore ? objectiveOf(part, counts, free, before) : 0;
  best.numbers.forEach((number, k) => {
    for (let a = 0; a < number; a++) addAccount(part, filling, shelves[k]!.links[a]!);
  });
  if (!priceBefore) return true;
  const isWorse = countsObjective(part, counts) <= objectiveBefore;
  return isWorse || breaksLeast(part, filling, s) ? restore() : true;
}

/** Objective of the counts with other numbers on some links. */
function objectiveOf(
  part: Part,
  counts: Counts,
  links: readonly number[],
  numbers: readonly number[],
): number {
  const other = Int32Array.from(counts);
  links.forEach((l, k) => {
    other[l] = numbers[k]!;
  });
  return countsObjective(part, other);
}

function breaksLeast(part: Part, { accounts, covered }: Filling, s: number): boolean {
  if (accounts[s]! < part.minAccounts) return true;
  return part.floors.some(({ classes, least }) => classes.reduce((sum, c) => sum + covered[c]!, 0) < least);
}

/** Whether a seller of one geography may use a link: it lies where the seller is. */
function mayServe(part: Part, { chosen }: Filling, s: number, l: number): boolean {
  return !part.singleGeo.includes(s) || chosen[s] === part.classes[part.linkClass[l]!]!.geo;
}

/** Adds accounts to a link, or takes them away. */
export function take(
  part: Part,
  { counts, covered, load, accounts }: Filling,
  l: number,
  number: number,
): void {
  const s = part.linkSeller[l]!;
  counts[l]! += number;
  covered[part.linkClass[l]!]! += number;
  load[s]! += number * part.use[l]!;
  accounts[s]! += number;
}

/** What the seller's accounts add to the objective beside everyone else's. */
function packWorth(
  part: Part,
  { covered }: Filling,
  links: readonly number[],
  numbers: readonly number[],
): number {
  let worth = 0;
  links.forEach((l, k) => {
    const { sums } = part.classes[part.linkClass[l]!]!;
    const now = covered[part.linkClass[l]!]!;
    worth += sums[now]! - sums[now - numbers[k]!]! + part.bonus * Math.min(numbers[k]!, part.owned[l]!);
  });
  return worth;
}

/** The tiers of an emptied seller, fewest accounts first, each with its best accounts in order. */
function makeShelves(
  part: Part,
  { covered }: Filling,
  links: readonly number[],
  before: readonly number[],
): Shelf[] {
  const byUse = new Map<number, number[]>();
  links.forEach((l, k) => {
    const alike = byUse.get(part.use[l]!);
    if (alike === undefined) byUse.set(part.use[l]!, [k]);
    else alike.push(k);
  });
  return [...byUse]
    .sort(([a], [b]) => b - a)
    .map(([use, members]) => {
      const most = Math.floor(1 / use + LOAD_TOLERANCE);
      const taken = new Int32Array(members.length);
      const merged: number[] = [];
      const sums = [0];
      /** Worth of the next account of each member; 0 where there is none. */
      const next = (m: number): number => {
        const l = links[members[m]!]!;
        const c = part.linkClass[l]!;
        const worth = part.classes[c]!.worth[covered[c]! + taken[m]!];
        return worth === undefined ? 0 : worth + (taken[m]! < part.owned[l]! ? part.bonus : 0);
      };
      const worths = new Float64Array(members.length);
      for (let m = 0; m < members.length; m++) worths[m] = next(m);
      while (merged.length < most) {
        let best = -1;
        let bestWorth = 0;
        for (let m = 0; m < worths.length; m++) {
          if (worths[m]! > bestWorth) {
            best = m;
            bestWorth = worths[m]!;
          }
        }
        if (best < 0) break;
        taken[best]!++;
        worths[best] = next(best);
        merged.push(links[members[best]!]!);
        sums.push(sums.at(-1)! + bestWorth);
      }
      return { use, links: merged, sums, now: members.reduce((sum, k) => sum + before[k]!, 0) };
    });
}

/** The best numbers of accounts by shelf within the room; the last shelf takes what is left. */
function bestPack(shelves: readonly Shelf[], room: number): { worth: number; numbers: number[] } {
  const best = { worth: -1, numbers: shelves.map(() => 0) };
  const numbers = [...best.numbers];
  const free = Math.max(1, shelves.length - 1);
  const reach = Math.floor((MOST_COMBINATIONS ** (1 / free) - 1) / 2);
  const visit = (k: number, left: number, worth: number): void => {
    if (k === shelves.length) {
      if (worth > best.worth) {
        best.worth = worth;
        best.numbers = [...numbers];
      }
      return;
    }
    const { use, links, sums, now } = shelves[k]!;
    const fits = Math.min(links.length, Math.floor(left / use));
    const from = k === shelves.length - 1 ? fits : Math.max(0, Math.min(fits, now - reach));
    const to = Math.min(fits, k === shelves.length - 1 ? fits : now + reach);
    for (let n = from; n <= to; n++) {
      numbers[k] = n;
      visit(k + 1, left - n * use, worth + sums[n]!);
    }
  };
  visit(0, room, 0);
  return best;
}
