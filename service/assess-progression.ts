import {
  PROGRESSION_PARTS,
  type Progression,
  type ProgressionPart,
  type ProgressionParts,
  partOf,
} from "../tiering/index.ts";
import type { Memo } from "./memo.ts";
import type { JobOptions } from "./workers/lane.ts";
import type { TaskRunner } from "./workers/pool.ts";

/**
 * Assesses the book part by part, so that no task takes longer than a server lets it, then joins the parts.
 * Parts are kept: whoever asks again after a failure or a leaving goes on where it ended.
 */
export async function assessInParts(tasks: TaskRunner, memo: Memo, job: JobOptions): Promise<Progression> {
  const made: Partial<Record<ProgressionPart, unknown>> = {};
  let from = 0;
  for (const [part, share] of Object.entries(PROGRESSION_PARTS) as [ProgressionPart, number][]) {
    const { onProgress } = partOf({ onProgress: job.onProgress }, from, from + share);
    made[part] = await memo(
      `progression ${part}`,
      (shared) => tasks.perform("progressionPart", { part }, shared),
      { ...job, onProgress },
    );
    from += share;
  }
  return tasks.perform("joinProgression", { parts: made as ProgressionParts }, job);
}
