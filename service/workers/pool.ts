import type { Book } from "../../data/book.ts";
import { computeZScores, type ZScores } from "../../tiering/index.ts";
import { createLane, type JobOptions, type Lane, type LaneOptions } from "./lane.ts";
import type { LargeThreads } from "./large-threads.ts";
import { type TaskLength, taskLength } from "./task-length.ts";
import type { TaskArgs, TaskName, TaskResult } from "./tasks.ts";

/** Runs tasks off the event loop. */
export interface TaskRunner {
  /**
   * @throws {ServiceError} `queue-full` or `too-many-tasks`, with the seconds to wait; `time-limit`;
   * `client-left` where the signal was aborted; `draining`
   * @throws {TieringError} what the task threw
   */
  perform<K extends TaskName>(task: K, args: TaskArgs<K>, options?: JobOptions): Promise<TaskResult<K>>;
}

/** Worker threads over one shared book, with bounded queues in front. */
export interface Pool extends TaskRunner {
  /** Resolved once every worker that starts at once stands ready. */
  readonly ready: Promise<unknown>;
  load(): { readonly running: number; readonly queued: number };
  /** Tells queued and running tasks to stop, and refuses others. */
  stop(): void;
  close(): Promise<void>;
}

/** How a pool is made. */
export interface PoolOptions {
  readonly workers: number;
  /** Most tasks of a lane that may wait while every worker is busy; of heavy ones a quarter of it. */
  readonly queueLimit: number;
  /** Longest time that a task waits that is not heavy, seconds; a heavy one three times as long. */
  readonly queueSeconds?: number;
  /** Longest time that a task runs, seconds. */
  readonly taskSeconds?: number;
  /** Turns that heavy tasks take with other large threads of the process, to which middling ones leave; where absent, with nobody. */
  readonly turns?: LargeThreads;
  /** True: no worker is started before there is something to do, and none is kept that rests. */
  readonly lazy?: boolean;
  /** Module that the threads run; ours unless a test brings its own. */
  readonly script?: URL;
}

const THREAD = new URL("./thread.ts", import.meta.url);

/**
 * Of what a page asks at once, sixteen of a client's tasks may wait; of what takes seconds, two. A task that has
 * not begun in time is refused rather than answered to somebody who has left.
 */
const LIGHT = { perClient: 16 } as const;
const MIDDLING = { ...LIGHT, lazy: true } as const;
const HEAVY = { perClient: 2, lazy: true } as const;

/** The z-scores on shared memory: made once, however many workers there are. */
function shareZScores(zScores: ZScores): ZScores {
  const share = (column: Float64Array) => {
    const shared = new Float64Array(new SharedArrayBuffer(column.byteLength));
    shared.set(column);
    return shared;
  };
  return {
    scale: zScores.scale,
    runway: share(zScores.runway),
    growth: share(zScores.growth),
    geo: share(zScores.geo),
    category: share(zScores.category),
  };
}

/**
 * Starts the workers: a lane for what is answered at once, and lanes with threads of their own, which yield to
 * it, for what takes tenths of a second and for what takes seconds: nothing waits for a task much longer than
 * itself, on a single core either.
 */
export function createPool(
  book: Book,
  {
    workers,
    queueLimit,
    queueSeconds = 10,
    taskSeconds = 60,
    turns,
    lazy = false,
    script = THREAD,
  }: PoolOptions,
): Pool {
  const born = { book, zScores: shareZScores(computeZScores(book)) };
  const shared: Pick<LaneOptions, "script" | "taskMs"> = { script, taskMs: taskSeconds * 1_000 };
  const queueMs = queueSeconds * 1_000;
  const birth = { ...born, yields: false };
  const light = createLane({ ...shared, ...LIGHT, lazy, birth, workers, queueLimit, queueMs });
  const yielding = { ...shared, birth: { ...born, yields: true }, workers: Math.ceil(workers / 2) };
  const middling = createLane({ ...yielding, ...MIDDLING, leavesTo: turns, queueLimit, queueMs });
  const heavy = createLane({
    ...yielding,
    ...HEAVY,
    turns,
    queueLimit: Math.ceil(queueLimit / 4),
    queueMs: 3 * queueMs,
  });
  const lanes: Readonly<Record<TaskLength, Lane>> = { light, middling, heavy };
  const all = Object.values(lanes);
  return {
    ready: light.ready,
    load() {
      const loads = all.map((lane) => lane.load());
      const sum = (of: (load: (typeof loads)[number]) => number) =>
        loads.reduce((n, load) => n + of(load), 0);
      return { running: sum(({ running }) => running), queued: sum(({ queued }) => queued) };
    },
    perform<K extends TaskName>(task: K, args: TaskArgs<K>, options: JobOptions = {}) {
      return lanes[taskLength(task, args, book.n)].perform(task, args, options) as Promise<TaskResult<K>>;
    },
    stop() {
      for (const lane of all) lane.stop();
    },
    async close() {
      await Promise.all(all.map((lane) => lane.close()));
    },
  };
}
