import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStore, type Store } from "../../../service/store/open-store.ts";
import { startGuarded, tokenOf, uploadCanary } from "./support.ts";

let folder: string;
let store: Store;
let server: Awaited<ReturnType<typeof startGuarded>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "links-"));
  store = await openStore({ file: join(folder, "store.sqlite") });
  server = await startGuarded({ store });
});
afterAll(async () => {
  await server.close();
  await store.close();
  await rm(folder, { recursive: true });
});

interface Issued {
  readonly url: string;
  readonly id: string;
  readonly until: string;
  readonly lasting: boolean;
}
interface Listed {
  readonly links: readonly {
    readonly id: string;
    readonly path: string;
    readonly author: string;
    readonly until: string;
    readonly revoked: { readonly by: string } | null;
  }[];
}

const ask = async (who: string, method: string, path: string, body?: object, key?: string) => {
  const headers = { "Content-Type": "application/json", ...(key && { "Idempotency-Key": key }) };
  const [role = "", workspace = ""] = who.split("-");
  const response = await server.ask(path, tokenOf(role, workspace), {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as unknown };
};
const issue = async (who: string, url: string, key?: string) =>
  (await ask(who, "POST", "/v1/links", { url, days: 1 }, key)).body as Issued;
const list = async (who: string) => ((await ask(who, "GET", "/v1/links")).body as Listed).links;
const read = async ({ url }: Issued) => (await fetch(url)).status;

describe("a link that was issued", () => {
  it("is listed with its end, to its author and to admins of the workspace, and never with what opens it", async () => {
    const own = await issue("analyst-wnorth", "/v1/book");
    const theirs = await issue("admin-wnorth", "/v1/columns");
    expect(own.lasting).toBe(true);
    expect(await list("analyst-wnorth")).toEqual([
      {
        id: own.id,
        path: "/v1/book",
        author: "analyst-wnorth",
        at: expect.any(String),
        until: own.until,
        revoked: null,
      },
    ]);
    expect((await list("admin-wnorth")).map(({ id }) => id)).toEqual([theirs.id, own.id]);
    expect(await list("admin-wsouth")).toEqual([]);
    const listed = JSON.stringify(await ask("admin-wnorth", "GET", "/v1/links"));
    expect(listed).not.toContain(new URL(own.url).searchParams.get("token"));
  });

  it("opens nothing once its author or an admin has taken it back, and the others go on", async () => {
    const [first, second, third] = [
      await issue("analyst-wnorth", "/v1/book"),
      await issue("analyst-wnorth", "/v1/book"),
      await issue("admin-wnorth", "/v1/book"),
    ];
    expect([await read(first), await read(second), await read(third)]).toEqual([200, 200, 200]);
    const refused = await ask("analyst-wnorth", "DELETE", `/v1/links/${third.id}`);
    expect(refused).toMatchObject({ status: 403, body: { code: "role-not-sufficient" } });
    expect((await ask("admin-wsouth", "DELETE", `/v1/links/${first.id}`)).status).toBe(404);
    expect((await ask("analyst-wnorth", "DELETE", `/v1/links/${first.id}`)).status).toBe(200);
    expect((await ask("admin-wnorth", "DELETE", `/v1/links/${second.id}`)).status).toBe(200);
    expect((await ask("admin-wnorth", "DELETE", `/v1/links/${second.id}`)).status).toBe(404);
    expect([await read(first), await read(second), await read(third)]).toEqual([401, 401, 200]);
    const gone = await fetch(first.url);
    expect(((await gone.json()) as { detail: string }).detail).toContain("taken back");
    const revoked = (await list("admin-wnorth")).filter(({ revoked }) => revoked !== null);
    expect(revoked.map(({ id, revoked: of }) => [id, of?.by])).toEqual([
      [second.id, "admin-wnorth"],
      [first.id, "analyst-wnorth"],
    ]);
  });

  it("is the same under the same key, and its signature is nowhere in the store", async () => {
    const [one, again] = [
      await issue("analyst-wnorth", "/v1/book", "k1"),
      await issue("analyst-wnorth", "/v1/book", "k1"),
    ];
    expect(again).toEqual(one);
    const rows = await store.database.read(async (db) => [
      await db.selectFrom("links").selectAll().execute(),
      await db.selectFrom("keys").selectAll().execute(),
      await db.selectFrom("audit").selectAll().execute(),
    ]);
    expect(JSON.stringify(rows)).not.toContain(new URL(one.url).searchParams.get("token"));
  });

  it("stands in the audit trail with who made it and who took it back", async () => {
    const { id } = await issue("analyst-wnorth", "/v1/book");
    await ask("admin-wnorth", "DELETE", `/v1/links/${id}`);
    const trail = await store.audit.list("wnorth", { kind: "link", limit: 2 });
    expect(trail.map(({ who, action, detail }) => [who, action, detail])).toEqual([
      ["admin-wnorth", "DELETE /v1/links/{id}", "Taken back: /v1/book"],
      ["analyst-wnorth", "POST /v1/links", expect.stringMatching(/^\/v1\/book until \d{4}/)],
    ]);
  });

  it("leads to a book that the workspace has, or is none", async () => {
    const make = (who: string, url: string) => ask(who, "POST", "/v1/links", { url, days: 1 });
    const own = await uploadCanary(server, "wsouth");
    const nowhere = "0".repeat(32);
    for (const [who, url] of [
      ["analyst-wnorth", `/v1/tiers.csv?book=${nowhere}`],
      ["analyst-wnorth", `/v1/tiers.csv?book=${own}&runway=1`],
      ["analyst-wsouth", "/v1/tiers.csv?runway=1"],
      ["analyst-wsouth", "/v1/tiers.csv?book=small"],
      ["analyst-wnorth", "/v1/accounts/%E0%A4%A"],
      ["analyst-wnorth", "/v1/accounts/%"],
      ["analyst-wnorth", "/v1/tiers.csv?scope=Geo_Entity:%E9"],
    ] as const) {
      const { status, body } = await make(who, url);
      expect([who, url, status, (body as { code: string }).code]).toSatisfy(
        ([, , code, kind]) =>
          (code === 422 && kind === "invalid-link") || (code === 400 && kind === "invalid-query"),
      );
    }
    const { status, body } = await make("analyst-wsouth", `/v1/tiers.csv?book=${own}&runway=1`);
    expect([status, await read(body as Issued)]).toEqual([200, 200]);
    await ask("analyst-wsouth", "DELETE", `/v1/links/${(body as Issued).id}`);
  });

  it("under an Idempotency-Key is its sender's own: another one's is neither told of it nor kept from writing", async () => {
    const first = await issue("analyst-wnorth", "/v1/book", "same-key");
    const again = await issue("analyst-wnorth", "/v1/book", "same-key");
    const others = await issue("admin-wnorth", "/v1/book", "same-key");
    const elsewhere = await issue("analyst-wsouth", "/v1/session", "same-key");
    expect(again.id).toBe(first.id);
    expect(others.id).not.toBe(first.id);
    expect(JSON.stringify(elsewhere)).not.toContain(first.id);
    expect(await ask("admin-wnorth", "POST", "/v1/links", { url: "/v1/columns" }, "same-key")).toMatchObject({
      status: 422,
      body: { code: "key-reused" },
    });
  });

  it("opens nothing where the store cannot say whether it is good", async () => {
    const made = await issue("analyst-wnorth", "/v1/book");
    await store.close();
    const response = await fetch(made.url);
    expect([401, 500, 503]).toContain(response.status);
    expect(await response.text()).not.toContain("signals");
  });
});
