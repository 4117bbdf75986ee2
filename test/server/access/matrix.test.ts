import type { Express } from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXPIRED, GIVEN, startGuarded, tokenOf, uploadCanary, WORKSPACES } from "./support.ts";

/** Which role each route asks for, and whether it is about the book of one workspace. A new route says so here. */
const ROUTES: Readonly<Record<string, readonly [role: string, about: "book" | "anything"]>> = {
  "post /v1/chat": ["analyst", "book"],
  "post /v1/interpretations": ["analyst", "book"],
  "get /v1/tiers": ["viewer", "book"],
  "get /v1/tiers.csv": ["viewer", "book"],
  "get /v1/tiers.xlsx": ["viewer", "book"],
  "get /v1/compare": ["viewer", "book"],
  "get /v1/segmentations": ["viewer", "book"],
  "get /v1/segmentations.csv": ["viewer", "book"],
  "get /v1/frontier": ["viewer", "book"],
  "get /v1/movers": ["viewer", "book"],
  "get /v1/progression": ["viewer", "book"],
  "get /v1/progression.csv": ["viewer", "book"],
  "get /v1/goals": ["viewer", "book"],
  "get /v1/goals.csv": ["viewer", "book"],
  "get /v1/coverage": ["viewer", "book"],
  "post /v1/coverage": ["analyst", "book"],
  "get /v1/coverage.csv": ["viewer", "book"],
  "post /v1/coverage.csv": ["analyst", "book"],
  "get /v1/coverage.xlsx": ["viewer", "book"],
  "post /v1/coverage.xlsx": ["analyst", "book"],
  "get /v1/coverage/frontier": ["viewer", "book"],
  "post /v1/coverage/tier-sizes": ["analyst", "book"],
  "get /v1/coverage/moves.csv": ["viewer", "book"],
  "post /v1/coverage/moves.csv": ["analyst", "book"],
  "get /v1/coverage/sellers": ["viewer", "book"],
  "post /v1/coverage/sellers": ["analyst", "book"],
  "get /v1/coverage/tier-sizes": ["viewer", "book"],
  "get /v1/accounts": ["viewer", "book"],
  "get /v1/accounts.csv": ["viewer", "book"],
  "get /v1/accounts.xlsx": ["viewer", "book"],
  "get /v1/accounts/:id": ["viewer", "book"],
  "get /v1/report": ["viewer", "book"],
  "get /v1/report.html": ["viewer", "book"],
  "get /v1/report.pptx": ["viewer", "book"],
  "get /v1/report.xlsx": ["viewer", "book"],
  "get /v1/rules": ["viewer", "book"],
  "get /v1/rules/loop": ["viewer", "book"],
  "get /v1/rules/loop.csv": ["viewer", "book"],
  "get /v1/story": ["viewer", "book"],
  "get /v1/story/paraphrase": ["analyst", "book"],
  "get /v1/boundaries": ["viewer", "book"],
  "get /v1/stability": ["viewer", "book"],
  "get /v1/runs/:id": ["viewer", "book"],
  "get /v1/columns": ["viewer", "book"],
  "get /v1/columns/:name/values": ["viewer", "book"],
  "get /v1/book": ["viewer", "book"],
  "get /v1/book/rejected.csv": ["viewer", "book"],
  "get /v1/book/template.csv": ["viewer", "anything"],
  "get /v1/book/template.xlsx": ["viewer", "anything"],
  "get /v1/books": ["viewer", "anything"],
  "post /v1/books": ["analyst", "anything"],
  "delete /v1/books/:id": ["admin", "anything"],
  "get /v1/tokens": ["admin", "anything"],
  "get /v1/links": ["analyst", "anything"],
  "post /v1/links": ["analyst", "anything"],
  "delete /v1/links/:id": ["analyst", "anything"],
  "get /v1/session": ["anyone", "anything"],
  "post /v1/session": ["anyone", "anything"],
  "delete /v1/session": ["anyone", "anything"],
  "get /v1/scenarios": ["viewer", "book"],
  "post /v1/scenarios": ["analyst", "book"],
  "get /v1/scenarios/:id": ["viewer", "book"],
  "delete /v1/scenarios/:id": ["analyst", "book"],
  "post /v1/scenarios/:id/versions": ["analyst", "book"],
  "post /v1/scenarios/:id/approvals": ["analyst", "book"],
  "delete /v1/scenarios/:id/approvals/:version": ["analyst", "book"],
  "get /v1/holds": ["viewer", "book"],
  "post /v1/holds": ["analyst", "book"],
  "delete /v1/holds/:id": ["analyst", "book"],
  "get /v1/audit": ["admin", "book"],
  "post /mcp": ["viewer", "book"],
  "get /livez": ["anyone", "anything"],
  "get /readyz": ["anyone", "anything"],
  "get /openapi.json": ["anyone", "anything"],
};

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle: { readonly stack?: readonly Layer[] };
}

/** Every route of the app as `method path`. */
function routesOf(app: Express): string[] {
  const walk = (layers: readonly Layer[]): string[] =>
    layers.flatMap(({ route, handle }) => {
      if (route === undefined) return walk(handle.stack ?? []);
      const methods = Object.keys(route.methods).filter((method) => !["_all", "options"].includes(method));
      return methods.map((method) => `${method} ${route.path}`);
    });
  return walk((app as unknown as { readonly router: { readonly stack: readonly Layer[] } }).router.stack);
}

let server: Awaited<ReturnType<typeof startGuarded>>;
let ids: Record<string, string>;
beforeAll(async () => {
  server = await startGuarded();
  ids = Object.fromEntries(
    await Promise.all(WORKSPACES.map(async (each) => [each, await uploadCanary(server, each)] as const)),
  );
});
afterAll(() => server.close());

/** Sends a request that is turned away, where it is let in, only by what it asks: nothing is run. */
async function send(route: string, token: string | null, query = "") {
  const [method = "", path = ""] = route.split(" ");
  const url = `${path.replace(/:\w+/, "no-such-thing")}?no-such-parameter=1${query}`;
  const body = method === "post" ? { body: "{}", headers: { "Content-Type": "application/json" } } : {};
  const response = await server.ask(url, token, { method: method.toUpperCase(), ...body });
  const text = await response.text();
  const headers = JSON.stringify([...response.headers]);
  return { status: response.status, headers, text, code: codeOf(text) };
}

function codeOf(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { readonly code?: string }).code;
  } catch {
    return undefined;
  }
}

const level = (role: string) => ["anyone", ...GIVEN].indexOf(role as "anyone");

/** What shows something of a workspace's data, or that there is any. */
const shows = (workspace: string) =>
  workspace === "wnorth"
    ? new RegExp(`wnorth|"small"|Western Europe|${ids.wnorth}`)
    : new RegExp(`wsouth|${ids.wsouth}`);

describe("every route", () => {
  it("says which role it asks for", () => {
    expect(routesOf(server.app).sort()).toEqual(Object.keys(ROUTES).sort());
  });

  it.each(Object.entries(ROUTES))(
    "%s: 401 to whoever has no token, a wrong one or an old one",
    async (route, [role]) => {
      for (const token of [null, "wrong", EXPIRED]) {
        for (const query of ["", `&book=${ids.wnorth}`, "&book=00000000000000000000000000000000"]) {
          const { status, text, headers } = await send(route, token, query);
          if (role === "anyone" && query === "") expect([401, 403]).not.toContain(status);
          else {
            expect(status).toBe(401);
            expect(headers.toLowerCase()).toContain("www-authenticate");
          }
          expect((text + headers).match(shows("wnorth"))).toBeNull();
        }
      }
    },
  );

  it.each(Object.entries(ROUTES))(
    "%s: 403 below its role, 404 from another workspace, else let in",
    async (route, [role, about]) => {
      for (const own of WORKSPACES) {
        const other = own === "wnorth" ? "wsouth" : "wnorth";
        for (const has of GIVEN) {
          const token = tokenOf(has, own);
          const may = level(has) >= level(role);
          const atHome = await send(route, token);
          if (!may) expect([atHome.status, atHome.code]).toEqual([403, "role-not-sufficient"]);
          else if (about === "book" && own !== "wnorth")
            expect([atHome.status, atHome.code]).toEqual([404, "no-book"]);
          else expect([401, 403]).not.toContain(atHome.status);

          const foreign = await send(route, token, `&book=${ids[other]}`);
          expect([foreign.status, foreign.code]).toEqual([404, "not-found"]);
          expect((foreign.text + foreign.headers).match(shows(other))?.[0] ?? ids[other]).toBe(ids[other]);
          // In every byte the same as for a book that is nowhere.
          const nowhere = await send(route, token, `&book=${ids[other]!.replace(/./g, "0")}`);
          const same = (text: string, id: string) =>
            text.replaceAll(id, "ID").replace(/"requestId":"[^"]*"/, "");
          expect(same(foreign.text, ids[other]!)).toBe(same(nowhere.text, ids[other]!.replace(/./g, "0")));

          const named = await send(route, token, `&book=${ids[own]}`);
          if (may) expect([401, 403]).not.toContain(named.status);
          else expect([named.status, named.code]).toEqual([403, "role-not-sufficient"]);
          for (const { text, headers } of [atHome, named])
            expect((text + headers).match(shows(other))).toBeNull();
        }
      }
    },
  );
});

describe("what a workspace sees", () => {
  const json = async (path: string, workspace: string) =>
    (await (await server.ask(path, tokenOf("admin", workspace))).json()) as Record<string, never>;

  it("are its own books and tokens, and nothing of another's", async () => {
    for (const own of WORKSPACES) {
      const books = JSON.stringify(await json("/v1/books", own));
      const tokens = JSON.stringify(await json("/v1/tokens", own));
      const other = own === "wnorth" ? "wsouth" : "wnorth";
      expect(books).toContain(ids[own]);
      expect(tokens).toContain(`viewer-${own}`);
      expect(books + tokens).not.toContain(other);
      expect(books).not.toContain(ids[other]);
    }
    expect((await json("/v1/books", "wsouth")).configured).toBeNull();
  });

  it("is where its runs, plans and validators stay", async () => {
    const run = async (workspace: string) => {
      const response = await server.ask(
        `/v1/tiers.csv?method=direct&book=${ids[workspace]}`,
        tokenOf("viewer", workspace),
      );
      return { etag: response.headers.get("etag"), csv: await response.text() };
    };
    const [wnorth, wsouth] = [await run("wnorth"), await run("wsouth")];
    expect(wnorth.csv).toContain("wnorth-canary-0");
    expect(wsouth.csv).toContain("wsouth-canary-0");
    expect(wnorth.csv).not.toContain("wsouth");
    expect(wnorth.etag).not.toBe(wsouth.etag);
  });

  it("cannot be removed by another's admin", async () => {
    const removed = await server.ask(`/v1/books/${ids.wnorth}`, tokenOf("admin", "wsouth"), {
      method: "DELETE",
    });
    expect(removed.status).toBe(404);
    expect((await server.ask(`/v1/book?book=${ids.wnorth}`, tokenOf("viewer", "wnorth"))).status).toBe(200);
  });

  it("is told by /readyz to its own callers alone", async () => {
    expect(await json("/readyz", "wnorth")).toMatchObject({ book: { id: "small" } });
    expect(await json("/readyz", "wsouth")).toEqual({ status: "ready" });
    expect(await (await server.ask("/readyz")).json()).toEqual({ status: "ready" });
  });
});
