import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Book } from "../../../data/book.ts";
import { startApp } from "../support/app.ts";

/** The app listening on a port of its own, as an assistant reaches it. */
export async function listenOn(book: Book, parts?: Parameters<typeof startApp>[1]) {
  const started = await startApp(book, parts);
  const server = createServer(started.app).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    book,
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/mcp`),
    async close() {
      server.closeAllConnections();
      server.close();
      await started.close();
    },
  };
}
