import { checkpoint, type Hooks } from "../hooks.ts";
import { ascend, type LocalOptimum, type SlopeScale } from "./ascent.ts";
import { exchanged, type Incumbent, incumbentOf } from "./incumbent.ts";
import { LinearProblem, type LinearState } from "./linear-problem.ts";
import { type Slopes, tangentSlopes } from "./objective.ts";
import { moveStride, type PreparedProblem, usableBudget } from "./problem.ts";
import type { ActiveRoom } from "./screening.ts";

/** Where the ascents begin: the baseline's own tangent, none of it, and steeper ones; measured. */
export const STARTS: readonly SlopeScale[] = [
  { pi: 1, revenue: 1 },
  { pi: 0, revenue: 0 },
  { pi: 2, revenue: 2 },
  { pi: 4, revenue: 1 },
  { pi: 1, revenue: 4 },
];

/** Above this many candidates a rung is climbed from the ones around it alone: there the starts meet; measured. */
export const MANY_CANDIDATES = 2000;

/** Up to this many rungs every budget is one; with more they lie a factor apart. */
const MOST_RUNGS = 64;
const FACTOR = 4;
const LOWEST_SHARE = 1 / 256;

/** On many candidates a rung has converged once a step raises the composite by less. */
const CONVERGED = 1e-6;

/** An assignment that is better by less is the same. */
const SAME = 1e-12;

/** What a rung brought, and where the solver stood then. */
interface Rung {
  readonly budget: number;
  readonly best: Incumbent;
  readonly state: LinearState;
}

/**
 * The hybrid's search: budgets are climbed one after the other, each from the best assignment of the one below
 * (and from several starts), so that more budget never makes a result worse where every budget is a rung. The
 * rungs depend on the book and the policy's sizes and reach alone, so that any way up the ladder gives the same
 * assignment for the same budget.
 */
export class Ladder {
  readonly #problem: PreparedProblem;
  readonly #linear: LinearProblem;
  readonly #hooks: Hooks;
  readonly #budgets: readonly number[];
  /** The rungs climbed so far. */
  readonly #rungs: Rung[] = [];

  /** `least` is the fewest moves that the sizes need. */
  constructor(problem: PreparedProblem, least: number, hooks: Hooks = {}) {
    this.#problem = problem;
    this.#linear = new LinearProblem(problem.candidates, problem, hooks);
    this.#hooks = hooks;
    this.#budgets = rungsOf(problem, least);
  }

  /** What it worked in, for who comes after its last budget: 32 bytes an account. */
  get room(): ActiveRoom {
    return this.#linear.room;
  }

  /**
   * The best assignment found with a budget.
   * @throws TieringError `cancelled`; `infeasible-policy` where the budget is below the fewest moves
   */
  best(budget: number): Incumbent {
    const usable = usableBudget(this.#problem, budget);
    const below = this.#budgets.filter((rung) => rung <= usable).length;
    // Between two rungs the ascent begins between their results, where one ascent has to do.
    const between = this.#problem.candidates.size > MANY_CANDIDATES && this.#budgets[below - 1] !== usable;
    const wanted = between ? Math.min(this.#budgets.length, below + 1) : below;
    while (this.#rungs.length < wanted) {
      const next = this.#budgets[this.#rungs.length]!;
      checkpoint(this.#hooks, "hybrid", this.#rungs.length / wanted);
      const best = this.#climb(next, this.#rungs.at(-1), undefined);
      this.#rungs.push({ budget: next, best, state: this.#linear.state() });
    }
    const under = this.#rungs[below - 1];
    return under?.budget === usable
      ? under.best
      : this.#climb(usable, under, between ? this.#rungs[below] : undefined);
  }

  /** Climbs to a budget from the rungs around it. */
  #climb(budget: number, under: Rung | undefined, above: Rung | undefined): Incumbent {
    const linear = this.#linear;
    const { objective, baseline, candidates } = this.#problem;
    if (under === undefined) linear.restart();
    else linear.restore(stateBetween(budget, under, above));
    linear.setBudget(budget);
    let best = under?.best ?? null;
    const offer = (optimum: LocalOptimum): void => {
      const found = incumbentOf(this.#problem, optimum);
      if (best === null || found.value > best.value + SAME) best = found;
    };
    const many = candidates.size > MANY_CANDIDATES;
    const warm = under !== undefined && under.best.moves > 0;
    if (warm) {
      const tangent = tangentBetween(this.#problem, budget, under, above);
      offer(
        ascend(
          linear,
          objective,
          baseline,
          tangent,
          many ? { warm: above !== undefined, converged: CONVERGED } : {},
        ),
      );
    }
    if (many && warm) return best!;
    let known: LocalOptimum | null = null;
    for (const start of many ? STARTS.slice(0, 1) : STARTS) {
      const optimum: LocalOptimum = ascend(linear, objective, baseline, start, { known });
      offer(optimum);
      if (known === null || optimum.value > known.value) known = optimum;
    }
    return many ? best! : exchanged(best!, budget);
  }
}

/** Where the solver is to begin: prices fall about as the logarithm of the budget rises. */
function stateBetween(budget: number, under: Rung, above: Rung | undefined): LinearState {
  if (above === undefined || under.budget === 0) return under.state;
  const part = Math.log(budget / under.budget) / Math.log(above.budget / under.budget);
  const between = (from: number, to: number) => from + part * (to - from);
  return {
    ...under.state,
    tier: under.state.tier.map((price, k) => between(price, above.state.tier[k]!)),
    move: between(under.state.move, above.state.move),
  };
}

/** The tangent at the sums of the rung below, or between those of the rungs around a budget. */
function tangentBetween(
  { objective }: PreparedProblem,
  budget: number,
  under: Rung,
  above: Rung | undefined,
): Slopes {
  const K = objective.tierCount;
  const slopes: Slopes = { rank: new Float64Array(K), pi: new Float64Array(K), revenue: new Float64Array(K) };
  const part = above === undefined ? 0 : (budget - under.budget) / (above.budget - under.budget);
  const between = (from: Float64Array, to = from) => from.map((sum, k) => sum + part * (to[k]! - sum));
  const { sums } = under.best;
  const pi = between(sums.pi, above?.best.sums.pi);
  const revenue = between(sums.revenue, above?.best.sums.revenue);
  tangentSlopes(objective, { ...sums, pi, revenue }, { pi: 1, revenue: 1 }, slopes);
  return slopes;
}

/** Budgets from the fewest moves up: all of them, or a few that lie a factor apart. */
function rungsOf(problem: PreparedProblem, least: number): number[] {
  const { size } = problem.candidates;
  const stride = moveStride(problem);
  if (least === Number.POSITIVE_INFINITY) return [];
  const count = Math.floor((size - least) / stride) + 1;
  if (count <= MOST_RUNGS) return Array.from({ length: count }, (_, r) => least + stride * r);
  const rungs = least > 0 ? [least] : [];
  for (let share = LOWEST_SHARE; share <= 1; share *= FACTOR) {
    const rung = usableBudget(problem, Math.floor(size * share));
    if (rung > (rungs.at(-1) ?? 0)) rungs.push(rung);
  }
  return rungs;
}
