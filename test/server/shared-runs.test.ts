import request from "supertest";
import { describe, expect, it } from "vitest";
import type { TaskRunner } from "../../service/workers/pool.ts";
import { generatedBook } from "../service/support/generated-book.ts";
import { startApp } from "./support/app.ts";

describe("equal requests at once", () => {
  it("start one run, whatever their spelling and form, and get the same answer", async () => {
    const book = await generatedBook(500);
    const { tasks, close } = await startApp(book);
    const performed: string[] = [];
    const counting: TaskRunner = {
      perform(task, args, job) {
        performed.push(task);
        return tasks.perform(task, args, job);
      },
    };
    const { app } = await startApp(book, { tasks: counting });
    const server = app.listen(0);
    const paths = [
      "/v1/tiers?runway=1&growth=1&limit=0",
      "/v1/tiers?growth=2&runway=2&limit=0",
      "/v1/tiers?limit=0&method=hybrid&runway=0.5&growth=0.5",
      "/v1/tiers?runway=1&growth=1&limit=0",
      "/v1/tiers.csv?runway=1&growth=1",
    ];
    const answers = await Promise.all(paths.map((path) => request(server).get(path)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(new Set(answers.slice(0, 4).map(({ text }) => text)).size).toBe(1);
    expect(performed).toEqual(["tier"]);
    server.close();
    await close();
  });
});
