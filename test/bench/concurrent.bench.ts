import type { Report } from "./bench-line.ts";
import { p99, spread, startServer, timeAnswer } from "./support/server.ts";

export const title = "20 requests at once, 50,000 accounts each: does /livez still answer?";

const RUNS = 20;
const POLL_EVERY = 10;

/** Twenty different plans at once, CSV to the last byte, while /livez is asked every 10 ms; its p99, ms. */
export async function run(report: Report): Promise<number> {
  const server = await startServer();
  const tiers = (i: number) => `${server.origin}/v1/tiers.csv?runway=1&growth=${i / RUNS}`;
  await timeAnswer(tiers(RUNS));
  server.forget();

  let running = true;
  const alive: number[] = [];
  const asked: Promise<unknown>[] = [];
  const poll = async () => {
    while (running) {
      asked.push(timeAnswer(`${server.origin}/livez`).then(({ last }) => alive.push(last)));
      await new Promise((resolve) => setTimeout(resolve, POLL_EVERY));
    }
  };
  const polling = poll();
  const start = performance.now();
  const runs = await Promise.all(Array.from({ length: RUNS }, (_, i) => timeAnswer(tiers(i))));
  const wall = performance.now() - start;
  running = false;
  await polling;
  await Promise.all(asked);
  const delay = await server.stop();

  report({ name: "CSV to the last byte, each of 20", ...spread(runs.map(({ last }) => last)) });
  report({ name: "all 20", medianMs: wall });
  const slow = p99(alive);
  report({
    name: "/livez meanwhile",
    ...spread(alive),
    quality: `p99 ${slow.toFixed(1)} ms of ${alive.length}`,
  });
  report({ name: "event-loop delay, p99", medianMs: delay.p99, quality: `most ${delay.most.toFixed(1)} ms` });
  return slow;
}
