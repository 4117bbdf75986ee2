import readWorkbook from "read-excel-file/node";
import request from "supertest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generatedBook } from "../service/support/generated-book.ts";
import { startApp } from "./support/app.ts";

let started: Awaited<ReturnType<typeof startApp>>;
beforeAll(async () => {
  started = await startApp(await generatedBook(2_000));
});
afterAll(() => started.close());

const get = (path: string) => request(started.app).get(path);
const post = (body: object, path = "/v1/coverage?method=baseline") =>
  request(started.app).post(path).send(body);
/** A few generalists in two geographies: scarce, and quick to solve. */
const FEW = { sellersPerGeo: { Africa: 2, Japan: 0, "North America": 3 } };

describe("GET /v1/coverage/sellers", () => {
  it("gives the sales force that coverage works with", async () => {
    const { status, body } = await get("/v1/coverage/sellers");
    expect(status).toBe(200);
    expect(body).toMatchObject({ source: "demonstration", warnings: [] });
    expect(body.sellers).toHaveLength(600);
    expect(body.capacities["Field Executive"]).toEqual([9, 40, 0, 0]);
    expect(body.ownedAccounts).toBeGreaterThan(500);
  });
});

describe("GET /v1/coverage", () => {
  it("answers with loads, changes, reasons and prices, within its bound", async () => {
    const { status, body } = await get("/v1/coverage?method=baseline&limit=5");
    expect(status).toBe(200);
    const { summary, changes, unassigned, prices } = body;
    expect(summary.accounts).toBe(2_000);
    expect(summary.covered + unassigned.total).toBe(2_000);
    expect(summary.bound).toBeGreaterThanOrEqual(summary.objective);
    expect(summary.gap).toBeLessThan(0.02);
    expect(changes.accounts.length).toBeLessThanOrEqual(5);
    expect(changes.total).toBe(summary.moved + summary.gained + summary.lost);
    expect(prices[0].worth).toBeGreaterThanOrEqual(prices.at(-1).worth);
  });

  it("proves a gap when asked, with progress as events", async () => {
    const { text } = await get("/v1/coverage?method=baseline&prove=0.001&limit=0").accept(
      "text/event-stream",
    );
    const events = [...text.matchAll(/^event: (\w+)$/gm)].map(([, name]) => name);
    expect(events[0]).toBe("plan");
    expect(events).toContain("progress");
    expect(events.at(-1)).toBe("result");
    const result = JSON.parse(/event: result\ndata: (.*)/.exec(text)![1]!);
    expect(result.summary.gap).toBeLessThanOrEqual(0.001);
    expect(result.summary.proven).toBe(true);
  });

  it("names a parameter that is not one", async () => {
    const { status, body } = await get("/v1/coverage?continuty=1");
    expect(status).toBe(400);
    expect(body.errors[0]).toMatchObject({ parameter: "continuty", nearest: ["continuity"] });
  });
});

describe("GET /v1/coverage.csv and /v1/coverage/moves.csv", () => {
  it("give every account, and the changes alone, under the same numbers", async () => {
    const [all, moves, { body }] = await Promise.all([
      get("/v1/coverage.csv?method=baseline"),
      get("/v1/coverage/moves.csv?method=baseline"),
      get("/v1/coverage?method=baseline&limit=0"),
    ]);
    expect(all.type).toBe("text/csv");
    const rows = all.text.trim().split("\n");
    expect(rows).toHaveLength(2_001);
    expect(rows[0]).toBe("ID,Geo_Entity,Tier,Owner,Seller_ID,Seller_Name,Role,Change,Whitespace");
    expect(moves.text.trim().split("\n")).toHaveLength(body.changes.total + 1);
    const changed = rows.filter((row) => /,(?:moved|gained|lost),[\d.]+$/.test(row));
    expect(changed).toHaveLength(body.changes.total);
  });
});

describe("GET /v1/coverage/tier-sizes", () => {
  it("says what the sellers can carry, as sizes that a plan takes", async () => {
    const { status, body } = await get("/v1/coverage/tier-sizes?method=baseline");
    expect(status).toBe(200);
    expect(body.tiers).toEqual(["A", "B", "C", "D"]);
    const sizes = Object.entries(body.tierSizes).map((pair) => pair.join(":"));
    const tiers = await get(`/v1/tiers?method=direct&tierSizes=${sizes.join(",")}&limit=0`);
    expect(tiers.status).toBe(200);
  });
});

describe("POST /v1/coverage", () => {
  it("covers with generalists where only their number is known, and says what binds the rest", async () => {
    const { status, body } = await post({ sellersPerGeo: { Africa: 2, "North America": 3 }, limit: 3 });
    expect(status).toBe(200);
    expect(body.summary.sellers.map(({ id }: { id: string }) => id)).toEqual([
      "Africa 1",
      "Africa 2",
      "North America 1",
      "North America 2",
      "North America 3",
    ]);
    expect(body.unassigned.byCode["no-seller-in-geo"]).toBeGreaterThan(100);
    expect(body.unassigned.accounts[0].reason).toMatch(/\.$/);
  });

  it("prices an override, compares scenarios and draws the frontier", async () => {
    const { body: plain } = await post({ limit: 50 });
    const change = plain.changes.accounts.find(({ to }: { to: string | null }) => to !== null);
    const { status, body } = await post({
      limit: 0,
      override: { forbid: [{ account: change.account, seller: change.to }] },
      scenarios: [{ name: "retire", retire: [change.to] }],
      frontier: 3,
    });
    expect(status).toBe(200);
    expect(body.override.priceOfBound).toBeGreaterThanOrEqual(0);
    expect(body.override.differences).toBeGreaterThan(0);
    expect(body.scenarios.map(({ name }: { name: string }) => name)).toEqual(["as it is", "retire"]);
    expect(body.scenarios[1].summary.sellers).toHaveLength(599);
    expect(body.frontier.length).toBeGreaterThan(0);
  });

  it("refuses what cannot be, naming it: an unknown geography, seller, and rules that clash", async () => {
    const geo = await post(FEW);
    expect([geo.status, geo.body.detail]).toEqual([422, expect.stringMatching(/Unknown geography "Japan"/)]);
    const seller = await post({ override: { keep: [{ account: "1", seller: "S1" }] } });
    expect(seller.status).toBe(422);
    const clash = await post({ sellersPerGeo: { Africa: 1 }, rules: { cover: { A: 1, B: 1, C: 1, D: 1 } } });
    expect(clash.status).toBe(422);
    expect(clash.body.detail).toMatch(/cannot cover .* it lacks [\d.]+ of Seller/);
  });
});

describe("POST /v1/coverage/sellers", () => {
  const read = (text: string) => post({ sellers: { name: "reps.csv", text } }, "/v1/coverage/sellers");

  it("reads a file in its own words, rejects rows with a reason, and gives sellers that a request takes", async () => {
    const file = "Rep ID,Job Title,Territory,Mode\nR1,Hunter,Africa|Japan,remote\nR2,,Africa,\n";
    const { status, body } = await read(file);
    expect(status).toBe(200);
    expect(body.sellers).toMatchObject([
      { id: "R1", role: "Hunter", geos: ["Africa", "Japan"], presence: "remote" },
    ]);
    expect(body.quality.sellers).toMatchObject({ input: 2, accepted: 1, rejected: 1 });
    expect(body.capacities.Hunter).toHaveLength(4);
    const covered = await post({ sellers: body.sellers, limit: 0 });
    expect(covered.body.summary.sellers).toMatchObject([{ id: "R1" }]);
    expect(covered.body.summary.covered).toBeGreaterThan(0);
  });

  it("refuses a file that is none, saying what was expected", async () => {
    const { status, body } = await read("<html></html>");
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: "invalid-file", detail: expect.stringContaining("reps.csv") });
  });
});

describe("POST /v1/coverage/moves.csv", () => {
  it("has the locks of its request, and lists changes of one kind, the most whitespace first", async () => {
    const { body } = await post({ kind: "gained", order: "whitespace", limit: 20 });
    const { accounts } = body.changes;
    const sizes = accounts.map(({ whitespace }: { whitespace: number }) => whitespace);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(new Set(accounts.map(({ kind }: { kind: string }) => kind))).toEqual(new Set(["gained"]));
    const [{ account, to }] = accounts;
    const rules = { forbid: [{ account, seller: to }] };
    const { text } = await post({ rules }, "/v1/coverage/moves.csv?method=baseline");
    expect(text).toMatch(/^ID,Geo_Entity,Tier,From,To/);
    expect(text).not.toContain(`,${to},gained,${accounts[0].whitespace},`);
  });
});

describe("the coverage as a workbook", () => {
  it("has every account with its seller as the CSV has them, and is named for what it is", async () => {
    const { text } = await get("/v1/coverage.csv?method=baseline");
    const response = await get("/v1/coverage.xlsx?method=baseline").responseType("blob");
    expect(response.headers["content-disposition"]).toMatch(/-coverage-baseline-[\w-]+\.xlsx"$/);
    const sheets = await readWorkbook(response.body as Buffer);
    expect(sheets.map(({ sheet }) => sheet)).toEqual([
      "Summary",
      "Assignments",
      "Changes",
      "Sellers",
      "Geographies",
    ]);
    const [, assignments, , sellers] = sheets.map(({ data }) => data);
    const lines = text.trim().split("\n");
    expect(assignments!.length).toBe(lines.length);
    expect(assignments![1]!.slice(0, 3).join(",")).toBe(lines[1]!.split(",").slice(0, 3).join(","));
    expect(sellers!.length).toBe(601);
  });
});

describe("the tiering frontier", () => {
  it("has the coverage of its tiers beside each budget, from no move to the plan's own", async () => {
    const { status, body } = await get("/v1/coverage/frontier?maxMovedShare=0.04&points=3");
    expect(status).toBe(200);
    const shares = body.points.map(({ maxMovedShare }: { maxMovedShare: number }) => maxMovedShare);
    expect(shares).toEqual([0, 0.02, 0.04]);
    expect(body.points[0].moved).toBe(0);
    const composites = body.points.map(({ composite }: { composite: number }) => composite);
    expect(composites).toEqual([...composites].sort((a, b) => a - b));
    const { body: covered } = await get("/v1/coverage?maxMovedShare=0.04&limit=0");
    expect(body.points[2].coveredWhitespace).toBe(covered.summary.coveredWhitespace);
  });
});

describe("capacities without sellers", () => {
  it("are read for the sellers on file, and carry fewer accounts where they are less", async () => {
    const capacities = {
      name: "capacity.csv",
      text: "Role,A,B,C,D\nField Executive,1,2,0,0\nSpecialist,1,1,1,0\nInside Seller,0,1,1,1\nDigital Manager,0,0,1,1",
    };
    const { status, body } = await post({ capacities }, "/v1/coverage/sellers");
    expect(status).toBe(200);
    expect(body.sellers).toHaveLength(600);
    expect(body.capacities["Field Executive"]).toEqual([1, 2, 0, 0]);
    const table = Object.fromEntries(
      Object.entries(body.capacities as Record<string, number[]>).map(([role, most]) => [
        role,
        Object.fromEntries(most.map((accounts, t) => ["ABCD"[t]!, accounts])),
      ]),
    );
    const path = "/v1/coverage/tier-sizes?method=baseline";
    const less = (await post({ capacities: table }, path)).body;
    const usual = (await get(path)).body;
    expect(less.carried.reduce((a: number, b: number) => a + b)).toBeLessThan(
      usual.carried.reduce((a: number, b: number) => a + b),
    );
  });
});
