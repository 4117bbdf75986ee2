import type { AnswerOf } from "../../contract/answer-of.ts";
import { liveAnswer, readyAnswer } from "../../contract/health.ts";
import { identity } from "../answers/identity.ts";
import type { AppDeps } from "../deps.ts";
import { ServerError } from "../errors.ts";
import type { Resource } from "../resource.ts";

/** For the platform: is the process alive, and may it be sent requests. */
export function healthRoutes(deps: AppDeps): Resource[] {
  return [
    {
      path: "/livez",
      get: {
        summary: "The process is alive",
        content: { "application/json": liveAnswer },
        handle(_req, res) {
          res.set("Cache-Control", "no-store").json({ status: "live" } satisfies AnswerOf<typeof liveAnswer>);
        },
      },
    },
    {
      path: "/readyz",
      get: {
        summary: "The book is loaded and requests are welcome",
        content: { "application/json": readyAnswer },
        problems: [503],
        handle(_req, res) {
          if (deps.lifecycle.draining) throw new ServerError("draining", "The server is shutting down.");
          const answer = { status: "ready" as const, ...identity(deps) };
          res.set("Cache-Control", "no-store").json(answer satisfies AnswerOf<typeof readyAnswer>);
        },
      },
    },
  ];
}
