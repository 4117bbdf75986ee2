import { once } from "node:events";
import { createServer } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { PromptError } from "../../../prompts/index.ts";
import { DEADLINE_MS, interpreterAt, interpretSafely } from "../../support/faults.ts";
import { type ScriptedModel, type Step, startScriptedModel } from "../../support/scripted-model.ts";
import {
  BUSY_FOR_LONG,
  BUSY_SHORTLY,
  busy,
  huge,
  OFFLINE_AT_ONCE,
  RETRIED,
  SLOW,
} from "../../support/transport-faults.ts";

const weights = { runway: 0.2, growth: 0.5, geo: 0.2, category: 0.1 };
const good: Step = { answer: { weights, method: "hybrid", reply: "Growth leads." } };

let scripted: ScriptedModel | undefined;
afterEach(async () => {
  await scripted?.close();
  scripted = undefined;
});

interface Limits {
  readonly deadlineMs?: number;
  readonly maxBytes?: number;
}

/** A deadline that is met: short, yet long enough for a busy machine to have begun. */
const SHORT_MS = 2_000;

async function play(script: readonly Step[], { deadlineMs = DEADLINE_MS, maxBytes }: Limits = {}) {
  await scripted?.close();
  scripted = await startScriptedModel(script);
  const result = await interpretSafely(interpreterAt(scripted.url, { deadlineMs }, maxBytes), { deadlineMs });
  return { result, calls: scripted.calls.length };
}

describe("one transport retry, then offline", () => {
  test.each(RETRIED)("%s", async (_, fault) => {
    const once = await play([fault, good]);
    expect(once).toMatchObject({ calls: 2, result: { interpreter: "openai", attempts: 2 } });
    const always = await play([fault]);
    expect(always).toMatchObject({ calls: 2, result: { interpreter: "offline", attempts: 2 } });
  });
});

describe("offline at once, with the reason", () => {
  test.each(OFFLINE_AT_ONCE)("%s", async (_, reason, fault) => {
    const deadlineMs = reason === SLOW ? SHORT_MS : DEADLINE_MS;
    const { calls, result } = await play([fault, good], { deadlineMs, maxBytes: 1_000_000 });
    expect(calls).toBe(1);
    expect(result).toMatchObject({ interpreter: "offline", attempts: 1 });
    expect(result.fallback).toContain(reason);
  });

  test("48 a name that does not resolve", async () => {
    const result = await interpretSafely(interpreterAt("http://model.invalid/v1"));
    expect(result).toMatchObject({ interpreter: "offline", attempts: 1 });
  });

  test("48 nobody listens", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    server.close();
    await once(server, "close");
    const port = typeof address === "object" ? address?.port : 0;
    const result = await interpretSafely(interpreterAt(`http://127.0.0.1:${port}/v1`));
    expect(result).toMatchObject({ interpreter: "offline", attempts: 1 });
    expect(result.fallback).toContain("cannot be reached (ECONNREFUSED)");
  });

  test("48 TLS: plain HTTP behind an https address", async () => {
    scripted = await startScriptedModel([good]);
    const result = await interpretSafely(interpreterAt(scripted.url.replace("http:", "https:")));
    expect(result).toMatchObject({ interpreter: "offline", attempts: 1 });
    expect(result.fallback).toContain("cannot be reached");
  });
});

describe("42 Retry-After", () => {
  test.each(BUSY_SHORTLY)("%s: the call is made again", async (_, fault) => {
    expect(await play([fault, good])).toMatchObject({
      calls: 2,
      result: { interpreter: "openai", attempts: 2 },
    });
    expect(await play([fault])).toMatchObject({ calls: 3, result: { interpreter: "offline", attempts: 3 } });
  });

  test.each(BUSY_FOR_LONG)("%s: offline at once", async (_, fault) => {
    const { calls, result } = await play([fault, good]);
    expect(calls).toBe(1);
    expect(result.fallback).toContain("busy (status 429)");
  });

  test("with the fallback switched off the error carries when to come back", async () => {
    scripted = await startScriptedModel([busy("3600")]);
    const interpreter = interpreterAt(scripted.url, { fallback: false });
    const error: unknown = await interpreter
      .interpret({ message: "growth" })
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(PromptError);
    expect(error).toMatchObject({ code: "model-busy", retryAfterSeconds: 3600 });
  });
});

describe("a parameter that the endpoint does not take", () => {
  const unsupported = (parameter: string): Step => ({
    status: 400,
    body: JSON.stringify({
      error: {
        message: `Unsupported value: '${parameter}' does not support 0 with this model.`,
        param: parameter,
        code: "unsupported_value",
      },
    }),
  });

  test.each(["temperature", "response_format", "max_completion_tokens"])(
    "%s is left out, now and later",
    async (parameter) => {
      scripted = await startScriptedModel([unsupported(parameter), good]);
      const interpreter = interpreterAt(scripted.url);
      expect(await interpretSafely(interpreter)).toMatchObject({ interpreter: "openai", attempts: 2 });
      expect(await interpretSafely(interpreter)).toMatchObject({ interpreter: "openai", attempts: 1 });
      expect(scripted.calls[0]?.body).toHaveProperty(parameter);
      for (const { body } of scripted.calls.slice(1)) expect(body).not.toHaveProperty(parameter);
    },
  );

  test("a refusal of the same parameter again is final", async () => {
    const { calls, result } = await play([unsupported("temperature")]);
    expect(calls).toBe(2);
    expect(result.interpreter).toBe("offline");
  });
});

test("48 a body of 300 MiB costs little more memory than the byte cap", async () => {
  const before = process.memoryUsage();
  let peak = 0;
  const timer = setInterval(() => {
    const { arrayBuffers, heapUsed } = process.memoryUsage();
    peak = Math.max(peak, arrayBuffers + heapUsed - before.arrayBuffers - before.heapUsed);
  }, 1);
  const { result } = await play([huge]);
  clearInterval(timer);
  expect(result.fallback).toContain("larger than 262144 bytes");
  // The cap is 256 kB; the rest is slack for the server in this same process and for garbage.
  expect(peak).toBeLessThan(64 * 2 ** 20);
});
