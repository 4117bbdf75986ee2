import { Library } from "../../../service/library/library.ts";
import type { openStore } from "../../../service/store/open-store.ts";

/** A library for uploads that never come to a book: of at most a mebibyte each. */
export const openBooklessLibrary = (store: Awaited<ReturnType<typeof openStore>>): Promise<Library> =>
  Library.open({
    folder: null,
    store,
    memoryBytes: 2 ** 30,
    maxBytes: 2 ** 20,
    days: null,
    now: () => new Date(),
    open: () => Promise.reject(new Error("no book comes to this")),
  });
