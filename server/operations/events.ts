import type { Request, Response } from "express";
import type { Progress } from "../../tiering/index.ts";
import { problemBody } from "../errors.ts";

/** How often a silent stream says that it is alive, milliseconds; proxies cut what is silent for a minute. */
const HEARTBEAT = 15_000;

/** What an event stream says. */
export interface EventStream {
  /** Data of the first event. */
  readonly plan: unknown;
  /** Gives the data of the last event. */
  readonly result: (onProgress: (progress: Progress) => void) => Promise<unknown>;
}

/**
 * Answers with server-sent events: `plan`, then `progress` as it comes, then `result`, or `error` with
 * the problem, as the status has been sent by then.
 */
export async function sendEvents(req: Request, res: Response, { plan, result }: EventStream): Promise<void> {
  res.status(200).set({
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store",
    // nginx and its like pass events on as they come.
    "X-Accel-Buffering": "no",
  });
  const requestId = String(res.locals.requestId);
  const send = (event: string, data: unknown) => {
    if (res.writable) res.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  send("plan", plan);
  const heartbeat = setInterval(() => res.writable && res.write(": alive\n\n"), HEARTBEAT);
  try {
    send("result", await result((progress) => send("progress", progress)));
  } catch (error) {
    send("error", problemBody(error, { method: req.method, path: req.path, requestId }).body);
  } finally {
    // Not where the connection closes: the client may have left before there was anything to say.
    clearInterval(heartbeat);
  }
  res.end();
}
