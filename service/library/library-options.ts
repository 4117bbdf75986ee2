import type { Book } from "../../data/book.ts";
import type { Service } from "../service.ts";
import type { Store } from "../store/open-store.ts";
import type { LargeThreads } from "../workers/large-threads.ts";
import type { NamedFile } from "./load-in-thread.ts";

/** Files that were received for a book. */
export interface ReceivedFiles {
  readonly accounts: NamedFile;
  readonly tam: NamedFile | null;
  readonly mapping: string | null;
}

/** A service over a book of the library, and its end. */
export interface OpenBookService {
  readonly service: Service;
  close(): Promise<void>;
}

/** How a library is made. */
export interface LibraryOptions {
  /** Folder of the books; null where they live until the process ends. */
  readonly folder: string | null;
  /** Which books there are. */
  readonly store: Store;
  /** Most bytes of loaded books in memory beside the configured one; the one in use last stays. */
  readonly memoryBytes: number;
  /** Most bytes of inflated text in a file. */
  readonly maxBytes: number;
  /** Days after which a book is removed; null to keep it. */
  readonly days: number | null;
  /** Opens the workers and the interpreter of a book. */
  readonly open: (book: Book) => Promise<OpenBookService>;
  /** Turns that threads which read a book take with other large ones; where absent, with each other. */
  readonly turns?: LargeThreads;
  readonly now: () => Date;
}
