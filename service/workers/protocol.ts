import type { Book } from "../../data/book.ts";
import type { Progress, ZScores } from "../../tiering/index.ts";
import type { TaskArgs, TaskName, TaskResult } from "./tasks.ts";

/** What a worker is born with: the book and its z-scores, whose columns lie on shared memory. */
export interface WorkerBirth {
  readonly book: Book;
  readonly zScores: ZScores;
  /** True: the thread yields to others on a busy machine, and takes no time to warm up. */
  readonly yields: boolean;
}

/** One job for a worker. */
export interface JobMessage {
  readonly task: TaskName;
  readonly args: TaskArgs<TaskName>;
  /** Shared flag, one of {@link STOP}. */
  readonly stop: Int32Array;
  /** Seconds that the job has. */
  readonly seconds: number;
}

/** What the shared flag of a job says: go on, end with what has been reached, end at once. */
export const STOP = { no: 0, timeOver: 1, now: 2 } as const;

/** An error as it crosses the thread boundary. */
export interface ErrorMessage {
  readonly room: "tiering" | "unknown";
  readonly code: string;
  readonly message: string;
  readonly details: object;
  readonly stack: string | undefined;
}

/** What a worker says. */
export type WorkerMessage =
  | { readonly kind: "ready" }
  | { readonly kind: "progress"; readonly progress: Progress }
  | { readonly kind: "done"; readonly result: TaskResult<TaskName> }
  | { readonly kind: "failed"; readonly error: ErrorMessage };
