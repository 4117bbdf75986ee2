import { sumTiers, type TierSums, type Yardstick } from "../kpis.ts";
import type { Measures } from "../measures.ts";
import {
  type Candidates,
  copyAccount,
  emptyCandidates,
  type Groups,
  groupCandidates,
  type Mobility,
} from "./candidates.ts";
import { buildObjective, type Objective } from "./objective.ts";

/** What the hybrid optimises: the accounts, where they are, and what the policy allows. */
export interface Problem extends Mobility {
  readonly measures: Measures;
  /** Tier of each account before the method moves any; shape [n]. */
  readonly tiers: Uint8Array;
  readonly tierCount: number;
  /** Accounts per tier after; shape [K], together n. */
  readonly sizes: Float64Array;
  /** Most accounts that may move. */
  readonly moves: number;
  readonly yardstick: Yardstick;
  /** True where mean PI must not rise from one tier to the next lower one. */
  readonly monotone?: boolean;
}

/** An account that has its tier for good, and those fixed before it. */
export interface Fixed {
  readonly account: number;
  readonly tier: number;
  readonly before: Fixed | null;
}

/** A problem made ready: its objective, its candidates, its sums before any candidate moves. */
export interface PreparedProblem {
  readonly objective: Objective;
  readonly candidates: Candidates;
  readonly baseline: TierSums;
  /** Net inflow that each tier needs; shape [K]. */
  readonly inflow: Float64Array;
  /** Most candidates that may move. */
  readonly moves: number;
  /** The objective without multipliers where the tiers' means have to stay in order; null where they need not. */
  readonly ordered: Objective | null;
  /** Accounts that are candidates no more. */
  readonly fixed: Fixed | null;
}

/** Prepares a problem for any number of ascents; O(N). */
export function prepareProblem(problem: Problem): PreparedProblem {
  const { measures, tiers, tierCount, sizes } = problem;
  const baseline = sumTiers(measures, tiers, tierCount);
  const objective = buildObjective(measures, sizes, problem.yardstick);
  return {
    objective,
    ordered: problem.monotone ? objective : null,
    candidates: groupCandidates(measures, problem, problem),
    baseline,
    inflow: sizes.map((size, k) => size - baseline.size[k]!),
    moves: problem.moves,
    fixed: null,
  };
}

/** The same problem with another objective. */
export function withObjective(prepared: PreparedProblem, objective: Objective): PreparedProblem {
  return { ...prepared, objective, ordered: prepared.ordered && objective };
}

/**
 * The same problem with multipliers ν_k ≥ 0 on the order of each tier and the next lower one that is not empty:
 * F + Σ_k ν_k·(S_k/n_k − S_next/n_next), which for an assignment in order is at least F.
 */
export function withMultipliers(prepared: PreparedProblem, nu: Float64Array): PreparedProblem {
  const { objective, baseline, inflow } = prepared;
  const piSlope = new Float64Array(nu.length);
  const filled = [...nu.keys()].filter((k) => baseline.size[k]! + inflow[k]! > 0);
  filled.forEach((k, at) => {
    const own = at + 1 < filled.length ? nu[k]! : 0;
    const above = at > 0 ? nu[filled[at - 1]!]! : 0;
    piSlope[k] = (own - above) / (baseline.size[k]! + inflow[k]!);
  });
  return { ...prepared, objective: { ...objective, piSlope } };
}

/** The same problem with another budget. */
export function withBudget(prepared: PreparedProblem, moves: number): PreparedProblem {
  return { ...prepared, moves };
}

/**
 * The problem that is left when some candidates get their tier for good: `tierOf` has one entry per candidate,
 * {@link UNDECIDED} for those that stay candidates. Null where the budget has no room for it. O(candidates).
 */
export function fixAccounts(prepared: PreparedProblem, tierOf: Uint8Array): PreparedProblem | null {
  const { candidates, baseline } = prepared;
  let left = 0;
  for (let j = 0; j < candidates.size; j++) if (tierOf[j] === UNDECIDED) left++;
  const rest = emptyCandidates(candidates.tierCount, left, candidates);
  const inflow = prepared.inflow.slice();
  const { size, rank, pi, revenue } = baseline;
  const sums: TierSums = {
    size: size.slice(),
    rank: rank.slice(),
    pi: pi.slice(),
    revenue: revenue.slice(),
  };
  let { moves, fixed } = prepared;
  for (let g = 0; g < candidates.home.length; g++) {
    const home = candidates.home[g]!;
    for (let j = candidates.start[g]!; j < candidates.start[g + 1]!; j++) {
      const tier = tierOf[j]!;
      if (tier === UNDECIDED) copyAccount(candidates, j, rest, rest.size++);
      else if (tier !== home) {
        moves--;
        fixed = { account: candidates.account[j]!, tier, before: fixed };
        inflow[home]!++;
        inflow[tier]!--;
        shift(sums.size, home, tier, 1);
        shift(sums.rank, home, tier, candidates.rank[j]!);
        shift(sums.pi, home, tier, candidates.pi[j]!);
        shift(sums.revenue, home, tier, candidates.revenue[j]!);
      }
    }
    rest.start[g + 1] = rest.size;
  }
  if (moves < 0) return null;
  return { ...prepared, candidates: rest, baseline: sums, inflow, moves, fixed };
}

/** No tier: the account stays a candidate. */
export const UNDECIDED = 255;

function shift(sums: Float64Array, from: number, to: number, by: number): void {
  sums[from]! -= by;
  sums[to]! += by;
}

/** {@link fixAccounts} for one candidate. */
export function fixAccount(prepared: PreparedProblem, place: number, tier: number): PreparedProblem | null {
  const tierOf = new Uint8Array(prepared.candidates.size).fill(UNDECIDED);
  tierOf[place] = tier;
  return fixAccounts(prepared, tierOf);
}

/**
 * The most accounts that can really move within a budget. Where none may move by more than one tier, the
 * moves across each boundary differ by a fixed number, so that their count has a fixed parity. O(G + K).
 */
export function usableBudget(
  { candidates, inflow }: { readonly candidates: Groups; readonly inflow: Float64Array },
  budget: number,
): number {
  if (moveStride({ candidates }) === 1) return budget;
  let across = 0;
  let odd = 0;
  for (let k = 0; k < inflow.length - 1; k++) {
    across += inflow[k]!;
    odd ^= Math.abs(across) % 2;
  }
  return budget % 2 === odd ? budget : budget - 1;
}

/** How many more accounts the next larger assignment moves: 2 where none may move by more than one tier, else 1. */
export function moveStride({ candidates }: { readonly candidates: Groups }): 1 | 2 {
  const { home, first, last } = candidates;
  return home.every((k, g) => k - first[g]! <= 1 && last[g]! - k <= 1) ? 2 : 1;
}

/**
 * True where the linear problem's solution is the best assignment: no squares, and no move of more than one
 * tier, so that the linear problem is a flow in a network and comes out whole (README, "When it is exact").
 */
export function isExact(prepared: PreparedProblem): boolean {
  const { piCurvature, revenueCurvature } = prepared.objective;
  const isLinear =
    piCurvature.every((curve) => curve === 0) && revenueCurvature.every((curve) => curve === 0);
  return isLinear && prepared.ordered === null && moveStride(prepared) === 2;
}
