import { describe, expect, it } from "vitest";
import { type ChatModel, createInterpreter, ModelError, type SharedMemory } from "../../prompts/index.ts";
import { vocabulary } from "../support/vocabulary.ts";

const content = JSON.stringify({
  weights: { runway: 0.2, growth: 0.5, geo: 0.2, category: 0.1 },
  method: "hybrid",
  reply: "ok",
});

/** A shared memory in this process; `away` answers nothing. */
function createMemory() {
  const values = new Map<string, string>();
  const state = { away: false, values };
  const memory: SharedMemory = {
    read: async (keys) => keys.map((key) => (state.away ? null : (values.get(key) ?? null))),
    write: (key, value) => void (state.away || values.set(key, value)),
    async add(key, by) {
      if (state.away) return null;
      values.set(key, String(Number(values.get(key) ?? 0) + by));
      return Number(values.get(key));
    },
    forget: (key) => void values.delete(key),
  };
  return { state, memory };
}

/** Replicas over one model and one memory, with a clock in the test's hands. */
function replicas(dailyTokens?: number) {
  const { state: shared, memory } = createMemory();
  const state = { calls: 0, down: false, now: Date.UTC(2026, 0, 1, 12) };
  const model: ChatModel = {
    name: "fake",
    async ask() {
      state.calls++;
      if (state.down) throw new ModelError("fatal", "the model's endpoint refused the request (status 401)");
      const usage = { promptTokens: 900, completionTokens: 100 };
      return { content, finishReason: "stop", refusal: null, usage };
    },
  };
  const make = () =>
    createInterpreter({
      model,
      vocabulary,
      dailyTokens,
      breaker: { failures: 2, cooldownMs: 10_000 },
      now: () => state.now,
      shared: memory,
    });
  return { shared, state, first: make(), second: make() };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("replicas with a shared memory", () => {
  it("ask the model once for one message", async () => {
    const { state, first, second } = replicas();
    const fresh = await first.interpret({ message: "growth first" });
    const known = await second.interpret({ message: "growth first" });
    expect(state.calls).toBe(1);
    expect(known).toEqual({ ...fresh, attempts: 0, usage: null, cached: true });
  });

  it("spend one daily budget together", async () => {
    const { state, first, second } = replicas(2_000);
    await first.interpret({ message: "growth first" });
    await settled();
    await second.interpret({ message: "growth second" });
    await settled();
    const third = await first.interpret({ message: "growth third" });
    expect(third.fallback).toMatch(/budget is spent/);
    expect(state.calls).toBe(2);
  });

  it("leave a failing model alone together, and come back together", async () => {
    const { state, first, second } = replicas();
    state.down = true;
    await first.interpret({ message: "growth first" });
    await first.interpret({ message: "growth second" });
    expect(state.calls).toBe(2);
    expect((await second.interpret({ message: "growth third" })).fallback).toMatch(/left alone/);
    expect(state.calls).toBe(2);
    state.down = false;
    state.now += 10_001;
    expect(await second.interpret({ message: "growth fourth" })).toMatchObject({ interpreter: "openai" });
    expect(await first.interpret({ message: "growth fifth" })).toMatchObject({ interpreter: "openai" });
  });

  it("take nothing on trust that stands there, and go on alone where nothing answers", async () => {
    const { shared, state, first, second } = replicas();
    await first.interpret({ message: "growth first" });
    for (const key of shared.values.keys()) shared.values.set(key, '{"weights":"all"');
    expect(await second.interpret({ message: "growth first" })).toMatchObject({ cached: false });
    shared.away = true;
    expect(await second.interpret({ message: "growth second" })).toMatchObject({ interpreter: "openai" });
    expect(state.calls).toBe(3);
  });
});
