import type { AccountExplanation, Plan, RuleKind } from "../tiering/index.ts";
import type { Results } from "./results.ts";
import type { JobOptions } from "./workers/lane.ts";

/** Which account of a plan's run to explain, and how far. */
export interface AccountQuestion {
  readonly plan: Plan;
  readonly id: string;
  /** Which tree the rule path is of. */
  readonly kind: RuleKind;
  readonly counterfactuals: boolean;
}

/** Says why an account is where it is, with the rule it falls under. @throws {TieringError} `unknown-account` */
export async function explainAccount(
  results: Results,
  { plan, ...asked }: AccountQuestion,
  job: JobOptions,
): Promise<AccountExplanation> {
  const rules = await results.findOfRun("rules", plan, { learning: {} }, job);
  return results.findOfRun("account", plan, { rules, ...asked }, job);
}
