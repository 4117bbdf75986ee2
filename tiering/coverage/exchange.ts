import type { Part } from "./part.ts";
import type { CoverageProblem } from "./problem.ts";

/** Least gain, in units, for which accounts change places. */
const LEAST_GAIN = 1e-9;
/** Most passes over a cell; later ones find next to nothing. */
const PASSES = 6;

/** The accounts of one geography and tier, which take the same of a seller whoever of them it is. */
interface Cell {
  /** Accounts of each seller (index among the problem's), those that rules name aside. */
  readonly at: Map<number, number[]>;
  /** Accounts without a seller. */
  readonly open: number[];
}

/**
 * Lets accounts of one geography and tier change places where that keeps more owners or covers more worth: loads,
 * least numbers and shares stay as they are. It mends what counts by class cannot say, namely that the best accounts
 * of a class and those whose owner has room are not the same ones. Writes to `owner`; accounts that rules name stay.
 * O(accounts × sellers of the cell) a pass.
 */
export function exchange(problem: CoverageProblem, part: Part, owner: Int32Array): void {
  // A range of expected worth is priced by class: exchanges between classes could cost more than they bring.
  if (part.bonus === 0 || part.groups.some(({ fairness }) => fairness > 0)) return;
  for (const cell of cellsOf(problem, part, owner)) {
    for (let pass = 0; pass < PASSES; pass++) {
      const changed = swapOwners(problem, cell, owner) + takeIn(problem, cell, owner);
      if (changed === 0) break;
    }
  }
}

function cellsOf({ classes, special }: CoverageProblem, part: Part, owner: Int32Array): Cell[] {
  const named = new Set(special.accounts);
  const cells = new Map<string, Cell>();
  for (const { id } of part.classes) {
    const { accounts, geo, tier } = classes[id]!;
    const key = `${geo} ${tier}`;
    const cell = cells.get(key) ?? { at: new Map<number, number[]>(), open: [] };
    cells.set(key, cell);
    for (const i of accounts) {
      if (named.has(i)) continue;
      if (owner[i]! < 0) cell.open.push(i);
      else push(cell.at, owner[i]!, i);
    }
  }
  return [...cells.values()];
}

function push(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

const serves = ({ eligibility, classes, classOf }: CoverageProblem, s: number, i: number): boolean =>
  eligibility.obstacle(s, classes[classOf[i]!]!) === null;

/** An account with a stranger and one of its owner's that is none of his own change places; how many did. */
function swapOwners(problem: CoverageProblem, { at }: Cell, owner: Int32Array): number {
  const { owner: before } = problem;
  let swapped = 0;
  for (const [s, accounts] of at) {
    for (let k = 0; k < accounts.length; k++) {
      const i = accounts[k]!;
      const home = before[i]!;
      const theirs = at.get(home);
      if (home < 0 || home === s || theirs === undefined || !serves(problem, home, i)) continue;
      const fits = (j: number) => before[j] !== home && serves(problem, s, j);
      let other = theirs.findIndex((j) => before[j] === s && fits(j));
      if (other < 0) other = theirs.findIndex(fits);
      if (other < 0) continue;
      const j = theirs[other]!;
      theirs[other] = i;
      accounts[k] = j;
      owner[i] = home;
      owner[j] = s;
      swapped++;
    }
  }
  return swapped;
}

/**
 * An account without a seller goes to its owner, or to anyone, in place of the one that is worth least: the
 * owner's own, or, where the owner hands on an account that is none of his own, that of whoever takes it.
 */
function takeIn(problem: CoverageProblem, { at, open }: Cell, owner: Int32Array): number {
  const { owner: before, worth, bonus } = problem;
  const valueAt = (s: number, i: number) => worth[i]! + (before[i] === s ? bonus : 0);
  const least = new Map<number, number>();
  const leastOf = (s: number): number => {
    const known = least.get(s);
    if (known !== undefined) return known;
    const accounts = at.get(s)!;
    let found = 0;
    for (let k = 1; k < accounts.length; k++)
      if (valueAt(s, accounts[k]!) < valueAt(s, accounts[found]!)) found = k;
    least.set(s, found);
    return found;
  };
  const put = (s: number, k: number, i: number) => {
    at.get(s)![k] = i;
    owner[i] = s;
    least.delete(s);
  };
  open.sort((a, b) => worth[b]! - worth[a]! || a - b);
  let taken = 0;
  for (let o = 0; o < open.length; o++) {
    const u = open[o]!;
    let best: { readonly gain: number; readonly make: () => number } | null = null;
    const offer = (gain: number, make: () => number) => {
      if (gain > LEAST_GAIN && gain > (best?.gain ?? 0)) best = { gain, make };
    };
    for (const s of at.keys()) {
      if (!serves(problem, s, u)) continue;
      const k = leastOf(s);
      const v = at.get(s)![k]!;
      offer(valueAt(s, u) - valueAt(s, v), () => {
        put(s, k, u);
        return v;
      });
    }
    const home = before[u]!;
    const own = at.get(home);
    if (own !== undefined && serves(problem, home, u)) {
      const handed = own.findIndex((j) => before[j] !== home);
      const j = own[handed];
      for (const s of j === undefined ? [] : at.keys()) {
        if (s === home || !serves(problem, s, j!)) continue;
        const k = leastOf(s);
        const v = at.get(s)![k]!;
        const gain = worth[u]! + bonus + valueAt(s, j!) - worth[j!]! - valueAt(s, v);
        offer(gain, () => {
          put(s, k, j!);
          put(home, handed, u);
          return v;
        });
      }
    }
    const chosen = best as { readonly make: () => number } | null;
    if (chosen === null) continue;
    const gone = chosen.make();
    owner[gone] = -1;
    open[o] = gone;
    taken++;
  }
  return taken;
}
