import { connect, type Socket } from "node:net";
import { createRawClient } from "../support/raw-client.ts";
import { within } from "../support/within.ts";
import type { Report } from "./bench-line.ts";
import { p99, spread, startServer } from "./support/server.ts";

export const title =
  "500 slow sockets (headers, bodies that drip): when they are closed, and what others wait meanwhile";

const SOCKETS = 500;
const DRIP_EVERY = 500;
/** Requests of another client alone, and between two of them while slow sockets are open, milliseconds. */
const ALONE = 600;
const PAUSE = 15;

const BEGINNINGS = [
  "GET /v1/book HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
  "POST /v1/chat HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n",
];

/** What was seen of the slow sockets. */
export interface SlowSockets {
  /** Seconds until the last of them was closed. */
  readonly closed: number;
  /** 99th percentile of another client's small answers meanwhile ÷ alone. */
  readonly factor: number;
}

/** Opens them at once, half in the middle of their headers, half of a body, each with a byte more every half second. */
export async function run(report: Report): Promise<SlowSockets> {
  const server = await startServer({ LIMIT_REQUESTS: "0" });
  const client = createRawClient(server.origin);
  const ask = async () => {
    const { status, last } = await client.ask({ path: "/v1/book" });
    if (status !== 200) throw new Error(`/v1/book was answered ${status}`);
    return last;
  };
  const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE));
  const alone: number[] = [];
  for (let k = -100; k < ALONE; k++) {
    const ms = await ask();
    if (k >= 0) alone.push(ms);
    await pause();
  }
  const start = performance.now();
  const ends = Array.from({ length: SOCKETS }, (_, k) => drip(Number(new URL(server.origin).port), k));
  let open = true;
  const all = within(60, "slow sockets to be closed", Promise.all(ends)).finally(() => {
    open = false;
  });
  const beside: number[] = [];
  while (open) {
    beside.push(await ask());
    await pause();
  }
  const closed = (Math.max(...(await all)) - start) / 1_000;
  client.leave();
  await server.stop();
  const factor = p99(beside) / p99(alone);
  report({ name: `the last of ${SOCKETS} closed`, medianMs: 1_000 * closed });
  report({
    name: "another's small answer, alone",
    ...spread(alone),
    quality: `p99 ${p99(alone).toFixed(1)} ms`,
  });
  report({
    name: "beside them",
    ...spread(beside),
    quality: `p99 ${p99(beside).toFixed(1)} ms of ${beside.length}, ${factor.toFixed(2)} times`,
  });
  return { closed, factor };
}

/** When the server has closed a socket that sends next to nothing. */
function drip(port: number, k: number): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const socket: Socket = connect(port, "127.0.0.1", () => socket.write(BEGINNINGS[k % 2]!));
  const dripping = setInterval(() => socket.write("x"), DRIP_EVERY);
  socket.on("error", () => undefined).resume();
  socket.once("close", () => {
    clearInterval(dripping);
    resolve(performance.now());
  });
  return promise;
}
