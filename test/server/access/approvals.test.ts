import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createOwnApproval } from "../../../service/access/own-approval.ts";
import { hashOfSecret } from "../../../service/access/secret-hash.ts";
import { ENVIRONMENT, startGuarded, tokenOf } from "./support.ts";

const SECOND = "canary-token-of-a-second-admin";
const TIERING_TOKENS = `${ENVIRONMENT.TIERING_TOKENS}\nname=second role=admin workspace=wnorth hash=${hashOfSecret(SECOND)}`;
const FIRST = tokenOf("admin", "wnorth");
const ANALYST = tokenOf("analyst", "wnorth");
const plan = { method: "hybrid", weights: { runway: 1, growth: 0, geo: 0, category: 0 }, policy: {} };

type Server = Awaited<ReturnType<typeof startGuarded>>;
let four: Server;
let alone: Server;
let allowed: Server;
beforeAll(async () => {
  [four, alone, allowed] = await Promise.all([
    startGuarded({ environment: { TIERING_TOKENS } }),
    startGuarded(),
    startGuarded({ environment: { TIERING_TOKENS, APPROVE_OWN: "on" } }),
  ]);
});
afterAll(() => Promise.all([four.close(), alone.close(), allowed.close()]));

interface Answer {
  readonly code?: string;
  readonly detail?: string;
  readonly scenario: { readonly id: string; readonly approvals: readonly object[] };
}

async function send(server: Server, token: string, path: string, body: object) {
  const headers = { "Content-Type": "application/json" };
  const response = await server.ask(path, token, { method: "POST", headers, body: JSON.stringify(body) });
  return { status: response.status, body: (await response.json()) as Answer };
}

/** A scenario that the first admin has proposed; brings its version on. */
async function proposed(server: Server, name: string) {
  const made = await send(server, FIRST, "/v1/scenarios", { name, plan });
  const path = `/v1/scenarios/${made.body.scenario.id}/approvals`;
  const step = (token: string, state: string) => send(server, token, path, { version: 1, state });
  expect((await step(FIRST, "proposed")).status).toBe(200);
  return step;
}

const approvesOwn = async ({ ask }: Server, token: string) =>
  ((await (await ask("/v1/session", token)).json()) as { approvesOwn: boolean }).approvesOwn;

describe("who proposed a plan", () => {
  it("does not approve it where another admin could, who does", async () => {
    const step = await proposed(four, "A");
    const refused = await step(FIRST, "approved");
    expect([refused.status, refused.body.code]).toEqual([403, "own-proposal"]);
    expect(refused.body.detail).toMatch(/admin-wnorth proposed version 1 of “A”; another admin approves it/);
    expect((await step(SECOND, "approved")).body.scenario.approvals[0]).toMatchObject({
      state: "approved",
      proposed: { by: "admin-wnorth" },
      approved: { by: "second" },
    });
    expect((await step(FIRST, "in-force")).body.scenario.approvals[0]).toMatchObject({
      state: "in-force",
      inForce: { by: "admin-wnorth" },
    });
    expect(await approvesOwn(four, FIRST)).toBe(false);
  });

  it("approves it as the one admin of the workspace, or where the configuration says so", async () => {
    for (const server of [alone, allowed]) {
      const step = await proposed(server, "A");
      expect((await step(FIRST, "approved")).status).toBe(200);
      expect(await approvesOwn(server, FIRST)).toBe(true);
      expect(await approvesOwn(server, tokenOf("analyst", "wnorth"))).toBe(false);
    }
  });

  it.each([
    ["is nobody in particular", { isOpen: true }, true],
    ["came by a provider, which may let in others", { hasProvider: true }, false],
    ["is one of two admins, the other expired", { others: [{ role: "admin", expires: 999 }] }, true],
    ["is one of two admins", { others: [{ role: "admin", expires: 1_001 }] }, false],
    ["has analysts beside them", { others: [{ role: "analyst", expires: null }] }, true],
    ["is told that it is off", { isOpen: true, configured: false }, false],
  ] as const)("may or may not, where one %s", (_, { others = [], ...how }: Partial<Given>, expected) => {
    const hash = { kind: "sha256", digest: Buffer.alloc(32) } as const;
    const tokens = {
      list: () =>
        others.map(({ role, expires }, k) => ({ name: `other ${k}`, role, workspace: "w", hash, expires })),
    };
    const may = createOwnApproval({
      configured: undefined,
      isOpen: false,
      hasProvider: false,
      tokens,
      now: () => 1_000,
      ...how,
    });
    expect(may({ name: "ana", role: "admin", workspace: "w" })).toBe(expected);
  });
});

interface Given {
  readonly configured: boolean;
  readonly isOpen: boolean;
  readonly hasProvider: boolean;
  readonly others: readonly { readonly role: "admin" | "analyst"; readonly expires: number | null }[];
}

describe("a proposal", () => {
  it("is withdrawn by its author or an admin, not by another, and not once it is approved; the trail says so", async () => {
    const made = await send(four, ANALYST, "/v1/scenarios", { name: "Withdrawn", plan });
    const path = `/v1/scenarios/${made.body.scenario.id}/approvals`;
    const step = (token: string, state: string) => send(four, token, path, { version: 1, state });
    const withdraw = async (token: string) => {
      const response = await four.ask(`${path}/1`, token, { method: "DELETE" });
      return { status: response.status, body: (await response.json()) as Answer };
    };
    expect((await withdraw(ANALYST)).body.code).toBe("store-conflict");
    await step(FIRST, "proposed");
    const refused = await withdraw(ANALYST);
    expect([refused.status, refused.body.code]).toEqual([403, "role-not-sufficient"]);
    expect(refused.body.detail).toMatch(
      /admin-wnorth proposed version 1 of “Withdrawn”: its author or an admin/,
    );
    expect((await withdraw(SECOND)).body.scenario.approvals[0]).toMatchObject({
      state: "ended",
      ended: { by: "second" },
    });
    await step(ANALYST, "proposed");
    expect((await withdraw(ANALYST)).body.scenario.approvals[0]).toMatchObject({
      state: "ended",
      proposed: { by: "analyst-wnorth" },
      ended: { by: "analyst-wnorth" },
    });
    const trail = await four.ask("/v1/audit?kind=approval&who=analyst-wnorth", FIRST);
    const { entries } = (await trail.json()) as { entries: { action: string; detail: string }[] };
    expect(entries[0]).toMatchObject({
      action: "DELETE /v1/scenarios/{id}/approvals/{version}",
      detail: expect.stringContaining("version 1 withdrawn"),
    });
    await step(ANALYST, "proposed");
    await step(FIRST, "approved");
    const late = await withdraw(ANALYST);
    expect([late.status, late.body.code]).toEqual([409, "store-conflict"]);
  });
});
