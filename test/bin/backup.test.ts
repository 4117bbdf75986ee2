import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Book } from "../../data/book.ts";
import { restoreBackup } from "../../service/backup/restore-backup.ts";
import { digestOfFile } from "../../service/library/file-digest.ts";
import { Library } from "../../service/library/library.ts";
import type { Service } from "../../service/service.ts";
import { openStore, type Store, type StorePlace } from "../../service/store/open-store.ts";
import { newDatabase } from "../service/store/support/databases.ts";
import { isLeftOut } from "../support/needs.ts";
import { type Cluster, findPostgres, startPostgres } from "../support/postgres.ts";

const file = (name: string) => fileURLToPath(new URL(`../../bin/${name}.ts`, import.meta.url));
const anna = { name: "anna", workspace: "north" };
const TEXT = "ID,MarketTier_FY26,TotalRevenue_FY26,PotentialRevenue_FY30\na,A,1,9\nb,B,2,3\nc,B,4,5\n";
const noPostgres = isLeftOut(findPostgres());

let folder: string;
let cluster: Cluster | null = null;
const at = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "backup-"));
  if (!noPostgres) cluster = await startPostgres(findPostgres());
  const store = await openStore({ file: at("a.sqlite") });
  const library = await open(store, at("books"));
  const path = join(await library.receivingFolder(), "accounts");
  await writeFile(path, TEXT);
  await library.add(anna, { accounts: { path, name: "book.csv" }, tam: null, mapping: '{"decimal":"."}' });
  await store.writeOnce({ actor: anna, key: "k", request: "r" }, async (transaction) => {
    const content = { plan: "method=hybrid", yardstick: "method=hybrid", note: "ü", wish: null, book: "b" };
    await store.scenarios.add(transaction, anna, { name: "A", ...content });
    const hold = { account: "a", tier: "B", reason: "why", expires: null };
    await store.holds.add(transaction, anna, [hold]);
    return { answer: { done: true }, deed: { kind: "scenario", action: "test", engine: "1" } };
  });
  for (let k = 0; k < 450; k++)
    await store.audit.record(anna, { kind: "run", action: `${k}`, engine: "1", bytes: 5e9 + k, sha256: "0" });
  await library.close();
  await store.close();
});
afterAll(async () => {
  cluster?.stop();
  await rm(folder, { recursive: true });
});

const open = (store: Store, library: string) =>
  Library.open({
    folder: library,
    store,
    memoryBytes: 2 ** 30,
    maxBytes: 2 ** 20,
    days: null,
    now: () => new Date("2026-03-31T12:00:00Z"),
    open: async (book: Book) => ({ service: { book } as Service, close: async () => undefined }),
  });

/** Runs one of the two commands with these settings. */
async function run(name: "backup" | "restore", args: readonly string[], settings: Record<string, string>) {
  const env = { ...process.env, TIERING_STORE: "", TIERING_LIBRARY: "", DATABASE_URL: "", ...settings };
  const child = spawn(process.execPath, [file(name), ...args], { env });
  const [out, err]: string[][] = [[], []];
  child.stdout.setEncoding("utf8").on("data", (text: string) => out!.push(text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => err!.push(text));
  const [code] = (await once(child, "close")) as [number];
  return { code, out: out!.join(""), err: err!.join("") };
}

/** What a restored store and library hold. */
async function contents(place: StorePlace, library: string) {
  const store = await openStore(place);
  const books = await open(store, library);
  const [book] = await books.list("north");
  const found = {
    rows: (await books.use("north", book!.id))!.service.book.n,
    scenario: (await store.scenarios.find("north", "A"))!.versions,
    holds: await store.holds.current("north"),
    trail: await store.audit.list("north", { limit: 1_000 }),
    again: await store.writeOnce({ actor: anna, key: "k", request: "r" }, async () => {
      throw new Error("written twice");
    }),
  };
  // What is new does not come into the way of what was restored.
  await store.writeOnce({ actor: anna, key: null, request: "" }, async (transaction) => ({
    answer: await store.holds.add(transaction, anna, [
      { account: "b", tier: null, reason: "x", expires: null },
    ]),
    deed: null,
  }));
  await books.close();
  await store.close();
  return found;
}

describe("npm run backup and npm run restore", () => {
  it("bring back all of a store and its books, from SQLite to PostgreSQL and back, verified by hashes", async () => {
    const first = await run("backup", ["--out", at("1.backup")], {
      TIERING_STORE: at("a.sqlite"),
      TIERING_LIBRARY: at("books"),
    });
    expect(first).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^45\d rows, 2 files, \d+ bytes, read back/),
    });
    expect(first.out).toBe(`${(await digestOfFile(at("1.backup"))).sha256}  ${at("1.backup")}\n`);

    const middle: Record<string, string> =
      cluster === null ? { TIERING_STORE: at("b.sqlite") } : { DATABASE_URL: await newDatabase(cluster) };
    const there = { ...middle, TIERING_LIBRARY: at("books-b") };
    const restored = await run("restore", [at("1.backup")], there);
    expect(restored).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^45\d rows and 2 files .* verified/),
    });
    expect(await run("backup", ["--out", at("2.backup")], there)).toMatchObject({ code: 0 });
    const back = { TIERING_STORE: at("c.sqlite"), TIERING_LIBRARY: at("books-c") };
    expect(await run("restore", [at("2.backup")], back)).toMatchObject({ code: 0 });

    const lines = async (name: string) =>
      gunzipSync(await readFile(at(name)))
        .toString("utf8")
        .split("\n")
        .slice(1, -2);
    expect(await lines("2.backup")).toEqual(await lines("1.backup"));
    const expected = await contents({ file: at("a.sqlite") }, at("books"));
    expect(expected).toMatchObject({
      rows: 3,
      holds: { holds: [{ account: "a", tier: "B" }] },
      again: { done: true },
    });
    expect(expected.trail).toHaveLength(452);
    expect(await contents({ file: at("c.sqlite") }, at("books-c"))).toEqual(expected);
  });

  it("change nothing where the store holds something, unless they are told to replace it", async () => {
    const store = await openStore({ file: at("d.sqlite") });
    const restore = (replace: boolean) =>
      restoreBackup(at("1.backup"), { database: store.database, library: null, replace });
    await restore(false);
    await expect(restore(false)).rejects.toThrow(/holds something already.*--replace/);
    expect(await restore(true)).toMatchObject({ files: 0, leftFiles: 2 });
    await store.close();
  });

  it.each([
    ["cut off", (bytes: Buffer) => bytes.subarray(0, bytes.length - 40), /cannot be read|ends before/],
    ["no gzip", () => Buffer.from("ID,Name\n"), /cannot be read/],
    ["another file", () => gzipSync("ID,Name\n1,a\n"), /line 1 is no JSON/],
    [
      "a row that was changed",
      (bytes: Buffer) => gzipSync(gunzipSync(bytes).toString("utf8").replace('"who":"anna"', '"who":"eve"')),
      /digest of table audit/,
    ],
    [
      "a line that was taken out",
      (bytes: Buffer) =>
        gzipSync(
          gunzipSync(bytes)
            .toString("utf8")
            .replace(/^\{"tables".*\n/m, ""),
        ),
      /SHA-256 is not that of its contents/,
    ],
    [
      "a path that leads elsewhere",
      (bytes: Buffer) =>
        gzipSync(
          gunzipSync(bytes)
            .toString("utf8")
            .replace(/^\{"tables"/m, '{"file":"../x","data":""}\n{"tables"'),
        ),
      /not as we write it/,
    ],
  ])("refuse a file that is %s, and change nothing", async (_, spoil, message) => {
    await writeFile(at("bad.backup"), spoil(await readFile(at("1.backup"))));
    const store = await openStore({ file: at("e.sqlite") });
    const target = { database: store.database, library: null, replace: false };
    const refused = restoreBackup(at("bad.backup"), target);
    await expect(refused).rejects.toMatchObject({
      code: "invalid-backup",
      message: expect.stringMatching(message),
    });
    expect(await store.audit.list("north", { limit: 1 })).toEqual([]);
    await store.close();
  });

  it("say of a file that is damaged within what is wrong with it, and no more", async () => {
    const whole = await readFile(at("1.backup"));
    for (const part of [0.3, 0.5, 0.7]) {
      const damaged = Buffer.from(whole);
      damaged.fill(0x55, Math.floor(whole.length * part), Math.floor(whole.length * part) + 64);
      await writeFile(at("damaged.backup"), damaged);
      const { code, err } = await run("restore", [at("damaged.backup")], { TIERING_STORE: at("f.sqlite") });
      expect(code).toBe(1);
      expect(err).toMatch(/^This backup cannot be restored: .*nothing was changed\.\n$/);
    }
  });

  it("say what is missing, of settings and of files", async () => {
    expect(await run("backup", ["--out", at("x")], {})).toMatchObject({
      code: 1,
      err: expect.stringMatching(/not set/),
    });
    expect(await run("backup", [], { TIERING_STORE: at("a.sqlite") })).toMatchObject({ code: 2 });
    expect(await run("restore", [], { TIERING_STORE: at("a.sqlite") })).toMatchObject({ code: 2 });
    const settings = [
      ["TIERING_STORE", at("typo.sqlite")] as const,
      ["TIERING_LIBRARY", at("typo")] as const,
    ];
    for (const [name, value] of settings) {
      const { code, err } = await run("backup", ["--out", at("x")], { [name]: value });
      expect([code, err]).toEqual([
        1,
        expect.stringMatching(/^No such store: there is no file ".*typo.*\n$/),
      ]);
    }
    await writeFile(at("empty.sqlite"), "");
    expect(await run("backup", ["--out", at("x")], { TIERING_STORE: at("empty.sqlite") })).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^No such store: ".*empty.sqlite" has no table .*books.*\n$/),
    });
    expect((await readdir(folder)).filter((name) => /^typo|^x/.test(name))).toEqual([]);
    const gone = { TIERING_STORE: at("a.sqlite"), TIERING_LIBRARY: at("nowhere") };
    const missing = await run("backup", ["--out", at("x")], gone);
    expect(missing).toMatchObject({
      code: 3,
      err: expect.stringMatching(/Missing in the library.*accounts/),
    });
  });
});
