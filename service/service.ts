import type { Book } from "../data/book.ts";
import type { Interpreter } from "../prompts/index.ts";
import type { CoverageDesk } from "./coverage/coverage-desk.ts";
import type { NamedPlans } from "./named-plans.ts";
import type { SharedRedis } from "./redis.ts";
import type { RefreshReport } from "./refresh/refresher.ts";
import type { Results } from "./results.ts";
import type { Store } from "./store/open-store.ts";
import type { ModelWatch } from "./watch-interpreter.ts";

/** What the use cases work on. */
export interface Service extends Results {
  readonly book: Book;
  /** Version of the engine: with the book's id and the request it determines every byte. */
  readonly engine: string;
  readonly interpreter: Interpreter;
  readonly plans: NamedPlans;
  /** How the language model does. */
  readonly watch: Pick<ModelWatch, "model" | "trouble">;
  readonly coverage: CoverageDesk;
  /** Scenarios, holds, approvals and the trail of what was done, of all workspaces. */
  readonly store: Store;
  /** What replicas share; null where this one is alone. */
  readonly redis: Pick<SharedRedis, "memory" | "trouble"> | null;
  /** How the configured book was read anew; absent where it is not. */
  readonly refreshed?: () => RefreshReport;
  /** Id of an uploaded book, which links have to name; absent for the configured one. */
  readonly linkedBook?: string;
}

/** Names the book and the engine, in every answer. */
export function identityOf({ book, engine }: Pick<Service, "book" | "engine">) {
  const { id, n: rows, source, isDemonstration = false } = book;
  return { book: { id, rows, source, isDemonstration }, engine };
}
