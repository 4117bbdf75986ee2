import { describe, expect, test } from "vitest";
import {
  addressOfTable,
  isWarehouse,
  readAddress,
  readTableAddress,
  tableBehind,
  withoutPassword,
} from "../../../data/warehouse/address.ts";
import { openWarehouse } from "../../../data/warehouse/open.ts";

describe("the address of a warehouse", () => {
  test.each([
    ["duckdb:books/crm.duckdb", "duckdb:books/crm.duckdb"],
    ["postgres://ann:s3cr%40t@db.example:5433/crm", "postgres://db.example:5433/crm"],
    ["postgresql:///crm?host=/run/pg&user=ann", "postgres:///run/pg/crm"],
    ["clickhouse://ann:s3cret@ch.example:8443/crm?secure=1", "clickhouse://ch.example:8443/crm"],
  ])("%s is told to people without user and password", (text, place) => {
    expect(isWarehouse(text)).toBe(true);
    expect(readAddress(text).place).toBe(place);
  });

  test.each(["accounts.csv", "C:\\books\\accounts.csv", "https://example.com/a.csv", "postgres.csv"])(
    "%s is a file",
    (text) => {
      expect(isWarehouse(text)).toBe(false);
    },
  );

  test.each(["duckdb:", "postgres://ann:s3cret@:99999/x", "clickhouse://", "postgres://ann:s3cret@ho st/db"])(
    "%s is refused without repeating it",
    (text) => {
      let message = "";
      try {
        readAddress(text);
      } catch (error) {
        message = (error as Error).message;
      }
      expect(message).toMatch(/expected duckdb:FILE, postgres:/);
      expect(message).not.toContain("s3cret");
    },
  );

  test("a table stands behind the address", () => {
    const { table, address } = readTableAddress(
      "postgres://ann:s3cret@db/crm?sslmode=require&table=sales.accounts",
    );
    expect(table).toBe("sales.accounts");
    expect(address.kind !== "duckdb" && address.url.search).toBe("?sslmode=require");
    expect(readTableAddress("duckdb:a b.duckdb?table=x").address).toMatchObject({ file: "a b.duckdb" });
    expect(() => readTableAddress("postgres://ann:s3cret@db/crm")).toThrow(
      /postgres:\/\/db\/crm names no table/,
    );
  });

  test("a table is put behind an address, in the place of one that it names", () => {
    expect(tableBehind("postgres://db/crm?sslmode=require")).toBeNull();
    expect(addressOfTable("postgres://ann@db/crm?table=a&sslmode=require", "Sales Ops.R&D")).toBe(
      "postgres://ann@db/crm?sslmode=require&table=Sales Ops.R%26D",
    );
    const address = addressOfTable("duckdb:a b.duckdb", '"Sales Ops"."50 %"');
    expect(readTableAddress(address)).toMatchObject({
      address: { file: "a b.duckdb" },
      table: '"Sales Ops"."50 %"',
    });
  });

  test("another engine is named as one that is not spoken to", () => {
    expect(() => readAddress("mysql://ann:s3cret@db/crm")).toThrow(
      /^the warehouse is a "mysql:\/\/", which is not spoken to; expected duckdb:FILE/,
    );
  });

  test("no spelling of a password is left in a message", () => {
    const address = readAddress("postgres://ann:p%40ss%2Fw@db/crm");
    expect(withoutPassword("no: p@ss/w, p%40ss%2Fw", address)).toBe("no: …, …");
  });

  test("an engine that does not answer is said to be lost, without the password", async () => {
    for (const kind of ["postgres", "clickhouse"]) {
      const opened = openWarehouse(readAddress(`${kind}://ann:s3cret@127.0.0.1:9/crm`));
      const error = await opened.then(
        () => null,
        (thrown: Error) => thrown,
      );
      expect(error?.message).toMatch(/127\.0\.0\.1:9\/crm: the connection to \w+ is lost/);
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain("s3cret");
    }
  });

  test("a DuckDB file that is not there is not made", async () => {
    const opened = openWarehouse(readAddress("duckdb:no/such/file.duckdb"));
    await expect(opened).rejects.toThrow(/no\/such\/file.duckdb: there is no such file/);
  });
});
