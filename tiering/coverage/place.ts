import { expectedWorth, type Part } from "./part.ts";
import type { CoverageProblem } from "./problem.ts";

/** Worth of a kept owner where continuity has no weight: it breaks ties alone. */
const TIE_BREAK = 1e-9;

/** What placing knows of the sellers while it goes through the classes. */
interface Books {
  /** Worth of the accounts placed so far; shape [sellers of the part]. */
  readonly worth: Float64Array;
  /** Mean expected worth of the seller's role in this part, > 0; shape [sellers of the part]. */
  readonly usual: Float64Array;
  /** Areas of each seller so far. */
  readonly areas: readonly Set<number>[];
}

/**
 * Places single accounts by the counts of a part: within each class the best are covered, owners kept as far
 * as that is worth it, and the others handed to whoever is furthest below the usual worth of the role, or has
 * the area already, by the weights of fairness and travel. Writes seller indices to `owner`; the accounts left
 * over keep −1. O(accounts × sellers of the class).
 */
export function placePart(problem: CoverageProblem, part: Part, counts: Int32Array, owner: Int32Array): void {
  const books = openBooks(problem, part, counts);
  const linksOf = part.classes.map(() => [] as number[]);
  for (let l = 0; l < counts.length; l++) if (counts[l]! > 0) linksOf[part.linkClass[l]!]!.push(l);
  part.classes.forEach(({ id }, c) => {
    const links = linksOf[c]!;
    if (links.length > 0)
      placeClass(problem, part, problem.classes[id]!.accounts, links, counts, books, owner);
  });
}

function openBooks({ sellers }: CoverageProblem, part: Part, counts: Int32Array): Books {
  const expected = new Float64Array(part.sellers.length);
  for (let l = 0; l < counts.length; l++) {
    expected[part.linkSeller[l]!]! += counts[l]! * expectedWorth(part.classes[part.linkClass[l]!]!);
  }
  const ofRole = new Map<string, { sum: number; count: number }>();
  part.sellers.forEach((seller, s) => {
    const { role } = sellers[seller]!;
    const { sum, count } = ofRole.get(role) ?? { sum: 0, count: 0 };
    ofRole.set(role, { sum: sum + expected[s]!, count: count + 1 });
  });
  const usual = Float64Array.from(part.sellers, (seller) => {
    const { sum, count } = ofRole.get(sellers[seller]!.role)!;
    return sum > 0 ? sum / count : 1;
  });
  return {
    worth: new Float64Array(part.sellers.length),
    usual,
    areas: Array.from(part.sellers, () => new Set()),
  };
}

function placeClass(
  problem: CoverageProblem,
  part: Part,
  accounts: Int32Array,
  links: readonly number[],
  counts: Int32Array,
  books: Books,
  owner: Int32Array,
): void {
  const left = new Map(links.map((l) => [part.linkSeller[l]!, counts[l]!]));
  const put = (i: number, s: number) => {
    owner[i] = part.sellers[s]!;
    left.set(s, left.get(s)! - 1);
    books.worth[s]! += problem.worth[i]!;
    if (problem.areas !== null) books.areas[s]!.add(problem.areas.codes[i]!);
  };
  const { covered, kept } = chooseAccounts(problem, part, accounts, left);
  for (const [i, s] of kept) put(i, s);
  const rest = covered.filter((i) => !kept.has(i));
  const { fairness, travel } = problem.input.weights;
  const { areas } = problem;
  // Whole areas one after the other, so that each goes to few sellers; the best accounts first within them.
  if (travel > 0 && areas !== null) rest.sort((a, b) => areas.codes[a]! - areas.codes[b]!);
  const mean = rest.reduce((sum, i) => sum + problem.worth[i]!, 0) / Math.max(1, rest.length);
  for (const i of rest) {
    let best = -1;
    let bestScore = Number.POSITIVE_INFINITY;
    for (const [s, slots] of left) {
      if (slots === 0) continue;
      const isNewArea = travel > 0 && areas !== null && !books.areas[s]!.has(areas.codes[i]!);
      const standing = (books.worth[s]! + slots * mean) / books.usual[s]!;
      const score = (fairness + TIE_BREAK) * standing + (isNewArea ? travel : 0);
      if (score < bestScore) {
        best = s;
        bestScore = score;
      }
    }
    put(i, best);
  }
}

/**
 * Chooses which accounts of a class are covered and which of them keep their owner. The worth of covered
 * accounts plus a bonus for each kept one, up to each owner's places, is a laminar concave function, so taking
 * the greatest gain each time is optimal. Accounts come best first.
 */
function chooseAccounts(
  { owner, worth, bonus, sellers }: CoverageProblem,
  part: Part,
  accounts: Int32Array,
  places: ReadonlyMap<number, number>,
): { covered: number[]; kept: Map<number, number> } {
  const gain = Math.max(bonus, TIE_BREAK);
  const localOf = new Map(Array.from(places.keys(), (s) => [part.sellers[s]!, s]));
  const wanted = Array.from(places.values()).reduce((sum, n) => sum + n, 0);
  const room = new Map(places);
  const kept = new Map<number, number>();
  const covered: number[] = [];
  /** Accounts of this class whose owner has places, best first; and all the others. */
  const own: number[] = [];
  const others: number[] = [];
  for (const i of accounts)
    (owner[i]! >= 0 && owner[i]! < sellers.length && localOf.has(owner[i]!) ? own : others).push(i);
  /** Owned accounts whose owner's places are full: they count as any other. */
  const late: number[] = [];
  let [a, b, c] = [0, 0, 0];
  while (covered.length < wanted) {
    while (a < own.length && room.get(localOf.get(owner[own[a]!]!)!) === 0) late.push(own[a++]!);
    const ofOwn = a < own.length ? worth[own[a]!]! + gain : -1;
    const ofOther = b < others.length ? worth[others[b]!]! : -1;
    const ofLate = c < late.length ? worth[late[c]!]! : -1;
    if (ofOwn >= ofOther && ofOwn >= ofLate) {
      const i = own[a++]!;
      const s = localOf.get(owner[i]!)!;
      room.set(s, room.get(s)! - 1);
      kept.set(i, s);
      covered.push(i);
    } else covered.push(ofOther >= ofLate ? others[b++]! : late[c++]!);
  }
  covered.sort((x, y) => worth[y]! - worth[x]! || x - y);
  return { covered, kept };
}
