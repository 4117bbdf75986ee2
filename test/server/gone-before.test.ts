import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import type { Request, Response } from "express";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { clientSignal } from "../../server/operations/client.ts";
import { sendEvents } from "../../server/operations/events.ts";
import { sendFile } from "../../server/operations/send.ts";

/** A request whose client has left before anything was answered. */
let req: Request;
let res: Response;
beforeEach(async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  [req, res] = (await once(server, "request")) as [Request, Response];
  Object.assign(res, {
    locals: { requestId: "1" },
    set: () => res,
    status: () => res,
  });
  socket.destroy();
  if (!res.closed) await once(res, "close");
  server.close();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a client that has left before its answer begins", () => {
  it("leaves no heartbeat behind, whether there is a result or none", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    await sendEvents(req, res, { plan: {}, result: async () => ({}) });
    await sendEvents(req, res, { plan: {}, result: () => Promise.reject(new Error("stopped")) });
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is known to have left", () => {
    expect(clientSignal(res).aborted).toBe(true);
  });

  it("is not waited for by a download", async () => {
    const file = { type: "text/csv", name: "a.csv", note: null, turn: async () => {}, onSlow: () => {} };
    await sendFile(req, res, [], file);
    await sendFile(req, res, [Buffer.from("a")], file);
  });
});

it("a stream that is silent says that it is alive while its client is there", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const said: string[] = [];
  const there = {
    locals: {},
    set: () => there,
    status: () => there,
    writable: true,
    end: () => said.push("end"),
  };
  const gate = Promise.withResolvers<object>();
  const over = sendEvents(req, Object.assign(there, { write: (text: string) => said.push(text) }) as never, {
    plan: 1,
    result: () => gate.promise,
  });
  vi.advanceTimersByTime(31_000);
  gate.resolve({});
  await over;
  expect(said).toEqual([
    "event: plan\ndata: 1\n\n",
    ": alive\n\n",
    ": alive\n\n",
    "event: result\ndata: {}\n\n",
    "end",
  ]);
  expect(vi.getTimerCount()).toBe(0);
});
