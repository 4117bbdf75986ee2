import { LOAD_TOLERANCE } from "./fill.ts";
import { type Counts, coveredOf, loadsOf, type Part } from "./part.ts";

/** Loads that the sellers are to have: between `least` and `most`; shape [sellers] each. */
export interface Windows {
  readonly least: Float64Array;
  readonly most: Float64Array;
  /** Price of a unit of load outside, in units; shape [sellers]. */
  readonly price: Float64Array;
}

/** Most passes over all links; later ones find next to nothing. */
const PASSES = 12;
/** Least gain, in units, for which an account changes hands. */
const LEAST_GAIN = 1e-9;

/**
 * Lets accounts change hands, in place, while that brings more: one account goes to another seller, into the room
 * that a seller has, or in place of one of the other seller's, which goes the other way. Loads outside their windows
 * cost, each by itself, so that sellers come into them one by one. Locked accounts, accounts kept apart and sellers of
 * a single geography keep what they have. O(passes × links × sellers of a class), swaps of those that gain aside.
 */
export function polish(part: Part, counts: Counts, windows: Windows): void {
  const { linkSeller, linkClass, use, owned, bonus, classes } = part;
  const load = loadsOf(part, counts);
  const covered = coveredOf(part, counts);
  const accounts = new Int32Array(part.sellers.length);
  for (let l = 0; l < counts.length; l++) accounts[linkSeller[l]!]! += counts[l]!;
  const isFree = freeLinks(part);
  const ofClass = linksBy(part.classes.length, linkClass, isFree);
  const ofSeller = linksBy(part.sellers.length, linkSeller, isFree);
  const floored = new Uint8Array(classes.length);
  for (const floor of part.floors) for (const c of floor.classes) floored[c] = 1;
  // A row for each seller, of the link to each class; −1 where there is none.
  const linkAt = new Int32Array(part.sellers.length * classes.length).fill(-1);
  for (let l = 0; l < counts.length; l++)
    if (isFree[l] === 1) linkAt[linkSeller[l]! * classes.length + linkClass[l]!] = l;

  /** Cost of a load of a seller. */
  const cost = (s: number, at: number): number =>
    windows.price[s]! * Math.max(0, windows.least[s]! - at, at - windows.most[s]!);
  const loses = (l: number): number => (counts[l]! <= owned[l]! ? bonus : 0);
  const wins = (l: number): number => (counts[l]! < owned[l]! ? bonus : 0);
  const fits = (at: number): boolean => at <= 1 + LOAD_TOLERANCE;
  const put = (l: number, number: number): void => {
    counts[l]! += number;
    load[linkSeller[l]!]! += number * use[l]!;
    accounts[linkSeller[l]!]! += number;
    covered[linkClass[l]!]! += number;
  };

  /** The best way for a link's account to go elsewhere, made where it gains. */
  const moveOne = (l: number): boolean => {
    const s = linkSeller[l]!;
    const c = linkClass[l]!;
    const row = s * classes.length;
    const given = load[s]! - use[l]!;
    const lost = loses(l);
    const costNow = cost(s, load[s]!);
    let gain = LEAST_GAIN;
    let chosen: readonly [to: number, back: number] | null = null;
    for (const to of ofClass[c]!) {
      const other = linkSeller[to]!;
      if (other === s) continue;
      const taken = load[other]! + use[to]!;
      const bonusGain = wins(to) - lost;
      const otherNow = cost(other, load[other]!);
      if (fits(taken) && accounts[s]! > part.minAccounts) {
        const found = bonusGain + costNow + otherNow - cost(s, given) - cost(other, taken);
        if (found > gain) {
          gain = found;
          chosen = [to, -1];
        }
      }
      // What a change brings at the most, the owner of what comes back among it: there is nothing better to find.
      if (bonusGain + bonus + costNow + otherNow <= gain) continue;
      // An account goes the other way only where the first step gains something: an owner, or evenness.
      if (!(bonusGain > 0 || (bonusGain === 0 && costNow + otherNow > 0))) continue;
      for (const from of ofSeller[other]!) {
        if (counts[from] === 0) continue;
        const d = linkClass[from]!;
        if (d === c) continue;
        const back = linkAt[row + d]!;
        if (back < 0) continue;
        // What the loads will cost only lowers it.
        const most = bonusGain + wins(back) - loses(from) + costNow + otherNow;
        if (most <= gain) continue;
        const mine = given + use[back]!;
        const theirs = taken - use[from]!;
        if (!fits(mine) || !fits(theirs)) continue;
        const found = most - cost(s, mine) - cost(other, theirs);
        if (found > gain) {
          gain = found;
          chosen = [to, from];
        }
      }
    }
    if (chosen === null) return false;
    const [to, from] = chosen;
    put(l, -1);
    put(to, 1);
    if (from >= 0) {
      put(from, -1);
      put(linkAt[row + linkClass[from]!]!, 1);
    }
    return true;
  };

  /** The best account without a seller for a link's seller, in its room or in place of one of its own. */
  const takeIn = (l: number): boolean => {
    const s = linkSeller[l]!;
    const c = linkClass[l]!;
    const { worth } = classes[c]!;
    if (covered[c]! >= worth.length) return false;
    const brought = worth[covered[c]!]! + wins(l);
    const now = cost(s, load[s]!);
    const with_ = load[s]! + use[l]!;
    let gain = LEAST_GAIN;
    let chosen = -2;
    if (fits(with_) && brought + now - cost(s, with_) > gain) {
      gain = brought + now - cost(s, with_);
      chosen = -1;
    }
    for (const out of ofSeller[s]!) {
      const d = linkClass[out]!;
      if (counts[out] === 0 || d === c || floored[d] === 1) continue;
      const at = with_ - use[out]!;
      if (!fits(at)) continue;
      const found = brought - classes[d]!.worth[covered[d]! - 1]! - loses(out) + now - cost(s, at);
      if (found > gain) {
        gain = found;
        chosen = out;
      }
    }
    if (chosen === -2) return false;
    if (chosen >= 0) put(chosen, -1);
    put(l, 1);
    return true;
  };

  for (let pass = 0; pass < PASSES; pass++) {
    let changed = 0;
    for (let l = 0; l < counts.length; l++) {
      if (isFree[l] === 0) continue;
      if (counts[l]! > 0 && moveOne(l)) changed++;
      if (takeIn(l)) changed++;
    }
    if (changed === 0) return;
  }
}

/** 1 for the links that may change: no lock, no account kept apart, no seller of a single geography. */
export function freeLinks({ pinned, apart, linkClass, linkSeller, singleGeo }: Part): Uint8Array {
  const kept = new Set(apart.flat());
  const single = new Set(singleGeo);
  return pinned.map((one, l) => (one === 1 || kept.has(linkClass[l]!) || single.has(linkSeller[l]!) ? 0 : 1));
}

function linksBy(length: number, of: Int32Array, isFree: Uint8Array): number[][] {
  const lists = Array.from({ length }, () => [] as number[]);
  of.forEach((one, l) => {
    if (isFree[l] === 1) lists[one]!.push(l);
  });
  return lists;
}
