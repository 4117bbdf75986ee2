import { expect, it } from "vitest";
import type { Book } from "../../../data/book.ts";
import { OpenBooks } from "../../../service/library/open-books.ts";
import type { Service } from "../../../service/service.ts";
import { smallBook } from "../support/small-book.ts";

/** Open books that say which of them were ended. */
function watched(memoryBytes = 2 ** 30) {
  const ended: Book[] = [];
  const books = new OpenBooks({
    memoryBytes,
    open: async (book) => ({
      service: { book } as Service,
      close: async () => {
        ended.push(book);
      },
    }),
  });
  return { books, ended };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

it("a book that is let go of ends with its last user, and is handed out to no other", async () => {
  const { books, ended } = watched();
  books.hold("one", Promise.resolve(smallBook()));
  const first = await books.use("one");
  const second = await books.use("one");
  await books.letGo("one");
  expect(books.has("one")).toBe(false);
  first.release();
  await settled();
  expect(ended).toEqual([]);
  second.release();
  await settled();
  expect(ended).toEqual([second.service.book]);
});

it("a book that nobody uses ends as it is let go of", async () => {
  const { books, ended } = watched();
  books.hold("one", Promise.resolve(smallBook()));
  (await books.use("one")).release();
  await books.letGo("one");
  expect(ended).toHaveLength(1);
});

it("a book that makes room for another is used to the end", async () => {
  const { books, ended } = watched(1);
  books.hold("one", Promise.resolve(smallBook()));
  const { service, release } = await books.use("one");
  books.hold("two", Promise.resolve(smallBook()));
  (await books.use("two")).release();
  await settled();
  expect([books.has("one"), books.has("two")]).toEqual([false, true]);
  expect(ended).toEqual([]);
  release();
  await settled();
  expect(ended).toEqual([service.book]);
});

it("the end of all ends those in use too", async () => {
  const { books, ended } = watched();
  books.hold("one", Promise.resolve(smallBook()));
  books.hold("two", Promise.resolve(smallBook()));
  await books.use("one");
  await books.use("two");
  await books.letGo("one");
  await books.close();
  expect(ended).toHaveLength(2);
});

it("a book that cannot be loaded is tried anew, and fails nobody else's", async () => {
  const { books } = watched(1);
  const { promise, reject } = Promise.withResolvers<Book>();
  books.hold("broken", promise);
  books.hold("whole", Promise.resolve(smallBook()));
  const using = books.use("broken");
  await settled();
  reject(new Error("no such file"));
  await expect(using).rejects.toThrow("no such file");
  expect(books.has("broken")).toBe(false);
  // Its users were none: what is held anew under the key is another.
  books.hold("broken", Promise.resolve(smallBook()));
  expect((await books.use("broken")).service.book.n).toBe(smallBook().n);
});

it("one that takes the place of another ends it", async () => {
  const { books, ended } = watched();
  books.hold("one", Promise.resolve(smallBook()));
  const { service, release } = await books.use("one");
  release();
  books.hold("one", Promise.resolve(smallBook()));
  await settled();
  expect(ended).toEqual([service.book]);
  expect(books.has("one")).toBe(true);
});
