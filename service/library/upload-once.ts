import type { Book } from "../../data/book.ts";
import { ServiceError } from "../errors.ts";
import type { Actor } from "../store/actor.ts";
import type { Store } from "../store/open-store.ts";
import type { LibraryEntry } from "./entry.ts";
import { digestOfFile } from "./file-digest.ts";
import type { Library } from "./library.ts";
import type { ReceivedFiles } from "./library-options.ts";
import type { NamedFile } from "./load-in-thread.ts";

/** An upload: by whom, under which key (null where it has none), of which files. */
export interface Upload {
  readonly actor: Actor;
  readonly key: string | null;
  readonly files: ReceivedFiles;
}

/** Where uploads go. */
export interface UploadPlace<T> {
  readonly library: Library;
  readonly store: Pick<Store, "books" | "recall" | "writeOnce">;
  /** What is answered to an upload. */
  readonly answerOf: (entry: LibraryEntry, book: Book) => T;
}

/**
 * Makes an upload, or gives the answer that the same upload had under its key. The book and its key are kept together or
 * not at all.
 * @throws {ServiceError} `key-reused` where the key came with other files, before one of them is read, or its book has been
 * removed since; `store-unavailable`
 */
export async function uploadOnce<T extends { readonly book: { readonly id: string } }>(
  { library, store, answerOf }: UploadPlace<T>,
  { actor, key, files }: Upload,
  onRows?: (rows: number) => void,
): Promise<T> {
  const write = { actor, key, request: key === null ? "" : await spell(files) };
  const known = await store.recall<T>(write);
  if (known !== null) {
    if (await library.has(actor.workspace, known.book.id)) return known;
    throw removedSince(known.book.id);
  }
  let written: T | null = null;
  const { entry, book } = await library.add(actor, files, onRows, async ({ entry, book, deed }) => {
    written = await store.writeOnce(write, async (transaction) => {
      await store.books.addWith(transaction, actor, entry);
      return { answer: answerOf(entry, book), deed };
    });
  });
  // A book that was there already is not written again, but its key is.
  return written ?? store.writeOnce(write, async () => ({ answer: answerOf(entry, book), deed: null }));
}

function removedSince(id: string): ServiceError {
  const message = `The book ${id}, which this Idempotency-Key uploaded, has been removed since; to upload it again, send it with a new key.`;
  return new ServiceError("key-reused", message);
}

/** What is sent, in one spelling: names and digests of the files, and the mapping. */
async function spell({ accounts, tam, mapping }: ReceivedFiles): Promise<string> {
  const spelled = async (file: NamedFile | null) =>
    file && [file.name, (await digestOfFile(file.path)).sha256];
  return JSON.stringify(["POST /v1/books", await spelled(accounts), await spelled(tam), mapping]);
}
