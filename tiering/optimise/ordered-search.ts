import { checkpoint, type Hooks } from "../hooks.ts";
import type { Prices } from "../run.ts";
import { ascend } from "./ascent.ts";
import { homesOf } from "./candidates.ts";
import { enumerate, isEnumerable } from "./enumerate.ts";
import { exchanged, type Incumbent, incumbentOf } from "./incumbent.ts";
import { type Ladder, MANY_CANDIDATES, STARTS } from "./ladder.ts";
import { LinearProblem } from "./linear-problem.ts";
import { objectiveValue } from "./objective.ts";
import { moveStride, type PreparedProblem, usableBudget, withBudget, withMultipliers } from "./problem.ts";
import { inOrder, invertedTiers } from "./tier-means.ts";

/** Anything that knows the best assignment found within a budget. */
export interface Search {
  best(budget: number): Incumbent;
}

/** First multiplier of a broken order: composite per standard deviation of PI_acct between two tiers' means. */
const FIRST = 0.02;

/** The multiplier doubles until the order is kept, and is then narrowed down; from .02 to 10,000. */
const DOUBLINGS = 20;
const HALVINGS = 6;

/** Up to this many budgets below each one's result is a start for the next: more budget then never hurts. */
const MOST_BUDGETS = 64;

/**
 * The search where the tiers' mean PI has to stay in order: what the free search finds where that is in order;
 * else the best of ascents under multipliers ν ≥ 0 on the order of each two neighbours (README, "Tiers in order"),
 * and of staying put. Where nothing in order is found, {@link best} gives the free search's assignment: ask
 * {@link inOrder}.
 */
export class OrderedSearch implements Search {
  readonly #problem: PreparedProblem;
  readonly #free: Ladder;
  readonly #least: number;
  readonly #hooks: Hooks;
  readonly #found = new Map<number, Incumbent | null>();
  /** The multipliers that the last search ended with; shape [K]. */
  multipliers: Float64Array;

  constructor(problem: PreparedProblem, free: Ladder, least: number, hooks: Hooks) {
    this.#problem = problem;
    this.#free = free;
    this.#least = least;
    this.#hooks = hooks;
    this.multipliers = new Float64Array(problem.inflow.length);
  }

  /** The best assignment in order that was found with a budget, or the free search's. @throws TieringError */
  best(budget: number): Incumbent {
    const usable = usableBudget(this.#problem, budget);
    return this.#inOrder(usable) ?? this.#free.best(usable);
  }

  #inOrder(budget: number): Incumbent | null {
    const known = this.#found.get(budget);
    if (known !== undefined) return known;
    const stride = moveStride(this.#problem);
    let best: Incumbent | null = null;
    if (this.#problem.candidates.size <= MOST_BUDGETS * stride && budget - stride >= this.#least) {
      best = this.#inOrder(budget - stride);
    }
    for (const found of this.#search(budget)) {
      if (inOrder(found.sums) && (best === null || found.value > best.value)) best = found;
    }
    this.#found.set(budget, best);
    return best;
  }

  *#search(budget: number): Generator<Incumbent> {
    const free = this.#free.best(budget);
    yield free;
    if (inOrder(free.sums)) return;
    const problem = withBudget(this.#problem, budget);
    if (isEnumerable(problem)) {
      const exact = enumerate(problem, this.#hooks);
      if (exact !== null) yield { ...exact, problem: this.#problem, prices: free.prices };
      return;
    }
    // Multipliers may jump over what is in order: exchanges that keep it climb from where nothing moves.
    if (this.#least === 0) {
      const stay = this.#stayPut(free.prices);
      yield inOrder(stay.sums) && problem.candidates.size <= MANY_CANDIDATES * 2
        ? exchanged(stay, budget)
        : stay;
    }
    const nu = new Float64Array(this.#problem.inflow.length);
    let enough: Float64Array | null = null;
    let broken = invertedTiers(free.sums);
    for (let round = 0; round < DOUBLINGS && enough === null; round++) {
      checkpoint(this.#hooks, "order of tiers", round / (DOUBLINGS + HALVINGS));
      for (const k of broken) nu[k] = nu[k] === 0 ? FIRST : 2 * nu[k]!;
      for (const found of this.#under(nu, budget)) {
        yield found;
        broken = invertedTiers(found.sums);
        if (broken.length === 0) enough = nu.slice();
      }
    }
    this.multipliers = enough ?? nu;
    if (enough === null) return;
    let [low, high] = [0, 1];
    for (let halving = 0; halving < HALVINGS; halving++) {
      checkpoint(this.#hooks, "order of tiers", (DOUBLINGS + halving) / (DOUBLINGS + HALVINGS));
      const middle = (low + high) / 2;
      const scaled = enough.map((price) => price * middle);
      let kept = false;
      for (const found of this.#under(scaled, budget)) {
        yield found;
        kept ||= inOrder(found.sums);
      }
      if (kept) {
        high = middle;
        this.multipliers = scaled;
      } else low = middle;
    }
  }

  /** Ascents with the objective under multipliers; their value is that of the objective without. */
  *#under(nu: Float64Array, budget: number): Generator<Incumbent> {
    const under = withMultipliers(this.#problem, nu);
    const linear = new LinearProblem(under.candidates, { inflow: under.inflow, moves: budget }, this.#hooks);
    const many = under.candidates.size > MANY_CANDIDATES;
    for (const start of many ? STARTS.slice(0, 1) : STARTS) {
      const optimum = ascend(linear, under.objective, under.baseline, start);
      const found = this.#valued(incumbentOf(this.#problem, optimum));
      yield inOrder(found.sums) && !many ? exchanged(found, budget) : found;
    }
  }

  #stayPut(prices: Prices): Incumbent {
    const { baseline, candidates } = this.#problem;
    const tierOf = homesOf(candidates);
    const stay = { problem: this.#problem, value: 0, tierOf, sums: baseline, moves: 0, prices };
    return this.#valued(stay);
  }

  #valued(found: Incumbent): Incumbent {
    return { ...found, value: objectiveValue(this.#problem.objective, found.sums) };
  }
}
