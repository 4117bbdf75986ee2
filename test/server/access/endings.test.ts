import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accountId } from "../../../tiering/index.ts";
import { smallBook } from "../../service/support/small-book.ts";
import { startGuarded, tokenOf } from "./support.ts";

const account = accountId(smallBook(), 0);
const other = accountId(smallBook(), 1);

let server: Awaited<ReturnType<typeof startGuarded>>;
beforeAll(async () => {
  server = await startGuarded();
});
afterAll(() => server.close());

/** Sends as a role of the workspace whose book it is. */
async function as(role: string, method: string, path: string, body?: object) {
  const json = { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
  const response = await server.ask(path, tokenOf(role, "wnorth"), { method, ...(body && json) });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

describe("ending", () => {
  it("a scenario that is in force takes an admin, one that is not an analyst", async () => {
    const weights = { runway: 1, growth: 0, geo: 0, category: 0 };
    const plan = { method: "hybrid", weights, policy: {} };
    const made = await as("analyst", "POST", "/v1/scenarios", { name: "A", plan });
    const path = `/v1/scenarios/${made.body.scenario.id}`;
    for (const state of ["proposed", "approved", "in-force"])
      expect((await as("admin", "POST", `${path}/approvals`, { version: 1, state })).status).toBe(200);
    const refused = await as("analyst", "DELETE", path);
    expect([refused.status, refused.body.code]).toEqual([403, "role-not-sufficient"]);
    expect(refused.body.detail).toMatch(/Version 1 of “A” is in force .* admin ends that/);
    const { scenario } = (await as("viewer", "GET", path)).body;
    expect(scenario.approvals).toMatchObject([{ state: "in-force", ended: null }]);
    expect((await as("admin", "DELETE", path)).status).toBe(200);
    const idle = await as("admin", "POST", "/v1/scenarios", { name: "B", plan });
    const taken = await as("analyst", "DELETE", `/v1/scenarios/${idle.body.scenario.id}`);
    expect(taken.status).toBe(200);
  });

  it("a hold, or putting another in its place, takes its author or an admin", async () => {
    const hold = (role: string, of: string) =>
      as(role, "POST", "/v1/holds", { holds: [{ account: of, reason: `said by ${role}` }] });
    const { entries } = (await hold("admin", account)).body;
    const path = `/v1/holds/${entries[0].id}`;
    for (const { status, body } of [await as("analyst", "DELETE", path), await hold("analyst", account)]) {
      expect([status, body.code]).toEqual([403, "role-not-sufficient"]);
      expect(body.detail).toMatch(/hold of .* is admin-wnorth's/);
    }
    const now = (await as("viewer", "GET", "/v1/holds")).body;
    expect([now.version, now.entries]).toEqual([1, entries]);
    const own = (await hold("analyst", other)).body.entries.find(
      (each: { account: string }) => each.account === other,
    );
    expect((await as("analyst", "DELETE", `/v1/holds/${own.id}`)).status).toBe(200);
    await hold("analyst", other);
    expect((await hold("admin", other)).status).toBe(201);
    expect((await as("admin", "DELETE", path)).status).toBe(200);
  });
});
