import { expect, test } from "vitest";
import { type ChatModel, createInterpreter, ModelError, PromptError } from "../../prompts/index.ts";
import { vocabulary } from "../support/vocabulary.ts";

const content = JSON.stringify({
  weights: { runway: 0.2, growth: 0.5, geo: 0.2, category: 0.1 },
  method: "hybrid",
  reply: "ok",
});

/** A model in process that fails while `down`, and a clock in the tests' hands. */
function setUp(options: { readonly dailyTokens?: number; readonly fallback?: boolean } = {}) {
  const state = { down: false, calls: 0, now: Date.UTC(2026, 0, 1, 12) };
  const model: ChatModel = {
    name: "fake",
    async ask() {
      state.calls++;
      if (state.down) throw new ModelError("fatal", "the model's endpoint refused the request (status 401)");
      return {
        content,
        finishReason: "stop",
        refusal: null,
        usage: { promptTokens: 900, completionTokens: 100 },
      };
    },
  };
  const interpreter = createInterpreter({
    model,
    vocabulary,
    cacheSize: 0,
    breaker: { failures: 2, cooldownMs: 10_000 },
    now: () => state.now,
    ...options,
  });
  return { state, interpreter, ask: () => interpreter.interpret({ message: "growth first" }) };
}

test("after repeated upstream failures the model is left alone until a probe succeeds", async () => {
  const { ask, interpreter, state } = setUp();
  state.down = true;
  await ask();
  expect(interpreter.status().breaker).toBe("closed");
  await ask();
  expect(interpreter.status().breaker).toBe("open");
  expect(state.calls).toBe(2);
  expect((await ask()).fallback).toContain("left alone");
  expect(state.calls).toBe(2);

  state.now += 10_000;
  expect(interpreter.status().breaker).toBe("half-open");
  await ask();
  expect(state.calls).toBe(3);
  expect(interpreter.status().breaker).toBe("open");

  state.now += 10_000;
  state.down = false;
  expect(await ask()).toMatchObject({ interpreter: "openai" });
  expect(interpreter.status().breaker).toBe("closed");
});

test("while one probe is under way no other call goes out", async () => {
  const { ask, state } = setUp();
  state.down = true;
  await ask();
  await ask();
  state.now += 10_000;
  const results = await Promise.all([ask(), ask(), ask()]);
  expect(state.calls).toBe(3);
  expect(results.filter(({ fallback }) => fallback?.includes("left alone"))).toHaveLength(2);
});

test("a success in between keeps the breaker closed", async () => {
  const { ask, interpreter, state } = setUp();
  for (const down of [true, false, true, false]) {
    state.down = down;
    await ask();
  }
  expect(interpreter.status()).toMatchObject({ breaker: "closed", upstreamCalls: 4, fallbacks: 2 });
});

test("once the day's tokens are spent the offline interpreter answers until midnight UTC", async () => {
  const { ask, interpreter, state } = setUp({ dailyTokens: 1500 });
  await ask();
  expect(await ask()).toMatchObject({ interpreter: "openai" });
  const spent = await ask();
  expect(spent).toMatchObject({ interpreter: "offline", attempts: 0 });
  expect(spent.fallback).toContain("daily token budget");
  expect(interpreter.status()).toMatchObject({ promptTokens: 1800, completionTokens: 200 });
  state.now = Date.UTC(2026, 0, 2);
  expect(await ask()).toMatchObject({ interpreter: "openai" });
});

test("with the fallback switched off a spent budget and an open breaker say when to come back", async () => {
  const budget = setUp({ dailyTokens: 1, fallback: false });
  await budget.ask();
  await expect(budget.ask()).rejects.toMatchObject({ code: "model-busy", retryAfterSeconds: 12 * 3600 });
  const breaker = setUp({ fallback: false });
  breaker.state.down = true;
  await expect(breaker.ask()).rejects.toBeInstanceOf(PromptError);
  await expect(breaker.ask()).rejects.toMatchObject({ code: "model-failed" });
  await expect(breaker.ask()).rejects.toMatchObject({ code: "model-busy", retryAfterSeconds: 10 });
});

test("a model that throws something of its own ends offline too", async () => {
  const model: ChatModel = { name: "broken", ask: () => Promise.reject(new Error("secret")) };
  const result = await createInterpreter({ model, vocabulary }).interpret({ message: "growth first" });
  expect(result).toMatchObject({ interpreter: "offline", fallback: "the model could not be called" });
});

test("a report is retold by the model, whose tokens count; as it is where there is none or they are spent", async () => {
  const text = "2,500 accounts moved.";
  const said = "It moved 2,500 accounts.";
  const usage = { promptTokens: 900, completionTokens: 100 };
  const model: ChatModel = {
    name: "fake",
    ask: async () => ({ content: said, finishReason: "stop", refusal: null, usage }),
  };
  const report = { text, facts: { moved: 2500 } };
  const interpreter = createInterpreter({ model, vocabulary, dailyTokens: 1000 });
  expect(await interpreter.retell(report)).toMatchObject({ text: said, source: "model", fallback: null });
  expect(interpreter.status()).toMatchObject({ upstreamCalls: 1, promptTokens: 900 });
  expect(await interpreter.retell(report)).toMatchObject({
    text,
    source: "facts",
    fallback: "the daily token budget is spent",
  });
  const offline = createInterpreter({ model: null, vocabulary });
  expect(await offline.retell(report)).toMatchObject({ text, fallback: "no language model is configured" });
});
