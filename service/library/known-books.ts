import type { RegisteredBook } from "../store/book-registry.ts";
import type { Store } from "../store/open-store.ts";
import { keyOf, type LibraryEntry } from "./entry.ts";

/** After so long a known book is looked for again, milliseconds: another process may have removed it. */
const LOOK_AGAIN_MS = 5_000;

/** The registry's books, those that were met before remembered: they are found while the store is away. */
export class KnownBooks {
  readonly #books: Store["books"];
  readonly #known = new Map<string, { readonly entry: LibraryEntry; lookedAt: number }>();

  constructor(books: Store["books"]) {
    this.#books = books;
  }

  /** One book of a workspace; null where it has none of that id. @throws {ServiceError} `store-unavailable` for one that was never met */
  async find(workspace: string, id: string): Promise<LibraryEntry | null> {
    const known = this.#known.get(keyOf(workspace, id));
    if (known === undefined) return this.#look(workspace, id);
    if (Date.now() - known.lookedAt > LOOK_AGAIN_MS) {
      known.lookedAt = Date.now();
      this.#look(workspace, id).catch(() => undefined);
    }
    return known.entry;
  }

  /** The books of a workspace, the latest first. @throws {ServiceError} `store-unavailable` */
  async list(workspace: string): Promise<LibraryEntry[]> {
    const entries = (await this.#books.list(workspace)).map((book) => ({ ...book, workspace }));
    for (const entry of entries) this.remember(entry);
    return entries;
  }

  /** Remembers a book that the registry has. */
  remember(entry: LibraryEntry): void {
    this.#known.set(keyOf(entry.workspace, entry.id), { entry, lookedAt: Date.now() });
  }

  /** Forgets a book that the registry has no more. */
  forget(workspace: string, id: string): void {
    this.#known.delete(keyOf(workspace, id));
  }

  async #look(workspace: string, id: string): Promise<LibraryEntry | null> {
    const book: RegisteredBook | null = await this.#books.find(workspace, id);
    const entry = book && { ...book, workspace };
    if (entry === null) this.forget(workspace, id);
    else this.remember(entry);
    return entry;
  }
}
