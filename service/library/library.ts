import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Book } from "../../data/book.ts";
import { DataError } from "../../data/errors.ts";
import { ServiceError } from "../errors.ts";
import { type Actor, automatic } from "../store/actor.ts";
import type { Deed } from "../store/audit.ts";
import { ENGINE } from "../version.ts";
import { createLargeThreads, type LargeThreads } from "../workers/large-threads.ts";
import { ENTRY, folderOf, keyOf, type LibraryEntry, readEntries } from "./entry.ts";
import { digestOfFile } from "./file-digest.ts";
import { createKeyedTurns } from "./keyed-turns.ts";
import { KnownBooks } from "./known-books.ts";
import type { LibraryOptions, ReceivedFiles } from "./library-options.ts";
import { type BookPaths, type LoadedBook, loadInThread } from "./load-in-thread.ts";
import { type BookInUse, OpenBooks } from "./open-books.ts";

const DAY_MS = 86_400_000;

/** Writes a new book to the registry, with its entry of the audit trail. */
export type Register = (added: {
  readonly entry: LibraryEntry;
  readonly book: Book;
  readonly deed: Deed;
}) => Promise<unknown>;

/**
 * Books that were uploaded, each of a workspace: kept in a folder, opened when they are asked for, the latest
 * ones kept in memory. The same files in two workspaces are two books that share nothing.
 */
export class Library {
  readonly #options: LibraryOptions;
  readonly #folder: string;
  readonly #books: KnownBooks;
  readonly #open: OpenBooks;
  readonly #turns: LargeThreads;
  /** A book comes or goes with its files one after the other. */
  readonly #changing = createKeyedTurns();

  private constructor(options: LibraryOptions, folder: string) {
    this.#options = options;
    this.#folder = folder;
    this.#books = new KnownBooks(options.store.books);
    this.#open = new OpenBooks(options);
    this.#turns = options.turns ?? createLargeThreads();
  }

  /** Opens the library of a folder, or a new one that goes with the process. */
  static async open(options: LibraryOptions): Promise<Library> {
    const folder = options.folder ?? (await mkdtemp(join(tmpdir(), "tiering-books-")));
    await mkdir(folder, { recursive: true });
    const library = new Library(options, folder);
    await library.#takeOver(await readEntries(folder));
    await library.#expire();
    return library;
  }

  /** True where books outlive the process. */
  get isKept(): boolean {
    return this.#options.folder !== null;
  }

  /** A folder for files that are being received. */
  async receivingFolder(): Promise<string> {
    return mkdtemp(join(this.#folder, "receiving-"));
  }

  /** The books of a workspace, the latest first. */
  async list(workspace: string): Promise<LibraryEntry[]> {
    await this.#expire();
    return this.#books.list(workspace);
  }

  /** Whether a workspace has a book. @throws {ServiceError} `store-unavailable` for one that was never met */
  async has(workspace: string, id: string): Promise<boolean> {
    return (await this.#books.find(workspace, id)) !== null;
  }

  /** Loads received files without keeping them. @throws {RefusedBook} */
  try(files: ReceivedFiles, onRows?: (rows: number) => void): Promise<LoadedBook> {
    return loadInThread(
      { ...pathsOf(files), maxBytes: this.#options.maxBytes, isDry: true },
      this.#turns,
      onRows,
    );
  }

  /**
   * Loads received files and keeps them as a book of a workspace; the same files and mapping are the same book. A new one
   * is written to the registry by `register`, which may write more with it.
   * @throws {RefusedBook}
   * @throws {ServiceError} `store-unavailable`, `store-full`: the book is not kept then
   */
  async add(
    actor: Actor,
    files: ReceivedFiles,
    onRows?: (rows: number) => void,
    register: Register = ({ entry, deed }) => this.#options.store.books.add(actor, entry, deed),
  ): Promise<{ entry: LibraryEntry; book: Book }> {
    const { book } = await loadInThread(
      { ...pathsOf(files), maxBytes: this.#options.maxBytes },
      this.#turns,
      onRows,
    );
    const { workspace } = actor;
    return this.#changing(keyOf(workspace, book.id), async () => {
      const known = await this.#books.find(workspace, book.id);
      if (known !== null) {
        // Files that were lost are there again with an upload of the same.
        if (!existsSync(this.#placeOf(known, "accounts"))) await this.#keep(known, files);
        return { entry: known, book };
      }
      const entry: LibraryEntry = {
        id: book.id,
        workspace,
        name: files.accounts.name,
        accounts: book.n,
        tam: files.tam?.name ?? null,
        addedAt: this.#options.now().toISOString(),
      };
      const sent = await digestOfFile(files.accounts.path);
      await this.#keep(entry, files);
      // Registered last: files that no registry names are no book.
      await register({ entry, book, deed: { ...deedOf(entry, "POST /v1/books"), ...sent } });
      this.#books.remember(entry);
      this.#open.hold(keyOf(workspace, book.id), Promise.resolve(book));
      return { entry, book };
    });
  }

  /**
   * A book's service, until its use is over; null where the workspace has no such book.
   * @throws {ServiceError} `book-lost` where its files cannot be read any more
   */
  async use(workspace: string, id: string): Promise<BookInUse | null> {
    const key = keyOf(workspace, id);
    if ((await this.#books.find(workspace, id)) === null) {
      await this.#open.letGo(key);
      return null;
    }
    if (!this.#open.has(key)) this.#open.hold(key, this.#load(workspace, id));
    return this.#open.use(key);
  }

  /**
   * Removes a book and its files, while whoever uses it goes on to the end; false where the workspace has no such book.
   * @throws {ServiceError} `store-unavailable`
   */
  async remove(actor: Actor, id: string): Promise<boolean> {
    const { workspace } = actor;
    return this.#changing(keyOf(workspace, id), async () => {
      const entry = await this.#books.find(workspace, id);
      if (entry === null) return false;
      const deed = deedOf(entry, "DELETE /v1/books");
      const isGone = await this.#options.store.books.remove(actor, id, deed);
      this.#books.forget(workspace, id);
      await this.#open.letGo(keyOf(workspace, id));
      await rm(this.#placeOf(entry), { recursive: true, force: true });
      return isGone;
    });
  }

  /** Closes what is open; books without a folder of their own go. */
  async close(): Promise<void> {
    await this.#open.close();
    if (!this.isKept) await rm(this.#folder, { recursive: true, force: true });
  }

  async #keep(entry: LibraryEntry, { accounts, tam, mapping }: ReceivedFiles): Promise<void> {
    await mkdir(this.#placeOf(entry), { recursive: true });
    await rename(accounts.path, this.#placeOf(entry, "accounts"));
    if (tam !== null) await rename(tam.path, this.#placeOf(entry, "tam"));
    if (mapping !== null) await writeFile(this.#placeOf(entry, "mapping.json"), mapping);
  }

  /** The folder of a book, or a file in it. */
  #placeOf(entry: LibraryEntry, file = ""): string {
    return join(this.#folder, folderOf(entry), file);
  }

  /** Registers books that an earlier version kept by a file in their folders. */
  async #takeOver(entries: ReadonlyMap<string, LibraryEntry>): Promise<void> {
    for (const entry of entries.values()) {
      const actor = automatic("upgrade", entry.workspace);
      const deed = { ...deedOf(entry, "upgrade"), detail: `Registered “${entry.name}”` };
      await this.#options.store.books.add(actor, entry, deed);
      await rm(this.#placeOf(entry, ENTRY), { force: true });
    }
  }

  async #load(workspace: string, id: string): Promise<Book> {
    const entry = (await this.#books.find(workspace, id))!;
    const paths: BookPaths = {
      accounts: { path: this.#placeOf(entry, "accounts"), name: entry.name },
      tam: entry.tam === null ? null : { path: this.#placeOf(entry, "tam"), name: entry.tam },
      mapping: await readFile(this.#placeOf(entry, "mapping.json"), "utf8").catch(() => null),
      maxBytes: this.#options.maxBytes,
    };
    const { book } = await loadInThread(paths, this.#turns).catch((error: unknown) => {
      throw error instanceof DataError ? lost(entry, error) : error;
    });
    return book;
  }

  async #expire(): Promise<void> {
    const { days, now } = this.#options;
    if (days === null) return;
    const limit = now().getTime() - days * DAY_MS;
    const old = await this.#options.store.books.addedBefore(new Date(limit).toISOString());
    for (const { workspace, id } of old) await this.remove(automatic("expiry", workspace), id);
  }
}

/** What the audit trail says of a book that comes or goes. */
function deedOf({ id, name, accounts }: LibraryEntry, action: string): Deed {
  const detail = `“${name}”, ${accounts} accounts`;
  return { kind: "upload", action, book: id, engine: ENGINE, detail };
}

/** What is said of a book whose files were read once, and are not any more. */
function lost({ name }: LibraryEntry, { code, message }: DataError): ServiceError {
  const why = code === "unreadable-file" ? "its files are not in the library" : message;
  return new ServiceError(
    "book-lost",
    `The book “${name}” cannot be read any more (${why}); upload its files again, or restore the library.`,
  );
}

/** The files alone, which can cross to a thread. */
const pathsOf = ({ accounts, tam, mapping }: ReceivedFiles): ReceivedFiles => ({ accounts, tam, mapping });
