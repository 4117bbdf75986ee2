import request from "supertest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { stabilitySchema } from "../../contract/stability.ts";
import { generatedBook } from "../service/support/generated-book.ts";
import { startApp } from "./support/app.ts";

let started: Awaited<ReturnType<typeof startApp>>;
beforeAll(async () => {
  started = await startApp(await generatedBook(2_000));
});
afterAll(() => started.close());

const get = (path: string) => request(started.app).get(path);
const QUERY = "runway=.5&growth=.3&geo=.2";

describe("weight stability", () => {
  it("is in the summary where it is asked for, and is the same there as in its own report", async () => {
    const plain = await get(`/v1/tiers?${QUERY}`);
    expect(plain.body.summary.stability).toBeNull();
    const { summary } = (await get(`/v1/tiers?${QUERY}&stability=1`)).body;
    const { body } = await get(`/v1/stability?${QUERY}`);
    const { surviving, bySignal, total } = stabilitySchema.strict().parse(body.stability);
    expect(summary).toEqual({ ...plain.body.summary, stability: { surviving, bySignal } });
    expect(total).toBe(summary.moved.count);
  });

  it("gives each move the range of each weight in which it stands, a page at a time", async () => {
    const { moves } = (await get(`/v1/stability?${QUERY}&limit=50`)).body.stability;
    expect(moves).toHaveLength(50);
    for (const { ranges } of moves) {
      expect(ranges.runway[0]).toBeLessThanOrEqual(0.5);
      expect(ranges.runway[1]).toBeGreaterThanOrEqual(0.5);
    }
    const second = (await get(`/v1/stability?${QUERY}&offset=1&limit=1`)).body.stability.moves;
    expect(second).toEqual([moves[1]]);
  });

  it("is null for a run without prices", async () => {
    expect((await get("/v1/stability?method=baseline")).body.stability).toBeNull();
  });
});
