import type { Prices } from "../run.ts";
import { type Alternative, alternativesOf, NO_ALTERNATIVE } from "./alternatives.ts";
import { type Candidates, copyAccount, emptyCandidates, reserveRoom } from "./candidates.ts";

/** The accounts that come into question, as places among the candidates. */
export interface ActivePlaces {
  /** Room for all candidates; the first `count` are read. */
  readonly places: Uint32Array;
  /** Those of group g are `start[g] … start[g + 1]`; shape [G + 1]. */
  readonly start: Uint32Array;
  count: number;
}

/** Room for an active set: its places, and its accounts as candidates of their own; up to 32 bytes an account. */
export interface ActiveRoom {
  readonly places: ActivePlaces;
  readonly active: Candidates;
}

/** Room for an active set of these candidates, empty. */
export function newActiveRoom(candidates: Candidates): ActiveRoom {
  const places = {
    places: new Uint32Array(candidates.size),
    start: new Uint32Array(candidates.home.length + 1),
    count: 0,
  };
  return { places, active: emptyCandidates(candidates.tierCount, 0, candidates) };
}

/** Copies the accounts of an active set, as candidates of their own. O(count). */
export function copyActive(candidates: Candidates, active: ActivePlaces, into: Candidates): void {
  reserveRoom(into, active.count, candidates.size);
  for (let at = 0; at < active.count; at++) copyAccount(candidates, active.places[at]!, into, at);
  into.start.set(active.start);
  into.size = active.count;
}

/**
 * Screens out the accounts that have no move within its margin of paying at these prices: while prices change
 * by less, none of them would move. `margins[group · K + tier]` has shape [G, K]. O(candidates · tiers in reach).
 */
export function screen(
  candidates: Candidates,
  prices: Prices,
  margins: Float64Array,
  active: ActivePlaces,
): void {
  active.count = 0;
  for (let g = 0; g < candidates.home.length; g++) {
    const alternatives = alternativesOf(candidates, prices, g).map((alternative) => ({
      ...alternative,
      price: alternative.price - margins[g * candidates.tierCount + alternative.tier]!,
    }));
    active.count =
      alternatives.length <= 2
        ? screenTwo(candidates, g, alternatives, active)
        : screenMany(candidates, g, alternatives, active);
    active.start[g + 1] = active.count;
  }
}

/** At most two tiers in reach: the everyday case, written out. */
function screenTwo(
  { rank, pi, revenue, start }: Candidates,
  group: number,
  alternatives: readonly Alternative[],
  active: ActivePlaces,
): number {
  const { places } = active;
  const { rank: a1, pi: b1, revenue: c1, price: d1 } = alternatives[0] ?? NO_ALTERNATIVE;
  const { rank: a2, pi: b2, revenue: c2, price: d2 } = alternatives[1] ?? NO_ALTERNATIVE;
  const end = start[group + 1]!;
  let { count } = active;
  for (let j = start[group]!; j < end; j++) {
    const r = rank[j]!;
    const x = pi[j]!;
    const v = revenue[j]!;
    if (a1 * r + b1 * x + c1 * v > d1 || a2 * r + b2 * x + c2 * v > d2) places[count++] = j;
  }
  return count;
}

function screenMany(
  { rank, pi, revenue, start }: Candidates,
  group: number,
  alternatives: readonly Alternative[],
  active: ActivePlaces,
): number {
  const { places } = active;
  let { count } = active;
  for (let j = start[group]!; j < start[group + 1]!; j++) {
    for (const { rank: a, pi: b, revenue: c, price } of alternatives) {
      if (a * rank[j]! + b * pi[j]! + c * revenue[j]! > price) {
        places[count++] = j;
        break;
      }
    }
  }
  return count;
}
