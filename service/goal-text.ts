import { goalText as wordsOf } from "../tiering/index.ts";
import type { GoalOutcome } from "./workers/tasks.ts";

/** What came of a goal, in words; every number in them stands in the outcome. */
export function goalText({ found, summary }: GoalOutcome): string {
  const words = wordsOf(found, summary.kpis.after);
  return found.stopped === null ? words : `${words} ${found.stopped.text}`;
}
