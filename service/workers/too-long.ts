import { formatCount, type Progress, type SegmentationOptions } from "../../tiering/index.ts";
import { ServiceError } from "../errors.ts";
import type { TaskArgs, TaskName } from "./tasks.ts";

/** What a run has had when its time was over. */
export interface Spent {
  /** Seconds that it may take, and that it took. */
  readonly seconds: number;
  readonly took: number;
  /** How far it had come; null where it has not told. */
  readonly reached: Progress | null;
}

/** The error of a run whose time is over and of which no part is an answer: what it had, how far it came, what to do. */
export function tookTooLong(
  task: TaskName,
  args: TaskArgs<TaskName>,
  { seconds, took, reached }: Spent,
): ServiceError {
  const whereabouts =
    reached === null ? "" : `, in "${reached.phase}", ${Math.floor(100 * reached.share)} % done`;
  const had = `The run was stopped after ${Math.round(took)} s${whereabouts}: it may take ${seconds} s`;
  return new ServiceError(
    "time-limit",
    `${had}. ${capitalised(adviceFor(task, args))}, or raise TASK_SECONDS.`,
  );
}

/** What to ask instead, by what makes the task long. */
function adviceFor(task: TaskName, args: TaskArgs<TaskName>): string {
  if (task === "segment") return adviceForSegments((args as TaskArgs<"segment">).options);
  if (task === "compare") return "ask for fewer segmentations at once, or for each of them alone";
  if (task === "progressionPart")
    return "what is made of the assessment is kept for a while, so ask again once the server has less to do; a book of fewer accounts or columns takes less";
  if (task === "rules" || task === "rulesSql" || task === "boundary")
    return "ask for fewer or shorter rules, or run the plan on a smaller book";
  const { stability, counterfactuals } = args as { stability?: boolean; counterfactuals?: boolean };
  if (stability === true || task === "stability") return "ask for the run without its stability";
  if (counterfactuals === true) return "ask for the account without counterfactuals";
  if (task === "tier") return "ask for fewer selectors, or for moves by one tier (maxTierStep=1)";
  return "ask for less, such as a page of fewer accounts, or run it on a smaller book";
}

function adviceForSegments(options: SegmentationOptions | undefined): string {
  const quick =
    "algorithm=kmeans++, which answers with the starts that it has made by then, or a book of fewer accounts";
  const algorithm = options?.algorithm;
  if (algorithm === "hdbscan") {
    const fewer = `fewer minSamples (${formatCount(options?.minSamples ?? 10)} asked)`;
    return `part of HDBSCAN's tree makes no clusters: expected ${fewer}, ${quick}`;
  }
  if (algorithm?.includes("ward")) return `part of Ward's tree makes no clusters: expected ${quick}`;
  return "expected fewer clusters or a book of fewer accounts";
}

function capitalised(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}
