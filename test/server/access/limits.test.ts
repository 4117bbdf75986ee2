import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ChatModel, createInterpreter } from "../../../prompts/index.ts";
import { createMemoryLimits } from "../../../service/limits/limits.ts";
import { createModelBudgets } from "../../../service/limits/model-budgets.ts";
import { vocabularyOf } from "../../../service/vocabulary.ts";
import { smallBook } from "../../service/support/small-book.ts";
import { startGuarded, tokenOf } from "./support.ts";

const [VIEWER, ANALYST] = [tokenOf("viewer", "wnorth"), tokenOf("analyst", "wnorth")];

describe("a limit", () => {
  let server: Awaited<ReturnType<typeof startGuarded>>;
  beforeAll(async () => {
    server = await startGuarded({
      limits: createMemoryLimits({ cheap: 12, heavy: 2, model: 2, "sign-in": 0 }),
    });
  });
  afterAll(() => server.close());
  const of = async (path: string, token: string | null) => {
    const { status, headers } = await server.ask(path, token);
    return {
      status,
      left: headers.get("ratelimit"),
      policy: headers.get("ratelimit-policy"),
      wait: headers.get("retry-after"),
    };
  };

  it("is told with each answer, by kind, as the draft of the IETF spells it", async () => {
    const cheap = await of("/v1/columns", VIEWER);
    expect(cheap).toMatchObject({ status: 200, policy: '"cheap";q=12;w=60', wait: null });
    expect(cheap.left).toMatch(/^"cheap";r=11;t=\d+$/);
    const heavy = await of("/v1/frontier?points=2", VIEWER);
    expect(heavy).toMatchObject({ status: 200, policy: '"cheap";q=12;w=60, "heavy";q=2;w=60' });
    expect(heavy.left).toMatch(/^"cheap";r=10;t=\d+, "heavy";r=1;t=\d+$/);
  });

  it("turns away what is beyond it, with the time to wait, and nothing else of the same token", async () => {
    expect((await of("/v1/accounts/a1?counterfactuals=1", VIEWER)).status).not.toBe(429);
    const over = await server.ask("/v1/tiers?prove=0.1", VIEWER);
    expect(over.status).toBe(429);
    expect(Number(over.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await over.json()).toMatchObject({
      code: "too-many-requests",
      detail: expect.stringMatching(/^You sent more than 2 requests that take seconds in 60 s/),
    });
    expect((await of("/v1/tiers", VIEWER)).status).toBe(200);
  });

  it("is each token's own: another's calls are not counted, nor are those of nobody", async () => {
    for (let k = 0; k < 12; k++) await of("/v1/columns", VIEWER);
    expect((await of("/v1/columns", VIEWER)).status).toBe(429);
    expect((await of("/v1/columns", ANALYST)).status).toBe(200);
    expect((await of("/livez", null)).status).toBe(200);
    for (let k = 0; k < 12; k++) await of("/livez", null);
    expect((await of("/livez", null)).status).toBe(429);
    expect((await of("/v1/columns", ANALYST)).status).toBe(200);
  });

  it("of messages is one of its own", async () => {
    const say = () =>
      server.ask("/v1/interpretations", ANALYST, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: '{"message":"hello there"}',
      });
    const statuses = [(await say()).status, (await say()).status, (await say()).status];
    expect(statuses).toEqual([200, 200, 429]);
  });
});

describe("a request that is at fault by itself", () => {
  let server: Awaited<ReturnType<typeof startGuarded>>;
  beforeAll(async () => {
    server = await startGuarded({
      limits: createMemoryLimits({ cheap: 100, heavy: 0, model: 0, "sign-in": 0 }),
    });
  });
  afterAll(() => server.close());
  const say = (body: string, type = "application/json", path = "/v1/interpretations") =>
    server.ask(path, ANALYST, {
      method: "POST",
      headers: { "Content-Type": type },
      body,
    });

  it("counts as twenty; who sends nothing else is turned away before his body is looked at", async () => {
    const tooMany = JSON.stringify(Object.fromEntries(Array.from({ length: 101 }, (_, k) => [`k${k}`, 1])));
    const faulty = [
      () => server.ask("/v1/columns?a=1", ANALYST),
      () => say(tooMany),
      () => say("{"),
      () => say("x", "text/plain"),
      () => say(JSON.stringify({ token: "x".repeat(5_000) }), "application/json", "/v1/session"),
    ];
    const statuses: number[] = [];
    const left: number[] = [];
    for (const ask of faulty) {
      const response = await ask();
      statuses.push(response.status);
      left.push(Number(/r=(\d+)/.exec(response.headers.get("ratelimit")!)![1]));
      await response.arrayBuffer();
    }
    expect(statuses).toEqual([400, 422, 400, 415, 413]);
    expect(left).toEqual([99, 79, 59, 39, 19]);
    for (const ask of faulty) {
      const response = await ask();
      expect(response.status).toBe(429);
      const { detail } = (await response.json()) as { readonly detail: string };
      expect(detail).toMatch(
        /^You sent more than 100 requests \(one that is at fault by itself counts as 20\) in 60 s/,
      );
    }
    expect((await server.ask("/v1/columns", VIEWER)).status).toBe(200);
  });
});

describe("the language model's tokens", () => {
  it("are counted by who asks; whose share of the day is spent is read offline, and told so", async () => {
    let calls = 0;
    const answer = { weights: { runway: 0, growth: 1, geo: 0, category: 0 }, method: "hybrid", reply: "ok" };
    const model: ChatModel = {
      name: "fake",
      async ask() {
        calls++;
        const usage = { promptTokens: 900, completionTokens: 100 };
        return { content: JSON.stringify(answer), finishReason: "stop", refusal: null, usage };
      },
    };
    const clock = { ms: Date.UTC(2026, 0, 1, 12) };
    const now = () => clock.ms;
    const interpreter = createInterpreter({
      model,
      vocabulary: vocabularyOf(smallBook()),
      cacheSize: 0,
      now,
    });
    const server = await startGuarded({ interpreter, budgets: createModelBudgets(1_500, now) });
    const read = async (token: string, message = "growth first") => {
      const response = await server.ask("/v1/interpretations", token, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ message }),
      });
      return ((await response.json()) as { interpretation: { interpreter: string; fallback: string | null } })
        .interpretation;
    };
    expect(await read(ANALYST)).toMatchObject({ interpreter: "openai" });
    expect(await read(ANALYST)).toMatchObject({ interpreter: "openai" });
    expect(await read(ANALYST)).toMatchObject({
      interpreter: "offline",
      fallback: expect.stringContaining("your daily share"),
    });
    expect(calls).toBe(2);
    expect(await read(tokenOf("admin", "wnorth"))).toMatchObject({ interpreter: "openai" });
    const listed = (await (await server.ask("/v1/tokens", tokenOf("admin", "wnorth"))).json()) as {
      readonly tokens: readonly { readonly name: string; readonly modelTokensToday: number }[];
    };
    const spent = Object.fromEntries(
      listed.tokens.map(({ name, modelTokensToday }) => [name, modelTokensToday]),
    );
    expect(spent).toMatchObject({ "analyst-wnorth": 2_000, "admin-wnorth": 1_000, "viewer-wnorth": 0 });
    clock.ms += 12 * 3_600_000;
    expect(await read(ANALYST)).toMatchObject({ interpreter: "openai" });
    await server.close();
  });
});
