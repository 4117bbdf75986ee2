import request from "supertest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Ask } from "../../prompts/index.ts";
import { comparisonSchema } from "../../server/routes/compare.ts";
import { DEFAULT_WEIGHTS, type Plan } from "../../tiering/index.ts";
import { startApp } from "./support/app.ts";
import { generatedBook } from "./support/generated-book.ts";

let started: Awaited<ReturnType<typeof startApp>>;
let id: string;
const plan: Plan = { method: "kpi", weights: { runway: 1, growth: 0, geo: 0, category: 0 }, policy: {} };
const QUERY = "method=kpi&runway=1";

beforeAll(async () => {
  started = await startApp(await generatedBook(2_000));
  id = (await get(`/v1/tiers?${QUERY}&limit=1`)).body.moved.accounts[0].id;
});
afterAll(() => started.close());

const get = (path: string) => request(started.app).get(path);

/** Says something to an interpreter that reads it as this question, one plan having been run before. */
async function ask(asked: Ask) {
  const interpretation = await started.deps.interpreter.interpret({ message: "hello" });
  const { app } = await startApp(started.deps.book, {
    ...started.deps,
    interpreter: {
      ...started.deps.interpreter,
      interpret: () => Promise.resolve({ ...interpretation, ask: asked }),
    },
  });
  const history = [{ role: "assistant", content: "Done.", plan }];
  return request(app).post("/v1/chat").send({ message: "?", history }).accept("json");
}

describe("what is asked beside a run is answered about the plan in force", () => {
  it("why an account moved, and what would move it", async () => {
    const { answer } = (await ask({ kind: "account", id })).body;
    expect(answer.text).toContain(id);
    expect(answer.data.counterfactuals.changes.length).toBeGreaterThan(0);
    expect((await get(answer.link)).body.account).toEqual(answer.data);
  });

  it("an account that the book does not have is a problem that names its neighbours", async () => {
    const response = await ask({ kind: "account", id: "1" });
    expect(response.status).toBe(422);
    expect(response.body).toMatchObject({ code: "unknown-account" });
  });

  it("what separates two tiers", async () => {
    const { answer } = (await ask({ kind: "boundary", tiers: ["B", "C"] })).body;
    expect(answer.text).toMatch(/^B differs from C most in/);
    expect((await get(answer.link)).body.boundary).toEqual(answer.data);
  });

  it("the rules", async () => {
    const { answer } = (await ask({ kind: "rules" })).body;
    expect((await get(`${answer.link}&format=text`)).text).toBe(answer.text);
    expect((await get(answer.link)).body.rules).toEqual(answer.data);
  });

  it("the methods side by side", async () => {
    const { answer } = (await ask({ kind: "compare" })).body;
    expect(answer.text).toMatch(/\| baseline .*\| direct .*\| kpi .*\| hybrid /s);
    expect((await get(answer.link)).body.comparison).toEqual(answer.data);
  });
});

describe("GET /v1/compare", () => {
  it("puts one plan under every method side by side, and counts who differs", async () => {
    const { comparison } = (await get(`/v1/compare?${QUERY}`)).body;
    const { runs, differing } = comparisonSchema.parse(comparison);
    expect(runs.map((run) => run.plan.method)).toEqual(["baseline", "direct", "kpi", "hybrid"]);
    expect(runs.map((run) => run.moved)).toEqual(differing[0]);
    expect(differing.map((row, at) => row[at])).toEqual([0, 0, 0, 0]);
  });

  it("compares any plans, each given as a query of its own", async () => {
    const run = (query: string) => `run=${encodeURIComponent(query)}`;
    const { comparison } = (await get(`/v1/compare?${run("runway=1")}&${run("growth=1&maxMovedShare=0.01")}`))
      .body;
    expect(comparison.runs.map(({ plan: { weights } }: { plan: Plan }) => weights.runway)).toEqual([1, 0]);
    expect(comparison.differing[0][1]).toBe(comparison.differing[1][0]);
    const faulty = await get(`/v1/compare?${run("runway=1")}&${run("runaway=1")}`);
    expect(faulty.status).toBe(400);
    expect(faulty.body.errors[0].parameter).toBe("runaway");
  });

  it("has the published weights where none are named", async () => {
    const { comparison } = (await get("/v1/compare")).body;
    expect(comparison.runs[0].plan.weights).toEqual(DEFAULT_WEIGHTS);
  });
});
