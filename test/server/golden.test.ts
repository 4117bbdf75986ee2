import { createHash } from "node:crypto";
import request from "supertest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generatedBook } from "../service/support/generated-book.ts";
import { startApp } from "./support/app.ts";

let started: Awaited<ReturnType<typeof startApp>>;
beforeAll(async () => {
  started = await startApp(await generatedBook(1_000));
});
afterAll(() => started.close());

const PLAN = "runway=0.7&growth=0.3";

describe("the same request gives the same bytes as ever; a hash that changes is a change of the product", () => {
  it.each([
    [`/v1/tiers.csv?${PLAN}`, "da290ec399b7802a"],
    [`/v1/tiers.csv?method=kpi&${PLAN}&columns=all&delimiter=;&bom=1`, "23e1e2967fb601f9"],
    [`/v1/goals.csv?${PLAN}&kpi=sfi&atLeast=0.82`, "268eab4c1406ad2e"],
    [`/v1/rules?${PLAN}&format=text`, "4ae86ffe5e4a955f"],
    [`/v1/rules?${PLAN}&format=sql`, "e59dd9d9d209b7ef"],
    ["/v1/segmentations.csv?algorithm=kmeans&k=4&seed=3", "02e07fb9146471fb"],
  ])("%s", async (path, hash) => {
    const response = await request(started.app).get(path).responseType("arraybuffer");
    expect(response.status).toBe(200);
    expect(createHash("sha256").update(response.body).digest("hex").slice(0, 16)).toBe(hash);
  });
});
