import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import express, { type NextFunction, type Request, type Response } from "express";
import { expect, it } from "vitest";
import { createBodyReader } from "../../server/operations/body.ts";
import { createTurns } from "../../server/operations/turns.ts";

it("a client that leaves before its body is read is one that left, no failure of ours", async () => {
  const app = express();
  const { promise: fault, resolve } = Promise.withResolvers<unknown>();
  app.post("/", (req, _res, next) => void req.once("close", () => next()), createBodyReader(createTurns()));
  app.use((error: unknown, _req: Request, _res: Response, _next: NextFunction) => resolve(error));
  const server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.write(
    "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
  );
  await once(server, "request");
  socket.destroy();
  expect(await fault).toMatchObject({ code: "client-left" });
  server.close();
});
