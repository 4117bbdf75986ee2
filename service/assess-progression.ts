import {
  PROGRESSION_PARTS,
  type Progression,
  type ProgressionPart,
  type ProgressionParts,
  partOf,
} from "../tiering/index.ts";
import { ServiceError } from "./errors.ts";
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
    try {
      made[part] = await memo(
        `progression ${part}`,
        (shared) => tasks.perform("progressionPart", { part }, shared),
        { ...job, onProgress },
      );
    } catch (error) {
      throw toldParts(error, Object.keys(made).length);
    }
    from += share;
  }
  return tasks.perform("joinProgression", { parts: made as ProgressionParts }, job);
}

/** The error of a part that took too long, with how many were made before it. */
function toldParts(error: unknown, made: number): unknown {
  if (!(error instanceof ServiceError) || error.code !== "time-limit") return error;
  const parts = Object.keys(PROGRESSION_PARTS).length;
  return new ServiceError(
    "time-limit",
    `Of the assessment ${made} of ${parts} parts are made. ${error.message}`,
  );
}
