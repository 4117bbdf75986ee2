import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Book } from "../../../data/book.ts";
import { Library } from "../../../service/library/library.ts";
import type { Service } from "../../../service/service.ts";
import { openStore, type Store } from "../../../service/store/open-store.ts";
import { createLargeThreads, type LargeThreads, takeTurn } from "../../../service/workers/large-threads.ts";

let folder: string;
let store: Store;
beforeAll(async () => {
  store = await openStore({});
  folder = await mkdtemp(join(tmpdir(), "workspaces-"));
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const as = (workspace: string) => ({ name: "anna", workspace });

const open = (turns?: LargeThreads) =>
  Library.open({
    turns,
    folder,
    store,
    memoryBytes: 2 ** 30,
    maxBytes: 2 ** 20,
    days: null,
    now: () => new Date("2026-03-31T12:00:00Z"),
    open: async (book: Book) => ({ service: { book } as Service, close: async () => undefined }),
  });

const TEXT = "ID,MarketTier_FY26,TotalRevenue_FY26,PotentialRevenue_FY30\na,A,1,9\nb,B,2,3\nc,B,4,5\n";

async function add(library: Library, workspace: string): Promise<string> {
  const path = join(await library.receivingFolder(), "accounts");
  await writeFile(path, TEXT);
  const files = { accounts: { path, name: "book.csv" }, tam: null, mapping: null };
  return (await library.add(as(workspace), files)).entry.id;
}

describe("a book of one workspace", () => {
  it("is not listed, found or removed from another, however its id is spelled", async () => {
    const library = await open();
    const id = await add(library, "emea");
    for (const other of ["default", "apac"]) {
      expect(await library.list(other)).toEqual([]);
      for (const spelled of [id, `emea.${id}`, `emea/${id}`, `../emea.${id}`, `../emea/${id}`]) {
        expect(await library.use(other, spelled)).toBeNull();
        expect(await library.remove(as(other), spelled)).toBe(false);
      }
    }
    expect((await library.use("emea", id))!.service.book.n).toBe(3);
    await library.close();
  });

  it("shares nothing with the same files in another, and outlives them and the process", async () => {
    const before = await open();
    const ids = [await add(before, "emea"), await add(before, "default")];
    expect(ids[0]).toBe(ids[1]);
    const id = ids[0]!;
    const [emea, own] = [await before.use("emea", id), await before.use("default", id)];
    expect(emea!.service).not.toBe(own!.service);
    await before.close();

    const library = await open();
    expect((await library.list("emea")).map((entry) => entry.id)).toEqual([id]);
    expect(await library.remove(as("default"), id)).toBe(true);
    expect(await library.list("default")).toEqual([]);
    expect((await library.use("emea", id))!.service.book.n).toBe(3);
    await library.close();
  });
});

it("a book is read once other large threads are through, is refused where that takes too long, and gives its turn back", async () => {
  const turns = createLargeThreads({ most: 1 });
  const library = await open({ ...turns, waitMs: 100 });
  const giveBack = await takeTurn(turns, { endResting: async () => {} });
  await expect(add(library, "turns")).rejects.toMatchObject({ code: "queue-full", retryAfterSeconds: 1 });
  giveBack();
  const id = await add(library, "turns");
  (await takeTurn(turns, { endResting: async () => {} }))();
  await library.remove(as("turns"), id);
  await library.close();
});
