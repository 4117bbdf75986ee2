import { type Hooks, isOutOfTime, stopWhereAsked } from "../hooks.ts";
import { createRandom } from "../segmentation/random.ts";
import { takeStock } from "./fill.ts";
import { obeys } from "./finish.ts";
import { type Counts, countsObjective, type Part } from "./part.ts";
import { fixedLinks, linksBySeller, repackSeller, take } from "./repack.ts";

/** Sellers that are emptied together: two to four [measured]. */
const LEAST_SELLERS = 2;
const MOST_SELLERS = 4;
/** The same part and counts give the same answer. */
const SEED = 1;

/**
 * Improves counts, in place, by ruin and recreation (Schrimpf et al. 2000): empties a few sellers drawn at random,
 * packs them anew one after the other, and keeps that where the objective does not fall. It finds which sellers should
 * carry a mix of tiers so that the least room is lost, which packing one seller at a time cannot. No rule breaks that
 * held; it ends where the time is over. O(tries × combinations of a pack).
 * @throws {TieringError} `cancelled`
 */
export function recreate(part: Part, counts: Counts, tries: number, hooks: Hooks): void {
  const random = createRandom(SEED);
  const filling = takeStock(part, counts);
  const linksOf = linksBySeller(part);
  const fixed = fixedLinks(part);
  let objective = countsObjective(part, counts);
  for (let attempt = 0; attempt < tries; attempt++) {
    stopWhereAsked(hooks, "Coverage");
    if (isOutOfTime(hooks)) return;
    const chosen = new Set<number>();
    const wanted = LEAST_SELLERS + random.below(MOST_SELLERS - LEAST_SELLERS + 1);
    for (let draw = 0; draw < wanted; draw++) chosen.add(random.below(linksOf.length));
    const links = Array.from(chosen).flatMap((s) => linksOf[s]!);
    const before = links.map((l) => counts[l]!);
    for (const l of links) if (fixed[l] === 0) take(part, filling, l, -counts[l]!);
    for (const s of chosen) repackSeller(part, filling, linksOf[s]!, s, fixed);
    const found = countsObjective(part, counts);
    if (found >= objective && (!hasLeast(part) || obeys(part, counts))) {
      objective = found;
      continue;
    }
    links.forEach((l, k) => {
      take(part, filling, l, before[k]! - counts[l]!);
    });
  }
}

const hasLeast = ({ minAccounts, floors }: Part): boolean => minAccounts > 0 || floors.length > 0;
