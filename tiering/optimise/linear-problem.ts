import { TieringError } from "../errors.ts";
import { type Hooks, stopWhereAsked } from "../hooks.ts";
import { type Candidates, sampleCandidates } from "./candidates.ts";
import { type Constraints, priceVariables } from "./constraints.ts";
import { type DualPoint, newDualPoint } from "./dual-point.ts";
import { type DescentMemory, descentMemory, minimiseDual } from "./minimise-dual.ts";
import type { Slopes } from "./objective.ts";
import { type PriceLevel, shiftBetween } from "./price-shift.ts";
import { recoverPrimal } from "./recover-primal.ts";
import { type ActiveRoom, copyActive, newActiveRoom, screen } from "./screening.ts";
import { typicalGain } from "./typical-gain.ts";

/** Accounts that leave their tier, as places among the candidates, and where they go. */
export interface Moves {
  count: number;
  place: Uint32Array;
  tier: Uint8Array;
}

/** Where a solver of linear problems stands. */
export interface LinearState extends PriceLevel {
  readonly scale: number;
  readonly reach: number;
}

/** A cold start looks for prices on a sample of about this many accounts first. */
const SAMPLE = 2048;

/** A price search ends once this many accounts are within a tie, beside 4 per tier. */
const FEW = 16;

/** Accounts within this many last widths of a tie may be moved to recoverPrimal a solution. */
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
export class LinearProblem {
  readonly candidates: Candidates;
  readonly #hooks: Hooks;
  #constraints: Constraints;
  readonly prices: DualPoint;
  readonly moves: Moves = { count: 0, place: new Uint32Array(0), tier: new Uint8Array(0) };
  readonly #memory: DescentMemory;
  /** The accounts that come into question; chosen anew by each solution. */
  readonly room: ActiveRoom;
  #tierOf: Uint8Array = new Uint8Array(0);
  /** Typical size of a gain; 0 before the first problem. */
  #scale = 0;
  /** Accounts are looked at whose move pays after prices change by this share. */
  #reach = MOST_REACH;
  readonly #enough: number;
  /** By group and tier: how far prices may change before accounts left out could matter; shape [G, K]. */
  readonly #margins: Float64Array;

  constructor(candidates: Candidates, constraints: Constraints, hooks: Hooks = {}) {
    this.#hooks = hooks;
    const K = candidates.tierCount;
    this.candidates = candidates;
    this.#constraints = constraints;
    this.prices = newDualPoint(K);
    this.#memory = descentMemory(K);
    this.room = newActiveRoom(candidates);
    this.#enough = FEW + 4 * K;
    this.#margins = new Float64Array(candidates.home.length * K);
  }

  /**
   * Solves for the given slopes; `moves` and `prices` hold the solution.
   * O(candidates) for one look at every account, and a few dozen looks at those that come into question.
   * @throws TieringError `infeasible-policy` where no assignment meets sizes and budget
   */
  solve(slopes: Slopes): void {
    const { prices, candidates } = this;
    prices.rank.set(slopes.rank);
    prices.pi.set(slopes.pi);
    prices.revenue.set(slopes.revenue);
    if (this.#scale === 0) this.#startCold();
    const least = this.#scale * 1e-10;
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      stopWhereAsked(this.#hooks, "hybrid");
      this.#levelPrices();
      const screenedAt = this.#snapshot();
      this.#screen();
      const from = Math.max(least, 0.3 * this.#leastMargin());
      const depth = { from, least, enough: this.#enough, tolerance: 0 };
      const width = minimiseDual(
        this.room.active,
        priceVariables(this.#constraints),
        prices,
        depth,
        this.#memory,
      );
      const found = this.#recoverPrimal(WINDOW * width);
      const everyone = this.room.active.size === candidates.size;
      const drift = this.#driftSince(screenedAt);
      if (found && (drift <= 1 || everyone)) {
        this.#reach = Math.min(MOST_REACH, Math.max(LEAST_REACH, 4 * drift * this.#reach));
        this.#readMoves();
        return;
      }
      if (!found && everyone) break;
      // The prices found are a better place to look from; only where that fails too, look farther.
      this.#reach = attempt === 0 && found ? MOST_REACH : 4 * Math.max(MOST_REACH, this.#reach);
    }
    const message = "No assignment meets the tier sizes within the policy's limits.";
    throw new TieringError("infeasible-policy", message, { pointer: "/policy" });
  }

  /** Recovers the primal solution over the active set, with wider windows where accounts beyond the first could matter. */
  #recoverPrimal(window: number): boolean {
    const widest = this.#scale * 1e9;
    // From the least width that counts to the widest there are some 20 steps.
    for (let width = Math.max(window, this.#scale * 1e-12); ; width *= 16) {
      const before = this.#snapshot();
      const options = { prices: this.prices, window: width, tierOf: this.#tierOf };
      const found = recoverPrimal(this.room.active, this.#constraints, options);
      const done = !(width <= widest);
      if (found && (done || shiftBetween(before, this.prices) <= width)) return true;
      if (!found) {
        this.prices.tier.set(before.tier);
        this.prices.move = before.move;
        if (done) return false;
      }
    }
  }

  /** What the next problem begins at: to be restored later, so that a detour leaves no trace. */
  state(): LinearState {
    return { ...this.#snapshot(), scale: this.#scale, reach: this.#reach };
  }

  /** Begins the next problem where another one left off. */
  restore({ tier, move, scale, reach }: LinearState): void {
    this.prices.tier.set(tier);
    this.prices.move = move;
    this.#scale = scale;
    this.#reach = reach;
  }

  /** Changes the budget; the next problem begins at the last prices all the same. */
  setBudget(moves: number): void {
    this.#constraints = { inflow: this.#constraints.inflow, moves };
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
    const { candidates, prices } = this;
    const stride = Math.max(1, Math.floor(candidates.size / SAMPLE));
    const sample = sampleCandidates(candidates, stride);
    this.#scale = typicalGain(sample, this.prices);
    // Where nothing gains, any unit of price will do.
    if (this.#scale === 0) this.#scale = 1;
    const constraints = {
      inflow: this.#constraints.inflow.map((k) => k / stride),
      moves: this.#constraints.moves / stride,
    };
    prices.tier.fill(0);
    prices.move = 0;
    const depth = { from: 2 * this.#scale, least: this.#scale * 1e-3, enough: FEW, tolerance: 0 };
    minimiseDual(sample, priceVariables(constraints), prices, depth, this.#memory);
    this.#reach = MOST_REACH;
  }

  /** Keeps the accounts that have a move within its margin of paying at the present prices. */
  #screen(): void {
    const { candidates, prices } = this;
    const { tierCount: K, home, first, last } = candidates;
    for (let g = 0; g < home.length; g++) {
      for (let t = first[g]!; t <= last[g]!; t++) {
        const price = Math.abs(prices.tier[t]! - prices.tier[home[g]!]!) + prices.move;
        this.#margins[g * K + t] = t === home[g] ? 0 : this.#reach * (price + 0.05 * this.#scale);
      }
    }
    screen(candidates, prices, this.#margins, this.room.places);
    copyActive(candidates, this.room.places, this.room.active);
    if (this.#tierOf.length < this.room.active.size)
      this.#tierOf = new Uint8Array(this.room.active.account.length);
  }

  #leastMargin(): number {
    let least = Number.POSITIVE_INFINITY;
    for (const margin of this.#margins) if (margin > 0 && margin < least) least = margin;
    // Where there is nowhere to go, any width will do.
    return least === Number.POSITIVE_INFINITY ? this.#scale : least;
  }

  /** Change of prices since then as a share of the margins: up to 1, nobody left out could matter. */
  #driftSince(then: PriceLevel): number {
    const { home, first, last, tierCount: K } = this.candidates;
    const move = Math.abs(this.prices.move - then.move);
    let drift = 0;
    for (let g = 0; g < home.length; g++) {
      const o = home[g]!;
      for (let t = first[g]!; t <= last[g]!; t++) {
        if (t === o) continue;
        const shift = this.prices.tier[t]! - then.tier[t]! - (this.prices.tier[o]! - then.tier[o]!);
        drift = Math.max(drift, (Math.abs(shift) + move) / this.#margins[g * K + t]!);
      }
    }
    return drift;
  }

  #readMoves(): void {
    const { moves } = this;
    const { start, size } = this.room.active;
    if (moves.place.length < size) {
      moves.place = new Uint32Array(this.#tierOf.length);
      moves.tier = new Uint8Array(this.#tierOf.length);
    }
    moves.count = 0;
    const { home } = this.candidates;
    for (let g = 0; g < home.length; g++) {
      for (let c = start[g]!; c < start[g + 1]!; c++) {
        if (this.#tierOf[c] === home[g]) continue;
        moves.place[moves.count] = this.room.places.places[c]!;
        moves.tier[moves.count++] = this.#tierOf[c]!;
      }
    }
  }

  #snapshot(): PriceLevel {
    return { tier: this.prices.tier.slice(), move: this.prices.move };
  }
}
