/**
 * Preloaded into a measured server: when it ends, says how long its event loop was held up. Plain JavaScript: every
 * thread would read its types with Node's reader of TypeScript, whose memory would count as the server's.
 */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { isMainThread } from "node:worker_threads";

if (isMainThread) {
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  process.on("SIGUSR2", () => delay.reset());
  process.once("exit", () => {
    const milliseconds = (nanoseconds) => nanoseconds / 1e6;
    const held = { p99: milliseconds(delay.percentile(99)), most: milliseconds(delay.max) };
    process.stdout.write(`${JSON.stringify(held)}\n`);
  });
}
