/** A worker thread: receives the book once, then runs one job after the other. */
import { parentPort, workerData } from "node:worker_threads";
import { DEFAULT_WEIGHTS, type Plan, type Progress, TieringError } from "../../tiering/index.ts";
import {
  type ErrorMessage,
  type JobMessage,
  STOP,
  type WorkerBirth,
  type WorkerMessage,
} from "./protocol.ts";
import { LARGE, reclaimAtWork, reclaimBehind, reclaimMemory } from "./reclaim-memory.ts";
import { createTasks, type Task } from "./tasks.ts";
import { yieldToOthers } from "./yield-to-others.ts";

/** Least time between two progress messages, milliseconds. */
const PROGRESS_EVERY = 50;

/** After so many runs the compiler has seen enough that the first visitor's is as quick as the next one's. */
const WARM_UP_RUNS = 3;

const { book, zScores, yields } = workerData as WorkerBirth;
const tasks = createTasks(book, zScores);
const post = (message: WorkerMessage) => parentPort?.postMessage(message, handedOver(message));

function run({ task, args, stop, seconds }: JobMessage): WorkerMessage {
  let sent = 0;
  const shouldStop = () => {
    reclaimAtWork();
    return Atomics.load(stop, 0) === STOP.now;
  };
  const limit = { seconds, isOver: () => Atomics.load(stop, 0) !== STOP.no };
  const onProgress = (progress: Progress) => {
    const now = performance.now();
    if (now - sent < PROGRESS_EVERY) return;
    sent = now;
    post({ kind: "progress", progress });
  };
  try {
    const perform = tasks[task] as Task;
    return { kind: "done", result: perform(args, { shouldStop, limit, onProgress }) as never };
  } catch (error) {
    return { kind: "failed", error: flatten(error) };
  }
}

/** The columns of a finished run go to the main thread; what a task may keep for the next job is copied. */
function handedOver(message: WorkerMessage): ArrayBuffer[] {
  if (message.kind !== "done") return [];
  const { result } = message;
  if (typeof result !== "object" || result === null || !("run" in result)) return [];
  const { potential, tiers } = result.run;
  return [potential.buffer, tiers.buffer].filter((buffer) => buffer instanceof ArrayBuffer);
}

function flatten(error: unknown): ErrorMessage {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return error instanceof TieringError
    ? { room: "tiering", code: error.code, message, details: error.details, stack }
    : { room: "unknown", code: "", message, details: {}, stack };
}

function warmUp(): void {
  // Its first run is quick enough to warm up with on a book that is not large.
  if (book.n >= LARGE) return;
  const plan: Plan = { method: "hybrid", weights: DEFAULT_WEIGHTS, policy: {} };
  try {
    for (let run = 0; run < WARM_UP_RUNS; run++) tasks.tier({ plan }, {});
  } catch (error) {
    // A book without a signal cannot be tiered by this plan; who asks is told so.
    if (!(error instanceof TieringError)) throw error;
  }
}

if (yields) yieldToOthers();
else warmUp();
reclaimMemory();
parentPort?.on("message", (job: JobMessage) => {
  const start = performance.now();
  post(run(job));
  reclaimBehind({ tookMs: performance.now() - start, accounts: book.n, yields });
});
post({ kind: "ready" });
