import { type Hooks, isOutOfTime, stopWhereAsked } from "../hooks.ts";
import { createRandom, type RandomStream } from "../segmentation/random.ts";
import { LOAD_TOLERANCE } from "./fill.ts";
import { type Counts, loadsOf, type Part } from "./part.ts";
import { freeLinks } from "./polish.ts";

/** Trades between two looks at the clock. */
const ASK_EVERY = 100;
/** The same part and counts give the same answer. */
const SEED = 1;
/** Least gain, in units, for which two sellers trade. */
const LEAST_GAIN = 1e-9;
/** How far from what it is now the number of a tier is tried to either side, the last tier aside. */
const REACH = 24;

/** The accounts of one tier that two sellers have between them, and either may serve. */
interface Shared {
  readonly tier: number;
  /** Links of both to each class, and how many accounts of it they have. */
  readonly classes: readonly { readonly first: number; readonly second: number; readonly total: number }[];
  /** Share of either seller that one account takes. */
  readonly use: readonly [number, number];
  readonly now: number;
  readonly total: number;
  /** The first so many bring an owner each; the next ones neither bring nor cost one; each beyond costs one. */
  readonly bring: number;
  readonly free: number;
}

/** Least and greatest load of the others of a group. */
type Others = readonly [low: number, high: number];

/**
 * Lets two sellers at a time share out anew what they have of each tier, in place, all tiers at once, while that keeps
 * more owners or makes loads more even: one account of a large tier against several of a small one. What is covered stays
 * as it is, and so do locked accounts, accounts kept apart and sellers of a single geography. O(passes × pairs × numbers
 * of the larger tiers).
 * @throws {TieringError} `cancelled`
 */
export function trade(
  part: Part,
  counts: Counts,
  tries: number,
  hooks: Hooks,
  random: RandomStream = createRandom(SEED),
): void {
  const load = loadsOf(part, counts);
  const accounts = new Int32Array(part.sellers.length);
  for (let l = 0; l < counts.length; l++) accounts[part.linkSeller[l]!]! += counts[l]!;
  const isFree = freeLinks(part);
  const linksOf = Array.from(part.sellers, () => new Map<number, number>());
  part.linkSeller.forEach((s, l) => {
    if (isFree[l] === 1) linksOf[s]!.set(part.linkClass[l]!, l);
  });
  const groupOf = new Map(part.groups.flatMap((group) => group.sellers.map((s) => [s, group] as const)));
  const others = (s: number, t: number): Others => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const other of groupOf.get(s)?.sellers ?? []) {
      if (other === s || other === t) continue;
      low = Math.min(low, load[other]!);
      high = Math.max(high, load[other]!);
    }
    return [low, high];
  };

  const tradeBetween = (s: number, t: number): void => {
    const shared = sharedOf(part, counts, linksOf[s]!, linksOf[t]!);
    if (shared.length === 0) return;
    const [groupS, groupT] = [groupOf.get(s), groupOf.get(t)];
    const isOne = groupS !== undefined && groupS === groupT;
    const [ofS, ofT] = [others(s, t), others(t, s)];
    const uneven = (group: typeof groupS, [low, high]: Others, a: number, b: number): number => {
      if (group === undefined) return 0;
      const range = Math.max(high, a, b) - Math.min(low, a, b);
      return group.balance * Math.max(0, range - group.step);
    };
    const price = (a: number, b: number): number =>
      isOne ? uneven(groupS, ofS, a, b) : uneven(groupS, ofS, a, a) + uneven(groupT, ofT, b, b);
    const kept = ({ bring, free }: Shared, x: number) => Math.min(x, bring) - Math.max(0, x - bring - free);
    const worthNow =
      part.bonus * shared.reduce((sum, one) => sum + kept(one, one.now), 0) - price(load[s]!, load[t]!);
    const numbers = shared.map(({ now }) => now);
    let best = worthNow;
    let chosen: number[] | null = null;
    let alike = 1;
    const last = shared.length - 1;
    const offer = (a: number, b: number, keeps: number, moved: number): void => {
      if (a > 1 + LOAD_TOLERANCE || b > 1 + LOAD_TOLERANCE) return;
      if (accounts[s]! + moved < part.minAccounts || accounts[t]! - moved < part.minAccounts) return;
      const worth = part.bonus * keeps - price(a, b);
      if (worth > best + LEAST_GAIN) [best, chosen, alike] = [worth, [...numbers], 1];
      // One of those that are worth the same, each as likely.
      else if (worth > best - LEAST_GAIN && random.below(++alike) === 0) chosen = [...numbers];
    };
    const visit = (k: number, a: number, b: number, keeps: number, moved: number): void => {
      const one = shared[k]!;
      const { now, total, use, bring, free } = one;
      const step = (x: number) => {
        numbers[k] = x;
        const [nextA, nextB] = [a + (x - now) * use[0], b - (x - now) * use[1]];
        if (k === last) offer(nextA, nextB, keeps + kept(one, x), moved + x - now);
        else visit(k + 1, nextA, nextB, keeps + kept(one, x), moved + x - now);
      };
      if (k < last) {
        for (let x = Math.max(0, now - REACH); x <= Math.min(total, now + REACH); x++) step(x);
        return;
      }
      // The last tier evens the loads out: up to where either's is even, or owners begin to be lost.
      const wanted = [bring, bring + free];
      for (const [group, [low, high]] of [
        [groupS, ofS],
        [groupT, ofT],
      ] as const) {
        if (group === undefined || !Number.isFinite(low)) continue;
        for (const edge of [high - group.step, low + group.step]) {
          const x = group === groupS ? now + (edge - a) / use[0] : now + (b - edge) / use[1];
          wanted.push(Math.floor(x + 1e-9), Math.ceil(x - 1e-9));
          if (isOne) {
            const y = now + (b - edge) / use[1];
            wanted.push(Math.floor(y + 1e-9), Math.ceil(y - 1e-9));
          }
        }
      }
      wanted.push(Math.floor(now + (1 - a) / use[0] + 1e-9), Math.ceil(now - (1 - b) / use[1] - 1e-9));
      for (const x of wanted) if (x >= 0 && x <= total) step(x);
    };
    visit(0, load[s]!, load[t]!, 0, 0);
    if (chosen === null) return;
    shared.forEach((one, k) => {
      const moved = chosen![k]! - one.now;
      accounts[s]! += moved;
      accounts[t]! -= moved;
      load[s]! += moved * one.use[0];
      load[t]! -= moved * one.use[1];
      shareOut(part, counts, one, chosen![k]!);
    });
  };

  for (let k = 0; k < tries; k++) {
    if (k % ASK_EVERY === 0) {
      stopWhereAsked(hooks, "Coverage");
      if (isOutOfTime(hooks)) return;
    }
    const s = random.below(linksOf.length);
    const t = random.below(linksOf.length);
    if (s !== t) tradeBetween(s, t);
  }
}

/** What two sellers share, those tiers first of which one account takes the most. */
function sharedOf(
  { classes, use, owned }: Part,
  counts: Counts,
  ofFirst: ReadonlyMap<number, number>,
  ofSecond: ReadonlyMap<number, number>,
): Shared[] {
  const byTier = new Map<number, { first: number; second: number; total: number }[]>();
  for (const [c, first] of ofFirst) {
    const second = ofSecond.get(c);
    if (second === undefined || counts[first]! + counts[second]! === 0) continue;
    const total = counts[first]! + counts[second]!;
    byTier.set(classes[c]!.tier, [...(byTier.get(classes[c]!.tier) ?? []), { first, second, total }]);
  }
  return [...byTier]
    .map(([tier, ofTier]): Shared => {
      let [now, total, bring, cost] = [0, 0, 0, 0];
      for (const { first, second, total: all } of ofTier) {
        now += counts[first]!;
        total += all;
        // From none on, one more keeps an owner here up to `here`, and loses one there beyond what `there` leaves.
        const [here, there] = [Math.min(all, owned[first]!), Math.min(all, owned[second]!)];
        bring += Math.min(here, all - there);
        cost += Math.min(there, all - here);
      }
      const { first, second } = ofTier[0]!;
      return {
        tier,
        classes: ofTier,
        use: [use[first]!, use[second]!],
        now,
        total,
        bring,
        free: total - bring - cost,
      };
    })
    .sort((a, b) => b.use[0] + b.use[1] - a.use[0] - a.use[1] || a.tier - b.tier);
}

/** Gives the first seller so many accounts of a tier, in place: those first that bring an owner, those last that cost one. */
function shareOut({ owned }: Part, counts: Counts, { classes }: Shared, wanted: number): void {
  let left = wanted;
  const stages = [0, 1, 2].map((stage) =>
    classes.map(({ first, second, total }) => {
      const [here, there] = [Math.min(total, owned[first]!), Math.min(total, owned[second]!)];
      const bring = Math.min(here, total - there);
      const cost = Math.min(there, total - here);
      return [bring, total - bring - cost, cost][stage]!;
    }),
  );
  for (const { first, second, total } of classes) {
    counts[first] = 0;
    counts[second] = total;
  }
  for (const ofStage of stages) {
    classes.forEach(({ first, second }, c) => {
      const taken = Math.min(left, ofStage[c]!);
      counts[first]! += taken;
      counts[second]! -= taken;
      left -= taken;
    });
  }
}
