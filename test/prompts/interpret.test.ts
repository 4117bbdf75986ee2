import { afterEach, expect, test } from "vitest";
import {
  createInterpreter,
  createOpenAiModel,
  type InterpreterOptions,
  PromptError,
} from "../../prompts/index.ts";
import { SIGNALS } from "../../tiering/index.ts";
import { type ScriptedModel, type Step, startScriptedModel } from "../support/scripted-model.ts";
import { vocabulary } from "../support/vocabulary.ts";

const weights = { runway: 0.2, growth: 0.5, geo: 0.2, category: 0.1 };
const good = { answer: { weights, method: "hybrid", reply: "Growth leads." } };
const tooMuch = {
  answer: { weights: { runway: 0.7, growth: 0.5, geo: 0.4, category: 0.1 }, method: "hybrid", reply: "" },
};

let scripted: ScriptedModel | undefined;
afterEach(() => scripted?.close());

async function scriptedInterpreter(script: readonly Step[], options: Partial<InterpreterOptions> = {}) {
  scripted = await startScriptedModel(script);
  const model = createOpenAiModel({
    apiKey: "test",
    baseUrl: scripted.url,
    model: "scripted",
    temperature: 0.1,
    responseFormat: "json_object",
  });
  return { interpreter: createInterpreter({ model, vocabulary, deadlineMs: 3000, ...options }), scripted };
}

test("a good answer is taken in one call, with its usage", async () => {
  const { interpreter, scripted } = await scriptedInterpreter([good]);
  const result = await interpreter.interpret({ message: "growth above all" });
  expect(result).toMatchObject({
    method: "hybrid",
    weights,
    interpreter: "openai",
    attempts: 1,
    fallback: null,
    reply: "Growth leads.",
    usage: { promptTokens: 100, completionTokens: 20 },
  });
  expect(scripted.calls[0]?.body).toMatchObject({
    model: "scripted",
    temperature: 0.1,
    response_format: { type: "json_object" },
  });
});

test("weights that sum to 1.7 are sent back with the fault named, and the corrected answer is taken", async () => {
  const { interpreter, scripted } = await scriptedInterpreter([tooMuch, good]);
  const result = await interpreter.interpret({ message: "growth above all" });
  expect(result).toMatchObject({ interpreter: "openai", attempts: 2, weights });
  expect(scripted.calls).toHaveLength(2);
  const correction = scripted.calls[1]?.body.messages.at(-1);
  expect(correction?.role).toBe("user");
  expect(correction?.content).toMatch(/weights: the four weights sum to 1\.7/u);
  // The wrong answer itself is shown too, and the state is asked about again.
  expect(scripted.calls[1]?.body.messages.map(({ role }) => role)).toEqual([
    "system",
    "user",
    "assistant",
    "user",
  ]);
});

test("three bad answers: the offline interpreter answers and says so", async () => {
  const { interpreter, scripted } = await scriptedInterpreter([tooMuch]);
  const result = await interpreter.interpret({ message: "growth above all" });
  expect(scripted.calls).toHaveLength(3);
  expect(result).toMatchObject({ method: "hybrid", interpreter: "offline", attempts: 3 });
  expect(result.fallback).toMatch(/no valid answer in 3 calls/u);
  const sum = SIGNALS.reduce((total, signal) => total + (result.weights?.[signal] ?? 0), 0);
  expect(Math.abs(sum - 1)).toBeLessThan(1e-12);
  expect(result.usage).toEqual({ promptTokens: 300, completionTokens: 60 });
});

test("with the fallback switched off three bad answers are a coded error", async () => {
  const { interpreter } = await scriptedInterpreter([tooMuch], { fallback: false });
  const error: unknown = await interpreter
    .interpret({ message: "growth" })
    .catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(PromptError);
  expect(error).toMatchObject({ code: "model-failed", retryAfterSeconds: null });
});

test("without a model the offline interpreter answers in no calls", async () => {
  const interpreter = createInterpreter({ model: null, vocabulary });
  const result = await interpreter.interpret({ message: "prioritize runway growth" });
  expect(result).toMatchObject({ method: "hybrid", interpreter: "offline", attempts: 0, usage: null });
});

test("identical messages with identical state give identical plans without a second call", async () => {
  const other = {
    answer: { weights: { runway: 1, growth: 0, geo: 0, category: 0 }, method: "hybrid", reply: "" },
  };
  const { interpreter, scripted } = await scriptedInterpreter([good, other]);
  const first = await interpreter.interpret({ message: "growth above all" });
  const second = await interpreter.interpret({ message: "growth above all" });
  expect(second).toEqual({ ...first, attempts: 0, usage: null, cached: true });
  const elsewhere = await interpreter.interpret({
    message: "growth above all",
    history: [{ role: "assistant", content: "Done. Weights: geo 1." }],
  });
  expect(elsewhere.weights?.runway).toBe(1);
  expect(scripted.calls).toHaveLength(2);
  expect(interpreter.status()).toMatchObject({ messages: 3, upstreamCalls: 2, cacheHits: 1 });
});

test("a caller that leaves gets a cancellation, and nothing else", async () => {
  const { interpreter } = await scriptedInterpreter([() => undefined]);
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 30);
  const promise = interpreter.interpret({ message: "growth", signal: controller.signal });
  await expect(promise).rejects.toMatchObject({ code: "cancelled" });
});

test("limits that are not positive are refused", () => {
  for (const option of [
    { deadlineMs: 0 },
    { maxTokens: -1 },
    { cacheSize: 1.5 },
    { dailyTokens: Number.NaN },
  ]) {
    expect(() => createInterpreter({ model: null, vocabulary, ...option })).toThrow(PromptError);
  }
});
