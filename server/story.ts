/** The story that the server and the command line share: words → plan, then the plan is run. */

import type { Interpretation } from "../contract/interpretation.ts";
import type { Turn } from "../contract/turn.ts";
import type { Interpreter } from "../prompts/index.ts";
import type { Plan, Policy } from "../tiering/index.ts";
import { canonicalPolicy } from "../tiering/index.ts";
import type { JobOptions } from "./worker/pool.ts";
import type { TierArgs, TieringResult } from "./worker/tasks.ts";

/** What someone asks for. */
export interface Wish {
  readonly message: string;
  readonly history: readonly Turn[];
  /** Business rules of the request itself; they go before those in the words. */
  readonly policy?: Policy;
}

/** What the words meant; no plan where they asked for no run. */
export interface Understood {
  readonly interpretation: Interpretation;
  readonly plan: Plan | null;
}

/** How a plan is run. */
export interface RunJob extends JobOptions, Omit<TierArgs, "plan"> {}

/** Runs one plan, or hands over a run of it that was kept. */
export type RunPlan = (plan: Plan, job: RunJob) => Promise<TieringResult>;

/** Interprets a wish; the request's policy goes before the words', theirs before the last plan's. */
export async function understand(
  interpreter: Interpreter,
  { message, history, policy }: Wish,
  signal?: AbortSignal,
): Promise<Understood> {
  const interpretation = await interpreter.interpret({ message, history, signal });
  const { method, weights } = interpretation;
  const plan =
    method === "none" || weights === null
      ? null
      : { method, weights, policy: canonicalPolicy({ ...interpretation.policy, ...policy }) };
  return { interpretation, plan };
}
