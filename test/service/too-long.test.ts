import { expect, it } from "vitest";
import { assessInParts } from "../../service/assess-progression.ts";
import { createMemo } from "../../service/memo.ts";
import type { TaskRunner } from "../../service/workers/pool.ts";
import type { TaskArgs, TaskName } from "../../service/workers/tasks.ts";
import { tookTooLong } from "../../service/workers/too-long.ts";

const said = (task: TaskName, args: object, reached: { phase: string; share: number } | null = null) =>
  tookTooLong(task, args as TaskArgs<TaskName>, { seconds: 60, took: 65.2, reached }).message;

it("Ward and HDBSCAN, of which no part is an answer, name how far they came and an algorithm that answers in time", () => {
  const reached = { phase: "Ward", share: 0.3789 };
  expect(said("segment", { options: { algorithm: "weighted-ward" } }, reached)).toBe(
    'The run was stopped after 65 s, in "Ward", 37 % done: it may take 60 s. Part of Ward\'s tree makes no clusters: ' +
      "expected algorithm=kmeans++, which answers with the starts that it has made by then, or a book of fewer accounts, or raise TASK_SECONDS.",
  );
  expect(said("segment", { options: { algorithm: "hdbscan", minSamples: 1_000 } })).toMatch(
    /^The run was stopped after 65 s: it may take 60 s\. Part of HDBSCAN's tree .* fewer minSamples \(1,000 asked\), algorithm=kmeans\+\+/,
  );
});

it("each kind of run says what makes it shorter", () => {
  expect(said("tier", { stability: true })).toContain("Ask for the run without its stability, or raise");
  expect(said("account", { counterfactuals: true })).toContain("without counterfactuals");
  expect(said("tier", {})).toContain("fewer selectors");
  expect(said("rules", {})).toContain("fewer or shorter rules");
  expect(said("compare", { list: [] })).toContain("each of them alone");
});

it("an assessment whose part took too long says how many were made, which asking again does not make anew", async () => {
  const made: string[] = [];
  let late = true;
  const tasks = {
    async perform(task: TaskName, args: { part?: string }) {
      made.push(args.part ?? task);
      if (late && args.part === "outlook")
        throw tookTooLong(task as "progressionPart", args as never, { seconds: 60, took: 60, reached: null });
      return { task };
    },
  } as unknown as TaskRunner;
  const memo = createMemo(2 ** 20);
  await expect(assessInParts(tasks, memo, {})).rejects.toMatchObject({
    code: "time-limit",
    message: expect.stringMatching(
      /^Of the assessment 2 of 5 parts are made\. The run was stopped after 60 s/,
    ),
  });
  late = false;
  made.length = 0;
  await assessInParts(tasks, memo, {});
  expect(made).toEqual(["outlook", "tierFit", "misfitEvidence", "joinProgression"]);
});
