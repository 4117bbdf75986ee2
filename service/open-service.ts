import type { Config } from "./config.ts";
import { createCoverageDesk } from "./coverage/coverage-desk.ts";
import { createCoverageRunner } from "./coverage/coverage-runner.ts";
import { openSalesForce } from "./coverage/sales-force.ts";
import { createNamedPlans } from "./named-plans.ts";
import { openBook } from "./open-book.ts";
import { openInterpreter } from "./open-interpreter.ts";
import { createResults } from "./results.ts";
import type { Service } from "./service.ts";
import { ENGINE } from "./version.ts";
import { watchInterpreter } from "./watch-interpreter.ts";
import { createPool, type Pool } from "./workers/pool.ts";

/** An open service, and the workers that end with it. */
export interface OpenService {
  readonly service: Service;
  readonly pool: Pool;
}

/**
 * Opens what the configuration names: book, interpreter, workers, memory of results.
 * @param onModelChange called when the language model begins to fail, fails otherwise, or recovers (null)
 * @throws {DataError} for a book that cannot be loaded
 */
export async function openService(
  config: Config,
  onModelChange?: (trouble: string | null) => void,
): Promise<OpenService> {
  const book = await openBook({
    accounts: config.TIERING_ACCOUNTS,
    tam: config.TIERING_TAM,
    mapping: config.TIERING_MAPPING,
  });
  const pool = createPool(book, {
    workers: config.WORKERS,
    queueLimit: config.QUEUE_LIMIT,
    taskSeconds: config.TASK_SECONDS,
  });
  await pool.ready;
  const results = createResults(pool, config.KEPT_MB * 2 ** 20);
  const watch = watchInterpreter(openInterpreter(config, book), onModelChange);
  const { interpreter } = watch;
  const plans = createNamedPlans(book.id, ENGINE);
  const { TIERING_SELLERS: sellers, TIERING_CAPACITIES: capacities, TIERING_OWNERS: owners } = config;
  const isDemo = config.TIERING_ACCOUNTS === undefined;
  const coverage = createCoverageDesk({ book, runPlan: results.runPlan }, createCoverageRunner(book), () =>
    openSalesForce(book, { sellers, capacities, owners }, { isDemo }),
  );
  return { service: { book, engine: ENGINE, interpreter, watch, plans, coverage, ...results }, pool };
}
