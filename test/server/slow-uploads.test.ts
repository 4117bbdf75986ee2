import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { expect, it } from "vitest";
import { openStore } from "../../service/store/open-store.ts";
import { generatedBook } from "../service/support/generated-book.ts";
import { startApp } from "./support/app.ts";
import { openBooklessLibrary } from "./support/bookless-library.ts";

it("who sends books slowly keeps nobody from bringing one: bodies that come in take no place among those that are read", async () => {
  const store = await openStore({});
  const library = await openBooklessLibrary(store);
  const started = await startApp(await generatedBook(300), { library, store, trustedProxies: 1 });
  const server = createServer(started.app).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  // Six of one client, of which two wait to be taken at all.
  const slow = Array.from({ length: 6 }, () => {
    const socket = connect(port, "127.0.0.1").on("error", () => {});
    socket.write(
      "POST /v1/books HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 192.0.2.1\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 100000\r\n\r\n--x\r\n",
    );
    return socket;
  });
  const bring = async (client: string, seed: number) => {
    const form = new FormData();
    form.set("accounts", new Blob([`ID,TotalRevenue_FY25,TotalRevenue_FY26\n1,${seed},2\n2,3,4\n`]), "a.csv");
    const headers = { "X-Forwarded-For": client };
    const url = `http://127.0.0.1:${port}/v1/books?dry=1`;
    const response = await fetch(url, { method: "POST", body: form, headers });
    return { status: response.status, text: await response.text() };
  };
  // Three others at once, though two are read at a time.
  const brought = await Promise.all(["192.0.2.2", "192.0.2.3", "192.0.2.4"].map(bring));
  expect(brought.map(({ status, text }) => `${status} ${status === 200 ? "" : text}`)).toEqual([
    "200 ",
    "200 ",
    "200 ",
  ]);
  // The client who sends slowly has as many under way as one may: a further one is told so after a while.
  const refused = await bring("192.0.2.1", 9);
  expect([refused.status, JSON.parse(refused.text).code]).toEqual([503, "upload-busy"]);

  for (const socket of slow) socket.destroy();
  server.closeAllConnections();
  server.close();
  await started.close();
  await library.close();
  await store.close();
});
