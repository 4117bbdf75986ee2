import { type Hooks, partOf } from "../../hooks.ts";
import { MANY_CANDIDATES } from "../ladder.ts";
import { usableBudget } from "../problem.ts";
import type { AccountSource } from "./account-source.ts";
import { ascendByScans } from "./ascend-by-scans.ts";
import { boundByScans } from "./bound-by-scans.ts";
import type { SummedProblem } from "./problem-of-sums.ts";
import { type PricedAssignment, settleEdge } from "./settle-edge.ts";

/** An assignment found by scans, and what no assignment can exceed. */
export interface ScannedResult {
  readonly assignment: PricedAssignment;
  readonly bound: number;
}

/** How a solution by scans goes about it. */
export interface ScanOptions {
  /** Up to so many accounts that may move are fetched all, and settled as in memory; 2,000 where absent. */
  readonly whole?: number;
}

/**
 * The hybrid where the accounts lie elsewhere: an ascent by scans, the edge settled exactly, the root bound.
 * Some dozen scans of the accounts that may move, whatever their number; memory O(bins).
 * @throws TieringError `infeasible-policy`, `invalid-argument`, `cancelled`
 */
export async function solveByScans(
  source: AccountSource,
  asked: SummedProblem,
  hooks: Hooks = {},
  { whole = MANY_CANDIDATES }: ScanOptions = {},
): Promise<ScannedResult> {
  const candidates = source.groups;
  const problem = { ...asked, moves: usableBudget({ candidates, inflow: asked.inflow }, asked.moves) };
  const summit = await ascendByScans(source, problem, partOf(hooks, 0, 0.7));
  const assignment = await settleEdge(source, problem, summit, whole);
  const bound = await boundByScans(source, problem, summit, partOf(hooks, 0.7, 1));
  return { assignment, bound };
}
