import type { Accounts } from "./accounts.ts";
import { completeRun } from "./complete-run.ts";
import type { Hooks } from "./hooks.ts";
import { bestResponse } from "./optimise/best-response.ts";
import type { Candidates } from "./optimise/candidates.ts";
import { copyDualPoint, newDualPoint } from "./optimise/dual-point.ts";
import { prepareProblem } from "./optimise/problem.ts";
import { ColumnSource } from "./optimise/push-down/column-source.ts";
import { problemOfSums } from "./optimise/push-down/problem-of-sums.ts";
import type { PricedAssignment } from "./optimise/push-down/settle-edge.ts";
import { type ScanOptions, solveByScans } from "./optimise/push-down/solve-by-scans.ts";
import type { Plan } from "./plan/index.ts";
import { prepareRun } from "./prepare-run.ts";
import type { Run } from "./run.ts";
import { refuseWhatStays } from "./summed/summed-book.ts";

/** A run by scans, and what it took. */
export interface ScannedRun {
  readonly run: Run;
  /** Looks at every account that may move. */
  readonly scans: number;
  /** Accounts that were looked at one by one. */
  readonly edge: number;
}

/**
 * Runs a hybrid plan on a book in memory as it is run on a table in a warehouse: by scans that give bins. What a
 * warehouse answers is held against it; exact ranks aside, both do the same.
 * @throws TieringError as {@link solveByScans}, and for what cannot be pushed down
 */
export async function runByScans(
  accounts: Accounts,
  plan: Plan,
  { hooks = {}, ...options }: ScanOptions & { readonly hooks?: Hooks } = {},
): Promise<ScannedRun> {
  refuseWhatStays(plan);
  const prepared = prepareRun(accounts, plan, undefined, hooks);
  const { measures, resolved } = prepared;
  const problem = prepareProblem({ measures, tierCount: accounts.tierCount, ...resolved });
  const source = new ColumnSource(problem.candidates);
  const summed = problemOfSums(measures, problem.baseline, resolved);
  const { assignment, bound } = await solveByScans(source, summed, hooks, options);
  const tiers = tiersOf(resolved.tiers, problem.candidates, assignment);
  const certificate = { of: "composite", bound, nodes: 1, proven: false, unproven: "not-asked" } as const;
  const run = completeRun(prepared, { tiers, prices: assignment.point, certificate });
  return { run, scans: source.scans, edge: assignment.edge.size };
}

/** Everyone's best response at the prices, but for the settled edge; shape [n]. */
function tiersOf(
  before: Uint8Array,
  candidates: Candidates,
  { point, edge, tierOf }: PricedAssignment,
): Uint8Array {
  const chosen = new Uint8Array(candidates.size);
  bestResponse(candidates, copyDualPoint(point, newDualPoint(candidates.tierCount)), 0, chosen);
  const tiers = before.slice();
  for (let j = 0; j < candidates.size; j++) tiers[candidates.account[j]!] = chosen[j]!;
  for (let j = 0; j < edge.size; j++) tiers[edge.account[j]!] = tierOf[j]!;
  return tiers;
}
