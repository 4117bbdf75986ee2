import request from "supertest";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createInterpreter, createOpenAiModel } from "../../prompts/index.ts";
import { vocabularyOf } from "../../service/vocabulary.ts";
import { startApp } from "../server/support/app.ts";
import { smallBook } from "../service/support/small-book.ts";
import { type ScriptedModel, startScriptedModel } from "../support/scripted-model.ts";
import { startToxicProxy, type ToxicProxy } from "../support/toxic-proxy.ts";

const DEADLINE_MS = 600;
/** What a busy machine may add. */
const SLACK_MS = 3_000;
const WEIGHTS = { runway: 0.1, growth: 0.7, geo: 0.1, category: 0.1 };

let scripted: ScriptedModel;
let proxy: ToxicProxy;
let started: Awaited<ReturnType<typeof startApp>>;
beforeAll(async () => {
  scripted = await startScriptedModel([{ answer: { weights: WEIGHTS, method: "hybrid", reply: "" } }]);
  proxy = await startToxicProxy(Number(new URL(scripted.url).port));
});
afterAll(async () => {
  await proxy.close();
  await scripted.close();
});
// Each fault meets an interpreter whose breaker has seen none.
beforeEach(async () => {
  proxy.pass();
  const book = smallBook();
  const model = createOpenAiModel({
    apiKey: "test",
    baseUrl: `http://127.0.0.1:${proxy.port}/v1`,
    model: "scripted",
    temperature: 0,
    responseFormat: "json_object",
  });
  const vocabulary = vocabularyOf(book);
  const interpreter = createInterpreter({ model, vocabulary, deadlineMs: DEADLINE_MS, cacheSize: 0 });
  started = await startApp(book, { interpreter });
  return started.close;
});

async function read(message: string) {
  const start = performance.now();
  const { status, body } = await request(started.app).post("/v1/interpretations").send({ message });
  return { status, ms: performance.now() - start, interpretation: body.interpretation };
}

describe.each<[string, () => void]>([
  ["cut", () => proxy.cut()],
  ["frozen", () => proxy.freeze()],
  ["slower than the deadline", () => proxy.slow(2 * DEADLINE_MS)],
  ["sending noise", () => proxy.garble()],
])("while the model is %s", (_name, fail) => {
  it("every message is answered within the deadline, offline and with the reason, and the model's once it is back", async () => {
    expect((await read("growth above all")).interpretation.interpreter).toBe("openai");
    fail();
    // Few enough that the breaker stays closed, and recovery need not wait for its probe.
    for (let k = 0; k < 2; k++) {
      const { status, ms, interpretation } = await read(`growth above all ${"!".repeat(k)}`);
      expect([status, interpretation.interpreter]).toEqual([200, "offline"]);
      expect(interpretation.fallback).toEqual(expect.any(String));
      expect(interpretation.attempts).toBeLessThanOrEqual(3);
      expect(ms).toBeLessThan(DEADLINE_MS + SLACK_MS);
    }
    proxy.pass();
    const { interpretation } = await read("growth above all");
    expect(interpretation).toMatchObject({ interpreter: "openai", weights: WEIGHTS });
  });
});

describe("while the model is cut for long", () => {
  it("many messages at once are all answered, and it is left alone after the first ones", async () => {
    proxy.cut();
    const before = scripted.calls.length;
    const answers = await Promise.all(Array.from({ length: 20 }, (_, k) => read(`growth over runway ${k}`)));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(answers.every(({ interpretation }) => interpretation.interpreter === "offline")).toBe(true);
    expect((await read("growth")).interpretation.attempts).toBe(0);
    expect(scripted.calls.length).toBe(before);
  });
});
