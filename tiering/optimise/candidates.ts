import type { Measures } from "../measures.ts";

/** Accounts of one tier that may go to the same tiers. */
export interface Groups {
  /** The tier that the accounts of each group are in; shape [G]. */
  readonly home: Uint8Array;
  /** Highest and lowest tier (smallest and largest number) in reach of each group; shape [G]. */
  readonly first: Uint8Array;
  readonly last: Uint8Array;
}

/**
 * Accounts that may move, in groups, with the three measures x_i that decide what a tier is worth to them.
 * A part of them has the same shape, so that one kernel serves both.
 */
export interface Candidates extends Groups {
  readonly tierCount: number;
  /** How many there are. */
  size: number;
  /** Index of each account in the book; ascending inside each group; the first `size` entries count. */
  account: Uint32Array;
  /** Group g is `start[g] … start[g + 1]`; shape [G + 1]. */
  readonly start: Uint32Array;
  /** Centred rank of PI, PI around its mean, revenue around its mean; the first `size` entries count. */
  rank: Float64Array;
  pi: Float64Array;
  revenue: Float64Array;
  /** How many accounts each one stands for; one where absent. */
  readonly weight?: Float64Array;
}

/** Which accounts may move, and how far. */
export interface Mobility {
  /** 1 for each account that may move; shape [n]; null where all may. */
  readonly movable: Uint8Array | null;
  /** 1 for each account that may move to a higher tier, and to a lower one; shape [n]; null where all may. */
  readonly mayRise?: Uint8Array | null;
  readonly mayFall?: Uint8Array | null;
  /** Most tiers one account may move. */
  readonly step: number;
}

/** Directions in which the accounts of a group may go, as bits. */
const UP = 1;
const DOWN = 2;

/** Groups the accounts that may move, by tier and by the directions open to them. O(N). */
export function groupCandidates(
  measures: Measures,
  { tiers, tierCount }: { readonly tiers: Uint8Array; readonly tierCount: number },
  mobility: Mobility,
): Candidates {
  const { groups, groupOf } = grouping(tiers, tierCount, mobility);
  const G = groups.home.length;
  const start = new Uint32Array(G + 1);
  for (let i = 0; i < tiers.length; i++) {
    const g = groupOf(i);
    if (g >= 0) start[g + 1]!++;
  }
  for (let g = 0; g < G; g++) start[g + 1]! += start[g]!;
  const candidates = emptyCandidates(tierCount, start[G]!, groups);
  candidates.size = start[G]!;
  candidates.start.set(start);
  const next = start.slice();
  for (let i = 0; i < tiers.length; i++) {
    const g = groupOf(i);
    if (g < 0) continue;
    const at = next[g]!++;
    candidates.account[at] = i;
    candidates.rank[at] = measures.rank[i]!;
    candidates.pi[at] = measures.pi.values[i]!;
    candidates.revenue[at] = measures.revenue.values[i]!;
  }
  return candidates;
}

/** The groups of a book, and the group of each account: −1 for one that may not move. */
export function grouping(
  tiers: Uint8Array,
  tierCount: number,
  { movable, mayRise = null, mayFall = null, step }: Mobility,
): { readonly groups: Groups; readonly groupOf: (i: number) => number } {
  if (mayRise === null && mayFall === null) {
    const homes = Uint8Array.from({ length: tierCount }, (_, k) => k);
    const groups = reach(homes, tierCount, step);
    if (movable === null) return { groups, groupOf: (i) => tiers[i]! };
    return { groups, groupOf: (i) => (movable[i] === 1 ? tiers[i]! : -1) };
  }
  const directions = [UP + DOWN, UP, DOWN];
  const homes = Uint8Array.from({ length: 3 * tierCount }, (_, g) => Math.floor(g / 3));
  const groupOf = (i: number) => {
    if (movable !== null && movable[i] === 0) return -1;
    const open = (mayRise === null || mayRise[i] === 1 ? UP : 0) + (mayFall?.[i] === 0 ? 0 : DOWN);
    return open === 0 ? -1 : 3 * tiers[i]! + directions.indexOf(open);
  };
  return { groups: reach(homes, tierCount, step, (g) => directions[g % 3]!), groupOf };
}

/** The tiers in reach of each group in `step` tiers. */
function reach(
  home: Uint8Array,
  tierCount: number,
  step: number,
  directions: (group: number) => number = () => UP + DOWN,
): Groups {
  const first = home.map((k, g) => ((directions(g) & UP) === 0 ? k : Math.max(0, k - step)));
  const last = home.map((k, g) => ((directions(g) & DOWN) === 0 ? k : Math.min(tierCount - 1, k + step)));
  return { home, first, last };
}

/** Room for `capacity` candidates in these groups, and none yet. */
export function emptyCandidates(tierCount: number, capacity: number, groups: Groups): Candidates {
  return {
    tierCount,
    size: 0,
    account: new Uint32Array(capacity),
    start: new Uint32Array(groups.home.length + 1),
    rank: new Float64Array(capacity),
    pi: new Float64Array(capacity),
    revenue: new Float64Array(capacity),
    home: groups.home,
    first: groups.first,
    last: groups.last,
  };
}

/** Every `stride`-th account of each group, as candidates of their own; O(size / stride). */
export function sampleCandidates(candidates: Candidates, stride: number): Candidates {
  const { tierCount, size, home, start } = candidates;
  const sample = emptyCandidates(tierCount, Math.ceil(size / stride) + home.length, candidates);
  let at = 0;
  for (let g = 0; g < home.length; g++) {
    for (let j = start[g]!; j < start[g + 1]!; j += stride) copyAccount(candidates, j, sample, at++);
    sample.start[g + 1] = at;
  }
  sample.size = at;
  return sample;
}

/** Copies candidate j to place `at` of others that have room for it. */
export function copyAccount(from: Candidates, j: number, to: Candidates, at: number): void {
  to.account[at] = from.account[j]!;
  to.rank[at] = from.rank[j]!;
  to.pi[at] = from.pi[j]!;
  to.revenue[at] = from.revenue[j]!;
}

/** Makes room for `count` accounts, with some to spare but never for more than `most`; what was in is lost. */
export function reserveRoom(candidates: Candidates, count: number, most: number): void {
  if (candidates.account.length >= count) return;
  const room = Math.min(most, Math.ceil(count * 1.5));
  candidates.account = new Uint32Array(room);
  candidates.rank = new Float64Array(room);
  candidates.pi = new Float64Array(room);
  candidates.revenue = new Float64Array(room);
}

/** The group that holds a candidate; O(G). */
export function groupAt({ start }: Candidates, place: number): number {
  let g = 0;
  while (place >= start[g + 1]!) g++;
  return g;
}

/** The tier that each candidate is in before any move; shape [size]. */
export function homesOf({ size, home, start }: Candidates): Uint8Array {
  const tierOf = new Uint8Array(size);
  for (let g = 0; g < home.length; g++) tierOf.fill(home[g]!, start[g]!, start[g + 1]!);
  return tierOf;
}
