import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountId } from "../../../tiering/index.ts";
import { generatedBook } from "../../service/support/generated-book.ts";
import { listenOn } from "./support.ts";

let server: Awaited<ReturnType<typeof listenOn>>;
let url: URL;
beforeAll(async () => {
  server = await listenOn(await generatedBook(2_000));
  ({ url } = server);
});
afterAll(() => server.close());

const ERAS = [
  ["2026-07-28", { versionNegotiation: { mode: "auto" } }],
  ["2025-11-25", {}],
] as const;

function textOf({ contents: [first] }: { readonly contents: readonly object[] }): string {
  return (first as { text: string }).text;
}

async function connect(options: (typeof ERAS)[number][1]) {
  const client = new Client({ name: "strategist", version: "1" }, options);
  await client.connect(new StreamableHTTPClientTransport(url));
  const call = async (name: string, args: object) => {
    const result = await client.callTool({ name, arguments: args as Record<string, unknown> });
    expect(Buffer.byteLength(JSON.stringify(result))).toBeLessThan(50_000);
    // Each tool's own shape, as JSON has it.
    return { ...result, structuredContent: JSON.parse(JSON.stringify(result.structuredContent ?? null)) };
  };
  return { client, call };
}

describe.each(ERAS)("the tools for a client of %s", (version, options) => {
  it("tell a strategist's whole story in eight calls, each bounded", async () => {
    const { client, call } = await connect(options);
    expect(client.getNegotiatedProtocolVersion()).toBe(version);
    // From here on the client holds each result to its tool's schema.
    await client.listTools();

    const book = await call("book", { column: "Geo_Entity", search: "africa" });
    expect(book.structuredContent.report.accounts).toBe(2_000);
    expect(book.structuredContent.values.list).toEqual([{ value: "Africa", accounts: expect.any(Number) }]);

    const wish = await call("interpret", { message: "growth first, only in Africa, move at most 3 %" });
    const { plan, unread } = wish.structuredContent;
    expect(plan.policy).toEqual({ maxMovedShare: 0.03, scope: ["Geo_Entity:Africa"] });
    expect(unread).toEqual([]);

    const ran = await call("retier", { plan, limit: 50 });
    const { summary, moved } = ran.structuredContent;
    expect(summary.moved.count).toBeLessThanOrEqual(60);
    expect(moved.accounts).toHaveLength(Math.min(50, moved.total));
    expect(summary.rules.every(({ kept }: { kept: boolean }) => kept)).toBe(true);
    const links = ran.content.filter(({ type }) => type === "resource_link");
    expect(links).toHaveLength(2);

    const further = await call("interpret", { message: "a bit more runway", current: plan });
    expect(further.structuredContent.plan.policy).toEqual(plan.policy);
    expect(further.structuredContent.plan.weights.runway).toBeGreaterThan(plan.weights.runway);

    const { id } = moved.accounts[0];
    const why = await call("explain_account", { id, plan });
    expect(why.structuredContent.account).toMatchObject({ id, tier: moved.accounts[0].tier });

    const both = await call("compare", { plans: [plan, further.structuredContent.plan] });
    expect(both.structuredContent.scenarios.runs).toHaveLength(2);
    expect(both.structuredContent.scenarios.runs[0].moved).toBe(summary.moved.count);

    const frontier = await call("frontier", { plan, points: 6 });
    expect(frontier.structuredContent.frontier.points.length).toBeGreaterThan(1);

    const goal = await call("goal", { plan: {}, kpi: "tpa", atLeast: 0.3 });
    expect(["reached", "impossible", "not-found"]).toContain(goal.structuredContent.goal.state);

    await client.close();
  });

  it("say what was got and expected, where an argument is wrong", async () => {
    const { client, call } = await connect(options);
    const typo = await call("retier", { plan: { policy: { scope: ["Geo_Entity:Atlantis"] } } });
    expect(typo.isError).toBe(true);
    expect(JSON.stringify(typo.content)).toMatch(/Atlantis.*#\/policy\/scope\/0/);
    const negative = await call("retier", { plan: { weights: { runway: -1 } } });
    expect(negative.isError).toBe(true);
    expect(JSON.stringify(negative.content)).toMatch(/plan\.weights\.runway/);
    const nobody = await call("explain_account", { id: "nobody" });
    expect(JSON.stringify(nobody.content)).toMatch(/Unknown account/);
    const column = await call("book", { column: "Geo" });
    expect(JSON.stringify(column.content)).toMatch(/no text column.*Geo_Entity/);
    const zero = await call("retier", { plan: { weights: { runway: 0 } } });
    expect(zero.isError).toBe(true);
    await client.close();
  });

  it("link the whole CSV and serve it as a resource, the bytes of the same query over HTTP", async () => {
    const { client, call } = await connect(options);
    const { content } = await call("retier", { plan: { method: "kpi" }, limit: 0 });
    const [own, http] = content.filter((part) => part.type === "resource_link");
    const read = await client.readResource({ uri: own!.uri });
    const text = textOf(read);
    expect(text.split("\n")).toHaveLength(2_002);
    expect(await (await fetch(http!.uri)).text()).toBe(text);
    const sql = await client.readResource({ uri: own!.uri.replace("tiers://csv/", "tiers://rules.sql/") });
    expect(textOf(sql)).toMatch(/SELECT/i);
    await client.close();
  });

  it("say of an address that names no plan what is wrong with it", async () => {
    const { client } = await connect(options);
    for (const [uri, why] of [
      ["tiers://csv/%E0%A4%A", /percent-encoded/],
      ["tiers://csv/method%3Dnope", /expected one of hybrid/],
      ["tiers://csv/scope%3DGeo_Entity%253AAtlantis", /Atlantis/],
      ["tiers://rules.sql/method%3Ddirect%26scale%3Drank", /scale rank/],
    ] as const) {
      await expect(client.readResource({ uri })).rejects.toThrow(why);
      await expect(client.readResource({ uri })).rejects.toMatchObject({ code: -32602 });
    }
    await client.close();
  });

  it("announce themselves as read-only, with schemas of input and output", async () => {
    const { client } = await connect(options);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      "interpret",
      "retier",
      "explain_account",
      "compare",
      "frontier",
      "goal",
      "book",
    ]);
    for (const { annotations, outputSchema } of tools) {
      expect(annotations).toMatchObject({ readOnlyHint: true, idempotentHint: true });
      expect(outputSchema).toMatchObject({ type: "object" });
    }
    expect(textOf(await client.readResource({ uri: "tiers://glossary" }))).toMatch(/TPA/);
    await client.close();
  });
});

it("progress reaches a client that asks for it, each step further than the last", async () => {
  const { client } = await connect(ERAS[0][1]);
  const steps: number[] = [];
  await client.callTool(
    { name: "goal", arguments: { kpi: "sfi", atLeast: 0.9 } },
    { onprogress: ({ progress }) => steps.push(progress) },
  );
  expect(steps.length).toBeGreaterThan(0);
  expect(steps).toEqual([...steps].sort((a, b) => a - b));
  await client.close();
});

it("a result that would be too large says so rather than being cut", async () => {
  const { client, call } = await connect(ERAS[0][1]);
  const hold = Array.from({ length: 2_000 }, (_, i) => accountId(server.book, i));
  const wish = await call("interpret", { message: "more growth", current: { policy: { hold } } });
  expect(wish.isError).toBe(true);
  expect(JSON.stringify(wish.content)).toMatch(/at most 50,000/);
  await client.close();
});

it("a body above the limit is refused before it is read", async () => {
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ filler: "x".repeat(70_000) }),
  });
  expect(response.status).toBe(413);
});
