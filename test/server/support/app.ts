import { pino } from "pino";
import type { Book } from "../../../data/book.ts";
import { createInterpreter } from "../../../prompts/index.ts";
import { createApp } from "../../../server/app.ts";
import type { AppDeps } from "../../../server/deps.ts";
import { createRuns } from "../../../server/runs.ts";
import { vocabularyOf } from "../../../server/vocabulary.ts";
import { createPool } from "../../../server/worker/pool.ts";

/** The real app over one real worker and the offline interpreter, unless the test brings other parts. */
export async function startApp(book: Book, parts: Partial<AppDeps> = {}) {
  const pool = parts.tasks ? null : createPool(book, { workers: 1, queueLimit: 4 });
  await pool?.ready;
  const tasks = parts.tasks ?? pool!;
  const deps: AppDeps = {
    book,
    interpreter: createInterpreter({ model: null, vocabulary: vocabularyOf(book) }),
    tasks,
    ...createRuns(tasks, 4),
    engine: "0.0.0-test",
    logger: pino({ level: "silent" }),
    lifecycle: { draining: false },
    corsOrigins: ["https://page.example"],
    trustedProxies: 0,
    ...parts,
  };
  return { app: createApp(deps), deps, close: async () => pool?.close() };
}
