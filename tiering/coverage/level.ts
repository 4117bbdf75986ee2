import { createPermission, type Filling, takeStock } from "./fill.ts";
import { type Counts, countsObjective, expectedWorth, type Part, type SpreadGroup } from "./part.ts";

/** Most exchanges in one group. */
const MOST_MOVES = 400;

/**
 * Evens the opportunity of a group out: as long as the objective rises, the seller with the most expected worth hands
 * one account of some class to the seller with the least. No rule breaks that held.
 */
export function level(part: Part, counts: Counts): void {
  if (part.groups.every(({ fairness }) => fairness === 0)) return;
  const filling = takeStock(part, counts);
  const permits = createPermission(part);
  const linkOf = new Map<number, number>();
  const key = (s: number, c: number) => s * part.classes.length + c;
  for (let l = 0; l < counts.length; l++) linkOf.set(key(part.linkSeller[l]!, part.linkClass[l]!), l);
  const mean = part.classes.map(expectedWorth);
  const measure = (l: number) => mean[part.linkClass[l]!]!;
  for (const group of part.groups) {
    for (let move = 0; move < MOST_MOVES; move++) {
      const [most, least] = extremes(part, counts, group, measure);
      if (!moveOne(part, filling, permits, most, (c) => linkOf.get(key(least, c)))) break;
    }
  }
}

/** The sellers of a group with the most and the least of a measure. */
function extremes(
  part: Part,
  counts: Counts,
  { sellers }: SpreadGroup,
  measure: (l: number) => number,
): readonly [number, number] {
  const sums = new Float64Array(part.sellers.length);
  for (let l = 0; l < counts.length; l++) sums[part.linkSeller[l]!]! += counts[l]! * measure(l);
  let most = sellers[0]!;
  let least = sellers[0]!;
  for (const s of sellers) {
    if (sums[s]! > sums[most]!) most = s;
    if (sums[s]! < sums[least]!) least = s;
  }
  return [most, least];
}

/** Hands over the account that raises the objective most; false where none does. */
function moveOne(
  part: Part,
  { counts, covered, load, accounts, chosen }: Filling,
  permits: ReturnType<typeof createPermission>,
  from: number,
  linkTo: (c: number) => number | undefined,
): boolean {
  const now = countsObjective(part, counts);
  let best: readonly [number, number] | null = null;
  let bestObjective = now * (1 + 1e-12);
  const apply = (l: number, number: number) => {
    const s = part.linkSeller[l]!;
    counts[l]! += number;
    covered[part.linkClass[l]!]! += number;
    load[s]! += number * part.use[l]!;
    accounts[s]! += number;
  };
  for (let l = 0; l < counts.length; l++) {
    if (part.linkSeller[l] !== from || counts[l] === 0 || part.pinned[l] === 1) continue;
    const to = linkTo(part.linkClass[l]!);
    if (to === undefined || to === l || accounts[from]! <= part.minAccounts) continue;
    apply(l, -1);
    if (permits({ counts, covered, load, accounts, chosen }, to)) {
      apply(to, 1);
      const objective = countsObjective(part, counts);
      if (objective > bestObjective) {
        best = [l, to];
        bestObjective = objective;
      }
      apply(to, -1);
    }
    apply(l, 1);
  }
  if (best === null) return false;
  apply(best[0], -1);
  apply(best[1], 1);
  if (part.singleGeo.includes(part.linkSeller[best[1]]!)) {
    chosen[part.linkSeller[best[1]]!] = part.classes[part.linkClass[best[1]]!]!.geo;
  }
  return true;
}
