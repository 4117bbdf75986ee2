import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveByPostgres } from "./support/serve-by-postgres.ts";

interface Parameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly schema: { readonly enum?: readonly string[]; readonly type?: string };
}

type Methods = Record<string, { parameters: Parameter[]; requestBody?: object }>;

interface Described {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly takesBody: boolean;
}

let started: Awaited<ReturnType<typeof serveByPostgres>>;
let server: Server;
let origin: string;
let operations: Described[];
beforeAll(async () => {
  // The store that is particular about what it is given.
  started = await serveByPostgres();
  // Patient as the server itself is: on a busy machine Node's own 5 s are over while the next request is on its way.
  server = createServer({ keepAliveTimeout: 65_000 }, started.app).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const description = await (await fetch(`${origin}/openapi.json`)).json();
  const { paths } = description as { paths: Record<string, Methods> };
  operations = Object.entries<Record<string, { parameters: Parameter[]; requestBody?: object }>>(
    paths,
  ).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters, requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      parameters,
      takesBody: requestBody !== undefined,
    })),
  );
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await started.close();
});

/** What a value may be: meant well, at an edge, or meant badly; percent-encoded already. */
const values = [
  ..."0 1 2 5 .5 -1 1e3 1e999 1e-320 NaN Infinity 0x10 9007199254740993 %00 %20 %ED%A0%80 %EF%BB%BF %F0%9F%98%80".split(
    " ",
  ),
  ..."A A,B tier:A tier:Z none free top:0.5 revenue:.8 pi:1 top:2:TotalRevenue_FY26 bottom:0:ID".split(" "),
  ..."Geo_Entity:Africa Geo_Entity!:Africa Geo_Entity: : :: Geo_Entity:Africa|%7C TotalRevenue_FY26>100 PI_acct<=1".split(
    " ",
  ),
  ..."A:1 A:5%25,B:5 A:x A:1,A:2 tpa:1,sfi:0,tci:0 __proto__ __proto__:1 constructor toString ID Nope , %5C, all".split(
    " ",
  ),
  ..."ward:3:v2 hdbscan kmeans:99 method%3Dkpi runway%3D0 run%3Drun B,C B,Z B,B true false 304930413 1 10".split(
    " ",
  ),
  "",
  "x".repeat(300),
];
const texts = [
  "prioritize runway growth",
  "hold tier A",
  "undo",
  "why is account 3 where it is?",
  "reach an SFI of .9",
  "compare",
  "only Africa",
  "grow Tier A to 4",
  "KPI",
  "40/30/20/10",
  "\u0000",
  "\ud800",
  "=cmd|' /C calc'!A0",
  "```\n\n\n```",
  'Method: kpi. Weights: runway 1. Policy: hold=[x]; scope=["a',
  "Weights: runway 0 growth 0",
  "Policy: a=[x].",
];

const query = fc.record({
  at: fc.nat(),
  beside: fc.nat(),
  picked: fc.array(
    fc.tuple(
      fc.nat(),
      fc.oneof(
        fc.constantFrom(...values),
        fc.nat().map((n) => `#${n}`),
      ),
    ),
    { maxLength: 6 },
  ),
  accept: fc.constantFrom(
    "*/*",
    "application/json",
    "text/csv",
    "text/event-stream",
    "text/plain",
    "image/png",
  ),
  json: fc.oneof(
    fc.json({ maxDepth: 3 }),
    fc
      .record(
        {
          message: fc.constantFrom(...texts),
          history: fc.array(
            fc.record(
              {
                role: fc.constantFrom("user", "assistant"),
                content: fc.constantFrom(...texts),
                plan: fc.record({
                  method: fc.constantFrom("hybrid", "kpi", "direct", "baseline"),
                  weights: fc.constantFrom(
                    { runway: 1, growth: 0, geo: 0, category: 0 },
                    { runway: 1e9, growth: 1e-320, geo: 1, category: 0 },
                  ),
                  policy: fc.dictionary(
                    fc.constantFrom(
                      "hold",
                      "scope",
                      "mayRise",
                      "tierSizes",
                      "strategicTiers",
                      "maxMovedShare",
                    ),
                    fc.oneof(
                      fc.constantFrom(...texts, 1, 0.5, { A: 1 }),
                      fc.array(fc.constantFrom("tier:A", "Geo_Entity:Africa", "x", ":")),
                    ),
                    { maxKeys: 3 },
                  ),
                }),
              },
              { requiredKeys: ["role", "content"] },
            ),
            { maxLength: 3 },
          ),
        },
        { requiredKeys: ["message"] },
      )
      .map((body) => JSON.stringify(body)),
  ),
});

type Asked = typeof query extends fc.Arbitrary<infer T> ? T : never;

/** What a request of one operation is. */
function requestOf({ at, picked, accept, json }: Asked) {
  const { method, path, parameters, takesBody } = operations[at % operations.length]!;
  const parts = picked.map(([which, value]) => {
    const parameter = parameters[which % Math.max(1, parameters.length)];
    const words = parameter?.schema.enum;
    const text = value.startsWith("#")
      ? words
        ? encodeURIComponent(words[Number(value.slice(1)) % words.length]!)
        : "1"
      : value;
    return { name: parameter?.name ?? "unknown", place: parameter?.in ?? "query", text };
  });
  const filled = path.replace(
    /\{(\w+)\}/g,
    (_, name) => parts.find((part) => part.name === name)?.text || "3",
  );
  const search = parts.filter(({ place }) => place === "query").map(({ name, text }) => `${name}=${text}`);
  return {
    path: filled,
    search,
    url: `${filled}?${search.join("&")}`,
    init: {
      method,
      headers: { accept, ...(takesBody && { "content-type": "application/json" }) },
      ...(takesBody && { body: json }),
    },
  };
}

/** GETs about the same run: of what was asked, all that the other operation takes as well. */
function aboutTheSameRun({ at, beside, picked, accept, json }: Asked) {
  const reads = operations.filter(({ method, path }) => method === "GET" && !path.includes("{"));
  const [first, second] = [reads[at % reads.length]!, reads[beside % reads.length]!];
  const { search, init } = requestOf({ at: operations.indexOf(first), beside, picked, accept, json });
  const known = new Set(second.parameters.map(({ name }) => name));
  const common = search.filter((part) => known.has(part.split("=", 1)[0]!));
  const { headers } = init;
  return [
    { url: `${first.path}?${search.join("&")}`, headers },
    { url: `${second.path}?${common.join("&")}`, headers },
    { url: `${second.path}?${common.join("&")}`, headers: { accept: "*/*" } },
    { url: `${first.path}?${common.join("&")}`, headers: { accept: "*/*" } },
  ];
}

describe("whatever is asked", () => {
  it("no request of any operation is answered with a 500, and no event stream ends with one (property)", async () => {
    await fc.assert(
      fc.asyncProperty(query, async (asked) => {
        const { url, init } = requestOf(asked);
        const response = await fetch(origin + url, init);
        const text = await response.text();
        expect(`${response.status} ${init.method} ${url} ${init.body ?? ""}`).not.toMatch(/^500/);
        expect(text).not.toContain('"status":500');
      }),
      { numRuns: Number(process.env.FUZZ_RUNS ?? 400) },
    );
  });

  it("nor where one parameter is what a store cannot hold or count to", async () => {
    const failed: string[] = [];
    for (const { method, path, parameters, takesBody } of operations) {
      const init = {
        method,
        ...(takesBody && { headers: { "content-type": "application/json" }, body: "{}" }),
      };
      const asked = parameters.flatMap(({ name, in: place, schema }) =>
        (schema.type === "integer" ? ["2147483648"] : ["%00"]).map((text) => {
          const filled = path.replace(/\{(\w+)\}/g, (_, each) => (each === name ? text : "3"));
          return place === "path" ? filled : `${filled}?${name}=${text}`;
        }),
      );
      const answers = asked.map(async (url) => {
        const response = await fetch(origin + url, init);
        if (response.status === 500) failed.push(`${method} ${url}`);
        await response.arrayBuffer();
      });
      await Promise.all(answers);
    }
    expect(failed).toEqual([]);
  });

  it("nor while the same run is under way for others, some of whom leave (property)", async () => {
    await fc.assert(
      fc.asyncProperty(query, fc.nat(20), async (asked, leavesAfter) => {
        const answers = aboutTheSameRun(asked).map(async ({ url, headers }, k) => {
          const leaving = new AbortController();
          if (k === 0) setTimeout(() => leaving.abort(), leavesAfter);
          const said = await fetch(origin + url, { headers, signal: leaving.signal })
            .then(async (response) => `${response.status} ${await response.text()}`)
            .catch((error: Error) => error.name);
          expect(`${said.slice(0, 4)} ${url}`).not.toMatch(/^500/);
          expect(said).not.toContain('"status":500');
          if (k > 0) expect(said).not.toMatch(/^(499|TypeError)/);
        });
        await Promise.all(answers);
      }),
      { numRuns: Number(process.env.FUZZ_RUNS ?? 400) / 4 },
    );
  });
});
