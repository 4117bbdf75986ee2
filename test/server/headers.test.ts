import request from "supertest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountId } from "../../tiering/index.ts";
import { generatedBook } from "../service/support/generated-book.ts";
import { startApp } from "./support/app.ts";

let started: Awaited<ReturnType<typeof startApp>>;
beforeAll(async () => {
  started = await startApp(await generatedBook(1_000));
});
afterAll(() => started.close());

const sizeOf = (headers: Record<string, string>) =>
  Object.entries(headers).reduce((bytes, [name, value]) => bytes + name.length + value.length + 4, 0);

describe("the headers of a CSV", () => {
  it.each([390, 900])(
    "fit into 8 kB with %i accounts on hold: the plan is named by its run's id",
    async (count) => {
      const hold = Array.from({ length: count }, (_, i) => accountId(started.deps.book, i));
      const policy = { hold };
      const response = await request(started.app)
        .post("/v1/chat")
        .accept("text/csv")
        .send({ message: "prioritize growth", policy });
      expect(response.status).toBe(200);
      expect(sizeOf(response.headers)).toBeLessThan(8_192);
      const id = response.headers["tiering-run"]!;
      expect(response.headers.link).toContain(`/v1/runs/${id}`);
      const { body } = await request(started.app).get(`/v1/runs/${id}`);
      expect(body.plan.policy.hold).toEqual([...hold].sort());
      expect((await request(started.app).get("/v1/runs/unknown")).status).toBe(404);
    },
  );
});
