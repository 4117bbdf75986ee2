import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import request from "supertest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { triedAnswer, uploadAnswer } from "../../contract/book.ts";
import { Library } from "../../service/library/library.ts";
import { openStore, type Store } from "../../service/store/open-store.ts";
import { createLargeThreads, takeTurn } from "../../service/workers/large-threads.ts";
import { createPool, type TaskRunner } from "../../service/workers/pool.ts";
import { generatedBook } from "../service/support/generated-book.ts";
import { startApp } from "./support/app.ts";

const anna = { name: "anna", workspace: "default" };

let folder: string;
let library: Library;
let store: Store;
let started: Awaited<ReturnType<typeof startApp>>;

/** Turns of the threads that read a book. */
const turns = createLargeThreads({ most: 1, waitMs: 5_000 });

const open = (memoryBytes = 2 ** 30): Promise<Library> =>
  Library.open({
    folder,
    turns,
    store,
    memoryBytes,
    maxBytes: 2 ** 24,
    days: null,
    now: () => new Date("2026-03-31T12:00:00Z"),
    async open(book) {
      const { deps, close } = await startApp(book, { linkedBook: book.id });
      return { service: deps, close };
    },
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "library-"));
  store = await openStore({});
  library = await open();
  started = await startApp(await generatedBook(300), { library, store, maxUploadBytes: 100_000 });
});
afterAll(async () => {
  await started.close();
  await library.close();
  await store.close();
  await rm(folder, { recursive: true });
});

const GERMAN = Buffer.from(
  `Kunde;Gebiet;Klasse;Umsatz 2024;Umsatz 2025;Umsatzpotenzial\r\n${Array.from(
    { length: 40 },
    (_, k) =>
      `K${k};${["Nord", "Süd"][k % 2]};${["Gold", "Silver", "Bronze"][k % 3]};${100 + k},50;${120 + ((k * 7) % 50)},25;${900 + ((k * 13) % 100)},00`,
  ).join("\r\n")}\r\nK99;Nord;Zinn;1,5;1,5;9,5\r\n`,
  "latin1",
);
const MAPPING = {
  accounts: {
    Kunde: "ID",
    Gebiet: "Geo_Entity",
    Klasse: "MarketTier",
    "Umsatz 2024": "TotalRevenue_FY2024",
    "Umsatz 2025": "TotalRevenue_FY2025",
    Umsatzpotenzial: "PotentialRevenue",
  },
};

const post = (query = "") => request(started.app).post(`/v1/books${query}`);

describe("an upload", () => {
  let id: string;

  it("that does not load is a problem with the mapping that is proposed for it", async () => {
    const { status, body, type } = await post().attach("accounts", GERMAN, "kunden.csv");
    expect([status, type]).toEqual([422, "application/problem+json"]);
    expect(body).toMatchObject({ code: "invalid-book", fault: { code: "missing-column" } });
    expect(body.inspection.mapping).toEqual(MAPPING);
    expect(body.inspection.preview[0]).toEqual(["K0", "Nord", "Gold", "100,50", "120,25", "900,00"]);
  });

  it("can be tried first: the report, and nothing kept", async () => {
    const { status, body } = await post("?dry=1")
      .field("mapping", JSON.stringify(MAPPING))
      .attach("accounts", GERMAN, "kunden.csv");
    expect(status).toBe(200);
    expect(body.report).toMatchObject({ encoding: "windows-1252", delimiter: ";" });
    expect(body.report.rows).toEqual({ read: 41, accepted: 40, rejected: 1 });
    expect((await request(started.app).get("/v1/books")).body.books).toEqual([]);
  });

  it("that is no multipart body is refused in our words, and what we cannot write is no fault of it", async () => {
    const part = 'Content-Disposition: form-data; name="accounts"; filename="a.csv"';
    const said = async (type: string, text: string) => {
      const { status, body } = await post().set("Content-Type", `multipart/form-data${type}`).send(text);
      return [status, body.detail];
    };
    const broken = [400, "The upload cannot be read; expected a whole multipart body."];
    expect(await said("; boundary=x", `--x\r\n${part}\r\n\r\nID`)).toEqual(broken);
    expect(await said("; boundary=x", `--x\r\nContent\0\r\n\r\nID\r\n--x--\r\n`)).toEqual(broken);
    expect(await said("", "ID")).toEqual([
      400,
      "The upload cannot be read; expected multipart/form-data with the boundary of its parts.",
    ]);
    const nowhere = Object.create(library, {
      receivingFolder: { value: async () => join(folder, "nowhere") },
    }) as Library;
    const other = await startApp(await generatedBook(30), { library: nowhere, store });
    const sent = request(other.app).post("/v1/books").attach("accounts", GERMAN, "kunden.csv");
    expect((await sent).status).toBe(500);
    await other.close();
  });

  it("with a faulty mapping is refused while all threads that could read the file are busy", async () => {
    const giveBack = await takeTurn(turns, { endResting: async () => {} });
    try {
      const sent = (mapping: string) =>
        post().field("mapping", mapping).attach("accounts", GERMAN, "kunden.csv");
      for (const mapping of ["{", '{"accounts":{"Kunde":"Customer"}}']) {
        const { status, body } = await sent(mapping);
        expect([status, body.code, body.fault?.code]).toEqual([422, "invalid-book", "invalid-mapping"]);
      }
      expect((await sent(JSON.stringify(MAPPING))).body.code).toBe("queue-full");
    } finally {
      giveBack();
    }
  });

  it("of which something would be passed over in silence is refused: a part twice or unknown, a query that means nothing", async () => {
    const file = () => post().attach("accounts", GERMAN, "kunden.csv");
    const mapping = JSON.stringify(MAPPING);
    const refused: [what: string, status: number, said: RegExp, sent: request.Test][] = [
      ["two files", 400, /has "accounts" twice/, file().attach("accounts", GERMAN, "b.csv")],
      ["two mappings", 400, /has "mapping" twice/, file().field("mapping", mapping).field("mapping", "{}")],
      ["a field that is none", 400, /has a part "dry"/, file().field("dry", "1")],
      ["a market table as text", 400, /has a part "tam"/, file().field("tam", "x")],
      [
        "a mapping too large",
        413,
        /mapping is larger than 1024 kB/,
        file().field("mapping", " ".repeat(2 ** 20 + 1)),
      ],
      ["dry=true", 400, /dry: expected 1/, post("?dry=true").attach("accounts", GERMAN, "kunden.csv")],
      ["an unknown parameter", 400, /drry/, post("?drry=1").attach("accounts", GERMAN, "kunden.csv")],
    ];
    for (const [what, status, said, sent] of refused) {
      const { body, ...response } = await sent;
      expect([what, response.status, body.detail]).toEqual([what, status, expect.stringMatching(said)]);
    }
    expect((await request(started.app).get("/v1/books")).body.books).toEqual([]);
  });

  it("is a book: 201 with its report, listed, and the same upload is the same book", async () => {
    const upload = () =>
      post()
        .attach("mapping", Buffer.from(JSON.stringify(MAPPING)), "mapping.json")
        .attach("accounts", GERMAN, "kunden.csv");
    const { status, body, headers } = await upload();
    expect(status).toBe(201);
    id = body.book.id;
    expect(headers.location).toBe(`/v1/book?book=${id}`);
    expect(body).toMatchObject({ kept: true, book: { name: "kunden.csv", accounts: 40, tam: null } });
    expect(body.report.tiers.map(({ name }: { name: string }) => name)).toEqual(["Gold", "Silver", "Bronze"]);
    expect((await upload()).body.book.id).toBe(id);
    const listed = await request(started.app).get("/v1/books");
    expect(listed.body.books.map((book: { id: string }) => book.id)).toEqual([id]);
    expect(listed.body.configured.accounts).toBe(300);
    const trail = await store.audit.list("default", { kind: "upload", limit: 9 });
    expect(trail).toMatchObject([
      { who: "local", book: id, bytes: GERMAN.length, detail: "“kunden.csv”, 40 accounts" },
    ]);
  });

  it("takes an Idempotency-Key: the same answer to the same upload, none to another", async () => {
    const once = (file: Buffer, key = "upload-1") =>
      post()
        .set("Idempotency-Key", key)
        .field("mapping", JSON.stringify(MAPPING))
        .attach("accounts", file, "once.csv");
    const other = Buffer.concat([GERMAN, Buffer.from("K77;Nord;Gold;1,5;1,5;9,5\r\n")]);
    const first = await once(other);
    expect(first.status).toBe(201);
    const again = await once(other);
    expect([again.status, again.headers.location]).toEqual([201, first.headers.location]);
    expect(again.body).toEqual(first.body);
    expect((await request(started.app).delete(`/v1/books/${first.body.book.id}`)).status).toBe(204);
    // A book that is gone does not come back by a repetition, nor is it said to be there.
    const gone = await once(other);
    expect([gone.status, gone.body.code]).toEqual([422, "key-reused"]);
    expect(gone.body.detail).toContain(
      `${first.body.book.id}, which this Idempotency-Key uploaded, has been removed`,
    );
    const ids = (await request(started.app).get("/v1/books")).body.books.map(
      (book: { id: string }) => book.id,
    );
    expect(ids).toEqual([id]);
    const reused = await once(GERMAN);
    expect([reused.status, reused.body.code]).toEqual([422, "key-reused"]);
    expect((await once(other, "no visible\u00a0key")).status).toBe(400);
  });

  it("keeps a book with its Idempotency-Key, or neither", async () => {
    const other = Buffer.concat([GERMAN, Buffer.from("K78;Nord;Gold;1,5;1,5;9,5\r\n")]);
    const once = () =>
      post()
        .set("Idempotency-Key", "upload-2")
        .field("mapping", JSON.stringify(MAPPING))
        .attach("accounts", other, "both.csv");
    const idsNow = async () => (await store.books.list("default")).map((book) => book.id);
    const run = (statement: string) =>
      store.database.write((transaction) => sql.raw(statement).execute(transaction));
    await run("create trigger no_keys before insert on keys begin select raise(abort, 'no keys'); end");
    expect((await once()).status).toBeGreaterThanOrEqual(500);
    await run("drop trigger no_keys");
    expect(await idsNow()).toEqual([id]);
    const made = await once();
    expect([made.status, (await idsNow()).length]).toEqual([201, 2]);
    expect((await request(started.app).delete(`/v1/books/${made.body.book.id}`)).status).toBe(204);
  });

  it("answers every call that names it, with links that name it", async () => {
    const get = (path: string) =>
      request(started.app).get(`${path}${path.includes("?") ? "&" : "?"}book=${id}`);
    const { body } = await get("/v1/tiers?runway=1&maxMovedShare=0.2");
    expect(body.book).toMatchObject({ id, rows: 40 });
    expect(body.summary.tiers).toEqual(["Gold", "Silver", "Bronze"]);
    expect(body.links.csv).toMatch(new RegExp(`^/v1/tiers.csv\\?book=${id}&method=hybrid`));
    const csv = await request(started.app).get(body.links.csv);
    expect(csv.text.split("\r\n")[0]).toBe("ID,PreviousTier,Tier,Change,PI_acct,TotalRevenue,Reason");
    expect(csv.text).toMatch(/^K0,Gold,/m);
    expect((await get("/v1/columns")).body.columns[0]).toMatchObject({ name: "Kunde", kind: "id" });
    const rejected = await get("/v1/book/rejected.csv");
    expect(rejected.text).toMatch(
      /^42,Klasse,unknown-tier,"got ""Zinn""; expected one of Gold, Silver, Bronze",/m,
    );
    const chat = await request(started.app)
      .post(`/v1/chat?book=${id}`)
      .set("Accept", "application/json")
      .send({ message: "prioritize growth" });
    expect(chat.status).toBe(200);
    expect(chat.body.links.csv).toContain(`book=${id}`);
  });

  it("has validators of its own, and the configured book needs no parameter", async () => {
    const [uploaded, configured] = await Promise.all([
      request(started.app).get(`/v1/tiers?runway=1&book=${id}`),
      request(started.app).get("/v1/tiers?runway=1"),
    ]);
    expect(uploaded.headers.etag).not.toBe(configured.headers.etag);
    const own = configured.body.book.id;
    expect((await request(started.app).get(`/v1/tiers?runway=1&book=${own}`)).body).toEqual(configured.body);
  });

  it.each(["%E0%A4%A", "%", "", "__proto__", "../x"])("that book=%s names is none: a 404", async (id) => {
    expect((await request(started.app).get(`/v1/book?book=${id}`)).status).toBe(404);
  });

  it("outlives the process, and is opened again when it is asked for", async () => {
    const again = await open();
    expect((await again.list("default")).map((entry) => entry.id)).toEqual([id]);
    const { book } = (await again.use("default", id))!.service;
    expect(book.id).toBe(id);
    expect(book.n).toBe(40);
    await again.close();
  });

  it("is removed with its files", async () => {
    expect((await request(started.app).delete(`/v1/books/${id}`)).status).toBe(204);
    expect((await request(started.app).delete(`/v1/books/${id}`)).status).toBe(404);
    const { status, body } = await request(started.app).get(`/v1/tiers?book=${id}`);
    expect([status, body.code]).toEqual([404, "not-found"]);
    expect(await readdir(folder)).toEqual([]);
  });
});

it("a book that is removed is answered about to the end by whoever began before, and is there for nobody else", async () => {
  const [began, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const own = await Library.open({
    folder: null,
    store,
    memoryBytes: 2 ** 30,
    maxBytes: 2 ** 24,
    days: null,
    now: () => new Date(),
    async open(book) {
      const pool = createPool(book, { workers: 1, queueLimit: 4 });
      const tasks: TaskRunner = {
        async perform(...job) {
          began.resolve();
          await goOn.promise;
          return pool.perform(...job);
        },
      };
      const { deps, close } = await startApp(book, { tasks, store, linkedBook: book.id });
      return { service: deps, close: async () => void (await Promise.all([pool.close(), close()])) };
    },
  });
  const { app, close } = await startApp(started.deps.book, { library: own, store });
  const { body } = await request(app)
    .post("/v1/books")
    .attach("accounts", GERMAN, "going.csv")
    .field("mapping", JSON.stringify(MAPPING))
    .expect(201);
  const url = `/v1/tiers.csv?book=${body.book.id}&runway=1`;
  const underWay = request(app)
    .get(url)
    .then((response) => response);
  await began.promise;
  await request(app).delete(`/v1/books/${body.book.id}`).expect(204);
  await request(app).get(url).expect(404);
  goOn.resolve();
  const { status, text } = await underWay;
  expect(status).toBe(200);
  expect(text.trim().split("\r\n")).toHaveLength(41);
  await close();
  await own.close();
});

describe("an upload that is none", () => {
  it.each([
    ["no multipart", () => post().send({ a: 1 }), 415, "unsupported-media-type"],
    ["no accounts", () => post().field("mapping", "{}"), 400, "malformed-request"],
    ["an unknown part", () => post().attach("acounts", Buffer.from("a"), "a.csv"), 400, "malformed-request"],
    [
      "a mapping that is none",
      () => post().field("mapping", "{").attach("accounts", GERMAN, "k.csv"),
      422,
      "invalid-book",
    ],
    [
      "too large",
      () => post().attach("accounts", Buffer.alloc(150_000, "x"), "a.csv"),
      413,
      "body-too-large",
    ],
  ])("%s is refused, and leaves nothing behind", async (_, send, status, code) => {
    const response = await send();
    expect([response.status, response.body.code]).toEqual([status, code]);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe("books in memory", () => {
  it("beyond the cap are let go, the least recently used first, and opened again", async () => {
    const small = await open(1);
    const text = (name: string) =>
      Buffer.from(
        `ID,MarketTier_FY26,TotalRevenue_FY26,PotentialRevenue_FY30\n${name},A,1,9\nb,B,2,3\nc,B,4,5\n`,
      );
    const { writeFile } = await import("node:fs/promises");
    const ids: string[] = [];
    for (const name of ["x", "y"]) {
      const path = join(await small.receivingFolder(), "accounts");
      await writeFile(path, text(name));
      ids.push(
        (await small.add(anna, { accounts: { path, name: `${name}.csv` }, tam: null, mapping: null })).entry
          .id,
      );
    }
    const [first] = await Promise.all(ids.map((id) => small.use("default", id)));
    expect(first!.service.book.n).toBe(3);
    expect((await small.use("default", ids[0]!))!.service.book.id).toBe(ids[0]);
    for (const id of ids) await small.remove(anna, id);
    await small.close();
  });
});

describe("an upload followed by events", () => {
  const events = (text: string) =>
    text
      .trim()
      .split("\n\n")
      .map((block) => /^event: (\w+)\ndata: (.*)$/s.exec(block)!.slice(1) as [string, string])
      .map(([event, data]) => ({ event, data: JSON.parse(data) }));
  const rows = Array.from({ length: 25_000 }, (_, k) => `${k},${k % 7}`).join("\n");
  const file = Buffer.from(`Account ID,Revenue\n${rows}\n`).subarray(0, 99_990);
  const long = Buffer.from(`a,b\n${"1,2\n".repeat(24_000)}`);

  it("tells the rows read so far, then the result that the answer without them has", async () => {
    const mapping = JSON.stringify({ accounts: { "Account ID": "ID", Revenue: "TotalRevenue_FY25" } });
    const { status, type, text } = await post("?dry=1")
      .set("Accept", "text/event-stream")
      .field("mapping", mapping)
      .attach("accounts", file, "many.csv");
    expect([status, type]).toEqual([200, "text/event-stream"]);
    const said = events(text);
    expect(said.map(({ event }) => event)).toEqual(["progress", "progress", "result"]);
    expect(said.slice(0, 2).map(({ data }) => data)).toEqual([
      { phase: "reading", rows: 0 },
      { phase: "reading", rows: 10_000 },
    ]);
    const { body } = await post("?dry=1").field("mapping", mapping).attach("accounts", file, "many.csv");
    expect(said[2]!.data).toEqual(body);
    triedAnswer.parse(body);
  });

  it("ends with the problem where the file is no book", async () => {
    const { text } = await post().set("Accept", "text/event-stream").attach("accounts", long, "long.csv");
    const last = events(text).at(-1)!;
    expect(last.event).toBe("error");
    expect(last.data).toMatchObject({ status: 422, code: "invalid-book", fault: { code: "missing-column" } });
    expect(last.data.inspection.columns).toEqual(["a", "b"]);
  });
});

it("uploading and removing books are in the API's description, and answers are as it says", async () => {
  const { body } = await request(started.app).get("/openapi.json");
  const upload = body.paths["/v1/books"].post;
  expect(Object.keys(upload.requestBody.content)).toEqual(["multipart/form-data"]);
  expect(Object.keys(upload.responses["201"].content)).toEqual(["application/json", "text/event-stream"]);
  expect(body.paths["/v1/books/{id}"].delete.responses["204"]).toBeDefined();
  const answer = await post()
    .field("mapping", JSON.stringify(MAPPING))
    .attach("accounts", GERMAN, "kunden.csv");
  expect(answer.status).toBe(201);
  uploadAnswer.parse(answer.body);
});

it("a book without a signal answers with what is missing, not with a failure of ours", async () => {
  const rows = Array.from({ length: 5 }, (_, k) => `C${k},${100 + k}`).join("\n");
  const mapping = JSON.stringify({ accounts: { Account: "ID", Revenue: "TotalRevenue_FY25" } });
  const { body } = await post()
    .field("mapping", mapping)
    .attach("accounts", Buffer.from(`Account,Revenue\n${rows}`), "r.csv");
  const { status, body: problem } = await request(started.app).get(`/v1/tiers?book=${body.book.id}`);
  expect(status).toBe(422);
  expect(problem.detail).toContain('"signals": {"runway": "Revenue"}');
});
