import { parse } from "csv-parse/sync";
import readWorkbook from "read-excel-file/node";
import request from "supertest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generatedBook } from "../service/support/generated-book.ts";
import { startApp } from "./support/app.ts";

let started: Awaited<ReturnType<typeof startApp>>;
beforeAll(async () => {
  started = await startApp(await generatedBook(3_000));
});
afterAll(() => started.close());

const get = (path: string) => request(started.app).get(path);
const FILTER = "method=hybrid&change=up&sort=PI_acct&descending=1&columns=ID,Tier,PI_acct,Reason";

interface Listed {
  readonly total: number;
  readonly columns: readonly { readonly name: string; readonly cells: readonly (string | number)[] }[];
}

describe("the accounts that a filter lets through", () => {
  it("are a CSV of the same accounts in the same order as the list that is looked at", async () => {
    const list = (await get(`/v1/accounts?${FILTER}&limit=1000`)).body as Listed;
    const response = await get(`/v1/accounts.csv?${FILTER}`);
    expect(response.headers["content-disposition"]).toMatch(/^attachment; filename="[\w.-]+\.csv"$/);
    const rows = parse(response.text, { columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(list.total);
    expect(list.total).toBeGreaterThan(10);
    const [ids, , , reasons] = list.columns.map(({ cells }) => cells.map(String));
    expect(rows.map(({ ID }) => ID)).toEqual(ids);
    expect(rows.map(({ Reason }) => Reason)).toEqual(reasons);
    const semicolon = await get(`/v1/accounts.csv?${FILTER}&delimiter=;`);
    expect(semicolon.text.split("\r\n")[0]).toBe("ID;Tier;PI_acct;Reason");
  });

  it("are a workbook that says how they were chosen", async () => {
    const response = await get(`/v1/accounts.xlsx?${FILTER}&where=Geo_Entity:Africa`).responseType("blob");
    expect(response.status).toBe(200);
    const sheets = await readWorkbook(response.body as Buffer);
    expect(sheets.map(({ sheet }) => sheet)).toEqual(["Accounts", "Plan"]);
    const list = (await get(`/v1/accounts?${FILTER}&where=Geo_Entity:Africa&limit=1`)).body as Listed;
    expect(sheets[0]!.data).toHaveLength(list.total + 1);
    expect(sheets[1]!.data).toContainEqual(["where", "Geo_Entity:Africa"]);
    expect(sheets[1]!.data).toContainEqual(["change", "up"]);
  });

  it("are refused with the nearest names where a column or a value is not there", async () => {
    const column = await get("/v1/accounts.csv?columns=ID,Tir");
    expect(column.status).toBe(400);
    expect(column.body.errors[0]).toMatchObject({ parameter: "columns" });
    const value = await get("/v1/accounts.xlsx?where=Geo_Entity:Afrika");
    expect(value.status).toBe(422);
    expect(value.body.errors[0].nearest).toContain("Africa");
    expect((await get("/v1/accounts.csv?limit=3")).status).toBe(400);
  });
});
