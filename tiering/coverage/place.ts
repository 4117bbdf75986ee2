import { chooseAccounts, TIE_BREAK } from "./choose-accounts.ts";
import { expectedWorth, type Part, type PartClass } from "./part.ts";
import type { CoverageProblem } from "./problem.ts";

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
  part.classes.forEach((one, c) => {
    const links = linksOf[c]!;
    if (links.length > 0) placeClass(problem, part, one, links, counts, books, owner);
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
  one: PartClass,
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
  const { accounts } = problem.classes[one.id]!;
  const { covered, kept } = chooseAccounts(one, part.bonus, left);
  for (const [k, s] of kept) put(accounts[k]!, s);
  const rest = covered.flatMap((k) => (kept.has(k) ? [] : [accounts[k]!]));
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
