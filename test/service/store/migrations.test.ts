import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type Kysely, type Migration, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrate } from "../../../service/store/migrate.ts";
import { MIGRATIONS } from "../../../service/store/migrations.ts";
import { openStore, type StorePlace, storePlaceOf } from "../../../service/store/open-store.ts";
import { openPostgres } from "../../../service/store/postgres.ts";
import { type StoreDatabase, TABLE_KEYS } from "../../../service/store/schema.ts";
import { openSqlite, overSqlite } from "../../../service/store/sqlite.ts";
import { type Databases, databasesOf, KINDS } from "./support/databases.ts";

const run = promisify(execFile);
const opener = fileURLToPath(new URL("./support/open.ts", import.meta.url));
const names = Object.keys(MIGRATIONS);

const raw = async ({ url, file }: StorePlace): Promise<StoreDatabase> =>
  url === undefined ? overSqlite(await openSqlite(file!)) : openPostgres(url);

describe("the sequence of migrations", () => {
  it("is in the order of its names, which a store runs them in", () => {
    expect(names).toEqual(names.toSorted());
    expect(names.every((name) => /^\d{4}-[a-z-]+$/.test(name))).toBe(true);
  });
});

describe.each(KINDS)("on $kind", ({ kind, skipped }) => {
  let databases: Databases;
  beforeAll(async () => {
    if (!skipped) databases = await databasesOf(kind);
  });
  afterAll(() => databases?.remove());

  it.skipIf(skipped)("leads from nothing, step by step and all at once, to the same tables", async () => {
    const columnsOf = async (db: StoreDatabase) =>
      (await db.introspection.getTables()).map(({ name, columns }) => [
        name,
        columns.map((column) => `${column.name} ${column.dataType} ${column.isNullable}`).sort(),
      ]);
    const [stepwise, atOnce] = [await raw(await databases.place()), await raw(await databases.place())];
    for (let length = 1; length <= names.length; length++) {
      const known = Object.fromEntries(Object.entries(MIGRATIONS).slice(0, length));
      expect(await migrate(stepwise, known)).toEqual([names[length - 1]]);
    }
    expect(await migrate(atOnce)).toEqual(names);
    expect(await columnsOf(stepwise)).toEqual(await columnsOf(atOnce));
    expect(await migrate(atOnce)).toEqual([]);
    const tables = (await columnsOf(atOnce)).map(([name]) => name);
    expect(tables.sort()).toEqual(
      [...Object.keys(TABLE_KEYS), "tiering_migrations", "tiering_migrations_lock"].sort(),
    );
    await Promise.all([stepwise.destroy(), atOnce.destroy()]);
  });

  it.skipIf(skipped)("are made once by three processes that start at once", async () => {
    const { url, file } = await databases.place();
    const started = Array.from({ length: 3 }, () => run(process.execPath, [opener, kind, (url ?? file)!]));
    const made = (await Promise.all(started)).map(({ stdout }) => JSON.parse(stdout) as string[]);
    expect(made.filter((each) => each.length > 0)).toEqual([names]);
  });

  it.skipIf(skipped)("that fail leave the store as it was", async () => {
    const place = await databases.place();
    const db = await raw(place);
    const failing: Migration = {
      async up(of: Kysely<unknown>) {
        await of.schema.createTable("half").addColumn("id", "text").execute();
        await sql`select * from no_such_table`.execute(of);
      },
    };
    await expect(migrate(db, { ...MIGRATIONS, "9999-failing": failing })).rejects.toThrow(/no_such_table/);
    const tables = (await db.introspection.getTables()).map(({ name }) => name);
    expect(tables).not.toContain("half");
    expect(await migrate(db)).toEqual(names);
    await db.destroy();
  });

  it.skipIf(skipped)("of a later version are told, and nothing is changed", async () => {
    const place = await databases.place();
    const db = await raw(place);
    await migrate(db, { ...MIGRATIONS, "9999-later": { up: async () => undefined } });
    await db.destroy();
    await expect(openStore(place)).rejects.toMatchObject({
      code: "invalid-config",
      message: expect.stringMatching(/later version.*9999-later/),
    });
  });
});

describe("the place of a store", () => {
  it("is what is named, else the library's folder, else memory; two at once are refused", () => {
    const file = join("books", "store.sqlite");
    expect(storePlaceOf({ TIERING_LIBRARY: "books" })).toMatchObject({ file });
    expect(storePlaceOf({ TIERING_LIBRARY: "books", TIERING_STORE: "s" })).toMatchObject({ file: "s" });
    const url = "postgres://db/x";
    expect(storePlaceOf({ TIERING_LIBRARY: "books", DATABASE_URL: url })).toEqual({ url, file: undefined });
    expect(storePlaceOf({})).toEqual({ url: undefined, file: undefined });
    expect(() => storePlaceOf({ TIERING_STORE: "s", DATABASE_URL: url })).toThrow(/both set/);
  });
});

describe("a place that is no store", () => {
  it("is told with the reason, and without what may be a password", async () => {
    const databases = await databasesOf("sqlite");
    const { file } = await databases.place();
    await writeFile(file!, "ID,Name\n1,a\n".repeat(500));
    await expect(openStore({ file })).rejects.toMatchObject({
      code: "invalid-config",
      message: expect.stringMatching(/TIERING_STORE ".*\.sqlite" cannot be opened: .*not a database/),
    });
    await expect(openStore({ file: `${file}/none/x` })).rejects.toMatchObject({ code: "invalid-config" });
    const url = "postgres://user:pa55word@127.0.0.1:1/none";
    const refused = await openStore({ url }).catch((error: Error) => error);
    expect(refused).toMatchObject({ code: "invalid-config", message: expect.stringMatching(/DATABASE_URL/) });
    expect(String(refused)).not.toContain("pa55word");
    await databases.remove();
  });
});
