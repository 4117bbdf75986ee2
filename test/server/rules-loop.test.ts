import { parse } from "csv-parse/sync";
import request from "supertest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { loopSchema } from "../../contract/rules-loop.ts";
import { generatedBook } from "../service/support/generated-book.ts";
import { startApp } from "./support/app.ts";

let started: Awaited<ReturnType<typeof startApp>>;
beforeAll(async () => {
  started = await startApp(await generatedBook(2_000));
});
afterAll(() => started.close());

const get = (path: string) => request(started.app).get(path);

describe("GET /v1/rules/loop", () => {
  it("lists choices of more agreement for less composite, each with its tiers as CSV", async () => {
    const { body } = await get("/v1/rules/loop?runway=1&growth=1");
    const { choices } = loopSchema.strict().parse(body.loop);
    expect(choices[0]).toMatchObject({ reward: 0, cost: 0 });
    expect(choices.at(-1)!.agreement).toBeGreaterThanOrEqual(choices[0]!.agreement);
    for (const choice of [choices[0]!, choices.at(-1)!]) {
      const csv = await get(choice.csv);
      expect(csv.type).toBe("text/csv");
      const rows = parse(csv.text, { columns: true }) as { Change: string }[];
      expect(rows.filter((row) => row.Change !== "same")).toHaveLength(choice.moved);
    }
  });

  it("has the plan's own tiers as its first choice", async () => {
    const own = await get("/v1/tiers.csv?runway=1&growth=1&columns=ID,Tier");
    const first = await get("/v1/rules/loop.csv?runway=1&growth=1&reward=0&columns=ID,Tier");
    expect(first.text).toBe(own.text);
  });

  it("refuses a method, and a reward that is no choice, and says what it takes", async () => {
    expect((await get("/v1/rules/loop?method=kpi")).status).toBe(400);
    const response = await get("/v1/rules/loop.csv?reward=3");
    expect(response.status).toBe(400);
    expect(response.body.detail).toContain("0, 0.1, 0.5, 1, 2, 4");
  });
});
