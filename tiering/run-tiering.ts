import type { Accounts } from "./accounts.ts";
import { completeRun } from "./complete-run.ts";
import type { Hooks } from "./hooks.ts";
import { assignTiers } from "./methods/assign.ts";
import type { Plan } from "./plan/index.ts";
import type { ZScores } from "./potential.ts";
import { prepareRun } from "./prepare-run.ts";
import type { Run } from "./run.ts";

/** What a run takes beside the accounts and the plan. */
export interface RunOptions extends Hooks {
  /** Gap to prove for a hybrid run by branch and bound, such as 0.001; the root bound alone where absent. */
  readonly prove?: number;
  /** False: only the tiers matter, no bound is computed. */
  readonly bounded?: boolean;
  /** Z-scores of this book made earlier by `computeZScores`; made anew where absent. */
  readonly zScores?: ZScores;
}

/**
 * Runs a plan on a book: PI_acct, the method's tiers, KPIs before and after, the rule certificate.
 * A pure function of its arguments.
 * @throws TieringError for a plan that cannot be run, with a pointer to the field at fault
 */
export function runTiering(accounts: Accounts, plan: Plan, options: RunOptions = {}): Run {
  const prepared = prepareRun(accounts, plan, options.zScores, options);
  const { measures, resolved } = prepared;
  const assignment = assignTiers(prepared.accounts, prepared.plan, measures, resolved, options);
  return completeRun(prepared, assignment);
}
