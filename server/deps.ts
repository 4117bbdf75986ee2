import type { Logger } from "pino";
import type { Book } from "../data/book.ts";
import type { Interpreter } from "../prompts/index.ts";
import type { Lifecycle } from "./middleware/drain.ts";
import type { Runs } from "./runs.ts";
import type { TaskRunner } from "./worker/pool.ts";

/** All that the app is made of; tests hand in their own. */
export interface AppDeps extends Runs {
  readonly book: Book;
  readonly interpreter: Interpreter;
  readonly tasks: TaskRunner;
  /** Version of the engine: with the book's id and the query it determines every byte. */
  readonly engine: string;
  readonly logger: Logger;
  readonly lifecycle: Lifecycle;
  readonly corsOrigins: readonly string[];
  /** Number of proxies in front whose X-Forwarded-For is believed. */
  readonly trustedProxies: number;
  /** Folder of the built web page; not served where it does not exist. */
  readonly webRoot?: string;
}
