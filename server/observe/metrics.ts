import type { NextFunction, Request, Response } from "express";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { ServiceError } from "../../service/errors.ts";
import type { Observer } from "../../service/observer.ts";

/** Upper bounds of the classes of latency, seconds: from an answer at hand to the longest task. */
const SECONDS = [0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 15, 60];

/** What this process counts of itself, in Prometheus's text format; no label tells of a customer or a message. */
export interface Metrics extends Observer {
  readonly registry: Registry;
  /** Counts every request by method, route and status. */
  readonly countRequests: (req: Request, res: Response, next: NextFunction) => void;
}

/** Makes the metrics of one process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "tiering_request_duration_seconds",
    help: "Time from a request to the end of its answer, by method, route and status.",
    labelNames: ["method", "route", "status"],
    buckets: SECONDS,
    registers,
  });
  const signIns = new Counter({
    name: "tiering_sign_ins_rejected_total",
    help: "Requests answered 401: no token, or one that is wrong or expired.",
    registers,
  });
  const queued = new Histogram({
    name: "tiering_queue_duration_seconds",
    help: "Time that a task waited for a worker.",
    buckets: SECONDS,
    registers,
  });
  const tasks = new Histogram({
    name: "tiering_task_duration_seconds",
    help: "Time that a task ran on a worker, by task and outcome.",
    labelNames: ["task", "outcome"],
    buckets: SECONDS,
    registers,
  });
  const running = new Gauge({
    name: "tiering_tasks_running",
    help: "Tasks that run on workers now.",
    registers,
  });
  const waiting = new Gauge({
    name: "tiering_tasks_queued",
    help: "Tasks that wait for a worker now.",
    registers,
  });
  const messages = new Counter({
    name: "tiering_messages_total",
    help: "Messages read, by who read them (openai, offline) and how (cached, fresh, failed).",
    labelNames: ["interpreter", "how"],
    registers,
  });
  const fallbacks = new Counter({
    name: "tiering_fallbacks_total",
    help: "Messages that the model should have read and the offline interpreter did.",
    registers,
  });
  const calls = new Counter({
    name: "tiering_model_calls_total",
    help: "Calls of the language model.",
    registers,
  });
  const tokens = new Counter({
    name: "tiering_model_tokens_total",
    help: "Tokens that the language model counted, by kind (prompt, completion).",
    labelNames: ["kind"],
    registers,
  });
  const refreshFails = new Gauge({
    name: "tiering_refresh_failing",
    help: "1 where the last reading of the configured book (TIERING_REFRESH) failed, or its book was not taken; else 0.",
    registers,
  });
  return {
    registry,
    countRequests(req, res, next) {
      const end = requests.startTimer();
      res.once("close", () => {
        const status = res.writableFinished ? res.statusCode : 499;
        // A path that no route took could be anything: it must not become a label.
        const route = (req.route as { path?: string } | undefined)?.path ?? "none";
        end({ method: req.method, route, status });
        if (status === 401) signIns.inc();
      });
      next();
    },
    onTask(task) {
      const waited = queued.startTimer();
      let ran: ReturnType<typeof tasks.startTimer> | null = null;
      waiting.inc();
      return {
        started() {
          waiting.dec();
          running.inc();
          waited();
          ran = tasks.startTimer({ task });
        },
        ended(error) {
          if (ran === null) waiting.dec();
          else running.dec();
          if (error === null) ran?.({ outcome: "done" });
          else ran?.({ outcome: error instanceof ServiceError ? error.code : "refused" });
        },
      };
    },
    onRefresh: (trouble) => refreshFails.set(trouble === null ? 0 : 1),
    onMessage: () => (interpretation) => {
      if (interpretation === null) {
        messages.inc({ interpreter: "none", how: "failed" });
        return;
      }
      const { interpreter, cached, fallback, attempts, usage } = interpretation;
      messages.inc({ interpreter, how: cached ? "cached" : "fresh" });
      if (fallback !== null) fallbacks.inc();
      if (cached) return;
      calls.inc(attempts);
      tokens.inc({ kind: "prompt" }, usage?.promptTokens ?? 0);
      tokens.inc({ kind: "completion" }, usage?.completionTokens ?? 0);
    },
  };
}
