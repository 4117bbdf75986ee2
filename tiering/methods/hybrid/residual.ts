import type { Prices } from "../../run.ts";
import { ArcQueues, type MoveChange } from "./arc-queues.ts";
import type { Pool } from "./pool.ts";

/** A way through the tiers: account `items[s]` goes on to `tiers[s + 1]`; a cycle ends where it began. */
export interface Way {
  readonly tiers: number[];
  readonly changes: MoveChange[];
  /** Sum of the accounts' gains, the move price not counted. */
  gain: number;
  /** Change in the number of moved accounts. */
  change: number;
}

const CHANGES: readonly MoveChange[] = [-1, 0, 1];

/**
 * The residual graph of an assignment: tiers are its nodes, and the arc from one to another is the
 * account that gains most by going that way. Best paths and cycles are found by Bellman and Ford's
 * method; K is small.
 */
export class ResidualGraph {
  readonly #pool: Pool;
  readonly #prices: Prices;
  readonly #tierOf: Uint8Array;
  readonly #queues: ArcQueues;
  readonly #reached: Float64Array;
  readonly #from: Int32Array;
  readonly #by: Int8Array;
  /** Gains smaller than this are rounding. */
  readonly #tolerance: number;

  /** `items` are the accounts of the pool that may still change; `tierOf` their present tiers (by pool place). */
  constructor(pool: Pool, prices: Prices, tierOf: Uint8Array, tolerance: number) {
    this.#pool = pool;
    this.#prices = prices;
    this.#tierOf = tierOf;
    this.#queues = new ArcQueues(pool.tierCount, tierOf);
    this.#reached = new Float64Array(pool.tierCount);
    this.#from = new Int32Array(pool.tierCount);
    this.#by = new Int8Array(pool.tierCount);
    this.#tolerance = tolerance;
  }

  /** Makes the arcs of one account of the group `home` known, from the tier it is in. */
  addArcs(item: number, home: number): void {
    const { first, last } = this.#pool;
    const at = this.#tierOf[item]!;
    const here = this.#gain(item, home, at);
    for (let to = first[home]!; to <= last[home]!; to++) {
      if (to === at) continue;
      const change = ((to === home ? 0 : 1) - (at === home ? 0 : 1)) as MoveChange;
      this.#queues.push(at, to, change, item, this.#gain(item, home, to) - here);
    }
  }

  /** The best way from a tier to any tier that lacks accounts, or null. */
  bestPath(source: number, lacks: (tier: number) => boolean, movePrice: number): Way | null {
    this.#reached.fill(Number.NEGATIVE_INFINITY);
    this.#reached[source] = 0;
    this.#from.fill(-1);
    const looped = this.#relax(movePrice);
    if (looped >= 0) return null;
    let target = -1;
    for (let k = 0; k < this.#reached.length; k++) {
      if (lacks(k) && this.#reached[k]! > (target < 0 ? Number.NEGATIVE_INFINITY : this.#reached[target]!))
        target = k;
    }
    return target < 0 ? null : this.#trace(target, source);
  }

  /** A cycle that gains at this move price, or null. */
  gainingCycle(movePrice: number): Way | null {
    this.#reached.fill(0);
    this.#from.fill(-1);
    let node = this.#relax(movePrice);
    if (node < 0) return null;
    for (let k = 0; k < this.#from.length; k++) node = this.#from[node]!;
    return this.#trace(node, node);
  }

  /** Raises tier prices (start: `tierPrices`) until no arc gains at the move price; false where a cycle gains. */
  settlePrices(tierPrices: Float64Array, movePrice: number): boolean {
    this.#reached.set(tierPrices);
    this.#from.fill(-1);
    if (this.#relax(movePrice) >= 0) return false;
    tierPrices.set(this.#reached);
    return true;
  }

  /** Sends the accounts of a way along it. */
  apply(way: Way, homeOf: (item: number) => number): void {
    const items = way.changes.map((change, s) =>
      this.#queues.bestItem(way.tiers[s]!, way.tiers[s + 1]!, change),
    );
    items.forEach((item, s) => {
      this.#tierOf[item] = way.tiers[s + 1]!;
    });
    for (const item of items) this.addArcs(item, homeOf(item));
  }

  #gain(item: number, home: number, to: number): number {
    if (to === home) return 0;
    const { rank, pi, revenue } = this.#prices;
    const pool = this.#pool;
    return (
      (rank[to]! - rank[home]!) * pool.rank[item]! +
      (pi[to]! - pi[home]!) * pool.pi[item]! +
      (revenue[to]! - revenue[home]!) * pool.revenue[item]!
    );
  }

  /** Bellman and Ford's rounds from `#reached`; a node on or behind a gaining cycle, or −1. */
  #relax(movePrice: number): number {
    const K = this.#reached.length;
    let changed = -1;
    for (let round = 0; round <= K; round++) {
      changed = -1;
      for (let a = 0; a < K; a++) {
        const base = this.#reached[a]!;
        if (base === Number.NEGATIVE_INFINITY) continue;
        for (let b = 0; b < K; b++) {
          if (a === b) continue;
          for (const change of CHANGES) {
            const reached = base + this.#queues.bestGain(a, b, change) - movePrice * change;
            if (reached > this.#reached[b]! + this.#tolerance) {
              this.#reached[b] = reached;
              this.#from[b] = a;
              this.#by[b] = change;
              changed = b;
            }
          }
        }
      }
      if (changed < 0) return -1;
    }
    return changed;
  }

  #trace(target: number, source: number): Way {
    const way: Way = { tiers: [target], changes: [], gain: 0, change: 0 };
    let node = target;
    do {
      const from = this.#from[node]!;
      const change = this.#by[node]! as MoveChange;
      way.tiers.unshift(from);
      way.changes.unshift(change);
      way.gain += this.#queues.bestGain(from, node, change);
      way.change += change;
      node = from;
    } while (node !== source);
    return way;
  }
}
