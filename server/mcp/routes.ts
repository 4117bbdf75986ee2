import { toNodeHandler } from "@modelcontextprotocol/node";
import { createMcpHandler } from "@modelcontextprotocol/server";
import { type Request, type RequestHandler, type Response, Router } from "express";
import type { Logger } from "pino";
import { faultOfParams } from "../../service/mcp/check-params.ts";
import { createMcpServer } from "../../service/mcp/create-mcp-server.ts";
import { createNote } from "../../service/mcp/note.ts";
import type { Caller } from "../../service/mcp/tool.ts";
import type { Service } from "../../service/service.ts";
import { askerOf } from "../access/asker.ts";
import { type Guarding, guard, requireRole } from "../access/guard.ts";
import { takeLimit } from "../access/take-limit.ts";
import { problemBody } from "../errors.ts";
import { createBodyReader } from "../operations/body.ts";

/** Largest request, bytes: a plan that names some thousand accounts. */
const BODY_LIMIT = 64 * 1024;

/**
 * The Model Context Protocol over stateless streamable HTTP: each POST is served by a server of its own, clients
 * of 2026-07-28 and 2025-11-25 alike.
 */
export function mcpRoute(service: Service, guarding: Guarding, logger: Logger): Router {
  const router = Router();
  const serve: RequestHandler = async (req: Request, res: Response) => {
    const { key, caller: asking } = askerOf(res);
    const caller: Caller = {
      client: key,
      workspace: asking.workspace,
      note: createNote(service, asking),
      budget: guarding.budgets.of(key),
      async admit(cost) {
        if (cost === "model") requireRole(req, res, "analyst");
        if (cost !== "cheap") await takeLimit(res, guarding.limits, cost);
      },
      turn: () => guarding.turns.take(key),
      origin: `${req.secure ? "https" : "http"}://${req.get("host")}`,
      explain(err) {
        const requestId = String(res.locals.requestId);
        const { body } = problemBody(err, { method: "POST", path: "/mcp", requestId });
        const unexpected = body.status === 500;
        if (unexpected) logger.error({ requestId, err }, "unexpected error");
        return { detail: body.detail, errors: body.errors, unexpected };
      },
    };
    const handler = createMcpHandler(() => createMcpServer(service, caller));
    res.once("close", () => void handler.close());
    await toNodeHandler(handler)(req, res, req.body);
  };
  // Assistants read and run; nothing of theirs is kept.
  router.all("/mcp", guard("viewer", guarding));
  router.post("/mcp", createBodyReader(guarding.turns, BODY_LIMIT), refuseBatches, refuseParams, serve);
  router.all("/mcp", serve);
  return router;
}

/** Faulty parameters are the client's fault, of which the package says that it is ours. */
const refuseParams: RequestHandler = (req, res, next) => {
  const fault = faultOfParams(req.body);
  if (fault === null) return next();
  res.json(fault);
};

/** One call a request, so that what a request may cost is what a call may; the protocol has had no batches since 2025-06-18. */
const refuseBatches: RequestHandler = (req, res, next) => {
  if (!Array.isArray(req.body)) return next();
  const message = `Invalid Request: the body is a batch of ${req.body.length} messages; expected one message a request.`;
  res.status(400).json({ jsonrpc: "2.0", error: { code: -32600, message }, id: null });
};
