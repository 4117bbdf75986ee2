import type { NextFunction, Request, Response } from "express";

/** How often answers under way are looked at, milliseconds. */
const LOOK_EVERY = 1_000;

/** The answers under way. */
export interface Connections {
  /** Middleware that notes each answer until it is over. */
  track(req: Request, res: Response, next: NextFunction): void;
  /** From now on every answer whose headers have not left ends its connection. */
  closeAfterAnswers(): void;
  /** Stops looking. */
  stop(): void;
}

interface UnderWay {
  /** Bytes handed to the socket when it last took any. */
  bytes: number;
  /** When that was, milliseconds. */
  since: number;
}

/** Watches the answers under way, and breaks the connection of a client that has not read for `stalledMs`. */
export function watchConnections(stalledMs: number): Connections {
  const underWay = new Map<Response, UnderWay>();
  let closing = false;
  const look = () => {
    const now = performance.now();
    for (const [{ socket }, seen] of underWay) {
      if (!socket) continue;
      const waits = socket.writableLength > 0 && socket.bytesWritten === seen.bytes;
      if (!waits) Object.assign(seen, { bytes: socket.bytesWritten, since: now });
      else if (now - seen.since >= stalledMs) socket.destroy();
    }
  };
  const looking = setInterval(look, Math.min(LOOK_EVERY, stalledMs / 2)).unref();
  return {
    track(_req, res, next) {
      if (closing) res.set("Connection", "close");
      underWay.set(res, { bytes: res.socket?.bytesWritten ?? 0, since: performance.now() });
      res.once("close", () => underWay.delete(res));
      next();
    },
    closeAfterAnswers() {
      closing = true;
      for (const res of underWay.keys()) if (!res.headersSent) res.set("Connection", "close");
    },
    stop: () => clearInterval(looking),
  };
}
