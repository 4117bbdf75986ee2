import { LinkHeap } from "./link-heap.ts";
import { type Counts, coveredOf, loadsOf, type Part } from "./part.ts";

/** How far a load may go over 1 by rounding. */
export const LOAD_TOLERANCE = 1e-9;

/** What stands beside the counts of a part while accounts are added and taken away. */
export interface Filling {
  readonly counts: Counts;
  readonly covered: Int32Array;
  readonly load: Float64Array;
  /** Accounts of each seller. */
  readonly accounts: Int32Array;
  /** Geography of each single-geography seller; −1 while it has none. */
  readonly chosen: Int32Array;
}

/** Takes stock of counts, which it keeps and changes. */
export function takeStock(part: Part, counts: Counts): Filling {
  const accounts = new Int32Array(part.sellers.length);
  const chosen = new Int32Array(part.sellers.length).fill(-1);
  const single = new Set(part.singleGeo);
  for (let l = 0; l < counts.length; l++) {
    const s = part.linkSeller[l]!;
    accounts[s]! += counts[l]!;
    if (counts[l]! > 0 && single.has(s) && part.pinned[l] === 0)
      chosen[s] = part.classes[part.linkClass[l]!]!.geo;
  }
  return { counts, covered: coveredOf(part, counts), load: loadsOf(part, counts), accounts, chosen };
}

/** Answers whether one more account may go over a link, up to a load of 1 or the seller's own `most`. */
export function createPermission(
  part: Part,
  most: Float64Array | null = null,
): (filling: Filling, l: number) => boolean {
  const single = new Set(part.singleGeo);
  const rivals = rivalLinks(part);
  return ({ counts, covered, load, chosen }, l) => {
    const s = part.linkSeller[l]!;
    const c = part.linkClass[l]!;
    const { worth, geo } = part.classes[c]!;
    if (covered[c]! >= worth.length || load[s]! + part.use[l]! > (most?.[s] ?? 1) + LOAD_TOLERANCE)
      return false;
    if (single.has(s) && part.pinned[l] === 0 && chosen[s]! >= 0 && chosen[s] !== geo) return false;
    return !rivals.get(l)?.some((rival) => counts[rival]! > 0);
  };
}

/** For a link to an account that is kept apart from others: the same seller's links to those. */
function rivalLinks(part: Part): Map<number, number[]> {
  const rivals = new Map<number, number[]>();
  if (part.apart.length === 0) return rivals;
  const linkOf = new Map<string, number>();
  for (let l = 0; l < part.use.length; l++) linkOf.set(`${part.linkSeller[l]} ${part.linkClass[l]}`, l);
  for (const [a, b] of part.apart) {
    for (let s = 0; s < part.sellers.length; s++) {
      const [la, lb] = [linkOf.get(`${s} ${a}`), linkOf.get(`${s} ${b}`)];
      if (la === undefined || lb === undefined) continue;
      rivals.set(la, [...(rivals.get(la) ?? []), lb]);
      rivals.set(lb, [...(rivals.get(lb) ?? []), la]);
    }
  }
  return rivals;
}

/** Puts one more account on a link. */
export function addAccount(part: Part, filling: Filling, l: number): void {
  const s = part.linkSeller[l]!;
  filling.counts[l]!++;
  filling.covered[part.linkClass[l]!]!++;
  filling.load[s]! += part.use[l]!;
  filling.accounts[s]!++;
  if (part.pinned[l] === 0) filling.chosen[s] = part.classes[part.linkClass[l]!]!.geo;
}

/** What the next account over a link adds to the objective, its spread aside. */
export function nextGain(part: Part, { counts, covered }: Filling, l: number): number {
  const c = part.linkClass[l]!;
  return (part.classes[c]!.worth[covered[c]!] ?? 0) + (counts[l]! < part.owned[l]! ? part.bonus : 0);
}

/** Worth, in units of density, of an account that a least number still calls for: before everything else. */
const CALLED_FOR = 1e9;

/**
 * Fills the room that counts leave, one account at a time, the greatest gain per capacity first (ties: the
 * lower link), least numbers before all. With empty counts it is the plain greedy answer. Gains only fall
 * while it runs, so a heap whose top is valued again is exact. O((links + accounts added) log links).
 */
export function fill(part: Part, counts: Counts, most: Float64Array | null = null): void {
  const filling = takeStock(part, counts);
  const permits = createPermission(part, most);
  // Locks first: nothing else may take their room.
  for (let l = 0; l < counts.length; l++) {
    if (part.pinned[l] === 1 && counts[l] === 0 && filling.covered[part.linkClass[l]!] === 0)
      addAccount(part, filling, l);
  }
  const floorsOf = part.classes.map((_, c) => part.floors.filter((floor) => floor.classes.includes(c)));
  const key = (l: number): number => {
    const s = part.linkSeller[l]!;
    const isCalled =
      filling.accounts[s]! < part.minAccounts ||
      floorsOf[part.linkClass[l]!]!.some(
        ({ classes, least }) => classes.reduce((sum, c) => sum + filling.covered[c]!, 0) < least,
      );
    return nextGain(part, filling, l) / part.use[l]! + (isCalled ? CALLED_FOR : 0);
  };
  const heap = new LinkHeap(part.use.length);
  for (let l = 0; l < part.use.length; l++) if (permits(filling, l)) heap.push(l, key(l));
  for (let l = heap.pop(); l >= 0; l = heap.pop()) {
    if (!permits(filling, l)) continue;
    const now = key(l);
    if (now < heap.lastKey) {
      heap.push(l, now);
      continue;
    }
    addAccount(part, filling, l);
    if (permits(filling, l)) heap.push(l, key(l));
  }
}
