import type { Book } from "../data/book.ts";
import type { Config } from "./config.ts";
import { createCoverageDesk } from "./coverage/coverage-desk.ts";
import { createCoverageRunner } from "./coverage/coverage-runner.ts";
import { openSalesForce, type SalesForceFiles } from "./coverage/sales-force.ts";
import { isSmallInstance } from "./instance-memory.ts";
import { Library } from "./library/library.ts";
import { createNamedPlans } from "./named-plans.ts";
import { obeyingResults } from "./obeying-results.ts";
import { type Observer, observeInterpreter, observeTasks } from "./observer.ts";
import { openBook } from "./open-book.ts";
import { openInterpreter } from "./open-interpreter.ts";
import type { SharedRedis } from "./redis.ts";
import { createResults } from "./results.ts";
import type { Service } from "./service.ts";
import { openStore, type Store, storePlaceOf } from "./store/open-store.ts";
import { ENGINE } from "./version.ts";
import { watchInterpreter } from "./watch-interpreter.ts";
import { createLargeThreads, type LargeThreads } from "./workers/large-threads.ts";
import { createPool, type Pool } from "./workers/pool.ts";

/** An open service, the workers and the store that end with it, and the library of uploaded books. */
export interface OpenService {
  readonly service: Service;
  readonly pool: Pool;
  readonly library: Library;
  readonly store: Store;
  /** Turns of the threads that take much memory, whichever book they are for. */
  readonly turns: LargeThreads;
  /** Opens the service over another version of the configured book, with workers of its own. */
  readonly reopen: (book: Book) => Promise<Pick<OpenService, "service" | "pool">>;
}

/** Inflated text is at most this many times what an upload may be: what gzip makes of a table. */
const INFLATION = 8;

/** Who is told of what happens, and what replicas share. */
export interface Surroundings {
  /** What replicas share; absent where this process is alone. */
  readonly redis?: SharedRedis | null;
  /** Called when the language model begins to fail, fails otherwise, or recovers (null). */
  readonly onModelChange?: (trouble: string | null) => void;
  readonly observers?: readonly Observer[];
}

/**
 * Opens what the configuration names: book, interpreter, workers, memory of results, library.
 * @throws {DataError} for a book that cannot be loaded
 * @throws {ServiceError} `invalid-config` for a store that cannot be opened
 */
export async function openService(config: Config, surroundings: Surroundings = {}): Promise<OpenService> {
  const store = await openStore(storePlaceOf(config));
  const book = await openBook({
    accounts: config.TIERING_ACCOUNTS,
    tam: config.TIERING_TAM,
    mapping: config.TIERING_MAPPING,
  });
  // A heavy task waits as long in its lane.
  const turns = createLargeThreads({ waitMs: 3_000 * config.QUEUE_SECONDS });
  const { TIERING_SELLERS: sellers, TIERING_CAPACITIES: capacities, TIERING_OWNERS: owners } = config;
  const reopen = (version: Book) =>
    serviceOver(version, config, {
      workers: config.WORKERS,
      lazy: false,
      surroundings,
      store,
      turns,
      salesForce: { files: { sellers, capacities, owners }, isDemo: config.TIERING_ACCOUNTS === undefined },
    });
  const { service, pool } = await reopen(book);
  const library = await Library.open({
    store,
    folder: config.TIERING_LIBRARY ?? null,
    memoryBytes: config.LIBRARY_MB * 2 ** 20,
    maxBytes: INFLATION * config.UPLOAD_MB * 2 ** 20,
    days: config.LIBRARY_DAYS ?? null,
    open: async (uploaded) => {
      const salesForce = { files: {}, isDemo: false };
      const opened = await serviceOver(uploaded, config, {
        workers: 1,
        lazy: isSmallInstance(),
        surroundings,
        store,
        turns,
        salesForce,
      });
      return { service: { ...opened.service, linkedBook: uploaded.id }, close: () => opened.pool.close() };
    },
    turns,
    now: () => new Date(),
  });
  return { service, pool, library, store, turns, reopen };
}

/** How the service over one book is made. */
interface ServiceOptions {
  readonly workers: number;
  /** Whether its workers wait for the first question. */
  readonly lazy: boolean;
  readonly surroundings: Surroundings;
  readonly store: Store;
  readonly turns: LargeThreads;
  readonly salesForce: { readonly files: SalesForceFiles; readonly isDemo: boolean };
}

/** The workers, the memory of results, the interpreter and the coverage desk of one book. */
async function serviceOver(
  book: Book,
  config: Config,
  {
    workers,
    lazy,
    surroundings: { onModelChange, observers = [], redis = null },
    store,
    turns,
    salesForce,
  }: ServiceOptions,
): Promise<{ service: Service; pool: Pool }> {
  const pool = createPool(book, {
    workers,
    queueLimit: config.QUEUE_LIMIT,
    queueSeconds: config.QUEUE_SECONDS,
    taskSeconds: config.TASK_SECONDS,
    turns,
    lazy,
  });
  await pool.ready;
  const tasks = observeTasks(pool, observers);
  const results = obeyingResults(createResults(tasks, config.KEPT_MB * 2 ** 20), book, store);
  const watch = watchInterpreter(openInterpreter(config, book, redis?.memory), onModelChange);
  const interpreter = observeInterpreter(watch.interpreter, observers);
  const plans = createNamedPlans(book.id, ENGINE);
  const { files, isDemo } = salesForce;
  const coverage = createCoverageDesk(
    { book, runPlan: results.runPlan },
    createCoverageRunner(book, turns),
    () => openSalesForce(book, files, { isDemo }),
  );
  const service = { book, engine: ENGINE, interpreter, watch, plans, coverage, store, redis, ...results };
  return { service, pool };
}
