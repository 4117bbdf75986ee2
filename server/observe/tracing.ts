import { context, propagation, type Span, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { BatchSpanProcessor, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import type { NextFunction, Request, Response } from "express";
import type { Observer } from "../../service/observer.ts";

/** Traces of requests: a span each, and below it one for reading the words and two for each task: its wait, its run. */
export interface Tracing extends Observer {
  /** Opens a request's span, under the client's where it sent a `traceparent`. */
  readonly traceRequests: (req: Request, res: Response, next: NextFunction) => void;
  /** Sends what is left, and stops. */
  close(): Promise<void>;
}

/**
 * Starts tracing to an OpenTelemetry collector; endpoint, headers and service name are read by the exporter from
 * the standard OTEL_ variables. No span carries a query, a message or a cell.
 */
export function startTracing(version: string): Tracing {
  const provider = new NodeTracerProvider({
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  const tracer = trace.getTracer("tiering-assistant", version);
  return {
    traceRequests(req, res, next) {
      const above = propagation.extract(context.active(), req.headers);
      const span = tracer.startSpan(`${req.method} ${req.path}`, { kind: SpanKind.SERVER }, above);
      span.setAttribute("http.request.method", req.method);
      res.once("close", () => {
        const route = (req.route as { path?: string } | undefined)?.path;
        // A path may name an account; a route never does.
        span.updateName(route === undefined ? req.method : `${req.method} ${route}`);
        if (route !== undefined) span.setAttribute("http.route", route);
        span.setAttribute("http.response.status_code", res.writableFinished ? res.statusCode : 499);
        if (res.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
      });
      context.with(trace.setSpan(above, span), next);
    },
    onTask(task) {
      const parent = context.active();
      const wait = tracer.startSpan(`wait for a worker`, { attributes: { task } }, parent);
      let run: Span | null = null;
      return {
        started() {
          wait.end();
          run = tracer.startSpan(`task ${task}`, { attributes: { task } }, parent);
        },
        ended(error) {
          if (run === null) wait.end();
          if (error !== null) run?.setStatus({ code: SpanStatusCode.ERROR });
          run?.end();
        },
      };
    },
    onMessage() {
      const span = tracer.startSpan("read the words");
      return (interpretation) => {
        if (interpretation === null) span.setStatus({ code: SpanStatusCode.ERROR });
        else {
          span.setAttribute("interpreter", interpretation.interpreter);
          span.setAttribute("model.calls", interpretation.attempts);
        }
        span.end();
      };
    },
    // A reading of the book belongs to no request; the log and the metrics tell of it.
    onRefresh: () => {},
    async close() {
      await provider.shutdown();
      for (const api of [trace, context, propagation]) api.disable();
    },
  };
}
