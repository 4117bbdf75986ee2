import { TieringError } from "../../errors.ts";
import { type Demand, priceVariables } from "./demand.ts";
import { listCandidates } from "./narrow.ts";
import type { Lines } from "./objective.ts";
import { newPoint, type Point } from "./point.ts";
import { copyAccount, emptyPool, type Pool, reserveRoom, samplePool } from "./pool.ts";
import { type SearchMemory, searchMemory, searchPrices } from "./price-search.ts";
import { settle } from "./settle.ts";

/** Accounts that leave their tier, as places of the pool, and where they go. */
export interface Moves {
  count: number;
  place: Uint32Array;
  tier: Uint8Array;
}

/** A cold start looks for prices on a sample of about this many accounts first. */
const SAMPLE = 2048;

/** A price search ends once this many accounts are within a tie, beside 4 per tier. */
const FEW = 16;

/** Accounts within this many last widths of a tie may be moved to settle a solution. */
const WINDOW = 4;

/** Least and largest share by which prices are expected to change from one problem to the next. */
const LEAST_REACH = 0.02;
const MOST_REACH = 0.3;

/** Searches for one problem; two are usual where prices have come far, more only under heavy ties. */
const MOST_ATTEMPTS = 40;

/**
 * Solver of the linear problem: each account has a plain gain for each tier in reach, sizes and budget are
 * given, the total gain is to be largest. It keeps its memory and its last prices, so that a problem
 * much like the one before is solved quickly.
 */
export class Transport {
  readonly pool: Pool;
  #demand: Demand;
  readonly prices: Point;
  readonly moves: Moves = { count: 0, place: new Uint32Array(0), tier: new Uint8Array(0) };
  readonly #memory: SearchMemory;
  readonly #candidates: Pool;
  readonly #places: Uint32Array;
  #tierOf: Uint8Array = new Uint8Array(0);
  /** Typical size of a gain; 0 before the first problem. */
  #scale = 0;
  /** Accounts are looked at whose move pays after prices change by this share. */
  #reach = MOST_REACH;
  readonly #enough: number;
  /** By pair of tiers: how far prices may change before accounts left out could matter; shape [K, K]. */
  readonly #margins: Float64Array;

  constructor(pool: Pool, demand: Demand) {
    const K = pool.tierCount;
    this.pool = pool;
    this.#demand = demand;
    this.prices = newPoint(K);
    this.#memory = searchMemory(K);
    this.#candidates = emptyPool(K, 0, pool);
    this.#places = new Uint32Array(pool.size);
    this.#enough = FEW + 4 * K;
    this.#margins = new Float64Array(K * K);
  }

  /**
   * Solves for the given lines; `moves` and `prices` hold the solution.
   * O(pool size) for one look at every account, and a few dozen looks at those that come into question.
   * @throws TieringError `infeasible-policy` where no assignment meets sizes and budget
   */
  solve(lines: Lines): void {
    const { prices, pool } = this;
    prices.rank.set(lines.rank);
    prices.pi.set(lines.pi);
    prices.revenue.set(lines.revenue);
    if (this.#scale === 0) this.#startCold();
    const least = this.#scale * 1e-10;
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      this.#levelPrices();
      const narrowedAt = this.#snapshot();
      this.#narrow();
      const from = Math.max(least, 0.3 * this.#leastMargin());
      const depth = { from, least, enough: this.#enough, tolerance: 0 };
      const width = searchPrices(this.#candidates, priceVariables(this.#demand), prices, depth, this.#memory);
      const found = this.#settle(WINDOW * width);
      const everyone = this.#candidates.size === pool.size;
      const drift = this.#driftSince(narrowedAt);
      if (found && (drift <= 1 || everyone)) {
        this.#reach = Math.min(MOST_REACH, Math.max(LEAST_REACH, 4 * drift * this.#reach));
        this.#readMoves();
        return;
      }
      if (!found && everyone) break;
      // The prices found are a better place to look from; only where that fails too, look farther.
      this.#reach = attempt === 0 && found ? MOST_REACH : 4 * Math.max(MOST_REACH, this.#reach);
    }
    throw new TieringError(
      "infeasible-policy",
      "No assignment meets the tier sizes within the policy's limits.",
      {
        pointer: "/policy",
      },
    );
  }

  /** Settles the candidates exactly, with wider windows where accounts beyond the first could matter. */
  #settle(window: number): boolean {
    const widest = this.#scale * 1e9;
    for (let width = window; ; width *= 16) {
      const before = this.#snapshot();
      const found = settle(this.#candidates, this.#demand, this.prices, width, this.#tierOf);
      if (found && (width > widest || this.#shiftSince(before) <= width)) return true;
      if (!found) {
        this.prices.tier.set(before.tier);
        this.prices.move = before.move;
        if (width > widest) return false;
      }
    }
  }

  /** Changes the budget; the next problem begins at the last prices all the same. */
  setBudget(moves: number): void {
    this.#demand = { inflow: this.#demand.inflow, moves };
    this.#reach = MOST_REACH;
  }

  /** Only differences of tier prices matter: brings them back to 0, where they are most exact. */
  #levelPrices(): void {
    const { tier } = this.prices;
    const level = tier[tier.length - 1]!;
    for (let k = 0; k < tier.length; k++) tier[k]! -= level;
  }

  /** Forgets the last prices: the next problem is not like the one before. */
  restart(): void {
    this.#scale = 0;
  }

  /** First prices from a sample, on which many looks cost little. */
  #startCold(): void {
    const { pool, prices } = this;
    const stride = Math.max(1, Math.floor(pool.size / SAMPLE));
    const sample = samplePool(pool, stride);
    this.#scale = typicalGain(sample, this.prices);
    // Where nothing gains, any unit of price will do.
    if (this.#scale === 0) this.#scale = 1;
    const demand = { inflow: this.#demand.inflow.map((k) => k / stride), moves: this.#demand.moves / stride };
    prices.tier.fill(0);
    prices.move = 0;
    const depth = { from: 2 * this.#scale, least: this.#scale * 1e-3, enough: FEW, tolerance: 0 };
    searchPrices(sample, priceVariables(demand), prices, depth, this.#memory);
    this.#reach = MOST_REACH;
  }

  /** Keeps the accounts that have a move within its margin of paying at the present prices. */
  #narrow(): void {
    const { pool, prices } = this;
    const { tierCount: K, first, last } = pool;
    for (let home = 0; home < K; home++) {
      for (let t = first[home]!; t <= last[home]!; t++) {
        const price = Math.abs(prices.tier[t]! - prices.tier[home]!) + prices.move;
        this.#margins[home * K + t] = t === home ? 0 : this.#reach * (price + 0.05 * this.#scale);
      }
    }
    const into = this.#candidates;
    const count = listCandidates(pool, prices, this.#margins, this.#places, into.start);
    reserveRoom(into, count, pool.size);
    if (this.#tierOf.length < count) this.#tierOf = new Uint8Array(into.account.length);
    for (let at = 0; at < count; at++) copyAccount(pool, this.#places[at]!, into, at);
    into.size = count;
  }

  #leastMargin(): number {
    let least = Number.POSITIVE_INFINITY;
    for (const margin of this.#margins) if (margin > 0 && margin < least) least = margin;
    return least;
  }

  /** Change of prices since then as a share of the margins: up to 1, nobody left out could matter. */
  #driftSince(then: { tier: Float64Array; move: number }): number {
    const { first, last, tierCount: K } = this.pool;
    const move = Math.abs(this.prices.move - then.move);
    let drift = 0;
    for (let o = 0; o < K; o++) {
      for (let t = first[o]!; t <= last[o]!; t++) {
        if (t === o) continue;
        const shift = this.prices.tier[t]! - then.tier[t]! - (this.prices.tier[o]! - then.tier[o]!);
        drift = Math.max(drift, (Math.abs(shift) + move) / this.#margins[o * K + t]!);
      }
    }
    return drift;
  }

  #readMoves(): void {
    const { moves } = this;
    const { start, size } = this.#candidates;
    if (moves.place.length < size) {
      moves.place = new Uint32Array(this.#tierOf.length);
      moves.tier = new Uint8Array(this.#tierOf.length);
    }
    moves.count = 0;
    for (let o = 0; o < this.pool.tierCount; o++) {
      for (let c = start[o]!; c < start[o + 1]!; c++) {
        if (this.#tierOf[c] === o) continue;
        moves.place[moves.count] = this.#places[c]!;
        moves.tier[moves.count++] = this.#tierOf[c]!;
      }
    }
  }

  #snapshot(): { tier: Float64Array; move: number } {
    return { tier: this.prices.tier.slice(), move: this.prices.move };
  }

  /** Most that the price of any one move has shifted. */
  #shiftSince(then: { tier: Float64Array; move: number }): number {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < then.tier.length; k++) {
      const shift = this.prices.tier[k]! - then.tier[k]!;
      low = Math.min(low, shift);
      high = Math.max(high, shift);
    }
    return high - low + Math.abs(this.prices.move - then.move);
  }
}

/** Mean size of the gains for moving to a neighbouring tier at free prices. */
function typicalGain(pool: Pool, lines: Lines): number {
  let sum = 0;
  let count = 0;
  for (let o = 0; o < pool.tierCount; o++) {
    for (let t = pool.first[o]!; t <= pool.last[o]!; t++) {
      if (t === o) continue;
      const a = lines.rank[t]! - lines.rank[o]!;
      const b = lines.pi[t]! - lines.pi[o]!;
      const c = lines.revenue[t]! - lines.revenue[o]!;
      for (let j = pool.start[o]!; j < pool.start[o + 1]!; j++) {
        sum += Math.abs(a * pool.rank[j]! + b * pool.pi[j]! + c * pool.revenue[j]!);
        count++;
      }
    }
  }
  return count === 0 ? 0 : sum / count;
}
