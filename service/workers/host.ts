import { Worker } from "node:worker_threads";
import { type Progress, TieringError, type TieringErrorCode } from "../../tiering/index.ts";
import { ServiceError } from "../errors.ts";
import { instanceMegabytes, youngMegabytes } from "../instance-memory.ts";
import type { ErrorMessage, JobMessage, WorkerBirth, WorkerMessage } from "./protocol.ts";

/** What the host does with a job's messages. */
export interface JobListener {
  progress(progress: Progress): void;
  done(result: unknown): void;
  failed(error: unknown): void;
}

/** One worker thread, one job at a time; a thread that dies fails its job and is replaced. */
export interface Host {
  /** Resolved once the first thread stands ready, rejected where it could not start. */
  readonly ready: Promise<void>;
  readonly busy: boolean;
  start(job: JobMessage, listener: JobListener): void;
  /** Ends the thread, whatever it does, and starts another. */
  replace(): void;
  close(): Promise<void>;
}

/** What a host is made with. */
export interface HostOptions {
  readonly birth: WorkerBirth;
  /** Module that the thread runs. */
  readonly script: URL;
  /** Called whenever the host can take a job. */
  readonly onFree: () => void;
}

/** Makes a host: one thread that takes a job at a time and is replaced where it is lost. */
export function createHost({ birth, script, onFree }: HostOptions): Host {
  let worker: Worker;
  let listener: JobListener | null = null;
  let wasReady = false;
  let closing = false;
  /** True from when the thread is told to end until its successor is there: it takes no job meanwhile. */
  let leaving = false;
  const ready = Promise.withResolvers<void>();

  const spawn = () => {
    worker = new Worker(script, { workerData: birth, resourceLimits: workerLimits() });
    worker.on("message", receive);
    worker.on("error", died);
    worker.on("exit", (code) => died(new Error(`the worker thread ended with exit code ${code}`)));
  };
  const end = (report: (listener: JobListener) => void) => {
    const ended = listener;
    listener = null;
    if (ended) report(ended);
    onFree();
  };
  const receive = (message: WorkerMessage) => {
    // What it said just before: its job is over already, and the next is its successor's.
    if (leaving) return;
    if (message.kind === "ready") {
      wasReady = true;
      ready.resolve();
      onFree();
    } else if (message.kind === "progress") listener?.progress(message.progress);
    else if (message.kind === "done") end((job) => job.done(message.result));
    else end((job) => job.failed(revive(message.error)));
  };
  const died = (error: Error) => {
    worker.removeAllListeners();
    if (closing) return;
    if (!wasReady) {
      ready.reject(error);
      return;
    }
    spawn();
    leaving = false;
    end((job) => job.failed(error));
  };
  spawn();

  return {
    ready: ready.promise,
    get busy() {
      return !wasReady || leaving || listener !== null;
    },
    start(job, jobListener) {
      listener = jobListener;
      worker.postMessage(job);
    },
    replace() {
      leaving = true;
      void worker.terminate();
    },
    async close() {
      closing = true;
      await worker.terminate();
      listener?.failed(new ServiceError("draining", "The server shut down before the run was over."));
    },
  };
}

/** Part of the memory of the instance that the heap of one worker may take; columns lie outside of it. */
const WORKER_PART = 0.2;
const LEAST_MB = 96;

/** Heap limits of a worker, which follow the memory that the instance has. */
function workerLimits() {
  return {
    maxOldGenerationSizeMb: Math.max(LEAST_MB, Math.floor(WORKER_PART * instanceMegabytes())),
    maxYoungGenerationSizeMb: youngMegabytes(),
  };
}

function revive({ room, code, message, details, stack }: ErrorMessage): Error {
  if (room === "tiering") return new TieringError(code as TieringErrorCode, message, details);
  return Object.assign(new Error(message), { stack });
}
