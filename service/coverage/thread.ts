/** The coverage thread: receives the book once, loads HiGHS, then does one job after the other. */
import { parentPort, workerData } from "node:worker_threads";
import type { Book } from "../../data/book.ts";
import { type Progress, TieringError } from "../../tiering/index.ts";
import { reclaimAtWork, reclaimMemory } from "../workers/reclaim-memory.ts";
import { yieldToOthers } from "../workers/yield-to-others.ts";
import { loadHighsEngine } from "./highs-engine.ts";
import { createCoverageJobs, type JobHooks } from "./jobs.ts";
import type { CoverageMessage, CoverageReply } from "./protocol.ts";
import { createSharedProver, type SharedProver } from "./shared-prover.ts";

/** Least time between two progress messages, milliseconds. */
const PROGRESS_EVERY = 50;

yieldToOthers();
const engine = await loadHighsEngine();
const jobs = createCoverageJobs(workerData as Book, engine);
const post = (reply: CoverageReply) => parentPort?.postMessage(reply);

let flag: Int32Array = new Int32Array(1);
let prover: SharedProver | null = null;

function perform({ job, request, key, args, stop, helper }: CoverageMessage): CoverageReply {
  let sent = 0;
  flag = stop;
  if (helper) prover = createSharedProver(engine, helper, () => flag);
  const hooks: JobHooks = {
    ...(prover && { prover: prover.prove }),
    shouldStop() {
      reclaimAtWork();
      return Atomics.load(stop, 0) === 1;
    },
    onProgress(progress: Progress) {
      const now = performance.now();
      if (now - sent < PROGRESS_EVERY) return;
      sent = now;
      post({ kind: "progress", progress });
    },
  };
  const memory = () => engine.memoryBytes() + (prover?.memoryBytes() ?? 0);
  try {
    const run = jobs[job] as (request: unknown, key: string, args: unknown, hooks: JobHooks) => unknown;
    return { kind: "done", result: run(request, key, args, hooks), memory: memory() };
  } catch (error) {
    if (error instanceof TieringError) {
      const { code, message, details } = error;
      return { kind: "refused", code, message, details, memory: memory() };
    }
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    return { kind: "failed", message, stack, memory: memory() };
  }
}

parentPort?.on("message", (message: CoverageMessage) => {
  post(perform(message));
  reclaimMemory();
});
