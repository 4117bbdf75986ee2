import { Worker } from "node:worker_threads";
import type { Book } from "../../data/book.ts";
import { DataError, type DataErrorCode, type DataErrorDetails } from "../../data/errors.ts";
import type { Inspection } from "../../data/match/inspect.ts";
import { refuseEarly } from "../../data/read/refuse-early.ts";
import { sourceAt } from "../../data/warehouse/row-source.ts";
import { instanceMegabytes, youngMegabytes } from "../instance-memory.ts";
import { type LargeThreads, takeTurn } from "../workers/large-threads.ts";
import { waitForMemory } from "../workers/wait-for-memory.ts";

/** A file and the name that its owner gave it. */
export interface NamedFile {
  readonly path: string;
  readonly name: string;
}

/** Files of a book to load. */
export interface BookPaths {
  readonly accounts: NamedFile;
  readonly tam: NamedFile | null;
  /** Text of the mapping. */
  readonly mapping: string | null;
  /** Most bytes of inflated text in either file. */
  readonly maxBytes: number;
  /** True to inspect the file beside loading it. */
  readonly isDry?: boolean;
}

/** What the thread answers. */
export type LoadMessage =
  | { readonly kind: "rows"; readonly rows: number }
  | { readonly kind: "loaded"; readonly book: Book; readonly inspection?: Inspection | null }
  | {
      readonly kind: "refused";
      readonly code: DataErrorCode;
      readonly message: string;
      readonly details: DataErrorDetails;
      readonly inspection: Inspection | null;
    };

/** What the thread answers in the end. */
export type LoadOutcome = Exclude<LoadMessage, { kind: "rows" }>;

/** A book that could not be loaded, with the mapping that is proposed for its file. */
export class RefusedBook extends DataError {
  readonly inspection: Inspection | null;

  constructor({ code, message, details, inspection }: Extract<LoadMessage, { kind: "refused" }>) {
    super(code, "", details);
    this.name = "RefusedBook";
    this.message = message;
    this.inspection = inspection;
  }
}

/** A book loaded, and what its file looks like where that was asked for. */
export interface LoadedBook {
  readonly book: Book;
  readonly inspection: Inspection | null;
}

/** Part of the instance's memory that the heap of a loading thread may take; columns lie outside of it. */
const LOADER_PART = 0.3;
/** Most that it may be all the same, MiB. */
const MOST_HEAP_MB = 2_048;

/**
 * Loads a book on a thread of its own, telling the rows read so far; its columns come back on shared memory.
 * What a few bytes tell to be no table costs no thread.
 * @throws {RefusedBook} with the proposed mapping; {DataError} as `refuseEarly`; `too-large` where the thread ran out of memory
 * @throws {ServiceError} `queue-full` where the turn does not come in time
 */
export async function loadInThread(
  paths: BookPaths,
  turns: LargeThreads,
  onRows?: (rows: number) => void,
): Promise<LoadedBook> {
  const { accounts, tam, maxBytes } = paths;
  for (const file of tam === null ? [accounts] : [accounts, tam])
    await refuseEarly({ ...sourceAt(file.path), name: file.name }, maxBytes);
  const giveTurnBack = await takeTurn(turns, NOTHING_RESTS);
  return loadInTurn(paths, onRows).finally(giveTurnBack);
}

/** A thread that reads a book ends with it. */
const NOTHING_RESTS = { endResting: async () => {} };

async function loadInTurn(paths: BookPaths, onRows?: (rows: number) => void): Promise<LoadedBook> {
  await waitForMemory();
  const worker = new Worker(new URL("./load-thread.ts", import.meta.url), {
    workerData: paths,
    resourceLimits: {
      maxOldGenerationSizeMb: Math.min(MOST_HEAP_MB, Math.floor(LOADER_PART * instanceMegabytes())),
      maxYoungGenerationSizeMb: youngMegabytes(),
    },
  });
  const { promise, resolve, reject } = Promise.withResolvers<LoadedBook>();
  worker.on("message", (message: LoadMessage) => {
    if (message.kind === "rows") onRows?.(message.rows);
    else if (message.kind === "loaded")
      resolve({ book: message.book, inspection: message.inspection ?? null });
    else reject(new RefusedBook(message));
  });
  worker.once("error", (error: NodeJS.ErrnoException) => {
    const isMemory = error.code === "ERR_WORKER_OUT_OF_MEMORY";
    const message = "takes more memory to read than this server has for it; expected a smaller file, or CSV";
    reject(isMemory ? new DataError("too-large", message, { file: paths.accounts.name }) : error);
  });
  worker.once("exit", () => reject(new Error("The loading thread ended without an answer.")));
  return promise.finally(() => worker.terminate());
}
