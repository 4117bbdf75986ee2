import { Worker } from "node:worker_threads";
import type { Book } from "../../data/book.ts";
import { TieringError } from "../../tiering/index.ts";
import { clientLeft, ServiceError } from "../errors.ts";
import { instanceMegabytes, youngMegabytes } from "../instance-memory.ts";
import { endAfterRest } from "../workers/end-after-rest.ts";
import { createFairQueue } from "../workers/fair-queue.ts";
import type { JobOptions } from "../workers/lane.ts";
import { createLargeThreads, type LargeThreads, takeTurn } from "../workers/large-threads.ts";
import { waitForMemory } from "../workers/wait-for-memory.ts";
import type { CoverageJobArgs, CoverageJobName, CoverageJobResult, CoverageRequest } from "./jobs.ts";
import { provesInTwo, type StartedHelper, startProofHelper } from "./proof-helper.ts";
import type { CoverageMessage, CoverageReply } from "./protocol.ts";

/** Does coverage jobs off the event loop, one at a time, clients in turn. */
export interface CoverageRunner {
  /**
   * @throws {ServiceError} `queue-full`, `too-many-tasks`, `client-left` where the signal was aborted
   * @throws {TieringError} what the job threw
   */
  perform<K extends CoverageJobName>(
    job: K,
    asked: { readonly request: CoverageRequest; readonly key: string; readonly args: CoverageJobArgs<K> },
    options?: JobOptions,
  ): Promise<CoverageJobResult<K>>;
  close(): Promise<void>;
}

/** Most jobs that may wait. */
const QUEUE_LIMIT = 8;
/** Most jobs that one client may have waiting and running: what the page asks at once. */
const PER_CLIENT = 4;
/** WebAssembly memory only grows: beyond this part of the instance's the thread ends with its job and gives it back. */
const SOLVER_PART = 0.15;
/** Most that it may be all the same, MiB. */
const MOST_MB = 256;
/** Milliseconds that a cancelled job has to stop by itself before its thread is ended. */
const GRACE = 100;
/** Seconds after which a full queue may be tried again [judgement]. */
const RETRY_AFTER = 5;

/** A job that waits for the thread. */
interface Turn {
  readonly begin: () => void;
  readonly promise: Promise<unknown>;
}

/**
 * A runner over one thread, which is started for the first job and ended when it is idle or large, or where another
 * large thread's turn comes; the first proof starts a second one beside it, where the instance has room for one.
 */
export function createCoverageRunner(book: Book, turns: LargeThreads = createLargeThreads()): CoverageRunner {
  const most = Math.min(MOST_MB, SOLVER_PART * instanceMegabytes()) * 2 ** 20;
  let worker: Worker | null = null;
  let second: StartedHelper | null = null;
  let keep = () => {};
  let busy = false;
  let closed = false;
  const queue = createFairQueue<Turn>();
  const next = () => {
    const turn = busy ? undefined : queue.take();
    if (turn === undefined) return;
    busy = true;
    const over = () => {
      busy = false;
      queue.finish(turn);
      next();
    };
    turn.promise.then(over, over);
    turn.begin();
  };

  const open = (): Worker => {
    keep();
    worker ??= new Worker(new URL("./thread.ts", import.meta.url), {
      workerData: book,
      resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes() },
    });
    worker.ref();
    return worker;
  };
  const post = (thread: Worker, message: CoverageMessage): void => {
    if (message.request.prove === undefined || second !== null || !provesInTwo()) {
      thread.postMessage(message);
      return;
    }
    second = startProofHelper();
    thread.postMessage({ ...message, helper: second.helper }, [second.helper.port]);
  };
  const release = async (): Promise<void> => {
    const [ended, ofProofs] = [worker, second];
    worker = null;
    second = null;
    keep();
    await Promise.all([ended?.terminate(), ofProofs?.close()]);
  };
  const rest = (memory: number): void => {
    if (memory > most) void release();
    // An idle thread keeps neither the process alive nor, after a while, its memory.
    worker?.unref();
    keep = endAfterRest(() => void release());
  };

  const owner = { endResting: release };
  const run = async (message: CoverageMessage, options: JobOptions): Promise<unknown> => {
    const giveTurnBack = await takeTurn(turns, owner, options.signal);
    return runInTurn(message, options).finally(giveTurnBack);
  };
  const runInTurn = async (
    message: CoverageMessage,
    { signal, onProgress }: JobOptions,
  ): Promise<unknown> => {
    if (worker === null) await waitForMemory();
    if (signal?.aborted) throw clientLeft();
    if (closed) throw new ServiceError("draining", "The server shut down before the coverage was made.");
    const thread = open();
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    let grace: NodeJS.Timeout | undefined;
    const abandon = () => {
      Atomics.store(message.stop, 0, 1);
      grace = setTimeout(() => void release(), GRACE).unref();
    };
    const hear = (reply: CoverageReply) => {
      if (reply.kind === "progress") {
        onProgress?.(reply.progress);
        return;
      }
      rest(reply.memory);
      if (reply.kind === "done") resolve(reply.result);
      else if (reply.kind === "refused") {
        const { code, message: text, details } = reply;
        reject(code === "cancelled" ? clientLeft() : new TieringError(code, text, details));
      } else reject(Object.assign(new Error(reply.message), { stack: reply.stack }));
    };
    const fail = (error: Error) => {
      worker = null;
      void second?.close();
      second = null;
      reject(signal?.aborted ? clientLeft() : error);
    };
    const end = (code: number) => fail(new Error(`the coverage thread ended with exit code ${code}`));
    thread.on("message", hear).once("error", fail).once("exit", end);
    signal?.addEventListener("abort", abandon, { once: true });
    post(thread, message);
    return promise.finally(() => {
      clearTimeout(grace);
      signal?.removeEventListener("abort", abandon);
      thread.off("message", hear).off("error", fail).off("exit", end);
    });
  };

  return {
    perform(job, { request, key, args }, options = {}) {
      const { client = "" } = options;
      const waiting = queue.size + (busy ? 1 : 0);
      if (waiting >= QUEUE_LIMIT) {
        const message = `${waiting} coverages are waiting, which is the most this server takes; try again in ${RETRY_AFTER} s.`;
        return Promise.reject(new ServiceError("queue-full", message, RETRY_AFTER));
      }
      if (client !== "" && queue.jobsOf(client) >= PER_CLIENT) {
        const message = `${PER_CLIENT} coverages of yours are waiting or under way, which is the most that one client may have; wait for one of them.`;
        return Promise.reject(new ServiceError("too-many-tasks", message, RETRY_AFTER));
      }
      const stop = new Int32Array(new SharedArrayBuffer(4));
      const { promise, resolve } = Promise.withResolvers<unknown>();
      queue.push(client, { begin: () => resolve(run({ job, request, key, args, stop }, options)), promise });
      next();
      return promise as Promise<never>;
    },
    close() {
      closed = true;
      return release();
    },
  };
}
