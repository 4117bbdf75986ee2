import type { Prices } from "../../run.ts";
import { type Arc, ArcQueues, type MoveChange } from "./arc-queues.ts";
import type { Pool } from "./pool.ts";

/** A way through the tiers, arc after arc; a cycle ends where it began. */
export interface Way {
  readonly arcs: Arc[];
  /** Sum of the accounts' gains, the move price not counted. */
  gain: number;
  /** Change in the number of moved accounts. */
  change: number;
}

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
  /** The arc by which each tier was reached. */
  readonly #by: (Arc | null)[];
  /** Gains smaller than this are rounding. */
  readonly #tolerance: number;

  /** `items` are the accounts of the pool that may still change; `tierOf` their present tiers (by pool place). */
  constructor(pool: Pool, prices: Prices, tierOf: Uint8Array, tolerance: number) {
    this.#pool = pool;
    this.#prices = prices;
    this.#tierOf = tierOf;
    this.#queues = new ArcQueues(pool.tierCount, tierOf);
    this.#reached = new Float64Array(pool.tierCount);
    this.#by = new Array<Arc | null>(pool.tierCount).fill(null);
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
    this.#by.fill(null);
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
    this.#by.fill(null);
    let node = this.#relax(movePrice);
    if (node < 0) return null;
    for (let k = 0; k < this.#by.length; k++) node = this.#by[node]!.from;
    return this.#trace(node, node);
  }

  /** Raises tier prices (start: `tierPrices`) until no arc gains at the move price; false where a cycle gains. */
  settlePrices(tierPrices: Float64Array, movePrice: number): boolean {
    this.#reached.set(tierPrices);
    this.#by.fill(null);
    if (this.#relax(movePrice) >= 0) return false;
    tierPrices.set(this.#reached);
    return true;
  }

  /** Sends the accounts of a way along it. */
  apply(way: Way, homeOf: (item: number) => number): void {
    const items = way.arcs.map((arc) => arc.item[0]!);
    items.forEach((item, s) => {
      this.#tierOf[item] = way.arcs[s]!.to;
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
        for (const arc of this.#queues.leaving(a)) {
          const reached = base + this.#queues.best(arc) - movePrice * arc.change;
          if (reached > this.#reached[arc.to]! + this.#tolerance) {
            this.#reached[arc.to] = reached;
            this.#by[arc.to] = arc;
            changed = arc.to;
          }
        }
      }
      if (changed < 0) return -1;
    }
    return changed;
  }

  #trace(target: number, source: number): Way {
    const way: Way = { arcs: [], gain: 0, change: 0 };
    let node = target;
    do {
      const arc = this.#by[node]!;
      way.arcs.unshift(arc);
      way.gain += this.#queues.best(arc);
      way.change += arc.change;
      node = arc.from;
    } while (node !== source);
    return way;
  }
}
