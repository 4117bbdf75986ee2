import type { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, expect, it } from "vitest";
import { migrate } from "../../../service/store/migrate.ts";
import { type Store, storeOver } from "../../../service/store/open-store.ts";
import { openSqlite, overSqlite } from "../../../service/store/sqlite.ts";
import { type Databases, databasesOf } from "./support/databases.ts";

const anna = { name: "anna", workspace: "default" };

let databases: Databases;
let database: DatabaseSync;
let store: Store;
beforeEach(async () => {
  databases = await databasesOf("sqlite");
  database = await openSqlite((await databases.place()).file!);
  const db = overSqlite(database);
  await migrate(db);
  store = storeOver("sqlite", db, () => new Date());
});
afterEach(async () => {
  await store.close();
  await databases.remove();
});

/** The most pages that the file may have: a disk that is full. */
const limit = (pages: number) => database.exec(`PRAGMA max_page_count = ${pages}`);
const pages = () => Number(database.prepare("PRAGMA page_count").get()!.page_count);

const write = (name: string) =>
  store.writeOnce({ actor: anna, key: name, request: name }, async (transaction) => {
    const content = { plan: "p", yardstick: "p", note: "x".repeat(3_000), wish: null, book: "b" };
    const made = await store.scenarios.add(transaction, anna, { name, ...content });
    return { answer: made, deed: { kind: "scenario", action: name, engine: "1" } };
  });

it("a full disk refuses the write that does not fit, with what to do, and keeps all that was acknowledged", async () => {
  limit(pages() + 20);
  const kept: string[] = [];
  const refusal = await (async () => {
    for (let k = 0; ; k++) {
      await write(`${k}`);
      kept.push(`${k}`);
    }
  })().catch((error: unknown) => error);
  expect(refusal).toMatchObject({
    code: "store-full",
    message: expect.stringMatching(/no room left.*nothing was written/),
  });
  expect(kept.length).toBeGreaterThan(5);
  const names = async () => (await store.scenarios.list("default")).map(({ name }) => name).sort();
  expect(await names()).toEqual(kept.sort());
  expect(database.prepare("PRAGMA integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
  await expect(write("again")).rejects.toMatchObject({ code: "store-full" });

  limit(100_000);
  await write("again");
  expect(await names()).toEqual([...kept, "again"].sort());
});

it("entries of the trail wait while the disk is full, and are kept when there is room", async () => {
  limit(pages());
  const deed = { kind: "run", action: "GET /", engine: "1", detail: "x".repeat(9_000) } as const;
  for (let k = 0; k < 3; k++) await store.audit.record(anna, deed);
  expect(store.audit.waiting).toBe(3);
  expect(store.database.trouble).toMatch(/no room left/);
  limit(100_000);
  expect(await store.audit.list("default", { limit: 10 })).toHaveLength(3);
  expect([store.audit.waiting, store.audit.lost, store.database.trouble]).toEqual([0, 0, null]);
});
