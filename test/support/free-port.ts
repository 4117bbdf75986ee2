import { once } from "node:events";
import { createServer } from "node:net";

/** Below where systems take the ports of outgoing connections from, of which a busy machine opens many at any moment. */
const [FIRST, LAST] = [10_000, 32_000];

/** A port that was free a moment ago, and that no connection is given meanwhile. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST));
    const server = createServer().listen(port, "127.0.0.1");
    const isFree = await once(server, "listening").then(
      () => true,
      () => false,
    );
    if (!isFree) continue;
    server.close();
    await once(server, "close");
    return port;
  }
}
