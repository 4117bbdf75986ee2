import {
  type AccountProgression,
  type Plan,
  type ProgressionQuery,
  summariseProgression,
} from "../tiering/index.ts";
import type { Results } from "./results.ts";
import type { JobOptions } from "./workers/lane.ts";

/** A list of the assessed book, a page at a time, beside what a plan does with its accounts. */
export async function listProgression(
  results: Results,
  { plan, query }: { readonly plan: Plan; readonly query: ProgressionQuery },
  job: JobOptions,
) {
  const progression = await results.progression(job);
  const page = await results.findOfRun("progressionPage", plan, { progression, query }, job);
  return { progression: summariseProgression(progression), ...page };
}

/** One account's progression. @throws {TieringError} `unknown-account` */
export async function explainProgression(
  results: Results,
  id: string,
  job: JobOptions,
): Promise<AccountProgression> {
  const progression = await results.progression(job);
  return results.find("accountProgression", { progression, id }, job);
}
