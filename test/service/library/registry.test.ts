import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Book } from "../../../data/book.ts";
import { Library } from "../../../service/library/library.ts";
import type { Service } from "../../../service/service.ts";
import { openStore, type Store } from "../../../service/store/open-store.ts";

const TEXT = "ID,MarketTier_FY26,TotalRevenue_FY26,PotentialRevenue_FY30\na,A,1,9\nb,B,2,3\nc,B,4,5\n";
const anna = { name: "anna", workspace: "default" };

let folder: string;
let store: Store;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "registry-"));
  store = await openStore({ file: join(folder, "store.sqlite") });
});
afterEach(async () => {
  await store.close().catch(() => undefined);
  await rm(folder, { recursive: true });
});

const open = (days: number | null = null, now = new Date("2026-03-31T12:00:00Z")) =>
  Library.open({
    folder: join(folder, "books"),
    store,
    memoryBytes: 2 ** 30,
    maxBytes: 2 ** 20,
    days,
    now: () => now,
    open: async (book: Book) => ({ service: { book } as Service, close: async () => undefined }),
  });

async function add(library: Library): Promise<string> {
  const path = join(await library.receivingFolder(), "accounts");
  await writeFile(path, TEXT);
  const files = { accounts: { path, name: "book.csv" }, tam: null, mapping: null };
  return (await library.add(anna, files)).entry.id;
}

describe("the registry of books", () => {
  it("takes over the books that an earlier version kept by a file in their folders, once", async () => {
    const first = await open();
    const id = await add(first);
    await first.close();
    await store.books.remove(anna, id, { kind: "upload", action: "test", engine: "1" });
    const place = join(folder, "books", id);
    const entry = { id, name: "old.csv", accounts: 3, tam: null, addedAt: "2026-01-01T00:00:00.000Z" };
    await writeFile(join(place, "entry.json"), JSON.stringify(entry));
    await mkdir(join(folder, "books", "receiving-x"));
    const library = await open();
    expect(await library.list("default")).toEqual([{ ...entry, workspace: "default" }]);
    expect((await library.use("default", id))!.service.book.n).toBe(3);
    expect(existsSync(join(place, "entry.json"))).toBe(false);
    expect(existsSync(join(folder, "books", "receiving-x"))).toBe(false);
    await library.remove(anna, id);
    expect(await (await open()).list("default")).toEqual([]);
  });

  it("shows a book to every process at once, and lets it go after its days", async () => {
    const [one, two] = [await open(), await open()];
    const id = await add(one);
    expect((await two.list("default")).map((entry) => entry.id)).toEqual([id]);
    expect((await two.use("default", id))!.service.book.n).toBe(3);
    const late = await open(10, new Date("2026-04-15T12:00:00Z"));
    expect(await late.list("default")).toEqual([]);
    expect(existsSync(join(folder, "books", id))).toBe(false);
    const [gone] = await store.audit.list("default", { kind: "upload", limit: 1 });
    expect(gone).toMatchObject({ who: "expiry", action: "DELETE /v1/books", book: id });
  });

  it("finds the books that it has met while the store is away", async () => {
    const library = await open();
    const id = await add(library);
    await store.close();
    expect((await library.use("default", id))!.service.book.n).toBe(3);
    await expect(library.use("default", "f".repeat(32))).rejects.toThrow();
  });

  it("has the files of a book that is uploaded again while it is being removed", async () => {
    const remove = store.books.remove.bind(store.books);
    const gate = Promise.withResolvers<void>();
    vi.spyOn(store.books, "remove").mockImplementation(async (...asked) => {
      const isGone = await remove(...asked);
      await gate.promise;
      return isGone;
    });
    const library = await open();
    const id = await add(library);
    const removing = library.remove(anna, id);
    const adding = add(library);
    // Long enough for an upload that does not wait for its turn to be through.
    await Promise.race([adding, new Promise((resolve) => setTimeout(resolve, 2_000))]);
    gate.resolve();
    expect([await removing, await adding]).toEqual([true, id]);
    expect((await (await open()).use("default", id))!.service.book.n).toBe(3);
  });

  it("says of a book whose files are gone that it is lost, until they are uploaded again", async () => {
    const id = await add(await open());
    await rm(join(folder, "books", id), { recursive: true });
    const library = await open();
    await expect(library.use("default", id)).rejects.toMatchObject({
      code: "book-lost",
      message: expect.stringMatching(
        /“book.csv” .* \(its files are not in the library\); upload its files again/,
      ),
    });
    expect(await add(library)).toBe(id);
    expect((await library.use("default", id))!.service.book.n).toBe(3);
  });
});
