import { type Progress, TieringError } from "../../tiering/index.ts";
import { clientLeft, ServiceError } from "../errors.ts";
import { endAfterRest } from "./end-after-rest.ts";
import { createFairQueue } from "./fair-queue.ts";
import { createHost, type Host } from "./host.ts";
import { createLaneTurns } from "./lane-turns.ts";
import { createLargeThreads, type LargeThreads } from "./large-threads.ts";
import { STOP, type WorkerBirth } from "./protocol.ts";
import { endsInParts } from "./task-length.ts";
import type { TaskArgs, TaskName } from "./tasks.ts";
import { tookTooLong } from "./too-long.ts";

/** What a caller may want of a job. */
export interface JobOptions {
  /** Aborted when nobody waits any more: a queued job is dropped, a running one is told to stop. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** Called when the job's wait is over. */
  readonly onStart?: () => void;
  /** Called where the result is a part of what was asked, as its time was over. */
  readonly onStopped?: () => void;
  /** Who asks, such as an address: nobody may have more than so many jobs at once. */
  readonly client?: string;
  /** Whose workspace's holds a plan may name. */
  readonly workspace?: string;
}

/** How a lane is made. */
export interface LaneOptions {
  readonly birth: WorkerBirth;
  /** Module that the threads run. */
  readonly script: URL;
  readonly workers: number;
  /** True: workers are started when there is first something to do. */
  readonly lazy: boolean;
  /** Most jobs that may wait while every worker is busy. */
  readonly queueLimit: number;
  /** Most jobs that one client may have waiting and running. */
  readonly perClient: number;
  /** Longest time that a job waits, milliseconds. */
  readonly queueMs: number;
  /** Longest time that a job runs, milliseconds. */
  readonly taskMs: number;
  /**
   * Time without a job after which a worker of a lazy lane ends and gives its memory back, milliseconds; a minute if
   * absent, and a second at most where memory is short.
   */
  readonly idleMs?: number;
  /** Turns that each of its jobs takes with other large threads; absent: its jobs wait for its own workers alone. */
  readonly turns?: LargeThreads;
  /** Large threads as whose turns begin its workers at rest end; absent: they rest beside them. */
  readonly leavesTo?: LargeThreads;
}

/** Workers with a queue of their own. */
export interface Lane {
  /** Resolved once every worker that was started stands ready. */
  readonly ready: Promise<unknown>;
  perform(task: TaskName, args: TaskArgs<TaskName>, options: JobOptions): Promise<unknown>;
  load(): { readonly running: number; readonly queued: number };
  /** Tells queued and running jobs to stop, and refuses others. */
  stop(): void;
  close(): Promise<void>;
}

interface Job {
  readonly task: TaskName;
  readonly args: TaskArgs<TaskName>;
  readonly options: JobOptions;
  readonly stop: Int32Array;
  readonly settled: PromiseWithResolvers<unknown>;
}

/** How much the latest run counts in the running mean of run times. */
const SMOOTHING = 0.2;
/** A worker that has not stopped so long after it was told to is replaced, milliseconds. */
const STOP_MS = 1_000;
/** Time that a task whose time is over has to answer with what it has reached, milliseconds. */
const WRAP_UP_MS = 5_000;

/** Makes a lane. Its `perform` throws {@link ServiceError}, and {@link TieringError} where the task did. */
export function createLane(options: LaneOptions): Lane {
  const { birth, script, workers, queueLimit, perClient, queueMs, taskMs, lazy, idleMs } = options;
  const { turns: large = createLargeThreads({ most: Number.POSITIVE_INFINITY }), leavesTo } = options;
  const hosts: Host[] = [];
  /** Hosts without a job, and what keeps each from being ended. */
  const resting = new Map<Host, () => void>();
  const queue = createFairQueue<Job>();
  const running = new Map<Job, Host>();
  let meanMs = 100;
  let stopped = false;

  const start = () => {
    const host = createHost({ birth, script, onFree: next });
    hosts.push(host);
    host.ready.catch((error: Error) => {
      // It could not start, as for want of memory: that is the fault of who waits for it, and of nobody else.
      hosts.splice(hosts.indexOf(host), 1);
      const job = queue.take();
      if (job !== undefined) end(job, error);
      next();
    });
  };
  const next = () => {
    turns.wish(Math.min(queue.size, workers - running.size));
    if (turns.atHand > 0 && hosts.length < workers && hosts.every(({ busy }) => busy)) start();
    for (const host of hosts) {
      if (host.busy) continue;
      const job = turns.atHand > 0 ? queue.take() : undefined;
      if (job) run(job, host, turns.take());
      else if (lazy && !resting.has(host))
        resting.set(
          host,
          endAfterRest(() => void dismiss(host), idleMs),
        );
    }
  };
  const dismiss = (host: Host) => {
    resting.get(host)?.();
    resting.delete(host);
    hosts.splice(hosts.indexOf(host), 1);
    return host.close();
  };
  const owner = { endResting: () => Promise.all([...resting.keys()].map(dismiss)) };
  const turns = createLaneTurns(large, owner, next);
  const run = (job: Job, host: Host, giveTurnBack: () => void) => {
    const began = performance.now();
    const { task, args, stop, options, settled } = job;
    let reached: Progress | null = null;
    const endLate = () => {
      const took = (performance.now() - began) / 1_000;
      end(job, tookTooLong(task, args, { seconds: taskMs / 1_000, took, reached }));
    };
    let limit = setTimeout(() => {
      if (!endsInParts(task, job.args)) return endLate();
      Atomics.store(stop, 0, STOP.timeOver);
      limit = setTimeout(endLate, WRAP_UP_MS);
    }, taskMs);
    const over = () => {
      clearTimeout(limit);
      running.delete(job);
      giveTurnBack();
      leavesTo?.rest(owner);
      meanMs += SMOOTHING * (performance.now() - began - meanMs);
    };
    running.set(job, host);
    resting.get(host)?.();
    resting.delete(host);
    options.onStart?.();
    host.start(
      { task, args, stop, seconds: taskMs / 1_000 },
      {
        progress(progress) {
          reached = progress;
          options.onProgress?.(progress);
        },
        done(result) {
          over();
          settled.resolve(result);
        },
        failed(error) {
          over();
          settled.reject(error);
        },
      },
    );
  };
  /** Ends a job with an error, whether it waits or runs; a worker that does not stop by itself is replaced. */
  const end = (job: Job, error: Error) => {
    Atomics.store(job.stop, 0, STOP.now);
    queue.remove(job);
    job.settled.reject(error);
    const host = running.get(job);
    if (host) setTimeout(() => running.get(job) === host && host.replace(), STOP_MS);
  };
  const endWaiting = () => {
    for (let job = queue.take(); job !== undefined; job = queue.take()) end(job, shuttingDown());
  };
  const admit = (job: Job) => {
    const { client } = job.options;
    if (stopped) throw shuttingDown();
    if (client !== undefined && queue.jobsOf(client) >= perClient) {
      throw new ServiceError("too-many-tasks", tooMany(perClient), secondsUntil(1));
    }
    if (queue.size + running.size >= queueLimit + workers) {
      const seconds = secondsUntil(queue.size + 1);
      const message = `${running.size} runs are on and ${queue.size} are waiting, which is the most this server takes; try again in ${seconds} s.`;
      throw new ServiceError("queue-full", message, seconds);
    }
    queue.push(client ?? "", job);
  };
  const secondsUntil = (places: number) => Math.min(60, Math.ceil((places * meanMs) / workers / 1000));

  if (!lazy) for (let k = 0; k < workers; k++) start();
  return {
    ready: Promise.all(hosts.map(({ ready }) => ready)),
    load: () => ({ running: running.size, queued: queue.size }),
    async perform(task, args, jobOptions) {
      const { signal } = jobOptions;
      if (signal?.aborted) throw clientLeft();
      const stop = new Int32Array(new SharedArrayBuffer(4));
      const job: Job = { task, args, options: jobOptions, stop, settled: Promise.withResolvers() };
      admit(job);
      const leave = () => end(job, clientLeft());
      signal?.addEventListener("abort", leave, { once: true });
      const waited = setTimeout(() => queue.has(job) && end(job, waitedTooLong(queueMs)), queueMs);
      next();
      try {
        return await job.settled.promise;
      } catch (error) {
        throw error instanceof TieringError && error.code === "cancelled" ? clientLeft() : error;
      } finally {
        clearTimeout(waited);
        signal?.removeEventListener("abort", leave);
        queue.finish(job);
      }
    },
    stop() {
      stopped = true;
      for (const job of [...running.keys()]) end(job, shuttingDown());
      endWaiting();
    },
    async close() {
      stopped = true;
      endWaiting();
      turns.wish(0);
      for (const keep of resting.values()) keep();
      await Promise.all(hosts.map((host) => host.close()));
    },
  };
}

function shuttingDown(): ServiceError {
  return new ServiceError("draining", "The server shut down before the run was over.");
}

function tooMany(most: number): string {
  return `${most} runs of yours are waiting or under way, which is the most that one client may have; wait for one of them.`;
}

function waitedTooLong(ms: number): ServiceError {
  const seconds = Math.ceil(ms / 1000);
  return new ServiceError("queue-full", `The run could not begin within ${seconds} s; try again.`, seconds);
}
