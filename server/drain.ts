import type { Server } from "node:http";
import type { Lifecycle } from "./middleware/drain.ts";

/** How often connections that have become idle are looked for, milliseconds. */
const LOOK_EVERY = 50;

/**
 * Stops taking connections and waits until every answer under way is finished; idle connections are
 * closed at once and as they become idle.
 * @returns false where answers were still under way after `seconds` and had to be cut off
 */
export async function drain(server: Server, lifecycle: Lifecycle, seconds: number): Promise<boolean> {
  lifecycle.draining = true;
  let inTime = true;
  const looking = setInterval(() => server.closeIdleConnections(), LOOK_EVERY);
  const deadline = setTimeout(() => {
    inTime = false;
    server.closeAllConnections();
  }, seconds * 1000);
  await new Promise((resolve) => server.close(resolve));
  clearInterval(looking);
  clearTimeout(deadline);
  return inTime;
}
