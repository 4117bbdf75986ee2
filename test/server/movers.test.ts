import request from "supertest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generatedBook } from "../service/support/generated-book.ts";
import { startApp } from "./support/app.ts";

let started: Awaited<ReturnType<typeof startApp>>;
beforeAll(async () => {
  started = await startApp(await generatedBook(2_000));
});
afterAll(() => started.close());

const get = async (path: string) => (await request(started.app).get(path)).body;
const QUERY = "runway=.5&growth=.3&geo=.2";

describe("GET /v1/movers", () => {
  it("agrees with the summary and with the accounts that it counts", async () => {
    const { movers } = await get(`/v1/movers?${QUERY}&column=Geo_Entity&limit=100`);
    const { moved } = (await get(`/v1/tiers?${QUERY}&limit=0`)).summary;
    expect([movers.up.accounts, movers.down.accounts]).toEqual([moved.up, moved.down]);
    const [{ value, up }] = movers.groups;
    const where = encodeURIComponent(`Geo_Entity:${value}`);
    const { total, columns } = await get(
      `/v1/accounts?${QUERY}&change=up&where=${where}&columns=TotalRevenue_FY26&limit=1000`,
    );
    expect(total).toBe(up.accounts);
    const revenue = columns[0].cells.reduce((sum: number, cell: number) => sum + cell, 0);
    expect(revenue).toBeCloseTo(up.revenue, 3);
  });

  it("refuses a column that the book does not have, with the nearest", async () => {
    const { status, errors } = await get(`/v1/movers?${QUERY}&column=GeoEntity`);
    expect(status).toBe(422);
    expect(errors[0]).toMatchObject({ parameter: "column", nearest: expect.arrayContaining(["Geo_Entity"]) });
  });
});

describe("another plan in the place of the book's tiers", () => {
  it("counts and lists who differs between the two plans", async () => {
    const versus = encodeURIComponent(QUERY);
    const other = "geo=1";
    const { movers } = await get(`/v1/movers?${other}&versus=${versus}`);
    const list = await get(
      `/v1/accounts?${other}&versus=${versus}&change=moved&limit=1000&columns=ID,PreviousTier,Tier`,
    );
    const tiersOf = async (query: string) => {
      const text = (await request(started.app).get(`/v1/tiers.csv?${query}&columns=ID,Tier`)).text;
      return text.trimEnd().split("\r\n").slice(1);
    };
    const [one, two] = [new Set(await tiersOf(QUERY)), await tiersOf(other)];
    const differing = two.filter((line) => !one.has(line)).map((line) => line.split(",")[0]);
    expect(movers.up.accounts + movers.down.accounts).toBe(differing.length);
    expect(list.total).toBe(differing.length);
    expect([...list.columns[0].cells].sort()).toEqual(differing.sort());
    const same = await get(`/v1/movers?${QUERY}&versus=${versus}`);
    expect(same.movers.up.accounts).toBe(0);
  });
});

describe("GET /v1/accounts", () => {
  it("lists a page of any columns in any order, the same accounts as the CSV", async () => {
    const list = `/v1/accounts?${QUERY}&change=moved&sort=PI_acct&descending=1&columns=ID,Tier,PI_acct,Reason`;
    const { total, columns } = await get(`${list}&limit=5`);
    expect(columns.map(({ name }: { name: string }) => name)).toEqual(["ID", "Tier", "PI_acct", "Reason"]);
    const csv = (await request(started.app).get(`/v1/tiers.csv?${QUERY}`)).text.trimEnd().split("\r\n");
    const rows = csv.slice(1).map((line) => line.split(","));
    const moved = rows.filter((row) => row[3] !== "same").sort((a, b) => Number(b[4]) - Number(a[4]));
    expect(total).toBe(moved.length);
    expect(columns[0].cells).toEqual(moved.slice(0, 5).map((row) => row[0]));
    expect(columns[2].cells).toEqual(moved.slice(0, 5).map((row) => Number(row[4])));
    const second = await get(`${list}&offset=2&limit=2`);
    expect(second.columns[0].cells).toEqual(columns[0].cells.slice(2, 4));
  });

  it("says which parameter is wrong", async () => {
    const refused = await get(`/v1/accounts?${QUERY}&where=Geo_Entity:Afrika`);
    expect(refused).toMatchObject({
      status: 422,
      errors: [{ parameter: "where", nearest: expect.arrayContaining(["Africa"]) }],
    });
  });
});
