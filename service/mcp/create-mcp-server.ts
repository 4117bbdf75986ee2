import { McpServer } from "@modelcontextprotocol/server";
import type { Service } from "../service.ts";
import { bookTool } from "./book-tool.ts";
import { interpretTool } from "./interpret-tool.ts";
import { planTools } from "./plan-tools.ts";
import { registerPrompt } from "./prompt.ts";
import { registerResources } from "./resources.ts";
import { type Caller, registerTool } from "./tool.ts";
import { registerView } from "./view.ts";

const INSTRUCTIONS =
  "Tiers a book of business customers (A to D or the book's own names) by what a sales strategist says. Usual order: book, interpret the user's own words, read its reply back, ask its question if there is one, then retier with its plan; explain_account, compare, frontier and goal take the same plan. Say what was not understood, what rules were broken, and how far a result can be from the best; never state a figure that no tool gave.";

/** A server of the tools over one book; nothing is kept between its requests. */
export function createMcpServer(service: Service, caller: Caller): McpServer {
  const server = new McpServer(
    { name: "tiering-assistant", title: "Tiering assistant", version: service.engine },
    { instructions: INSTRUCTIONS },
  );
  for (const tool of [interpretTool(service), ...planTools(service), bookTool(service)]) {
    registerTool(server, tool, caller);
  }
  registerResources(server, service, caller);
  registerView(server);
  registerPrompt(server);
  return server;
}
