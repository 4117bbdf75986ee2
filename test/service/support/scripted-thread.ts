/** A worker that does what its arguments say: tests of the pool need runs that last, stop and die. */
import { parentPort } from "node:worker_threads";

interface Job {
  readonly args: { readonly until?: "stopped" | "dead" | "killed"; readonly answer?: string };
  readonly stop: Int32Array;
}

parentPort?.on("message", ({ args, stop }: Job) => {
  if (args.until === "dead") process.exit(3);
  if (args.until === "killed") for (;;) Atomics.wait(stop, 0, 2, 1_000);
  if (args.until === "stopped") {
    parentPort?.postMessage({ kind: "progress", progress: { phase: "waiting", share: 0 } });
    while (Atomics.load(stop, 0) === 0) Atomics.wait(stop, 0, 0, 5);
    const error = { room: "tiering", code: "cancelled", message: "cancelled", details: {}, stack: undefined };
    parentPort?.postMessage({ kind: "failed", error });
    return;
  }
  parentPort?.postMessage({ kind: "done", result: args.answer });
});
parentPort?.postMessage({ kind: "ready" });
