import { once } from "node:events";
import { createServer } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import { PromptError } from "../../../prompts/index.ts";
import { DEADLINE_MS, interpreterAt, interpretSafely } from "../../support/faults.ts";
import {
  type Behaviour,
  envelope,
  type ScriptedModel,
  type Step,
  startScriptedModel,
} from "../../support/scripted-model.ts";

const weights = { runway: 0.2, growth: 0.5, geo: 0.2, category: 0.1 };
const good: Step = { answer: { weights, method: "hybrid", reply: "Growth leads." } };
const goodBody = envelope(JSON.stringify({ weights, method: "hybrid", reply: "" }));

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

const reset: Behaviour = (response) => response.socket?.resetAndDestroy();
const resetInBody: Behaviour = (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "5000" });
  response.write('{"choices":');
  setTimeout(() => response.socket?.resetAndDestroy(), 20);
};
const shortBody: Behaviour = (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "5000" });
  response.write(goodBody.slice(0, 30));
  setTimeout(() => response.socket?.end(), 20);
};
const html = "<!doctype html><html><body><h1>Bad gateway</h1></body></html>";

describe("one transport retry, then offline", () => {
  const faults: readonly [string, Step][] = [
    ["41 reset before headers", reset],
    ["41 reset in the body", resetInBody],
    ["41 body shorter than announced", shortBody],
    ["44 status 500", { status: 500, body: '{"error":{"message":"boom"}}' }],
    ["44 status 502 with HTML", { status: 502, headers: { "content-type": "text/html" }, body: html }],
    ["44 status 503 without Retry-After", { status: 503, body: "" }],
    ["44 status 529", { status: 529, body: "overloaded" }],
    ["45 status 200 with HTML", { status: 200, headers: { "content-type": "text/html" }, body: html }],
    ["45 status 200 with {error}", { status: 200, body: '{"error":{"message":"no","code":500}}' }],
    [
      "45 status 200 with choices and an error",
      { status: 200, body: `{"error":{"message":"no"},${goodBody.slice(1)}` },
    ],
    ["45 empty body", { status: 200, body: "" }],
    ["45 bad gzip", { status: 200, headers: { "content-encoding": "gzip" }, body: "this is not gzip" }],
    [
      "45 cut gzip",
      { status: 200, headers: { "content-encoding": "gzip" }, body: gzipSync(goodBody).subarray(0, 40) },
    ],
    ["29 an envelope under __proto__", { status: 200, body: `{"__proto__":${goodBody}}` }],
    ["an envelope that is an array", { status: 200, body: `[${goodBody}]` }],
  ];
  test.each(faults)("%s", async (_, fault) => {
    const once = await play([fault, good]);
    expect(once).toMatchObject({ calls: 2, result: { interpreter: "openai", attempts: 2 } });
    const always = await play([fault]);
    expect(always).toMatchObject({ calls: 2, result: { interpreter: "offline", attempts: 2 } });
  });
});

describe("offline at once, with the reason", () => {
  const slow = "did not answer within";
  const drip: Behaviour = (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const timer = setInterval(() => response.write(" "), 30);
    response.on("close", () => clearInterval(timer));
  };
  const endless: Behaviour = (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const chunk = Buffer.alloc(65_536, 32);
    const more = () => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on("drain", more);
    more();
  };
  const faults: readonly [string, string, Step][] = [
    ["39 no headers", slow, () => undefined],
    ["40 dripping body", slow, drip],
    [
      "43 quota as 429",
      "quota",
      {
        status: 429,
        headers: { "retry-after": "0" },
        body: '{"error":{"code":"insufficient_quota","type":"insufficient_quota","message":"spent"}}',
      },
    ],
    ["43 quota as 402", "quota", { status: 402, body: "{}" }],
    [
      "46 must contain the word json",
      "status 400",
      {
        status: 400,
        body: `{"error":{"message":"'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.","param":"messages"}}`,
      },
    ],
    [
      "46 status 401",
      "status 401",
      { status: 401, body: '{"error":{"message":"Incorrect API key","code":"invalid_api_key"}}' },
    ],
    [
      "46 status 404",
      "status 404",
      { status: 404, body: '{"error":{"message":"no such model","code":"model_not_found"}}' },
    ],
    [
      "46 context length",
      "status 400",
      {
        status: 400,
        body: '{"error":{"message":"maximum context length is 8192 tokens","code":"context_length_exceeded"}}',
      },
    ],
    ["47 redirect", "redirects", { status: 302, headers: { location: "http://127.0.0.1:9/elsewhere" } }],
    ["48 endless body", "larger than", endless],
    [
      "48 endless gzip",
      "larger than",
      { status: 200, headers: { "content-encoding": "gzip" }, body: gzipSync(Buffer.alloc(4_000_000, 32)) },
    ],
  ];
  test.each(faults)("%s", async (_, reason, fault) => {
    const deadlineMs = reason === slow ? SHORT_MS : DEADLINE_MS;
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
  const busy = (retryAfter: string, status = 429): Step => ({
    status,
    headers: { "retry-after": retryAfter },
    body: "{}",
  });

  test.each([
    ["0", busy("0")],
    ["0.1", busy("0.1")],
    ["a date in the past", busy("Thu, 01 Jan 2026 00:00:00 GMT")],
    ["0 with 503", busy("0", 503)],
  ])("%s: the call is made again", async (_, fault) => {
    expect(await play([fault, good])).toMatchObject({
      calls: 2,
      result: { interpreter: "openai", attempts: 2 },
    });
    expect(await play([fault])).toMatchObject({ calls: 3, result: { interpreter: "offline", attempts: 3 } });
  });

  test.each([
    ["3600", busy("3600")],
    ["21, later than the deadline", busy("21")],
    ["-5", busy("-5")],
    ["garbage", busy("soon")],
    ["a date far ahead", busy("Fri, 01 Jan 2100 00:00:00 GMT")],
    ["none", { status: 429, body: "{}" } as Step],
  ])("%s: offline at once", async (_, fault) => {
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
  const chunk = Buffer.alloc(1 << 20, 32);
  const huge: Behaviour = (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    let sent = 0;
    const more = () => {
      while (!response.destroyed && sent < 300) {
        sent++;
        if (!response.write(chunk)) return;
      }
      response.end();
    };
    response.on("drain", more);
    more();
  };
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
