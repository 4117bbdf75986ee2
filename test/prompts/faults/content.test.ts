import { afterEach, describe, expect, test } from "vitest";
import {
  type ContentFault,
  contentOf,
  interpreterAt,
  interpretSafely,
  readContentFaults,
} from "../../support/faults.ts";
import { type ScriptedModel, type Step, startScriptedModel } from "../../support/scripted-model.ts";

const weights = { runway: 0.2, growth: 0.5, geo: 0.2, category: 0.1 };
const good: Step = { answer: { weights, method: "hybrid", reply: "Growth leads." } };
const faults = readContentFaults();

let scripted: ScriptedModel | undefined;
afterEach(() => scripted?.close());

function stepOf({ content, finishReason, refusal }: ContentFault): Step {
  return {
    content: contentOf(content),
    ...(finishReason === undefined ? {} : { finishReason }),
    ...(refusal === undefined ? {} : { refusal }),
  };
}

function named(ending: ContentFault["ending"]): [string, ContentFault][] {
  return faults
    .filter((fault) => fault.ending === ending)
    .map((fault) => [`${fault.fault} ${fault.name}`, fault]);
}

async function play(script: readonly Step[]) {
  scripted = await startScriptedModel(script);
  return { result: await interpretSafely(interpreterAt(scripted.url)), calls: scripted.calls };
}

describe("accepted as it is", () => {
  test.each(named("accepted"))("%s", async (_, fault) => {
    const { result, calls } = await play([stepOf(fault)]);
    expect(calls).toHaveLength(1);
    expect(result).toMatchObject({ interpreter: "openai", weights: fault.weights });
  });
});

describe("mended without another call", () => {
  test.each(named("mended"))("%s", async (_, fault) => {
    const { result, calls } = await play([stepOf(fault)]);
    expect(calls).toHaveLength(1);
    expect(result).toMatchObject({ interpreter: "openai", weights });
    expect(result.reply).not.toBe("");
    expect(result.reply).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}]/u);
    expect(result.reply.length).toBeLessThanOrEqual(2000);
  });
});

describe("asked again with the fault named, then offline", () => {
  test.each(named("asked again"))("%s", async (_, fault) => {
    const { result, calls } = await play([stepOf(fault), good]);
    expect(result).toMatchObject({ interpreter: "openai", attempts: 2, weights });
    expect(calls[1]?.body.messages.at(-1)?.content).toContain(fault.names);
    await scripted?.close();
    const stubborn = await play([stepOf(fault)]);
    // The same wrong answer twice ends the asking; a truncated one is asked for again with more room.
    const expectedCalls = fault.finishReason === "length" ? 3 : 2;
    expect(stubborn.calls).toHaveLength(expectedCalls);
    expect(stubborn.result).toMatchObject({ interpreter: "offline", attempts: expectedCalls });
    expect(stubborn.result.fallback).toContain("no valid answer");
  });

  test("an answer cut off at the token limit is asked for again with twice the limit", async () => {
    const cut: Step = { content: '{"weights', finishReason: "length" };
    const { calls } = await play([cut]);
    expect(calls.map(({ body }) => body.max_completion_tokens)).toEqual([2000, 4000, 8000]);
  });
});

describe("offline at once, with the reason", () => {
  test.each(named("offline"))("%s", async (_, fault) => {
    const { result, calls } = await play([stepOf(fault), good]);
    expect(calls).toHaveLength(1);
    expect(result).toMatchObject({ interpreter: "offline", attempts: 1 });
    expect(result.fallback).toContain(fault.reason);
  });
});

describe("36 envelopes without an answer are asked again", () => {
  test.each([
    ["no choices", '{"choices":[]}'],
    ["no message", '{"choices":[{"finish_reason":"stop"}]}'],
    ["content of another type", '{"choices":[{"finish_reason":"stop","message":{"content":[1]}}]}'],
  ])("%s", async (_, body) => {
    const { result, calls } = await play([{ status: 200, body }, good]);
    expect(calls).toHaveLength(2);
    expect(result).toMatchObject({ interpreter: "openai", weights });
  });
});

test("33 what a model says in talk reaches the user cut and clean, whatever it holds", async () => {
  const reply = `=1+1 \ud800\u202e\u001b[31mred\u0007 ${"blah ".repeat(2000)}`;
  scripted = await startScriptedModel([{ answer: { weights: null, method: "none", reply } }]);
  const result = await interpreterAt(scripted.url).interpret({ message: "hello there" });
  expect(result).toMatchObject({ interpreter: "openai", method: "none" });
  expect(result.reply.startsWith("=1+1 �red blah")).toBe(true);
  expect(result.reply.length).toBeLessThanOrEqual(2000);
});

test("37 a reply that quotes the system prompt is replaced; the plan stands", async () => {
  const { calls } = await play([good]);
  const prompt = calls[0]?.body.messages[0]?.content ?? "";
  await scripted?.close();
  const leak = { answer: { weights, method: "hybrid", reply: `Sure! ${prompt.slice(0, 400)}` } };
  const { result } = await play([leak]);
  expect(result).toMatchObject({ interpreter: "openai", weights });
  expect(result.reply).not.toContain(prompt.slice(0, 60));
  expect(result.reply).not.toBe("");
});

test("37 an injection that the model obeys changes neither the form nor the method", async () => {
  const obeyed = { answer: { weights, method: "kpi", reply: "Arr!", policy: null, ask: null, admin: true } };
  const { result } = await play([obeyed]);
  // The message does not say KPI, so the model may not choose it.
  expect(result).toMatchObject({ method: "hybrid", weights });
  expect(result).not.toHaveProperty("admin");
});

test("no text of the model's reaches a fallback's reason", async () => {
  const { result } = await play([{ status: 400, body: '{"error":{"message":"\\u001b[31mSECRET"}}' }]);
  expect(result.fallback).not.toContain("SECRET");
});
