import { availableParallelism } from "node:os";
import { MessageChannel, Worker } from "node:worker_threads";
import { isSmallInstance } from "../instance-memory.ts";
import type { ProofHelper } from "./proof-protocol.ts";

/**
 * Whether this instance proves in two threads: it has a processor and the memory for the second, which takes some 60 MiB,
 * and its solver up to 110.
 */
export const provesInTwo = (): boolean => availableParallelism() >= 2 && !isSmallInstance();

/** A started second thread, and how it is ended. */
export interface StartedHelper {
  /** What the coverage thread is told; its port moves there. */
  readonly helper: ProofHelper;
  close(): Promise<void>;
}

/** Starts the second thread of proofs; it keeps nothing alive, and marks itself absent as it ends. */
export function startProofHelper(): StartedHelper {
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(new URL("./proof-thread.ts", import.meta.url), {
    workerData: port2,
    transferList: [port2],
  });
  const present = new Int32Array(new SharedArrayBuffer(4)).fill(1);
  const leave = () => Atomics.store(present, 0, 0);
  // An error ends the thread; the coverage thread then proves alone, and says what is wrong if it meets it too.
  worker.on("error", leave).on("exit", leave).unref();
  return { helper: { port: port1, present }, close: async () => void (await worker.terminate()) };
}
