import request from "supertest";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { smallBook } from "../service/support/small-book.ts";
import { startApp } from "./support/app.ts";

let started: Awaited<ReturnType<typeof startApp>>;
beforeEach(async () => {
  started = await startApp(smallBook());
});
afterEach(() => started.close());

const weights = { runway: 1, growth: 0, geo: 0, category: 0 };
const plan = { method: "hybrid", weights, policy: { maxTierStep: "free" } };
const post = (path: string, body: object) => request(started.app).post(`/v1/scenarios${path}`).send(body);
const get = (path = "") => request(started.app).get(`/v1/scenarios${path}`);

describe("scenarios", () => {
  it("are kept with name, plan, note, wish and author, and found by id and by name", async () => {
    const { status, body } = await post("", { name: " Bold ", plan, note: "to discuss", wish: "be bold" });
    expect(status).toBe(201);
    expect(body.notice).toMatch(/in memory/);
    const { scenario } = body;
    expect(scenario).toMatchObject({ name: "Bold", author: "local", approvals: [] });
    expect(scenario.versions).toMatchObject([
      {
        version: 1,
        plan,
        yardstick: plan,
        note: "to discuss",
        wish: "be bold",
        book: "small",
        author: "local",
      },
    ]);
    expect((await get(`/${scenario.id}`)).body.scenario).toEqual(scenario);
    expect((await get("/Bold")).body.scenario).toEqual(scenario);
    expect((await get()).body.scenarios).toEqual([scenario]);
    const { links } = scenario.versions[0];
    for (const link of [links.summary, links.csv, links.measured])
      await request(started.app).get(link).expect(200);
  });

  it("have one name for the same letters, however their accents are typed", async () => {
    const [composed, apart] = ["Caf\u00e9", "Cafe\u0301"];
    const { scenario } = (await post("", { name: apart, plan })).body;
    expect(scenario.name).toBe(composed);
    expect((await post("", { name: composed, plan })).status).toBe(409);
    for (const name of [composed, apart])
      expect((await get(`/${encodeURIComponent(name)}`)).body.scenario).toEqual(scenario);
  });

  it("change by versions, measured by the yardstick of the first", async () => {
    const { scenario } = (await post("", { name: "Bold", plan })).body;
    const other = { ...plan, weights: { runway: 0, growth: 0, geo: 1, category: 0 } };
    const changed = await post(`/${scenario.id}/versions`, { base: 1, plan: other, name: "Bolder" });
    expect(changed.status).toBe(201);
    expect(changed.body.scenario.name).toBe("Bolder");
    const [second, first] = changed.body.scenario.versions;
    expect([first.plan, second.plan, second.yardstick]).toEqual([plan, other, plan]);
    const { body } = await request(started.app).get(second.links.measured).expect(200);
    expect(body.scenarios.runs).toHaveLength(2);
    const late = await post(`/${scenario.id}/versions`, { base: 1, note: "late" });
    expect([late.status, late.body.code]).toEqual([409, "store-conflict"]);
    expect(late.body.detail).toMatch(/“Bolder” is at version 2 by local/);
    expect((await post("", { name: "Bolder", plan })).status).toBe(409);
    await post("/nothing/versions", { base: 1 }).expect(404);
  });

  it("freeze the holds of the moment in which they are kept", async () => {
    const holding = { ...plan, policy: { ...plan.policy, holds: "stored" } };
    const { scenario } = (await post("", { name: "Held", plan: holding })).body;
    expect(scenario.versions[0].plan.policy.holds).toBe("stored@0");
  });

  it("are not kept with a version of the holds that there never was, nor under another yardstick of one", async () => {
    const ghost = { ...plan, policy: { ...plan.policy, holds: "stored@999" } };
    const { scenario } = (await post("", { name: "Real", plan })).body;
    for (const [path, body] of [
      ["", { name: "Ghost", plan: ghost }],
      ["", { name: "Ghost", plan, yardstick: ghost }],
      [`/${scenario.id}/versions`, { base: 1, plan: ghost }],
    ] as const) {
      const { status, body: problem } = await post(path, body);
      expect([status, problem.detail]).toEqual([422, expect.stringMatching(/no version 999/)]);
    }
    await get("/Ghost").expect(404);
    expect((await get("/Real")).body.scenario.versions).toHaveLength(1);
  });

  it("are agreed on only where they can be run on the book, and kept as drafts all the same", async () => {
    const impossible = { ...plan, policy: { hold: ["nobody"] } };
    const { scenario } = (await post("", { name: "Draft", plan: impossible })).body;
    for (const state of ["proposed", "approved", "in-force"]) {
      const { status, body } = await post(`/${scenario.id}/approvals`, { version: 1, state });
      expect([status, body.errors[0].pointer]).toEqual([422, "#/policy/hold/0"]);
    }
    expect((await get("/Draft")).body.scenario.approvals).toEqual([]);
    await post(`/${scenario.id}/versions`, { base: 1, plan }).expect(201);
    await post(`/${scenario.id}/approvals`, { version: 2, state: "proposed" }).expect(200);
    await post(`/${scenario.id}/approvals`, { version: 9, state: "proposed" }).expect(404);
    await post("/nothing/approvals", { version: 1, state: "proposed" }).expect(404);
  });

  it("come into force by proposal and approval, one a book, each step with whose it was", async () => {
    const ids: string[] = [];
    for (const name of ["A", "B"]) ids.push((await post("", { name, plan })).body.scenario.id);
    const step = (id: string, state: string, version = 1) => post(`/${id}/approvals`, { version, state });
    expect((await step(ids[0]!, "in-force")).status).toBe(409);
    for (const state of ["proposed", "approved", "in-force"]) await step(ids[0]!, state).expect(200);
    for (const state of ["proposed", "approved"]) await step(ids[1]!, state).expect(200);
    const { scenario } = (await step(ids[1]!, "in-force")).body;
    expect(scenario.approvals).toMatchObject([
      { state: "in-force", version: 1, book: "small", proposed: { by: "local" }, inForce: { by: "local" } },
    ]);
    expect((await get(`/${ids[0]}`)).body.scenario.approvals).toMatchObject([{ state: "ended" }]);
    await step(ids[0]!, "proposed", 9).expect(404);
    const audited = (await request(started.app).get("/v1/audit?kind=approval&limit=2")).body;
    expect(audited.entries[0]).toMatchObject({ who: "local", book: "small" });
    expect(audited.next).toBe(audited.entries[1].id);
  });

  it("are taken away, and their names are free again", async () => {
    const { scenario } = (await post("", { name: "A", plan })).body;
    await request(started.app).delete(`/v1/scenarios/${scenario.id}`).expect(200);
    await request(started.app).delete(`/v1/scenarios/${scenario.id}`).expect(404);
    await get(`/${scenario.id}`).expect(404);
    await post("", { name: "A", plan }).expect(201);
  });

  it.each([
    ["no name", { name: " ", plan }, "#/name"],
    ["no plan", { name: "A" }, "#/plan"],
    ["an unknown field", { name: "A", plan, author: "me" }, "#/author"],
  ])("with %s are refused with the place", async (_, body, pointer) => {
    const response = await post("", body);
    expect([response.status, response.body.errors[0].pointer]).toEqual([422, pointer]);
  });
});

describe("the audit trail", () => {
  it("is read a page at a time, by what is asked, and as CSV that no spreadsheet runs", async () => {
    for (const method of ["hybrid", "kpi", "direct"])
      await request(started.app).get(`/v1/tiers?method=${method}&runway=1`).expect(200);
    await post("", { name: "=1+1", plan }).expect(201);
    const read = (query: string) => request(started.app).get(`/v1/audit?${query}`);
    const { entries, next, missing } = (await read("kind=run&limit=2")).body;
    expect(entries.map(({ plan: asked }: { plan: string }) => asked)).toEqual([
      "method=direct&runway=1",
      "method=kpi&runway=1",
    ]);
    expect(missing).toBeNull();
    expect((await read(`kind=run&limit=2&before=${next}`)).body).toMatchObject({ entries: [{}], next: null });
    expect((await read("ofBook=other")).body.entries).toEqual([]);
    expect((await read("from=2099-01-01")).body.entries).toEqual([]);
    expect((await read(`run=${entries[0].run}`)).body.entries).toHaveLength(1);
    await read("kind=nothing").expect(400);
    const csv = await read("kind=scenario").set("Accept", "text/csv");
    expect(csv.text).toMatch(/^at,who,kind,action,.*\r\n.*,local,scenario,POST \/v1\/scenarios,/);
  });
});
