import type { Measures } from "../../../measures.ts";
import type { Prices } from "../../../run.ts";
import { priceVariables } from "../demand.ts";
import { respond } from "../dual.ts";
import { listCandidates } from "../narrow.ts";
import { objectiveValue } from "../objective.ts";
import { copyPoint, newPoint, type Point } from "../point.ts";
import { copyAccount, emptyPool, type Pool, reserveRoom } from "../pool.ts";
import { type SearchMemory, searchMemory, searchPrices, type Variable } from "../price-search.ts";
import { fixAccount, type Prepared } from "../problem.ts";
import { allSides, type Box, outside, rangeOf, type Side } from "./box.ts";

/** An upper bound on the composite over a box, and the point of the dual that gives it. */
export interface NodeBound {
  readonly box: Box;
  /** The problem that it bounds: that of the root, or with some accounts fixed. */
  readonly of: NodeBounds;
  readonly bound: number;
  readonly point: Prices;
  /** Sums of the relaxed solution there; each of shape [K]. */
  readonly pi: Float64Array;
  readonly revenue: Float64Array;
  /** For each side of the box: 1 where the solution is held below its high, −1 above its low, else 0. */
  readonly held: Int8Array;
}

/** Looks at a node; one is usual, more where its solution leaves the box on a new side. */
const MOST_ROUNDS = 4;

/** Searches with ever more accounts; one or two are usual. */
const MOST_ATTEMPTS = 8;

/** Accounts are looked at whose move pays after prices change by this share. */
const REACH = 0.3;

/** The first width of a search, as a share of the move price and the typical difference of tier prices. */
const FIRST_WIDTH = 0.05;

/**
 * Bounds the composite from above over boxes of the tiers' sums. Over a range a square lies below its
 * secant; with secants for squares the problem is linear, and the Lagrangian dual of a linear problem is
 * a bound at any prices. A sum that would leave its range gets a multiplier: its slope may then differ
 * from the secant's.
 */
export class NodeBounds {
  readonly prepared: Prepared;
  readonly #measures: Measures;
  readonly #units: { readonly pi: number; readonly revenue: number };
  readonly #memory: SearchMemory;
  readonly #candidates: Pool;
  readonly #places: Uint32Array;
  /** 1 for each candidate of the box at hand, by pool place. */
  readonly #chosen: Uint8Array;
  readonly #margins: Float64Array;
  readonly #tolerance: number;

  /** `tolerance` is how near to its least value each bound is searched. */
  constructor(prepared: Prepared, measures: Measures, tolerance: number) {
    const { pool } = prepared;
    this.prepared = prepared;
    this.#measures = measures;
    this.#units = { pi: measures.pi.squares / measures.n, revenue: measures.revenue.squares / measures.n };
    this.#memory = searchMemory(pool.tierCount);
    this.#candidates = emptyPool(pool.tierCount, 0, pool);
    this.#places = new Uint32Array(pool.size);
    this.#chosen = new Uint8Array(pool.size);
    this.#margins = new Float64Array(pool.tierCount ** 2);
    this.#tolerance = tolerance;
  }

  /** The same for the problem with one more account fixed; null where that cannot be. */
  fixing(place: number, tier: number): NodeBounds | null {
    const rest = fixAccount(this.prepared, place, tier);
    return rest === null ? null : new NodeBounds(rest, this.#measures, this.#tolerance);
  }

  /** Bounds one box, beginning at the prices of a similar problem: of the node it was cut from, if any. */
  bound(box: Box, from: Prices, parent: NodeBound | null = null): NodeBound {
    const { objective, baseline, pool } = this.prepared;
    const K = pool.tierCount;
    const point = copyPoint(from, newPoint(K));
    point.rank.set(objective.rankLine);
    this.#chosen.fill(0);
    const sides = allSides(K);
    const held = Int8Array.from(sides, (side, s) => this.#inherit(side, s, box, point, parent));
    const pi = new Float64Array(K);
    const revenue = new Float64Array(K);
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const variables = priceVariables(this.prepared);
      sides.forEach((side, s) => {
        if (held[s] !== 0) variables.push(this.#variable(side, box, held[s]!));
      });
      this.#search(variables, point);
      const { slope } = this.#memory.here;
      for (let k = 0; k < K; k++) {
        pi[k] = baseline.pi[k]! + slope[K + 1 + k]!;
        revenue[k] = baseline.revenue[k]! + slope[2 * K + 1 + k]!;
      }
      let left = false;
      sides.forEach((side, s) => {
        if (held[s] !== 0) return;
        held[s] = outside(side.column === "pi" ? pi[side.tier]! : revenue[side.tier]!, rangeOf(side, box));
        left ||= held[s] !== 0;
      });
      if (!left) break;
    }
    const bound = this.#needsMoreMoves() ? Number.NEGATIVE_INFINITY : this.#value(box, point);
    return { box, of: this, bound, point, pi, revenue, held };
  }

  /** Keeps the slope of a side that the cut left alone, else sets it to the secant's; returns how it is held. */
  #inherit(side: Side, s: number, box: Box, point: Point, parent: NodeBound | null): number {
    const range = rangeOf(side, box);
    if (parent !== null) {
      const before = rangeOf(side, parent.box);
      if (before.low === range.low && before.high === range.high) return parent.held[s]!;
    }
    const slopes = side.column === "pi" ? point.pi : point.revenue;
    slopes[side.tier] = this.#secant(side, box);
    if (parent === null) return 0;
    return outside(side.column === "pi" ? parent.pi[side.tier]! : parent.revenue[side.tier]!, range);
  }

  #secant({ column, tier }: Side, box: Box): number {
    const { objective } = this.prepared;
    return column === "pi"
      ? objective.piCurve[tier]! * (box.piLow[tier]! + box.piHigh[tier]!)
      : objective.revenueLine[tier]! +
          objective.revenueCurve[tier]! * (box.revenueLow[tier]! + box.revenueHigh[tier]!);
  }

  #variable(side: Side, box: Box, push: number): Variable {
    const { baseline, pool } = this.prepared;
    const secant = this.#secant(side, box);
    const { low, high } = rangeOf(side, box);
    const pi = side.column === "pi";
    const base = pi ? baseline.pi[side.tier]! : baseline.revenue[side.tier]!;
    return {
      index: pool.tierCount + 1 + side.tier + (pi ? 0 : pool.tierCount),
      linear: base - (push > 0 ? high : low),
      low: push > 0 ? Number.NEGATIVE_INFINITY : secant,
      high: push > 0 ? secant : Number.POSITIVE_INFINITY,
      unit: pi ? this.#units.pi : this.#units.revenue,
    };
  }

  /**
   * Lowers the dual over the given variables. Only accounts that come into question are looked at; where
   * it turns out that others would answer too, they are added and the search goes on.
   */
  #search(variables: readonly Variable[], point: Point): void {
    const { pool } = this.prepared;
    const memory = this.#memory;
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const from = Math.max(FIRST_WIDTH * this.#gather(point), Number.MIN_VALUE);
      const depth = { from, least: from * 1e-9, enough: 0, tolerance: this.#tolerance };
      searchPrices(this.#candidates, variables, point, depth, memory);
      respond(pool, point, 0, false, memory.there);
      if (memory.there.value - memory.here.value <= this.#tolerance) return;
    }
  }

  /** Adds the accounts with a move that nearly pays to the candidates; returns the least price of a move. */
  #gather(point: Point): number {
    const { pool } = this.prepared;
    const K = pool.tierCount;
    let least = point.move;
    for (let home = 0; home < K; home++) {
      for (let t = pool.first[home]!; t <= pool.last[home]!; t++) {
        const price = Math.abs(point.tier[t]! - point.tier[home]!) + point.move;
        this.#margins[home * K + t] = REACH * price;
        if (t !== home && price > 0) least = least > 0 ? Math.min(least, price) : price;
      }
    }
    const into = this.#candidates;
    const found = listCandidates(pool, point, this.#margins, this.#places, into.start);
    for (let at = 0; at < found; at++) this.#chosen[this.#places[at]!] = 1;
    let count = 0;
    for (let home = 0; home < K; home++) {
      for (let j = pool.start[home]!; j < pool.start[home + 1]!; j++) {
        if (this.#chosen[j] === 1) this.#places[count++] = j;
      }
      into.start[home + 1] = count;
    }
    reserveRoom(into, count, pool.size);
    for (let at = 0; at < count; at++) copyAccount(pool, this.#places[at]!, into, at);
    into.size = count;
    return least;
  }

  /** True where the accounts fixed so far leave too few to meet the sizes. */
  #needsMoreMoves(): boolean {
    const { inflow, moves, pool } = this.prepared;
    let missing = 0;
    for (const net of inflow) missing += Math.max(0, net);
    return missing > Math.min(moves, pool.size);
  }

  /** The dual value at a point, over every account of the pool. */
  #value(box: Box, point: Point): number {
    const { objective, baseline, pool, inflow, moves } = this.prepared;
    const K = pool.tierCount;
    // With no width the response is the exact sum of best gains; the memory is free to hold it.
    respond(pool, point, 0, false, this.#memory.there);
    // With no account left to move, only one assignment is.
    if (moves === 0 || pool.size === 0) return objectiveValue(objective, baseline);
    let value = objective.constant + this.#memory.there.value + point.move * moves;
    for (let k = 0; k < K; k++) {
      value += point.tier[k]! * inflow[k]!;
      value += point.rank[k]! * baseline.rank[k]!;
      value += point.pi[k]! * baseline.pi[k]! + point.revenue[k]! * baseline.revenue[k]!;
      value += endpoint(objective.piCurve[k]!, point.pi[k]!, box.piLow[k]!, box.piHigh[k]!);
      const slope = point.revenue[k]! - objective.revenueLine[k]!;
      value += endpoint(objective.revenueCurve[k]!, slope, box.revenueLow[k]!, box.revenueHigh[k]!);
    }
    return value;
  }
}

/** Most of a square less a straight line over a range: at one of its ends, since the square is convex. */
function endpoint(curve: number, slope: number, low: number, high: number): number {
  return Math.max((curve * low - slope) * low, (curve * high - slope) * high);
}
