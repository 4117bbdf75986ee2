import { planToQuery } from "../contract/plan-query.ts";
import type { Paraphrase } from "../contract/story.ts";
import type { Interpreter, TokenBudget } from "../prompts/index.ts";
import type { Plan } from "../tiering/index.ts";
import { createMemo } from "./memo.ts";
import type { Results } from "./results.ts";
import type { JobOptions } from "./workers/lane.ts";

/** Bytes of paraphrases that are remembered; one has at most 2,000 characters. */
const KEPT_BYTES = 2 ** 20;

/** The story of a plan's run in the model's words. */
export type ParaphraseStory = (
  plan: Plan,
  job: JobOptions & { readonly budget?: TokenBudget },
) => Promise<Paraphrase>;

/** Has the model say each story once: equal requests share its words, what it could not say is asked again. */
export function createParaphraser(interpreter: Interpreter, results: Results): ParaphraseStory {
  const memo = createMemo(KEPT_BYTES);
  return (plan, job) =>
    memo(
      planToQuery(plan).toString(),
      async (shared) => {
        const { text, facts } = await results.findOfRun("story", plan, {}, shared);
        return interpreter.retell({ text, facts, budget: job.budget, signal: shared.signal });
      },
      job,
      ({ source }) => source === "model",
    );
}
