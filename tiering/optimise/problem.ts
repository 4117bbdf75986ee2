import { sumTiers, type TierSums, type Yardstick } from "../kpis.ts";
import type { Measures } from "../measures.ts";
import {
  type Candidates,
  copyAccount,
  emptyCandidates,
  groupAt,
  groupCandidates,
  type Mobility,
} from "./candidates.ts";
import { buildObjective, type Objective } from "./objective.ts";

/** What the hybrid optimises: the accounts, where they are, and what the policy allows. */
export interface Problem extends Mobility {
  readonly measures: Measures;
  /** Tier of each account before; shape [n]. */
  readonly tiers: Uint8Array;
  readonly tierCount: number;
  /** Accounts per tier after; shape [K], together n. */
  readonly sizes: Float64Array;
  /** Most accounts that may move. */
  readonly moves: number;
  readonly yardstick: Yardstick;
}

/** A problem made ready: its objective, its candidates, its sums before any move. */
export interface PreparedProblem {
  readonly objective: Objective;
  readonly candidates: Candidates;
  readonly baseline: TierSums;
  /** Net inflow that each tier needs; shape [K]. */
  readonly inflow: Float64Array;
  readonly moves: number;
}

/** Prepares a problem for any number of ascents; O(N). */
export function prepareProblem(problem: Problem): PreparedProblem {
  const { measures, tiers, tierCount, sizes } = problem;
  const baseline = sumTiers(measures, tiers, tierCount);
  return {
    objective: buildObjective(measures, sizes, problem.yardstick),
    candidates: groupCandidates(measures, problem, problem),
    baseline,
    inflow: sizes.map((size, k) => size - baseline.size[k]!),
    moves: problem.moves,
  };
}

/**
 * The problem that is left when one account (a place among the candidates) goes to a tier for good: fewer candidates
 * and sums that count its move; null where the budget has no room for it. O(candidates).
 */
export function fixAccount(prepared: PreparedProblem, place: number, tier: number): PreparedProblem | null {
  const { candidates, baseline } = prepared;
  const group = groupAt(candidates, place);
  const home = candidates.home[group]!;
  const moves = prepared.moves - (tier === home ? 0 : 1);
  if (moves < 0) return null;
  const rest = emptyCandidates(candidates.tierCount, candidates.size - 1, candidates);
  rest.size = candidates.size - 1;
  for (let j = 0; j < candidates.size; j++)
    if (j !== place) copyAccount(candidates, j, rest, j < place ? j : j - 1);
  for (let g = 0; g <= candidates.home.length; g++)
    rest.start[g] = candidates.start[g]! - (g > group ? 1 : 0);
  const inflow = prepared.inflow.slice();
  inflow[home]!++;
  inflow[tier]!--;
  const shift = (sums: Float64Array, by: number) => {
    const moved = sums.slice();
    moved[home]! -= by;
    moved[tier]! += by;
    return moved;
  };
  const sums: TierSums = {
    size: shift(baseline.size, 1),
    rank: shift(baseline.rank, candidates.rank[place]!),
    pi: shift(baseline.pi, candidates.pi[place]!),
    revenue: shift(baseline.revenue, candidates.revenue[place]!),
  };
  return { objective: prepared.objective, candidates: rest, baseline: sums, inflow, moves };
}
