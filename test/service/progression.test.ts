import { expect, it } from "vitest";
import { createResults } from "../../service/results.ts";
import type { TaskRunner } from "../../service/workers/pool.ts";

it("assesses part by part, once, and after a failure goes on where it ended", async () => {
  const performed: string[] = [];
  let failing = true;
  const tasks = {
    async perform(task: string, { part }: { part?: string }) {
      performed.push(part ?? task);
      if (part === "outlook" && failing) throw new Error("out of time");
      return { made: part ?? task };
    },
  } as unknown as TaskRunner;
  const results = createResults(tasks, 2 ** 20);
  await expect(results.progression({})).rejects.toThrow("out of time");
  failing = false;
  const both = await Promise.all([results.progression({}), results.progression({})]);
  expect(both[0]).toBe(both[1]);
  expect(await results.progression({})).toBe(both[0]);
  const parts = ["random", "time", "outlook", "outlook", "tierFit", "misfitEvidence", "joinProgression"];
  expect(performed).toEqual(parts);
});
