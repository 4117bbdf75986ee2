import type { Plan, Progression, ProgressionQuery } from "../tiering/index.ts";
import { type AccountProgression, summariseProgression } from "../tiering/index.ts";
import type { Results } from "./results.ts";
import type { JobOptions } from "./workers/pool.ts";

/** Assesses the book once, however many ask; it depends on nothing but the book. */
export const assessBook = (results: Results, job: JobOptions): Promise<Progression> =>
  results.find("progression", {}, job);

/** A list of the assessed book, a page at a time, beside what a plan does with its accounts. */
export async function listProgression(
  results: Results,
  { plan, query }: { readonly plan: Plan; readonly query: ProgressionQuery },
  job: JobOptions,
) {
  const progression = await assessBook(results, job);
  const page = await results.findOfRun("progressionPage", plan, { progression, query }, job);
  return { progression: summariseProgression(progression), ...page };
}

/** One account's progression. @throws {TieringError} `unknown-account` */
export async function explainProgression(
  results: Results,
  id: string,
  job: JobOptions,
): Promise<AccountProgression> {
  const progression = await assessBook(results, job);
  return results.find("accountProgression", { progression, id }, job);
}
