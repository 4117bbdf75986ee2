import type { Socket } from "node:net";
import type { NextFunction, Request, Response } from "express";

/** How often requests under way are looked at, milliseconds. */
const LOOK_EVERY = 1_000;

/** A body may take so long whatever its rate, and longer while it comes at least at this one (bytes a second). */
const BODY_MS = 12_000;
const LEAST_RATE = 4_096;

/** The requests whose answers are under way. */
export interface Connections {
  /** Middleware that notes each request until its answer is over. */
  track(req: Request, res: Response, next: NextFunction): void;
  /** From now on every answer whose headers have not left ends its connection. */
  closeAfterAnswers(): void;
  /** Stops looking. */
  stop(): void;
}

/** How patient the server is with a client, milliseconds. */
export interface Patience {
  /** Longest time that a client may read nothing of what waits for it. */
  readonly stalledMs: number;
  /** Time after which a body that comes too slowly is given up. */
  readonly bodyMs?: number;
}

interface UnderWay {
  readonly req: Request;
  /** A request that was given up in the middle of its body does not tell its connection any more. */
  readonly socket: Socket;
  /** Since when the body is waited for, milliseconds. */
  began: number;
  /** Bytes that the connection had read then. */
  readBefore: number;
  /** Bytes handed to the socket when it last took any. */
  bytes: number;
  /** When that was, milliseconds. */
  since: number;
}

/** Watches the requests under way, and breaks the connection of a client that reads or sends too slowly. */
export function watchConnections({ stalledMs, bodyMs = BODY_MS }: Patience): Connections {
  const underWay = new Map<Response, UnderWay>();
  let closing = false;
  const look = () => {
    const now = performance.now();
    for (const [res, seen] of underWay) {
      const { req, socket } = seen;
      if (res.closed && (req.complete || socket.destroyed)) {
        underWay.delete(res);
        continue;
      }
      const waits = socket.writableLength > 0 && socket.bytesWritten === seen.bytes;
      if (!waits) Object.assign(seen, { bytes: socket.bytesWritten, since: now });
      // While we have not begun to read the body, and have not answered without, it is us who make it wait.
      if (req.readableFlowing === null && !res.headersSent)
        Object.assign(seen, { began: now, readBefore: socket.bytesRead });
      const age = now - seen.began;
      const rate = (socket.bytesRead - seen.readBefore) / (age / 1_000);
      const drips = !req.complete && age >= bodyMs && rate < LEAST_RATE;
      if (drips || (waits && now - seen.since >= stalledMs)) socket.destroy();
    }
  };
  const looking = setInterval(look, Math.min(LOOK_EVERY, stalledMs / 2, bodyMs / 2)).unref();
  return {
    track(req, res, next) {
      if (closing) res.set("Connection", "close");
      const now = performance.now();
      const { socket } = req;
      const { bytesRead: readBefore, bytesWritten: bytes } = socket;
      underWay.set(res, { req, socket, began: now, readBefore, bytes, since: now });
      // A body that nobody read is still to come: its connection stays watched.
      res.once("close", () => req.complete && underWay.delete(res));
      next();
    },
    closeAfterAnswers() {
      closing = true;
      for (const res of underWay.keys()) if (!res.headersSent) res.set("Connection", "close");
    },
    stop: () => clearInterval(looking),
  };
}
