import { fill, LOAD_TOLERANCE, takeStock } from "./fill.ts";
import { level } from "./level.ts";
import { type Counts, countsObjective, loadsOf, type Part } from "./part.ts";
import { polish, type Windows } from "./polish.ts";
import { repack } from "./repack.ts";

/**
 * Ways to finish counts that leave room: filled up and packed anew; and, where evenness counts, filled only up to
 * even loads (those of the relaxation where there is one), and evened out.
 */
export function finished(part: Part, counts: Counts, loads: Float64Array | null): Counts[] {
  const full = Int32Array.from(counts);
  fill(part, full);
  repack(part, full);
  if (part.groups.length === 0) return [full];
  const windows = evenWindows(part, loads ?? loadsOf(part, counts));
  const even = Int32Array.from(counts);
  fill(part, even, windows.most);
  const close = Int32Array.from(counts);
  if (loads !== null) fill(part, close, loads);
  const all = [full, even, close];
  for (const one of all) {
    polish(part, one, windows);
    level(part, one);
    repack(part, one);
  }
  return all;
}

/** Where the loads of each group are to be: as in `loads`, and as wide as is even at the least. */
function evenWindows({ groups, sellers }: Part, loads: Float64Array): Windows {
  const least = new Float64Array(sellers.length);
  const most = new Float64Array(sellers.length).fill(1);
  const price = new Float64Array(sellers.length);
  for (const { sellers: members, balance, step } of groups) {
    if (balance === 0) continue;
    const ofGroup = members.map((s) => loads[s]!);
    const low = Math.min(...ofGroup);
    const high = Math.max(...ofGroup, Math.min(1, low + step));
    for (const s of members) {
      least[s] = Math.min(low, high - step);
      most[s] = high;
      price[s] = balance;
    }
  }
  return { least, most, price };
}

/** Whether counts keep every rule that filling alone cannot promise: locks, least numbers and loads. */
export function obeys(part: Part, counts: Counts): boolean {
  const { covered, load, accounts } = takeStock(part, counts);
  return (
    load.every((one) => one <= 1 + LOAD_TOLERANCE) &&
    counts.every((count, l) => part.pinned[l] === 0 || count === 1) &&
    accounts.every((count) => count >= part.minAccounts) &&
    part.floors.every(({ classes, least }) => classes.reduce((sum, c) => sum + covered[c]!, 0) >= least)
  );
}

/** The counts of the greatest objective, as it is measured; null of none. */
export function bestOf(
  part: Part,
  candidates: readonly Counts[],
  objective: (part: Part, counts: Counts) => number = countsObjective,
): Counts | null {
  let best: Counts | null = null;
  let most = Number.NEGATIVE_INFINITY;
  for (const counts of candidates) {
    const found = objective(part, counts);
    if (best === null || found > most) [best, most] = [counts, found];
  }
  return best;
}
