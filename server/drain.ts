import type { Server } from "node:http";
import { Server as NetServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Connections } from "./connections.ts";
import type { Lifecycle } from "./lifecycle.ts";

/** How often connections that have become idle are looked for, milliseconds. */
const LOOK_EVERY = 50;
/** How long a connection without a request is kept, for a request that is on its way already, milliseconds. */
const GRACE = 1_000;
/** Part of the time after which tasks are told to stop, so that their answers can still say so. */
const TASKS_PART = 0.75;

/** What is to be ended, and how much time there is. */
export interface Draining {
  readonly server: Server;
  readonly connections: Connections;
  readonly lifecycle: Lifecycle;
  readonly seconds: number;
  /** How long new connections are taken for all that, seconds: who sends them here is to see first that it is over. */
  readonly pauseSeconds: number;
  /** Tells queued and running tasks to stop. */
  readonly stopTasks: () => void;
}

/**
 * Says that it is over, takes connections for the pause and then no more, and waits until every answer under way is
 * finished. Idle connections are closed once a request that was on its way can have come; tasks are told to stop, and what
 * is left is cut off, when the time is nearly up.
 */
export async function drain({
  server,
  connections,
  lifecycle,
  seconds,
  pauseSeconds,
  stopTasks,
}: Draining): Promise<void> {
  lifecycle.draining = true;
  connections.closeAfterAnswers();
  const limit = seconds * 1_000;
  const timers = [
    setTimeout(stopTasks, limit * TASKS_PART),
    setTimeout(() => server.closeAllConnections(), limit),
  ];
  if (pauseSeconds > 0) await sleep(pauseSeconds * 1_000);
  // The HTTP server's own close would cut idle connections at once, under requests that are on their way.
  const closed = new Promise((resolve) => NetServer.prototype.close.call(server, resolve));
  await Promise.race([closed, sleep(Math.min(GRACE, limit / 4))]);
  const looking = setInterval(() => server.closeIdleConnections(), LOOK_EVERY);
  await closed;
  clearInterval(looking);
  for (const timer of timers) clearTimeout(timer);
  connections.stop();
}
