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

  it("carry the reply as an extended value, cut between characters", async () => {
    const chat = (message: string) =>
      request(started.app).post("/v1/chat").accept("text/csv").send({ message });
    const decoded = (value: string) => {
      expect(value).toMatch(/^UTF-8''[\w!#$&+.^`|~%-]*$/);
      return decodeURIComponent(value.slice("UTF-8''".length));
    };
    const said = await chat("prioritize growth, move at most 2 %");
    const { body } = await request(started.app)
      .post("/v1/interpretations")
      .send({ message: "prioritize growth, move at most 2 %" });
    expect(decoded(said.headers["tiering-reply"]!)).toBe(body.reply);
    expect(body.reply).toContain("2 %");
    const hold = Array.from({ length: 300 }, (_, i) => accountId(started.deps.book, i));
    const long = await chat(`prioritize growth, hold ${hold.join(", ")}`);
    expect(sizeOf(long.headers)).toBeLessThan(8_192);
  });
});
