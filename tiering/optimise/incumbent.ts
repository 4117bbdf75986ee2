import type { TierSums } from "../kpis.ts";
import type { Prices } from "../run.ts";
import type { LocalOptimum } from "./ascent.ts";
import { homesOf } from "./candidates.ts";
import { objectiveValue } from "./objective.ts";
import type { PreparedProblem } from "./problem.ts";
import { inOrder } from "./tier-means.ts";
import { twoExchange } from "./two-exchange.ts";

/** The best assignment known, of a problem or of what is left of it: tiers by candidate, and the prices that led to it. */
export interface Incumbent {
  readonly problem: PreparedProblem;
  readonly value: number;
  readonly tierOf: Uint8Array;
  readonly sums: TierSums;
  /** Candidates that leave their tier. */
  readonly moves: number;
  readonly prices: Prices;
}

/** A local optimum as tiers by candidate; O(candidates). */
export function incumbentOf(problem: PreparedProblem, optimum: LocalOptimum): Incumbent {
  const { value, moves, sums, prices } = optimum;
  const tierOf = homesOf(problem.candidates);
  for (let m = 0; m < moves.count; m++) tierOf[moves.place[m]!] = moves.tier[m]!;
  return { problem, value, tierOf, sums, moves: moves.count, prices };
}

/** The incumbent after all 2-exchanges that gain, within a budget of moves; O(candidates) an exchange. */
export function exchanged(incumbent: Incumbent, budget: number): Incumbent {
  const { candidates, objective, ordered } = incumbent.problem;
  const { size, rank, pi, revenue } = incumbent.sums;
  const sums = { size, rank: rank.slice(), pi: pi.slice(), revenue: revenue.slice() };
  const tierOf = incumbent.tierOf.slice();
  const state = { tierOf, sums, room: budget - incumbent.moves };
  twoExchange(candidates, objective, state, ordered !== null && inOrder(sums));
  const value = objectiveValue(objective, sums);
  return { ...incumbent, value, tierOf, sums, moves: budget - state.room };
}

/** The tiers of the whole book: where accounts were, where they were fixed, and where the candidates go; shape [n]. */
export function tiersOf({ problem, tierOf }: Incumbent, baseline: Uint8Array): Uint8Array {
  const tiers = baseline.slice();
  const { size, account } = problem.candidates;
  for (let fixed = problem.fixed; fixed !== null; fixed = fixed.before) tiers[fixed.account] = fixed.tier;
  for (let j = 0; j < size; j++) tiers[account[j]!] = tierOf[j]!;
  return tiers;
}
