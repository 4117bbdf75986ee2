import request from "supertest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Book } from "../../data/book.ts";
import { createInterpreter, createOpenAiModel } from "../../prompts/index.ts";
import { openBook } from "../../service/open-book.ts";
import { vocabularyOf } from "../../service/vocabulary.ts";
import { type ScriptedModel, type Step, startScriptedModel } from "../support/scripted-model.ts";
import { startApp } from "./support/app.ts";

type Started = Awaited<ReturnType<typeof startApp>>;
let book: Book;
let started: Started;
beforeAll(async () => {
  book = await openBook({});
  started = await startApp(book);
});
afterAll(() => started.close());

const chat = (body: object, { app }: Started = started) => request(app).post("/v1/chat").send(body);
const lines = (response: request.Response) => response.text.trimEnd().split("\r\n").length;

describe("POST /v1/chat", () => {
  it("answers a wish with a CSV of all 50,000 accounts, plan and interpreter in the headers", async () => {
    const response = await chat({ message: "prioritize runway growth" });
    expect(response.status).toBe(200);
    expect(response.type).toBe("text/csv");
    expect(lines(response)).toBe(50_001);
    expect(response.headers["tiering-method"]).toBe("hybrid");
    expect(response.headers["tiering-interpreter"]).toBe("offline");
    expect(response.headers["tiering-attempts"]).toBe("0");
    const plan = JSON.parse(response.headers["tiering-plan"]!);
    expect(plan.weights.runway + plan.weights.growth).toBeGreaterThan(0.5);
    const link = /<([^>]+)>; rel="canonical"/.exec(response.headers.link!)![1]!;
    expect((await request(started.app).get(link)).text).toBe(response.text);
  });

  it("takes what curl -d sends without a header", async () => {
    const response = await request(started.app)
      .post("/v1/chat")
      .type("application/x-www-form-urlencoded")
      .send('{"message":"prioritize runway growth"}');
    expect(lines(response)).toBe(50_001);
  });

  it("answers JSON where it is accepted: reply, interpretation, lift, links that reproduce it, a turn for the history", async () => {
    const { body } = await chat({ message: "prioritize runway growth" }).accept("json");
    expect(body).toMatchObject({
      method: "hybrid",
      book: { id: book.id, rows: 50_000 },
      interpretation: { interpreter: "offline", fallback: expect.any(String) },
      turn: { role: "assistant", plan: body.plan },
      summary: { accounts: 50_000 },
    });
    expect(body.summary.kpis.lift.composite).toBeGreaterThan(0);
    expect(body.advice).toMatch(/^The first 1 % of accounts brings \d+ % of what 5 % brings\.$/);
    const linked = await request(started.app).get(body.links.summary);
    expect(linked.body.summary).toEqual(body.summary);
    expect(body.copy.csv).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1\/tiers\.csv\?/);

    const history = [{ role: "user", content: "prioritize runway growth" }, body.turn];
    const again = await chat({ message: "run it again", history }).accept("json");
    expect(again.body.plan).toEqual(body.plan);
  });

  it.each(["text/csv", "application/json", "text/event-stream"])(
    "answers a greeting as JSON without a run where %s is accepted",
    async (type) => {
      const response = await chat({ message: "hello there" }).accept(type);
      expect(response.type).toBe("application/json");
      expect(response.body).toMatchObject({ method: "none", plan: null, links: null, summary: null });
      expect(response.body.reply).not.toBe("");
    },
  );

  it("lets the request's policy go before the words'", async () => {
    const policy = { maxMovedShare: 0.01 };
    const { body } = await chat({ message: "growth, move at most 2 %", policy }).accept("json");
    expect(body.plan.policy.maxMovedShare).toBe(0.01);
    expect(body.reply).toContain("at most 1 % of the accounts (500) move");
    expect(body.reply).not.toMatch(/2 %|By default: at most/);
    expect(body.summary.moved.count).toBeLessThanOrEqual(500);
  });

  it("streams plan and result as events", async () => {
    const response = await chat({ message: "prioritize runway growth" }).accept("text/event-stream");
    const names = [...response.text.matchAll(/^event: (\w+)$/gm)].map(([, name]) => name);
    expect(names[0]).toBe("plan");
    expect(names.at(-1)).toBe("result");
    expect(response.text).toContain('"summary":{');
  });
});

describe("POST /v1/interpretations", () => {
  it("reads the words back as a plan and runs nothing", async () => {
    const idle = await startApp(book, {
      tasks: started.tasks,
      runPlan: () => Promise.reject(new Error("nothing is to run")),
    });
    const response = await request(idle.app).post("/v1/interpretations").send({ message: "only growth" });
    expect(response.status).toBe(200);
    expect(response.body).toMatchObject({ method: "hybrid", plan: { method: "hybrid", policy: {} } });
    expect(response.body).not.toHaveProperty("summary");
    await idle.close();
  });
});

describe("POST /v1/chat over a model", () => {
  const weights = { runway: 0.4, growth: 0.4, geo: 0.1, category: 0.1 };
  const good: Step = { answer: { weights, method: "hybrid", reply: "Done." } };
  const tooMuch: Step = { answer: { weights: { ...weights, runway: 1.1 }, method: "hybrid", reply: "" } };

  async function ask(
    script: readonly Step[],
  ): Promise<{ body: request.Response["body"]; model: ScriptedModel }> {
    const model = await startScriptedModel(script);
    const interpreter = createInterpreter({
      model: createOpenAiModel({
        apiKey: "test",
        baseUrl: model.url,
        model: "scripted",
        temperature: 0,
        responseFormat: "json_object",
      }),
      vocabulary: vocabularyOf(book),
    });
    const app = await startApp(book, { interpreter, tasks: started.tasks });
    const { body } = await chat({ message: "prioritize runway growth" }, app).accept("json");
    await app.close();
    await model.close();
    return { body, model };
  }

  it("uses a good answer as it is", async () => {
    const { body, model } = await ask([good]);
    expect(model.calls).toHaveLength(1);
    expect(body.interpretation).toMatchObject({ interpreter: "openai", attempts: 1, fallback: null });
    expect(body.plan.weights).toEqual(weights);
  });

  it("asks again, naming the fault, where the weights sum to 1.7", async () => {
    const { body, model } = await ask([tooMuch, good]);
    expect(model.calls).toHaveLength(2);
    expect(JSON.stringify(model.calls[1]?.body.messages)).toMatch(/weights.*1\.7/);
    expect(body.interpretation).toMatchObject({ interpreter: "openai", attempts: 2 });
  });

  it("falls back to the offline interpreter after three bad answers, and says so", async () => {
    const other: Step = { answer: { weights: { ...weights, growth: 1.1 }, method: "hybrid", reply: "" } };
    const { body, model } = await ask([tooMuch, other, tooMuch]);
    expect(model.calls).toHaveLength(3);
    expect(body.interpretation).toMatchObject({
      interpreter: "offline",
      attempts: 3,
      fallback: expect.any(String),
    });
    expect(body.summary.accounts).toBe(50_000);
  });

  it("ends the asking where the same wrong answer comes twice", async () => {
    const { body, model } = await ask([tooMuch]);
    expect(model.calls).toHaveLength(2);
    expect(body.interpretation).toMatchObject({ interpreter: "offline", attempts: 2 });
  });
});
