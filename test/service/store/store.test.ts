import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "../../../service/store/actor.ts";
import type { Deed } from "../../../service/store/audit.ts";
import { openStore, type Store, type StorePlace } from "../../../service/store/open-store.ts";
import { type Databases, databasesOf, KINDS } from "./support/databases.ts";

const anna: Actor = { name: "anna", workspace: "north" };
const ben: Actor = { name: "ben", workspace: "north" };
const other: Actor = { name: "eve", workspace: "south" };
const BOOK = "b".repeat(32);
const upload: Deed = { kind: "upload", action: "POST /v1/books", engine: "1" };
const deed: Deed = { kind: "scenario", action: "POST /v1/scenarios", engine: "1" };

let clock = new Date("2026-11-01T00:00:00Z");
const now = () => clock;

describe.each(KINDS)("a store on $kind", ({ kind, skipped }) => {
  let databases: Databases;
  let place: StorePlace;
  let store: Store;
  beforeAll(async () => {
    if (!skipped) databases = await databasesOf(kind);
  });
  afterAll(() => databases?.remove());
  beforeEach(async () => {
    if (skipped) return;
    clock = new Date("2026-11-01T00:00:00Z");
    place = await databases.place();
    store = await openStore(place, now);
    return () => store.close();
  });

  const once = <T extends object>(
    actor: Actor,
    change: (transaction: Parameters<Parameters<Store["writeOnce"]>[1]>[0]) => Promise<T>,
    { key = null, request = "r" }: { key?: string | null; request?: string } = {},
  ) => store.writeOnce({ actor, key, request }, async (trx) => ({ answer: await change(trx), deed }));
  const hold = (actor: Actor, account: string, more: object = {}) =>
    once(actor, (trx) =>
      store.holds.add(trx, actor, [{ account, tier: null, reason: "key account", expires: null, ...more }]),
    );
  const content = { plan: "method=hybrid", note: "", wish: null, yardstick: "method=hybrid", book: BOOK };
  const scenario = (actor: Actor, name: string) =>
    once(actor, (trx) => store.scenarios.add(trx, actor, { name, ...content }));

  it.skipIf(skipped)("keeps what it was given until it is opened again, and says who gave it", async () => {
    const { id } = await scenario(anna, "Plan A");
    await hold(ben, "7", { tier: "B", expires: "2026-12-01T00:00:00.000Z" });
    await store.books.add(
      anna,
      { id: BOOK, name: "a.csv", accounts: 3, tam: null, addedAt: "2026-11-01" },
      upload,
    );
    await store.close();
    store = await openStore(place, now);
    const found = await store.scenarios.find("north", "Plan A");
    expect(found).toMatchObject({
      id,
      author: "anna",
      versions: [{ version: 1, ...content, author: "anna" }],
    });
    expect((await store.holds.current("north")).holds).toMatchObject([
      { account: "7", tier: "B", reason: "key account", author: "ben", expires: "2026-12-01T00:00:00.000Z" },
    ]);
    expect(await store.books.list("north")).toMatchObject([{ id: BOOK, name: "a.csv", accounts: 3 }]);
    const trail = await store.audit.list("north", { limit: 10 });
    expect(trail.map(({ who, kind: what }) => [who, what])).toEqual([
      ["anna", "upload"],
      ["ben", "scenario"],
      ["anna", "scenario"],
    ]);
  });

  it.skipIf(skipped)("shows nothing of one workspace to another", async () => {
    const { id } = await scenario(anna, "Plan A");
    const { version, holds } = await hold(anna, "7");
    await store.books.add(
      anna,
      { id: BOOK, name: "a.csv", accounts: 3, tam: null, addedAt: "2026-11-01" },
      upload,
    );
    expect(await store.scenarios.list("south")).toEqual([]);
    expect(await store.scenarios.find("south", id)).toBeNull();
    expect(await store.holds.at("south", version)).toBeNull();
    expect((await store.holds.current("south")).holds).toEqual([]);
    expect(
      await once(other, async (trx) => ({ ended: await store.holds.end(trx, other, holds[0]!.id) })),
    ).toEqual({ ended: null });
    expect(await store.books.list("south")).toEqual([]);
    expect(await store.books.remove(other, BOOK, upload)).toBe(false);
    expect((await store.audit.list("south", { limit: 10 })).map(({ who }) => who)).toEqual(["eve"]);
    // Names are free in each workspace.
    await scenario(other, "Plan A");
  });

  it.skipIf(skipped)("answers a write under its key once, and refuses the key for another", async () => {
    const make = () => once(anna, (trx) => store.scenarios.add(trx, anna, { name: "A", ...content }), keyed);
    const keyed = { key: "k1", request: "first" };
    const first = await make();
    expect(await make()).toEqual(first);
    expect(await store.scenarios.list("north")).toHaveLength(1);
    expect(await store.audit.list("north", { limit: 10 })).toHaveLength(1);
    const another = once(anna, async () => ({}), { key: "k1", request: "second" });
    await expect(another).rejects.toMatchObject({ code: "key-reused" });
    // The key of another workspace is another key.
    await once(other, async () => ({}), { key: "k1", request: "second" });
  });

  it.skipIf(skipped)("makes a write once under its key though it is sent eight times at once", async () => {
    const make = () =>
      once(anna, (trx) => store.scenarios.add(trx, anna, { name: "A", ...content }), {
        key: "k",
        request: "x",
      });
    const answers = await Promise.all(Array.from({ length: 8 }, make));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await store.scenarios.list("north")).toHaveLength(1);
  });

  it.skipIf(skipped)("writes all of a change or nothing of it", async () => {
    const failing = once(anna, async (trx) => {
      await store.scenarios.add(trx, anna, { name: "A", ...content });
      await store.holds.add(trx, anna, [{ account: "7", tier: null, reason: "x", expires: null }]);
      throw new Error("stop");
    });
    await expect(failing).rejects.toThrow("stop");
    expect(await store.scenarios.list("north")).toEqual([]);
    expect(await store.holds.currentVersion("north")).toBe(0);
    expect(await store.audit.list("north", { limit: 10 })).toEqual([]);
  });

  it.skipIf(skipped)(
    "puts a version behind the latest one only, and leaves the others as they were",
    async () => {
      const { id } = await scenario(anna, "A");
      const change = (base: number, more: object) =>
        once(ben, async (trx) => ({ made: await store.scenarios.change(trx, ben, { id, base, ...more }) }));
      const { made } = await change(1, { plan: "method=kpi", note: "tried" });
      expect(
        made!.versions.map(({ version, plan, author, yardstick }) => [version, plan, author, yardstick]),
      ).toEqual([
        [2, "method=kpi", "ben", "method=hybrid"],
        [1, "method=hybrid", "anna", "method=hybrid"],
      ]);
      await expect(change(1, { note: "late" })).rejects.toMatchObject({
        code: "store-conflict",
        message: expect.stringMatching(/at version 2 by ben.*made to version 1/),
      });
      await scenario(anna, "B");
      await expect(change(2, { name: "B" })).rejects.toMatchObject({ code: "store-conflict" });
      await expect(scenario(ben, "B")).rejects.toMatchObject({ code: "store-conflict" });
      const concurrent = await Promise.allSettled([2, 2, 2].map((base) => change(base, { note: "x" })));
      expect(concurrent.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    },
  );

  it.skipIf(skipped)(
    "frees the name of a scenario that is taken away, and ends what was in force",
    async () => {
      const { id } = await scenario(anna, "A");
      for (const step of ["proposed", "approved", "in-force"] as const)
        await once(anna, (trx) =>
          store.approvals.advance(trx, anna, { scenario: id, version: 1, book: BOOK, step }),
        );
      await once(ben, async (trx) => ({ gone: await store.scenarios.remove(trx, ben, id) }));
      expect(await store.scenarios.find("north", id)).toBeNull();
      expect(await store.approvals.inForce("north", BOOK)).toBeNull();
      expect((await scenario(anna, "A")).id).not.toBe(id);
    },
  );

  it.skipIf(skipped)("brings versions into force step by step, one a book", async () => {
    const [a, b] = [await scenario(anna, "A"), await scenario(anna, "B")];
    const advance = (by: Actor, id: string, step: "proposed" | "approved" | "in-force", book = BOOK) =>
      once(by, (trx) => store.approvals.advance(trx, by, { scenario: id, version: 1, book, step }));
    await expect(advance(anna, a.id, "approved")).rejects.toThrow(
      /never proposed.*expected one that is proposed/,
    );
    await advance(anna, a.id, "proposed");
    await expect(advance(anna, a.id, "in-force")).rejects.toThrow(
      /is proposed already.*one that is approved/,
    );
    await advance(ben, a.id, "approved");
    await advance(ben, a.id, "in-force");
    expect(await store.approvals.inForce("north", BOOK)).toMatchObject({
      scenario: a.id,
      proposed: { by: "anna" },
      approved: { by: "ben" },
      inForce: { by: "ben" },
    });
    for (const step of ["proposed", "approved"] as const) await advance(anna, b.id, step);
    await advance(anna, a.id, "proposed", "c".repeat(32));
    expect(await advance(anna, b.id, "in-force")).toMatchObject({ state: "in-force" });
    expect((await store.approvals.inForce("north", BOOK))!.scenario).toBe(b.id);
    const [ofOther, ofBook] = (await store.scenarios.find("north", a.id))!.approvals;
    expect(ofOther).toMatchObject({ state: "proposed", book: "c".repeat(32) });
    expect(ofBook).toMatchObject({ state: "ended", ended: { by: "anna" } });
  });

  it.skipIf(skipped)(
    "gives every change of the holds a version, and each version its holds for good",
    async () => {
      const first = await hold(anna, "7");
      const second = await hold(ben, "9", { tier: "A" });
      const third = await hold(ben, "7", { tier: "B", reason: "promised" });
      const { made } = await once(anna, async (trx) => ({
        made: await store.holds.end(trx, anna, second.holds[0]!.id),
      }));
      const accounts = async (version: number) =>
        (await store.holds.at("north", version))!.holds.map(({ account, tier }) => `${account}:${tier}`);
      const expectAll = async () => {
        expect(await accounts(0)).toEqual([]);
        expect(await accounts(first.version)).toEqual(["7:null"]);
        expect(await accounts(second.version)).toEqual(["7:null", "9:A"]);
        expect(await accounts(third.version)).toEqual(["7:B", "9:A"]);
        expect(await accounts(made!.version)).toEqual(["7:B"]);
      };
      await expectAll();
      await store.close();
      store = await openStore(place, now);
      await expectAll();
      expect(await store.holds.currentVersion("north")).toBe(made!.version);
    },
  );

  it.skipIf(skipped)("makes the expiry of a hold a version of its own", async () => {
    const { version } = await hold(anna, "7", { expires: "2026-11-05T00:00:00.000Z" });
    clock = new Date("2026-11-04T23:59:59Z");
    expect(await store.holds.currentVersion("north")).toBe(version);
    clock = new Date("2026-11-05T00:00:00Z");
    const [one, two] = await Promise.all([store.holds.current("north"), store.holds.current("north")]);
    expect(one).toEqual(two);
    expect(one.version).toBeGreaterThan(version);
    expect(one.holds).toEqual([]);
    expect((await store.holds.at("north", version))!.holds).toHaveLength(1);
  });

  it.skipIf(skipped)(
    "numbers versions apart among workspaces, and one after the other for writers at once",
    async () => {
      const writers = Array.from({ length: 12 }, (_, k) => hold(k % 3 === 0 ? other : anna, `${k}`));
      const versions = (await Promise.all(writers)).map(({ version }) => version);
      expect(new Set(versions).size).toBe(12);
      const { version, holds } = await store.holds.current("north");
      expect(version).toBe(Math.max(...versions.filter((_, k) => k % 3 !== 0)));
      expect(holds).toHaveLength(8);
    },
  );

  it.skipIf(skipped)(
    "finds what was done by kind, person, book, run and time, a page at a time",
    async () => {
      for (let k = 0; k < 25; k++) {
        clock = new Date(Date.UTC(2026, 10, 1 + k));
        const run = {
          kind: k % 5 === 0 ? "export" : "run",
          run: `run${k % 2}`,
          book: BOOK,
          bytes: 3e9 + k,
        } as const;
        await store.audit.record(k % 3 === 0 ? anna : ben, { ...deed, ...run, sha256: `${k}` });
      }
      const list = (query: object) => store.audit.list("north", { limit: 100, ...query });
      expect((await list({})).map(({ sha256 }) => Number(sha256))).toEqual(
        Array.from({ length: 25 }, (_, k) => 24 - k),
      );
      expect(await list({ kind: "export" })).toHaveLength(5);
      expect(await list({ who: "anna", run: "run0", book: BOOK })).toHaveLength(5);
      expect(await list({ book: "none" })).toEqual([]);
      expect(await list({ from: "2026-11-10", to: "2026-11-12" })).toHaveLength(2);
      const first = await store.audit.list("north", { limit: 10 });
      const second = await store.audit.list("north", { limit: 10, before: first.at(-1)!.id });
      expect(second[0]!.sha256).toBe("14");
      expect(first[0]).toMatchObject({ bytes: 3e9 + 24, who: "anna", at: "2026-11-25T00:00:00.000Z" });
    },
  );

  it.skipIf(skipped)(
    "keeps the trail for so many days where it is told so, and all of it where it is not",
    async () => {
      const record = async (day: string) => {
        clock = new Date(`${day}T00:00:00Z`);
        await store.audit.record(anna, { kind: "run", action: `GET on ${day}`, engine: "1" });
      };
      for (const day of ["2026-11-01", "2026-11-20", "2026-12-01"]) await record(day);
      const left = async () =>
        (await store.audit.list("north", { limit: 10 })).map(({ at }) => at.slice(0, 10));
      expect([store.audit.keptDays, await left()]).toEqual([
        null,
        ["2026-12-01", "2026-11-20", "2026-11-01"],
      ]);
      expect(await store.audit.keepDays(20)).toBe(1);
      expect([store.audit.keptDays, await left()]).toEqual([20, ["2026-12-01", "2026-11-20"]]);
      expect(await store.audit.keepDays(20)).toBe(0);
    },
  );

  it.skipIf(skipped)("deletes many old entries, some thousands at a time", async () => {
    await Promise.all(
      Array.from({ length: 5_003 }, () =>
        store.audit.record(anna, { kind: "run", action: "GET", engine: "1" }),
      ),
    );
    await store.audit.list("north", { limit: 1 });
    clock = new Date("2026-12-01T00:00:00Z");
    expect(await store.audit.keepDays(1)).toBe(5_003);
  });
});
