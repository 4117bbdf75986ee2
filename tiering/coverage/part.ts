/** Accounts that coverage cannot tell apart but by value and owner: same geography, domain and tier. */
export interface PartClass {
  /** Index among the classes of the problem. */
  readonly id: number;
  readonly geo: number;
  readonly tier: number;
  /** Worth of each account in {@link Part} units, descending; shape [size]. */
  readonly worth: Float64Array;
  /** Worth of the first k accounts; shape [size + 1]. */
  readonly sums: Float64Array;
  /** Local seller who owns each account today and may serve it; −1 for none; shape [size]. */
  readonly owner: Int32Array;
  /** Classes of one kind are alike to every rule: bands of worth, and whether an owner can stay. */
  readonly kind: number;
}

/** Sellers whose load and opportunity are compared: one role, the same geographies. */
export interface SpreadGroup {
  /** Local indices of the sellers. */
  readonly sellers: readonly number[];
  /** Price of the whole range of utilisation, in units. */
  readonly balance: number;
  /** Range of utilisation that is even: one account of the smallest kind, for whoever it is most. */
  readonly step: number;
  /** Price of a unit of the range of expected worth, in units. */
  readonly fairness: number;
}

/** A hard rule on the number of covered accounts of some classes. */
export interface CoverFloor {
  readonly geo: number;
  readonly tier: number;
  /** Local indices of the classes. */
  readonly classes: readonly number[];
  /** Least number of them that must be covered. */
  readonly least: number;
}

/**
 * A part of a coverage that nothing ties to the rest: geographies and the sellers who serve them, as plain
 * data that can be sent between threads. Links are the pairs of seller and class that the rules permit,
 * ascending by seller, then class. Worth is in units of the mean account of the book.
 */
export interface Part {
  readonly geos: readonly number[];
  /** Index among the sellers of the problem; shape [sellers]. */
  readonly sellers: Int32Array;
  readonly classes: readonly PartClass[];
  readonly linkSeller: Int32Array;
  readonly linkClass: Int32Array;
  /** Share of the seller that one account of the class takes; shape [links]. */
  readonly use: Float64Array;
  /** Accounts of the class that the seller owns today; shape [links]. */
  readonly owned: Int32Array;
  /** Worth of those accounts, descending; shape [links], each of the length that `owned` says. */
  readonly ownedWorth: readonly Float64Array[];
  /** 1 where the class is one locked account that this seller keeps; shape [links]. */
  readonly pinned: Uint8Array;
  /** Worth of one account that keeps its owner, in units. */
  readonly bonus: number;
  readonly groups: readonly SpreadGroup[];
  /** Local indices of the sellers who serve one geography of several. */
  readonly singleGeo: readonly number[];
  readonly minAccounts: number;
  readonly floors: readonly CoverFloor[];
  /** Pairs of local classes (one account each) that no seller may have both of. */
  readonly apart: readonly (readonly [number, number])[];
}

/** How many accounts of each class each seller has: one whole number a link. */
export type Counts = Int32Array;

/** Covered accounts of each class; shape [classes]. */
export function coveredOf(part: Part, counts: Counts): Int32Array {
  const covered = new Int32Array(part.classes.length);
  for (let l = 0; l < counts.length; l++) covered[part.linkClass[l]!]! += counts[l]!;
  return covered;
}

/** Load of each seller, 1 being all of them; shape [sellers]. */
export function loadsOf(part: Part, counts: Counts): Float64Array {
  const load = new Float64Array(part.sellers.length);
  for (let l = 0; l < counts.length; l++) load[part.linkSeller[l]!]! += counts[l]! * part.use[l]!;
  return load;
}

/** Mean worth of the accounts of a class: what a seller can expect of one. */
export function expectedWorth({ sums }: PartClass): number {
  return sums[sums.length - 1]! / Math.max(1, sums.length - 1);
}

/** Range of the values of a group of sellers. */
function range(values: Float64Array, sellers: readonly number[]): number {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const s of sellers) {
    low = Math.min(low, values[s]!);
    high = Math.max(high, values[s]!);
  }
  return high - low;
}

/**
 * Price of the uneven loads and opportunities of a part, in units, at least 0: loads within one account of each other
 * are even, since accounts are whole. O(links).
 */
export function spreadPrice(part: Part, counts: Counts): number {
  if (part.groups.length === 0) return 0;
  const load = loadsOf(part, counts);
  const expected = new Float64Array(part.sellers.length);
  const mean = part.classes.map(expectedWorth);
  for (let l = 0; l < counts.length; l++) {
    expected[part.linkSeller[l]!]! += counts[l]! * mean[part.linkClass[l]!]!;
  }
  let price = 0;
  for (const { sellers, balance, step, fairness } of part.groups) {
    price += balance * Math.max(0, range(load, sellers) - step) + fairness * range(expected, sellers);
  }
  return price;
}

/**
 * Objective of counts in units, as if the best accounts of each class were covered and every owner kept
 * as many as the counts allow: placing the accounts can reach it or stay below. O(links).
 */
export function countsObjective(part: Part, counts: Counts): number {
  const covered = coveredOf(part, counts);
  let objective = 0;
  part.classes.forEach(({ sums }, c) => {
    objective += sums[covered[c]!]!;
  });
  if (part.bonus > 0) {
    for (let l = 0; l < counts.length; l++) objective += part.bonus * Math.min(counts[l]!, part.owned[l]!);
  }
  return objective - spreadPrice(part, counts);
}

/** The answer to a part: plain data. */
export interface PartSolution {
  /** Accounts by link; null where no coverage obeys the rules, or none was found in time. */
  readonly counts: Counts | null;
  /** Objective of the counts once their accounts are placed within their classes, in units. */
  readonly objective: number;
  /** No coverage of the part has a larger objective, in units. */
  readonly bound: number;
  /** True where the rules cannot all be kept. */
  readonly infeasible: boolean;
  /** Worth of one more seller like each, at the margin, in units; shape [sellers]. */
  readonly sellerPrice: Float64Array;
  /** What the capacity for one more account of each class costs, in units; shape [classes]. */
  readonly classPrice: Float64Array;
  /** Covered accounts of each class in the relaxation, where a proof begins; shape [classes]. */
  readonly around: Float64Array;
}
