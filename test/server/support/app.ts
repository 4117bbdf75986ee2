import { pino } from "pino";
import type { Book } from "../../../data/book.ts";
import { createInterpreter } from "../../../prompts/index.ts";
import { createApp } from "../../../server/app.ts";
import { watchConnections } from "../../../server/connections.ts";
import type { AppDeps } from "../../../server/deps.ts";
import { openAccess } from "../../../service/access/open-access.ts";
import { readConfig } from "../../../service/config.ts";
import { createCoverageDesk } from "../../../service/coverage/coverage-desk.ts";
import { createCoverageRunner } from "../../../service/coverage/coverage-runner.ts";
import { openSalesForce } from "../../../service/coverage/sales-force.ts";
import { createMemoryLimits } from "../../../service/limits/limits.ts";
import { createModelBudgets } from "../../../service/limits/model-budgets.ts";
import { createNamedPlans } from "../../../service/named-plans.ts";
import { obeyingResults } from "../../../service/obeying-results.ts";
import { createResults } from "../../../service/results.ts";
import { openStore } from "../../../service/store/open-store.ts";
import { vocabularyOf } from "../../../service/vocabulary.ts";
import { createPool, type TaskRunner } from "../../../service/workers/pool.ts";

/** Limits that no test meets by accident. */
export const NO_LIMITS = createMemoryLimits({ cheap: 0, heavy: 0, model: 0, "sign-in": 0 });

/** Parts that a test brings of its own; `tasks` in place of a worker. */
type Parts = Partial<AppDeps> & { readonly tasks?: TaskRunner };

/** The real app over one real worker and the offline interpreter, unless the test brings other parts. */
export async function startApp(book: Book, { tasks, ...parts }: Parts = {}) {
  const pool = tasks ? null : createPool(book, { workers: 1, queueLimit: 4 });
  await pool?.ready;
  const runner = tasks ?? pool!;
  const coverageRunner = createCoverageRunner(book);
  const store = parts.store ?? (await openStore({}));
  const results = obeyingResults(createResults(runner, 2 ** 24), book, store);
  const deps: AppDeps = {
    book,
    interpreter: createInterpreter({ model: null, vocabulary: vocabularyOf(book) }),
    watch: { model: null, trouble: () => null },
    plans: createNamedPlans(book.id, "0.0.0-test"),
    ...results,
    coverage: createCoverageDesk({ book, runPlan: results.runPlan }, coverageRunner, () =>
      openSalesForce(book, {}, { isDemo: true }),
    ),
    store,
    redis: null,
    engine: "0.0.0-test",
    logger: pino({ level: "silent" }),
    lifecycle: { draining: false },
    access: openAccess(readConfig({}), NO_LIMITS),
    limits: NO_LIMITS,
    budgets: createModelBudgets(null, Date.now),
    connections: watchConnections({ stalledMs: 20_000 }),
    corsOrigins: ["https://page.example"],
    hosts: ["tiers.example"],
    trustedProxies: 0,
    library: null,
    maxUploadBytes: 2 ** 20,
    ...parts,
  };
  return {
    app: createApp(deps),
    deps,
    tasks: runner,
    close: async () => {
      await pool?.close();
      await coverageRunner.close();
      if (parts.store === undefined) await store.close();
    },
  };
}
