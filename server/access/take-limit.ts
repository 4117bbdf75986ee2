import type { Response } from "express";
import type { LimitName, Limits, Taken } from "../../service/limits/limits.ts";
import { ServerError } from "../errors.ts";
import { askerOf } from "./asker.ts";

/** What a request that is at fault by itself counts as: who sends nothing else is soon turned away unread. */
export const REFUSED_COST = 20;

const WORDS: Readonly<Record<LimitName, string>> = {
  cheap: `requests (one that is at fault by itself counts as ${REFUSED_COST})`,
  heavy: "requests that take seconds",
  model: "messages for the language model",
  "sign-in": "wrong tokens",
};

/**
 * Takes one of a limit for whoever asks, and says in the headers what is left.
 * @throws {ServerError} `too-many-requests`, with the seconds to wait
 */
export async function takeLimit(res: Response, limits: Limits, name: LimitName): Promise<void> {
  const taken = await limits.take(name, askerOf(res).key);
  if (taken === null) return;
  tell(res, taken);
  if (taken.granted) return;
  const { limit, windowSeconds, resetSeconds } = taken;
  const message = `You sent more than ${limit} ${WORDS[name]} in ${windowSeconds} s, which is the most; try again in ${resetSeconds} s.`;
  throw new ServerError("too-many-requests", message, { headers: { "Retry-After": String(resetSeconds) } });
}

/** The headers of the IETF's draft: one policy and its state for each limit that was taken. */
function tell(res: Response, { name, limit, windowSeconds, remaining, resetSeconds }: Taken): void {
  // A tool that is called in the middle of a stream.
  if (res.headersSent) return;
  for (const [header, value] of [
    ["RateLimit-Policy", `"${name}";q=${limit};w=${windowSeconds}`],
    ["RateLimit", `"${name}";r=${remaining};t=${resetSeconds}`],
  ] as const) {
    const before = res.get(header);
    res.set(header, before === undefined ? value : `${before}, ${value}`);
  }
}
