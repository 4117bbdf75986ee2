import request from "supertest";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { TaskRunner } from "../../service/workers/pool.ts";
import { generatedBook } from "../service/support/generated-book.ts";
import { startApp } from "./support/app.ts";

const STOPPED = { seconds: 60, text: "Stopped after 60 s: 1 of 10 starts." };

let started: Awaited<ReturnType<typeof startApp>>;
let performed = 0;
let cutShort = true;
beforeAll(async () => {
  const book = await generatedBook(300);
  const real = await startApp(book);
  const tasks: TaskRunner = {
    async perform(task, args, job) {
      performed++;
      const made = await real.tasks.perform(task, args, job);
      if (!cutShort) return made;
      const { summary } = made as { summary: object };
      return {
        ...(made as object),
        summary: { ...summary, stopped: STOPPED },
        stopped: STOPPED,
      } as unknown as typeof made;
    },
  };
  started = await startApp(book, { tasks });
  const { close } = started;
  started.close = async () => {
    await close();
    await real.close();
  };
});
afterAll(() => started.close());

it("an answer that the time limit cut short says so, has no validator and is made anew when asked again", async () => {
  const path = "/v1/segmentations?algorithm=kmeans";
  const cut = await request(started.app).get(path);
  expect(cut.status).toBe(200);
  expect(cut.body.segmentation.stopped).toEqual(STOPPED);
  expect(cut.headers.etag).toBeUndefined();
  expect(cut.headers["cache-control"]).toBe("no-store");
  cutShort = false;
  const whole = await request(started.app).get(path);
  expect(performed).toBe(2);
  expect(whole.body.segmentation.stopped).toBeNull();
  expect(whole.headers.etag).toMatch(/^"/);
  await request(started.app).get(path);
  expect(performed).toBe(2);
});
