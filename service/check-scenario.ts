import { planOfQuery } from "./keep-scenarios.ts";
import type { Service } from "./service.ts";
import type { JobOptions } from "./workers/lane.ts";

/**
 * Makes sure that a version of a scenario can be run on this book, as it must be before people agree on it; one that the
 * workspace does not have is let through. A run (kept, like the others).
 * @throws {TieringError} what a run of its plan throws
 * @throws {ServiceError} what a run and the store throw
 */
export async function checkVersion(
  service: Service,
  { id, version }: { readonly id: string; readonly version: number },
  job: JobOptions & { readonly workspace: string },
): Promise<void> {
  const scenario = await service.store.scenarios.find(job.workspace, id);
  const found = scenario?.versions.find((each) => each.version === version);
  if (found !== undefined) await service.runPlan(planOfQuery(found.plan), job);
}
