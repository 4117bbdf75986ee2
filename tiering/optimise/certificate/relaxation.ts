import { type Hooks, stopWhereAsked } from "../../hooks.ts";
import type { Measures } from "../../measures.ts";
import type { Prices } from "../../run.ts";
import { priceVariables } from "../constraints.ts";
import { copyDualPoint, type DualPoint, newDualPoint } from "../dual-point.ts";
import type { Incumbent } from "../incumbent.ts";
import { type DescentMemory, descentMemory, minimiseDual, type Variable } from "../minimise-dual.ts";
import { objectiveValue } from "../objective.ts";
import { fixAccount, type PreparedProblem } from "../problem.ts";
import { type ActiveRoom, copyActive, newActiveRoom, screen } from "../screening.ts";
import { evaluateDual, type Smoothing } from "../smoothed-dual.ts";
import { inOrder } from "../tier-means.ts";
import { allSides, type Box, endpoint, isOutOfOrder, outside, rangeOf, type Side } from "./box.ts";

/** An upper bound on the composite over a box, and the point of the dual that gives it. */
export interface NodeBound {
  readonly box: Box;
  /** The problem that it bounds: that of the root, or with some accounts fixed. */
  readonly of: Relaxation;
  readonly bound: number;
  /** The dual value at the point; the bound may be tighter, where the node is part of a tighter one. */
  readonly dual: number;
  /** The best assignment of what the node leaves open, where it was found by trying all; else null. */
  readonly exact: Incumbent | null;
  readonly point: Prices;
  /** Sums of the relaxed solution there; each of shape [K]. */
  readonly pi: Float64Array;
  readonly revenue: Float64Array;
  /** For each side of the box: 1 where the solution is held below its high, −1 above its low, else 0. */
  readonly held: Int8Array;
}

/** Looks at a node; one is usual, more where its solution leaves the box on a new side. */
const MOST_ROUNDS = 4;

/** A price below this share of the largest is 0 but for the search's error. */
const LEAST_PART = 0.01;

/** Searches with ever larger active sets; one or two are usual. */
const MOST_ATTEMPTS = 8;

/** Accounts are looked at whose move pays after prices change by this share. */
const REACH = 0.3;

/** No smoothing: the dual function itself. */
const EXACT: Smoothing = { width: 0, withSlopes: false };

/** The first width of a search, as a share of the move price and the typical difference of tier prices. */
const FIRST_WIDTH = 0.05;

/**
 * Bounds the composite from above over boxes of the tiers' sums. Over a range a square lies below its
 * secant; with secants for squares the problem is linear, and the Lagrangian dual of a linear problem is
 * a bound at any prices. A sum that would leave its range gets a multiplier: its slope may then differ
 * from the secant's.
 */
export class Relaxation {
  readonly prepared: PreparedProblem;
  readonly #measures: Measures;
  readonly #hooks: Hooks;
  readonly #units: { readonly pi: number; readonly revenue: number };
  readonly #memory: DescentMemory;
  readonly #room: ActiveRoom;
  /** 1 for each candidate in the active set of the box at hand. */
  readonly #isActive: Uint8Array;
  readonly #margins: Float64Array;
  readonly #tolerance: number;

  /** `tolerance` is how near to its least value each bound is searched; `room` is for the same candidates. */
  constructor(
    prepared: PreparedProblem,
    measures: Measures,
    tolerance: number,
    hooks: Hooks = {},
    room = newActiveRoom(prepared.candidates),
  ) {
    this.#hooks = hooks;
    this.prepared = prepared;
    const { candidates } = prepared;
    this.#measures = measures;
    this.#units = { pi: measures.pi.squares / measures.n, revenue: measures.revenue.squares / measures.n };
    this.#memory = descentMemory(candidates.tierCount);
    this.#room = room;
    this.#isActive = new Uint8Array(candidates.size);
    this.#margins = new Float64Array(candidates.home.length * candidates.tierCount);
    this.#tolerance = tolerance;
  }

  /** The same for the problem with one more account fixed; null where that cannot be. */
  fixing(place: number, tier: number): Relaxation | null {
    const rest = fixAccount(this.prepared, place, tier);
    return rest === null ? null : this.of(rest);
  }

  /** The same for what is left of the problem. */
  of(prepared: PreparedProblem): Relaxation {
    return new Relaxation(prepared, this.#measures, this.#tolerance, this.#hooks);
  }

  /** Bounds one box, beginning at the prices of a similar problem: of the node it was cut from, if any. */
  bound(box: Box, from: Prices, parent: NodeBound | null = null): NodeBound {
    const { objective, ordered, baseline, inflow, candidates } = this.prepared;
    const K = candidates.tierCount;
    const point = copyDualPoint(from, newDualPoint(K));
    point.rank.set(objective.rankSlope);
    this.#isActive.fill(0);
    const sides = allSides(K);
    const held = Int8Array.from(sides, (side, s) => this.#inherit(side, s, box, point, parent));
    const [pi, revenue] = [new Float64Array(K), new Float64Array(K)];
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const variables = priceVariables(this.prepared);
      sides.forEach((side, s) => {
        if (held[s] !== 0) variables.push(this.#variable(side, box, held[s]!));
      });
      this.#search(variables, point);
      const { gradient } = this.#memory.here;
      for (let k = 0; k < K; k++) {
        pi[k] = baseline.pi[k]! + gradient[K + 1 + k]!;
        revenue[k] = baseline.revenue[k]! + gradient[2 * K + 1 + k]!;
      }
      let left = false;
      sides.forEach((side, s) => {
        if (held[s] !== 0) return;
        held[s] = outside(side.column === "pi" ? pi[side.tier]! : revenue[side.tier]!, rangeOf(side, box));
        left ||= held[s] !== 0;
      });
      if (!left) break;
    }
    const none = this.#needsMoreMoves() || (ordered !== null && isOutOfOrder(box, baseline.size, inflow));
    const bound = none ? Number.NEGATIVE_INFINITY : this.#value(box, point);
    return { box, of: this, bound, dual: bound, exact: null, point, pi, revenue, held };
  }

  /** Keeps the slope of a side that the cut left alone, else sets it to the secant's; returns how it is held. */
  #inherit(side: Side, s: number, box: Box, point: DualPoint, parent: NodeBound | null): number {
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
      ? objective.piSlope[tier]! + objective.piCurvature[tier]! * (box.piLow[tier]! + box.piHigh[tier]!)
      : objective.revenueSlope[tier]! +
          objective.revenueCurvature[tier]! * (box.revenueLow[tier]! + box.revenueHigh[tier]!);
  }

  #variable(side: Side, box: Box, push: number): Variable {
    const { baseline, candidates } = this.prepared;
    const secant = this.#secant(side, box);
    const { low, high } = rangeOf(side, box);
    const pi = side.column === "pi";
    const base = pi ? baseline.pi[side.tier]! : baseline.revenue[side.tier]!;
    return {
      index: candidates.tierCount + 1 + side.tier + (pi ? 0 : candidates.tierCount),
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
  #search(variables: readonly Variable[], point: DualPoint): void {
    const { candidates } = this.prepared;
    const memory = this.#memory;
    let from = Number.MIN_VALUE;
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      stopWhereAsked(this.#hooks, "certificate");
      // Prices that were found among too few accounts say nothing of how narrow to begin.
      from = Math.max(from, FIRST_WIDTH * this.#gather(point));
      const depth = { from, least: from * 1e-9, enough: 0, tolerance: this.#tolerance };
      minimiseDual(this.#room.active, variables, point, depth, memory);
      evaluateDual(candidates, point, EXACT, memory.there);
      if (memory.there.value - memory.here.value <= this.#tolerance) return;
    }
  }

  /** Adds the accounts with a move that nearly pays to the active set; returns the least price of a move that counts. */
  #gather(point: DualPoint): number {
    const { candidates } = this.prepared;
    const K = candidates.tierCount;
    let least = point.move;
    let largest = 0;
    const { home, first, last, start } = candidates;
    for (let g = 0; g < home.length; g++) {
      for (let t = first[g]!; t <= last[g]!; t++) {
        const price = Math.abs(point.tier[t]! - point.tier[home[g]!]!) + point.move;
        this.#margins[g * K + t] = REACH * price;
        if (t === home[g]) continue;
        largest = Math.max(largest, price);
        if (price > 0) least = least > 0 ? Math.min(least, price) : price;
      }
    }
    const active = this.#room.places;
    screen(candidates, point, this.#margins, active);
    for (let at = 0; at < active.count; at++) this.#isActive[active.places[at]!] = 1;
    active.count = 0;
    for (let g = 0; g < home.length; g++) {
      for (let j = start[g]!; j < start[g + 1]!; j++) {
        if (this.#isActive[j] === 1) active.places[active.count++] = j;
      }
      active.start[g + 1] = active.count;
    }
    copyActive(candidates, active, this.#room.active);
    return Math.max(least, LEAST_PART * largest);
  }

  /** True where the accounts fixed so far leave too few to meet the sizes. */
  #needsMoreMoves(): boolean {
    const { inflow, moves, candidates } = this.prepared;
    let missing = 0;
    for (const net of inflow) missing += Math.max(0, net);
    return missing > Math.min(moves, candidates.size);
  }

  /** The dual value at a point, over every candidate. */
  #value(box: Box, point: DualPoint): number {
    const { objective, ordered, baseline, candidates, inflow, moves } = this.prepared;
    const K = candidates.tierCount;
    // With no width the evaluation is the exact sum of best gains; the memory is free to hold it.
    evaluateDual(candidates, point, EXACT, this.#memory.there);
    // With no account left to move, only one assignment is.
    if (moves === 0 || candidates.size === 0) {
      if (ordered === null) return objectiveValue(objective, baseline);
      return inOrder(baseline) ? objectiveValue(ordered, baseline) : Number.NEGATIVE_INFINITY;
    }
    let value = objective.constant + this.#memory.there.value + point.move * moves;
    for (let k = 0; k < K; k++) {
      value += point.tier[k]! * inflow[k]!;
      value += point.rank[k]! * baseline.rank[k]!;
      value += point.pi[k]! * baseline.pi[k]! + point.revenue[k]! * baseline.revenue[k]!;
      const piSlope = point.pi[k]! - objective.piSlope[k]!;
      value += endpoint(objective.piCurvature[k]!, piSlope, box.piLow[k]!, box.piHigh[k]!);
      const slope = point.revenue[k]! - objective.revenueSlope[k]!;
      value += endpoint(objective.revenueCurvature[k]!, slope, box.revenueLow[k]!, box.revenueHigh[k]!);
    }
    return value;
  }
}
