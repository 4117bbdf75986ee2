import { once } from "node:events";
import type { Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { problemSchema } from "../../contract/problem.ts";
import { answeringAll, createHttpServer } from "../../server/http-server.ts";
import { smallBook } from "../service/support/small-book.ts";
import { startApp } from "./support/app.ts";

let started: Awaited<ReturnType<typeof startApp>>;
let server: Server;
beforeAll(async () => {
  started = await startApp(smallBook());
  server = createHttpServer(answeringAll(started.app)).listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  return started.close();
});

/** All that the server says to these bytes until it ends the connection. */
async function answerTo(sent: string | Buffer): Promise<string> {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.write(sent);
  return text(socket);
}

const REST = "Host: localhost\r\nConnection: close\r\n";
const POST = `POST /v1/chat HTTP/1.1\r\n${REST}Content-Type: application/json\r\n`;

describe("what is no request of HTTP is answered with a problem in our words", () => {
  it.each<[string, number, string, string | Buffer]>([
    ["noise", 400, "malformed-request", Buffer.from([0, 255, 10, 13, 10, 13])],
    ["the hello of TLS", 400, "malformed-request", Buffer.from("1603010200010001fc0303", "hex")],
    ["an unknown method", 400, "malformed-request", `FOO / HTTP/1.1\r\n${REST}\r\n`],
    ["a NUL in a header", 400, "malformed-request", `GET / HTTP/1.1\r\n${REST}x: \0\r\n\r\n`],
    [
      "a letter of latin-1 in the path",
      400,
      "malformed-request",
      Buffer.from(`GET /\xf6 HTTP/1.1\r\n${REST}\r\n`, "latin1"),
    ],
    ["two lengths", 400, "malformed-request", `${POST}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`],
    [
      "a length beside chunks",
      400,
      "malformed-request",
      `${POST}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    [
      "a chunk without a length",
      400,
      "malformed-request",
      `${POST}Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n`,
    ],
    ["no Host", 400, "malformed-request", "GET /livez HTTP/1.1\r\nConnection: close\r\n\r\n"],
    [
      "an address whose host is none",
      400,
      "malformed-request",
      `GET http://[/v1/book HTTP/1.1\r\n${REST}\r\n`,
    ],
    [
      "headers without end",
      431,
      "headers-too-large",
      `GET / HTTP/1.1\r\n${REST}x: ${"y".repeat(2 ** 18)}\r\n\r\n`,
    ],
    [
      "an expectation that nobody meets",
      417,
      "expectation-failed",
      `${POST}Expect: more\r\nContent-Length: 2\r\n\r\n{}`,
    ],
  ])("%s", async (_, status, code, sent) => {
    const [head, body] = (await answerTo(sent)).split("\r\n\r\n");
    expect(head).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(head).toMatch(/content-type: application\/problem\+json/i);
    const problem = problemSchema.parse(JSON.parse(body!.replace(/^[\da-f]+\r\n|\r\n0$/g, "")));
    expect(problem).toMatchObject({ status, code });
    expect(problem.detail).toMatch(/expected|longer than|longer or more/);
  });

  it("but nothing is said into the middle of an answer", async () => {
    const halfway = createHttpServer((_req, res) => void res.write("the first half")).listen(0, "127.0.0.1");
    await once(halfway, "listening");
    const socket = connect((halfway.address() as AddressInfo).port, "127.0.0.1");
    socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    let said = "";
    socket.setEncoding("utf8").on("data", (piece: string) => {
      said += piece;
    });
    while (!said.includes("the first half")) await once(socket, "data");
    socket.on("error", () => undefined).write("noise that is no request\r\n\r\n");
    await once(socket, "close");
    expect(said).not.toContain("400");
    halfway.close();
  });

  it("headers that do not come in time are answered with how long they may take", async () => {
    const late = Object.assign(new Error("late"), { code: "ERR_HTTP_REQUEST_TIMEOUT" });
    // As Node says it, some seconds later.
    server.once("connection", (socket) => server.emit("clientError", late, socket));
    const [head, body] = (await answerTo("GET / HTTP/1.1\r\nHost: ")).split("\r\n\r\n");
    expect(head).toMatch(/^HTTP\/1\.1 408 .*Connection: close$/s);
    const problem = problemSchema.parse(JSON.parse(body!));
    expect([problem.code, problem.detail]).toEqual([
      "request-too-slow",
      "The headers did not come within 8 s.",
    ]);
  });

  it("HTTP/1.0 needs no Host", async () => {
    expect(await answerTo("GET /livez HTTP/1.0\r\n\r\n")).toMatch(/^HTTP\/1\.1 200 /);
  });
});
