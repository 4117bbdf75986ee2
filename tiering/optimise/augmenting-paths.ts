import type { Prices } from "../run.ts";
import { type Arc, ArcQueues, type MoveChange } from "./arc-queues.ts";
import { type Candidates, groupAt } from "./candidates.ts";

/** A path through the tiers, arc after arc; a cycle ends where it began. */
export interface Path {
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
export class AugmentingPaths {
  readonly #candidates: Candidates;
  readonly #prices: Prices;
  readonly #tierOf: Uint8Array;
  readonly #queues: ArcQueues;
  readonly #potential: Float64Array;
  /** The arc by which each tier was reached. */
  readonly #by: (Arc | null)[];
  /** Gains smaller than this are rounding. */
  readonly #tolerance: number;

  /** `tierOf` holds the candidates' present tiers. */
  constructor(candidates: Candidates, prices: Prices, tierOf: Uint8Array, tolerance: number) {
    this.#candidates = candidates;
    this.#prices = prices;
    this.#tierOf = tierOf;
    this.#queues = new ArcQueues(candidates.tierCount, tierOf);
    this.#potential = new Float64Array(candidates.tierCount);
    this.#by = new Array<Arc | null>(candidates.tierCount).fill(null);
    this.#tolerance = tolerance;
  }

  /** Makes the arcs of one candidate known, from the tier it is in. */
  addArcs(item: number): void {
    const { first, last } = this.#candidates;
    const group = groupAt(this.#candidates, item);
    const home = this.#candidates.home[group]!;
    const at = this.#tierOf[item]!;
    const here = this.#gain(item, home, at);
    for (let to = first[group]!; to <= last[group]!; to++) {
      if (to === at) continue;
      const change = ((to === home ? 0 : 1) - (at === home ? 0 : 1)) as MoveChange;
      this.#queues.push(at, to, change, item, this.#gain(item, home, to) - here);
    }
  }

  /** The best path from a tier to any tier that lacks accounts, or null. */
  augmentingPath(source: number, lacks: (tier: number) => boolean, movePrice: number): Path | null {
    this.#potential.fill(Number.NEGATIVE_INFINITY);
    this.#potential[source] = 0;
    this.#by.fill(null);
    const looped = this.#relax(movePrice);
    if (looped >= 0) return null;
    let target = -1;
    for (let k = 0; k < this.#potential.length; k++) {
      if (
        lacks(k) &&
        this.#potential[k]! > (target < 0 ? Number.NEGATIVE_INFINITY : this.#potential[target]!)
      )
        target = k;
    }
    return target < 0 ? null : this.#trace(target, source);
  }

  /** A cycle that gains at this move price, or null. */
  gainingCycle(movePrice: number): Path | null {
    this.#potential.fill(0);
    this.#by.fill(null);
    let node = this.#relax(movePrice);
    if (node < 0) return null;
    for (let k = 0; k < this.#by.length; k++) node = this.#by[node]!.from;
    return this.#trace(node, node);
  }

  /** Raises tier prices (start: `tierPrices`) until no arc gains at the move price; false where a cycle gains. */
  fitPrices(tierPrices: Float64Array, movePrice: number): boolean {
    this.#potential.set(tierPrices);
    this.#by.fill(null);
    if (this.#relax(movePrice) >= 0) return false;
    tierPrices.set(this.#potential);
    return true;
  }

  /** Sends the accounts of a path along it. */
  apply(path: Path): void {
    const items = path.arcs.map((arc) => arc.item[0]!);
    items.forEach((item, s) => {
      this.#tierOf[item] = path.arcs[s]!.to;
    });
    for (const item of items) this.addArcs(item);
  }

  #gain(item: number, home: number, to: number): number {
    if (to === home) return 0;
    const { rank, pi, revenue } = this.#prices;
    const candidates = this.#candidates;
    return (
      (rank[to]! - rank[home]!) * candidates.rank[item]! +
      (pi[to]! - pi[home]!) * candidates.pi[item]! +
      (revenue[to]! - revenue[home]!) * candidates.revenue[item]!
    );
  }

  /** Bellman and Ford's rounds from `#potential`; a node on or behind a gaining cycle, or −1. */
  #relax(movePrice: number): number {
    const K = this.#potential.length;
    let changed = -1;
    for (let round = 0; round <= K; round++) {
      changed = -1;
      for (let a = 0; a < K; a++) {
        const base = this.#potential[a]!;
        if (base === Number.NEGATIVE_INFINITY) continue;
        for (const arc of this.#queues.leaving(a)) {
          const reached = base + this.#queues.best(arc) - movePrice * arc.change;
          if (reached > this.#potential[arc.to]! + this.#tolerance) {
            this.#potential[arc.to] = reached;
            this.#by[arc.to] = arc;
            changed = arc.to;
          }
        }
      }
      if (changed < 0) return -1;
    }
    return changed;
  }

  #trace(target: number, source: number): Path {
    const path: Path = { arcs: [], gain: 0, change: 0 };
    let node = target;
    do {
      const arc = this.#by[node]!;
      path.arcs.unshift(arc);
      path.gain += this.#queues.best(arc);
      path.change += arc.change;
      node = arc.from;
    } while (node !== source);
    return path;
  }
}
