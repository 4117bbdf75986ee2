import { toNodeHandler } from "@modelcontextprotocol/node";
import { createMcpHandler } from "@modelcontextprotocol/server";
import { type Request, type RequestHandler, type Response, Router } from "express";
import type { Logger } from "pino";
import type { Service } from "../../service/service.ts";
import { askerOf } from "../access/asker.ts";
import { type Guarding, guard, requireRole } from "../access/guard.ts";
import { takeLimit } from "../access/take-limit.ts";
import { createBodyReader } from "../operations/body.ts";
import { createMcpServer } from "./create-mcp-server.ts";
import { createNote } from "./note.ts";
import type { Caller } from "./tool.ts";

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
      origin: `${req.secure ? "https" : "http"}://${req.get("host")}`,
      onUnexpected: (err: unknown, requestId: string) => logger.error({ requestId, err }, "unexpected error"),
    };
    const handler = createMcpHandler(() => createMcpServer(service, caller));
    res.once("close", () => void handler.close());
    await toNodeHandler(handler)(req, res, req.body);
  };
  // Assistants read and run; nothing of theirs is kept.
  router.all("/mcp", guard("viewer", guarding));
  router.post("/mcp", createBodyReader(BODY_LIMIT), serve);
  router.all("/mcp", serve);
  return router;
}
