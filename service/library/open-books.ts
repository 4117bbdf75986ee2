import type { Book } from "../../data/book.ts";
import type { Service } from "../service.ts";
import type { LibraryOptions, OpenBookService } from "./library-options.ts";

interface Opened extends OpenBookService {
  readonly bytes: number;
}

interface OpenBook {
  readonly opening: Promise<Opened>;
  users: number;
  /** No longer handed out; ends with its last user. */
  isLeaving: boolean;
}

/** The service over a book while somebody uses it. */
export interface BookInUse {
  readonly service: Service;
  /** Says that this use is over. */
  release(): void;
}

/**
 * Books that are open, by their key: those used least recently go where they are larger together than what is given.
 * Whoever uses a book has it until the use is over, also where it is let go of meanwhile.
 */
export class OpenBooks {
  readonly #options: Pick<LibraryOptions, "memoryBytes" | "open">;
  /** The one used last at the end. */
  readonly #books = new Map<string, OpenBook>();
  readonly #leaving = new Set<OpenBook>();

  constructor(options: Pick<LibraryOptions, "memoryBytes" | "open">) {
    this.#options = options;
  }

  has(key: string): boolean {
    return this.#books.has(key);
  }

  /** Opens a book once it is loaded, in place of one of that key. */
  hold(key: string, loading: Promise<Book>): void {
    void this.letGo(key);
    const opening = loading.then(async (book) => ({
      ...(await this.#options.open(book)),
      bytes: bytesOf(book),
    }));
    const book = { opening, users: 0, isLeaving: false };
    this.#books.set(key, book);
    opening.then(
      () => this.#evict(),
      () => {
        if (this.#books.get(key) === book) this.#books.delete(key);
      },
    );
  }

  /** Uses a book that is held. @throws what loading or opening it throws */
  async use(key: string): Promise<BookInUse> {
    const book = this.#books.get(key)!;
    this.#books.delete(key);
    this.#books.set(key, book);
    book.users++;
    const release = () => {
      book.users--;
      if (book.isLeaving && book.users === 0) void this.#end(book);
    };
    try {
      return { service: (await book.opening).service, release };
    } catch (error) {
      release();
      throw error;
    }
  }

  /** Lets go of a book, which ends when nobody uses it; returns once its files are read, or could not be. */
  async letGo(key: string): Promise<void> {
    const book = this.#books.get(key);
    if (book === undefined) return;
    this.#books.delete(key);
    book.isLeaving = true;
    this.#leaving.add(book);
    if (book.users === 0) await this.#end(book);
    else await book.opening.catch(() => {});
  }

  /** Ends all books, those in use too. */
  async close(): Promise<void> {
    const all = [...this.#books.values(), ...this.#leaving];
    this.#books.clear();
    await Promise.all(all.map((book) => this.#end(book)));
  }

  async #end(book: OpenBook): Promise<void> {
    await book.opening.then(({ close }) => close()).catch(() => {});
    this.#leaving.delete(book);
  }

  /** Lets go of the books used least recently until the others fit. */
  async #evict(): Promise<void> {
    const sizes = await Promise.all(
      [...this.#books].map(async ([key, { opening }]) => ({
        key,
        // One that cannot be opened takes nothing, and goes by itself.
        bytes: await opening.then(
          ({ bytes }) => bytes,
          () => 0,
        ),
      })),
    );
    let total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { key, bytes } of sizes.slice(0, -1)) {
      if (total <= this.#options.memoryBytes) return;
      total -= bytes;
      await this.letGo(key);
    }
  }
}

/** About how much memory a book takes, bytes. */
function bytesOf(book: Book): number {
  let bytes =
    book.ids.bytes.length + book.ids.offsets.byteLength + book.fileOrder.byteLength + book.tier.length;
  for (const column of book.numbers.values()) bytes += column.byteLength;
  for (const { values, codes } of book.text.values()) {
    bytes += codes.byteLength;
    for (const value of values) bytes += 40 + 2 * value.length;
  }
  // The four signals' scores lie beside it.
  return bytes + 4 * 8 * book.n;
}
