import type { Book } from "../../data/book.ts";
import { computeZScores, type Progress, TieringError, type ZScores } from "../../tiering/index.ts";
import { clientLeft, ServiceError } from "../errors.ts";
import { createHost } from "./host.ts";
import type { TaskArgs, TaskName, TaskResult } from "./tasks.ts";

/** What a caller may want of a job. */
export interface JobOptions {
  /** Aborted when nobody waits any more: a queued job is dropped, a running one is told to stop. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** Runs tasks off the event loop. */
export interface TaskRunner {
  /**
   * @throws {ServiceError} `queue-full`, with Retry-After; `client-left` where the signal was aborted
   * @throws {TieringError} what the task threw
   */
  perform<K extends TaskName>(task: K, args: TaskArgs<K>, options?: JobOptions): Promise<TaskResult<K>>;
}

/** Worker threads over one shared book, with a bounded queue in front. */
export interface Pool extends TaskRunner {
  /** Resolved once every worker stands ready. */
  readonly ready: Promise<unknown>;
  load(): { readonly running: number; readonly queued: number };
  close(): Promise<void>;
}

interface Job {
  readonly task: TaskName;
  readonly args: TaskArgs<TaskName>;
  readonly options: JobOptions;
  readonly stop: Int32Array;
  readonly resolve: (result: never) => void;
  readonly reject: (error: unknown) => void;
}

/** How much the latest run counts in the running mean of run times. */
const SMOOTHING = 0.2;

/** How a pool is made. */
export interface PoolOptions {
  readonly workers: number;
  /** Most jobs that may wait while every worker is busy. */
  readonly queueLimit: number;
  /** Module that the threads run; ours unless a test brings its own. */
  readonly script?: URL;
}

const THREAD = new URL("./thread.ts", import.meta.url);

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

export function createPool(book: Book, { workers, queueLimit, script = THREAD }: PoolOptions): Pool {
  const birth = { book, zScores: shareZScores(computeZScores(book)) };
  const queue: Job[] = [];
  let meanMs = 100;

  const next = () => {
    for (const host of hosts) {
      if (host.busy) continue;
      const job = queue.shift();
      if (!job) return;
      const start = performance.now();
      const over = () => {
        meanMs += SMOOTHING * (performance.now() - start - meanMs);
      };
      const { task, args, stop } = job;
      const listener = {
        progress: (progress: Progress) => job.options.onProgress?.(progress),
        done(result: unknown) {
          over();
          job.resolve(result as never);
        },
        failed(error: unknown) {
          over();
          job.reject(error);
        },
      };
      host.start({ task, args, stop }, listener);
    }
  };
  const hosts = Array.from({ length: workers }, () => createHost({ birth, script, onFree: next }));
  const running = () => hosts.filter((host) => host.busy).length;

  const enqueue = (job: Job) => {
    if (queue.length >= queueLimit && running() === hosts.length) {
      const seconds = Math.min(60, Math.ceil(((queue.length + 1) * meanMs) / hosts.length / 1000));
      throw new ServiceError(
        "queue-full",
        `${running()} runs are on and ${queue.length} are waiting, which is the most this server takes; try again in ${seconds} s.`,
        seconds,
      );
    }
    queue.push(job);
    next();
  };

  return {
    ready: Promise.all(hosts.map((host) => host.ready)),
    load: () => ({ running: running(), queued: queue.length }),
    async perform<K extends TaskName>(task: K, args: TaskArgs<K>, options: JobOptions = {}) {
      const { signal } = options;
      if (signal?.aborted) throw clientLeft();
      const { promise, resolve, reject } = Promise.withResolvers<TaskResult<K>>();
      const stop = new Int32Array(new SharedArrayBuffer(4));
      const job: Job = { task, args, options, stop, resolve, reject };
      const abandon = () => {
        Atomics.store(stop, 0, 1);
        const at = queue.indexOf(job);
        if (at >= 0) queue.splice(at, 1);
        reject(clientLeft());
      };
      enqueue(job);
      signal?.addEventListener("abort", abandon, { once: true });
      try {
        return await promise;
      } catch (error) {
        throw error instanceof TieringError && error.code === "cancelled" ? clientLeft() : error;
      } finally {
        signal?.removeEventListener("abort", abandon);
      }
    },
    async close() {
      for (const job of queue.splice(0)) {
        job.reject(new ServiceError("draining", "The server shut down before the run could start."));
      }
      await Promise.all(hosts.map((host) => host.close()));
    },
  };
}
