/** A worker that does what its arguments say: tests of the pool need runs that last, stop and die. */
import { parentPort, threadId } from "node:worker_threads";
import { STOP } from "../../../service/workers/protocol.ts";

interface Job {
  readonly args: {
    readonly until?: "stopped" | "dead" | "killed" | "late" | "named";
    readonly answer?: string;
  };
  readonly stop: Int32Array;
  readonly seconds: number;
}

parentPort?.on("message", ({ args, stop, seconds }: Job) => {
  if (args.until === "dead") process.exit(3);
  if (args.until === "killed") for (;;) Atomics.wait(stop, 0, 2, 1_000);
  if (args.until === "named") {
    parentPort?.postMessage({ kind: "done", result: threadId });
    return;
  }
  if (args.until === "late") {
    while (Atomics.load(stop, 0) === STOP.no) Atomics.wait(stop, 0, STOP.no, 5);
    parentPort?.postMessage({ kind: "done", result: { stopped: { seconds, text: "so far" } } });
    return;
  }
  if (args.until === "stopped") {
    parentPort?.postMessage({ kind: "progress", progress: { phase: "waiting", share: 0 } });
    while (Atomics.load(stop, 0) !== STOP.now) Atomics.wait(stop, 0, STOP.no, 5);
    const error = { room: "tiering", code: "cancelled", message: "cancelled", details: {}, stack: undefined };
    parentPort?.postMessage({ kind: "failed", error });
    return;
  }
  parentPort?.postMessage({ kind: "done", result: args.answer });
});
parentPort?.postMessage({ kind: "ready" });
