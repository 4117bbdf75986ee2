import { randomUUID } from "node:crypto";
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from "node:http";
import type { Socket } from "node:net";
import type { Express } from "express";
import { problemBody, ServerError } from "./errors.ts";

/** A proxy keeps its connections to us longer than Node's 5 s; it must not meet one that is just closing. */
const KEEP_ALIVE_MS = 65_000;
/** A client has so long to send its headers, milliseconds; how slow a body may be is looked at with the answers. */
const SLOW_CLIENTS = { headersTimeout: 8_000, requestTimeout: 0, connectionsCheckingInterval: 1_000 };
/** A plan names up to ten thousand accounts in its query. */
const MAX_HEADER_BYTES = 2 ** 18;

/** A server that answers what is no request, of which no handler learns, with a problem as well; it does not listen yet. */
export function createHttpServer(handler: RequestListener): Server {
  const latest = new WeakMap<Socket, ServerResponse>();
  const server = createServer(
    // That a Host is missing is said by the app.
    {
      ...{ keepAliveTimeout: KEEP_ALIVE_MS, maxHeaderSize: MAX_HEADER_BYTES, requireHostHeader: false },
      ...SLOW_CLIENTS,
    },
    (req, res) => {
      latest.set(req.socket, res);
      handler(req, res);
    },
  );
  server.on("clientError", (error: NodeJS.ErrnoException, stream) => {
    const socket = stream as Socket;
    const underWay = latest.get(socket);
    const isAnswering = underWay?.headersSent && !underWay.writableFinished;
    // Into the middle of an answer nothing can be said.
    if (!socket.writable || isAnswering || error.code === "ECONNRESET") socket.destroy(error);
    else socket.end(messageOf(faultOf(error)), () => socket.destroy());
  });
  server.on("checkExpectation", (req: IncomingMessage, res: ServerResponse) => {
    const expected = JSON.stringify(String(req.headers.expect).slice(0, 80));
    const message = `Expect is ${expected}; expected 100-continue, or none.`;
    send(res, new ServerError("expectation-failed", message), pathOf(req));
  });
  return server;
}

/** An app that answers also what its router cannot read the target of, which no part of it sees. */
export function answeringAll(app: Express): RequestListener {
  return (req, res) => {
    app(req as never, res as never, () => {
      const target = JSON.stringify(String(req.url).slice(0, 80));
      const message = `The target of the request is ${target}; expected a path such as /v1/tiers.`;
      send(res, new ServerError("malformed-request", message), pathOf(req));
    });
  };
}

/** What is wrong with something that HTTP's parser does not take, by Node's code of it. */
function faultOf({ code }: NodeJS.ErrnoException): ServerError {
  if (code === "HPE_HEADER_OVERFLOW") {
    const message = `The request line and headers are longer or more than this server reads (${MAX_HEADER_BYTES / 1024} kB).`;
    return new ServerError("headers-too-large", message);
  }
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") {
    const message = `The headers did not come within ${SLOW_CLIENTS.headersTimeout / 1000} s.`;
    return new ServerError("request-too-slow", message);
  }
  const message =
    "What was sent is no request of HTTP/1.1 (RFC 9112); expected its line, headers and body in that form.";
  return new ServerError("malformed-request", message);
}

/** The whole message of an answer to what is no request. */
function messageOf(error: ServerError): string {
  const { body } = problemBody(error, { method: "GET", path: "", requestId: randomUUID() });
  const text = JSON.stringify(body);
  return [
    `HTTP/1.1 ${body.status} ${STATUS_CODES[body.status]}`,
    `Date: ${new Date().toUTCString()}`,
    "Content-Type: application/problem+json; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(text)}`,
    "Cache-Control: no-store",
    "Connection: close",
    "",
    text,
  ].join("\r\n");
}

function send(res: ServerResponse, error: ServerError, path: string): void {
  const { body } = problemBody(error, { method: "GET", path, requestId: randomUUID() });
  const headers = {
    ...{ "Content-Type": "application/problem+json; charset=utf-8", "Cache-Control": "no-store" },
    ...{ "X-Request-Id": body.requestId, "X-Content-Type-Options": "nosniff", Connection: "close" },
  };
  res.writeHead(body.status, headers).end(JSON.stringify(body));
}

const pathOf = ({ url = "" }: IncomingMessage) => url.split("?")[0]!;
