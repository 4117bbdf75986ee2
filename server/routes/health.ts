import type { AnswerOf } from "../../contract/answer-of.ts";
import { liveAnswer, readyAnswer } from "../../contract/health.ts";
import { ServiceError } from "../../service/errors.ts";
import type { RefreshReport } from "../../service/refresh/refresher.ts";
import { identityOf, type Service } from "../../service/service.ts";
import { stateOf } from "../../service/store/open-store.ts";
import type { Lifecycle } from "../lifecycle.ts";
import { operation } from "../operations/operation.ts";

/** For the platform: is the process alive, and may it be sent requests. */
export function healthOperations(service: Service, lifecycle: Lifecycle, home: string) {
  return [
    operation({
      method: "get",
      path: "/livez",
      role: "anyone",
      cost: "cheap",
      summary: "The process is alive",
      stable: false,
      answers: {
        "application/json": {
          schema: liveAnswer,
          make: () => ({ status: "live" }) satisfies AnswerOf<typeof liveAnswer>,
        },
      },
    }),
    operation({
      method: "get",
      path: "/readyz",
      role: "anyone",
      cost: "cheap",
      summary: "The book is loaded and requests are welcome",
      stable: false,
      problems: [503],
      answers: {
        "application/json": {
          schema: readyAnswer,
          make(_call, { caller }) {
            if (lifecycle.draining) throw new ServiceError("draining", "The server is shutting down.");
            if (caller.workspace !== home) return { status: "ready" } satisfies AnswerOf<typeof readyAnswer>;
            return {
              status: "ready",
              ...identityOf(service),
              rejected: service.book.quality.rejected,
              model: service.watch.model,
              trouble: service.watch.trouble(),
              store: stateOf(service.store),
              shared: service.redis && { trouble: service.redis.trouble() },
              ...(service.refreshed && refreshState(service.refreshed())),
            } satisfies AnswerOf<typeof readyAnswer>;
          },
        },
      },
    }),
  ];
}

/** How the configured book was read anew last; what it changed is told by `GET /v1/book`. */
function refreshState({ at, trouble }: RefreshReport) {
  return { refresh: { at, trouble } };
}
