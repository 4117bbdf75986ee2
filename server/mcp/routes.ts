import { toNodeHandler } from "@modelcontextprotocol/node";
import { createMcpHandler } from "@modelcontextprotocol/server";
import { type Request, type RequestHandler, type Response, Router } from "express";
import type { Logger } from "pino";
import type { Service } from "../../service/service.ts";
import { requireRole } from "../access/require-role.ts";
import { createBodyReader } from "../operations/body.ts";
import { clientOf } from "../operations/client.ts";
import { createMcpServer } from "./create-mcp-server.ts";

/** Largest request, bytes: a plan that names some thousand accounts. */
const BODY_LIMIT = 64 * 1024;

/**
 * The Model Context Protocol over stateless streamable HTTP: each POST is served by a server of its own, clients
 * of 2026-07-28 and 2025-11-25 alike.
 */
export function mcpRoute(service: Service, logger: Logger): Router {
  const router = Router();
  const serve: RequestHandler = async (req: Request, res: Response) => {
    const caller = {
      client: clientOf(req),
      origin: `${req.secure ? "https" : "http"}://${req.get("host")}`,
      onUnexpected: (err: unknown, requestId: string) => logger.error({ requestId, err }, "unexpected error"),
    };
    const handler = createMcpHandler(() => createMcpServer(service, caller));
    res.once("close", () => void handler.close());
    await toNodeHandler(handler)(req, res, req.body);
  };
  // Assistants read and run; nothing of theirs is kept.
  router.all("/mcp", requireRole("viewer"));
  router.post("/mcp", createBodyReader(BODY_LIMIT), serve);
  router.all("/mcp", serve);
  return router;
}
