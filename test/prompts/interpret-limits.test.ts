import { afterEach, expect, test } from "vitest";
import { createInterpreter, type InterpreterOptions } from "../../prompts/index.ts";
import { interpreterAt } from "../support/faults.ts";
import { type ScriptedModel, type Step, startScriptedModel } from "../support/scripted-model.ts";
import { vocabulary } from "../support/vocabulary.ts";

const good: Step = {
  answer: {
    weights: { runway: 0.2, growth: 0.5, geo: 0.2, category: 0.1 },
    method: "hybrid",
    reply: "Growth leads.",
  },
};

/** Somebody's share of the tokens, of which nothing is left today. */
const SPENT = {
  spend: () => undefined,
  used: () => 1,
  learn: () => undefined,
  spent: () => true,
  waitMs: () => 61_000,
};

let scripted: ScriptedModel | undefined;
afterEach(() => scripted?.close());

async function interpreterOf(script: readonly Step[], options: Partial<InterpreterOptions> = {}) {
  scripted = await startScriptedModel(script);
  return { interpreter: interpreterAt(scripted.url, options), calls: scripted.calls };
}

test.each([
  ["deadlineMs", { deadlineMs: 0 }, "deadlineMs is 0, expected a positive number"],
  ["dailyTokens", { dailyTokens: -1 }, "dailyTokens is -1, expected a positive number"],
  [
    "the breaker's failures",
    { breaker: { failures: 0, cooldownMs: 1 } },
    "failures is 0, expected a positive number",
  ],
  ["cacheSize below 0", { cacheSize: -1 }, "cacheSize is -1, expected 0 or a whole number"],
  ["a broken cacheSize", { cacheSize: 1.5 }, "cacheSize is 1.5, expected 0 or a whole number"],
] as const)("%s that cannot be is refused with what was got and expected", (_, options, message) => {
  expect(() => createInterpreter({ model: null, vocabulary, ...options })).toThrow(
    expect.objectContaining({ code: "invalid-option", message }),
  );
});

test("without a model the answer says that none is configured, was not remembered, and the status names none", async () => {
  const interpreter = createInterpreter({ model: null, vocabulary });
  expect(await interpreter.interpret({ message: "growth first" })).toMatchObject({
    interpreter: "offline",
    attempts: 0,
    cached: false,
    fallback: "no language model is configured",
  });
  expect(interpreter.status()).toMatchObject({ model: null, breaker: "closed" });
});

test("with a model the status names it, and a fresh answer was not remembered where the same again was", async () => {
  const { interpreter, calls } = await interpreterOf([good], { cacheSize: 10 });
  expect(await interpreter.interpret({ message: "growth first" })).toMatchObject({ cached: false });
  expect(await interpreter.interpret({ message: "growth first" })).toMatchObject({
    cached: true,
    attempts: 0,
  });
  expect(calls).toHaveLength(1);
  expect(interpreter.status()).toMatchObject({ model: "scripted", cacheHits: 1 });
});

test("without a cache the same message is asked again", async () => {
  const { interpreter, calls } = await interpreterOf([good, good], { cacheSize: 0 });
  for (let turn = 0; turn < 2; turn++)
    expect(await interpreter.interpret({ message: "growth first" })).toMatchObject({ cached: false });
  expect(calls).toHaveLength(2);
});

test("whose own share of the tokens is spent is answered offline, told so, and the model is not asked", async () => {
  const { interpreter, calls } = await interpreterOf([good]);
  const reason = "your daily share of the token budget is spent";
  expect(await interpreter.interpret({ message: "growth first", budget: SPENT })).toMatchObject({
    interpreter: "offline",
    fallback: reason,
  });
  const report = { text: "Growth leads.", facts: {}, budget: SPENT };
  expect(await interpreter.retell(report)).toMatchObject({ text: "Growth leads.", fallback: reason });
  expect(calls).toHaveLength(0);
});

test("whose own share is spent gets an error that says when to come again, where nothing may answer instead", async () => {
  const { interpreter } = await interpreterOf([good], { fallback: false });
  await expect(interpreter.interpret({ message: "growth first", budget: SPENT })).rejects.toMatchObject({
    code: "model-busy",
    message: "your daily share of the token budget is spent",
  });
});

test("a caller who has left is told so, and neither counted nor asked for", async () => {
  const { interpreter, calls } = await interpreterOf([good]);
  const message = "growth first";
  await expect(interpreter.interpret({ message, signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: "cancelled",
    message: "the caller left before the message was interpreted",
  });
  expect(interpreter.status().messages).toBe(0);
  expect(calls).toHaveLength(0);
});
