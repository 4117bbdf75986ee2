import { LOAD_TOLERANCE } from "./fill.ts";
import { type Counts, loadsOf, type Part } from "./part.ts";

/**
 * Takes accounts back, in place, where rounding broke a rule: all but one geography of a seller who serves one
 * alone, and what overloads a seller, the smallest accounts first. Locked accounts stay. Gives the counts back.
 */
export function repaired(part: Part, counts: Counts): Counts {
  for (const s of part.singleGeo) keepOneGeo(part, counts, s);
  const load = loadsOf(part, counts);
  for (let s = 0; s < load.length; s++) {
    while (load[s]! > 1 + LOAD_TOLERANCE) {
      const smallest = smallestLink(part, counts, s);
      if (smallest < 0) break;
      counts[smallest]!--;
      load[s]! -= part.use[smallest]!;
    }
  }
  return counts;
}

/** Empties a seller but for the geography with the most load (ties: the first). */
function keepOneGeo(part: Part, counts: Counts, s: number): void {
  const load = new Map<number, number>();
  const free: number[] = [];
  for (let l = 0; l < counts.length; l++) {
    if (part.linkSeller[l] !== s || part.pinned[l] === 1 || counts[l] === 0) continue;
    const { geo } = part.classes[part.linkClass[l]!]!;
    load.set(geo, (load.get(geo) ?? 0) + counts[l]! * part.use[l]!);
    free.push(l);
  }
  let kept = -1;
  for (const [geo, sum] of load) if (kept < 0 || sum > load.get(kept)!) kept = geo;
  for (const l of free) if (part.classes[part.linkClass[l]!]!.geo !== kept) counts[l] = 0;
}

function smallestLink(part: Part, counts: Counts, s: number): number {
  let smallest = -1;
  for (let l = 0; l < counts.length; l++) {
    if (part.linkSeller[l] !== s || counts[l] === 0 || part.pinned[l] === 1) continue;
    if (smallest < 0 || part.use[l]! < part.use[smallest]!) smallest = l;
  }
  return smallest;
}
