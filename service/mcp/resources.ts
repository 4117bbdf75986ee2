import {
  type McpServer,
  ProtocolError,
  ProtocolErrorCode,
  ResourceTemplate,
} from "@modelcontextprotocol/server";
import { ContractError } from "../../contract/errors.ts";
import { planFromQuery, planQuery } from "../../contract/plan-query.ts";
import { validateQuery } from "../../contract/validate.ts";
import { glossary } from "../../prompts/index.ts";
import { clientLeft } from "../errors.ts";
import type { Service } from "../service.ts";
import { csvForm, tiersCsv } from "../tiers-csv.ts";
import type { Caller } from "./tool.ts";

/** The address of the tiers of the plan that a query spells. */
export function tiersUri(query: string): string {
  return `tiers://csv/${encodeURIComponent(query)}`;
}

/** What can be read beside the tools: the tiers of a plan, its rules as SQL, the glossary. */
export function registerResources(server: McpServer, service: Service, caller: Caller): void {
  const { client, workspace, note } = caller;
  const planOf = (query: string | string[]) =>
    planFromQuery(validateQuery(planQuery, `?${decoded(String(query))}`));
  server.registerResource(
    "tiers",
    new ResourceTemplate("tiers://csv/{query}", { list: undefined }),
    {
      title: "Tiers as CSV",
      description:
        "All accounts with their tiers under a plan, spelled as a percent-encoded query; megabytes.",
      mimeType: "text/csv",
    },
    (uri, { query }, { mcpReq: { signal } }) =>
      reading(uri, caller, async () => {
        const plan = planOf(query!);
        const result = await service.runPlan(plan, { signal, client, workspace });
        const text = await inTurns(tiersCsv(service.book, result, csvForm({}, service.book)), caller, signal);
        await note({ kind: "export", action: "MCP tiers://csv", plan, text });
        return { mimeType: "text/csv", text };
      }),
  );
  server.registerResource(
    "rules",
    new ResourceTemplate("tiers://rules.sql/{query}", { list: undefined }),
    {
      title: "Rules as SQL",
      description: "One SQL query that gives the tiers of a plan from the raw tables, by readable rules.",
      mimeType: "application/sql",
    },
    (uri, { query }, { mcpReq: { signal } }) =>
      reading(uri, caller, async () => {
        const plan = planOf(query!);
        const job = { signal, client, workspace };
        const rules = await service.findOfRun("rules", plan, { learning: {} }, job);
        const sql = { kind: "plain", dialect: "ansi", tables: {} } as const;
        const text = await service.findOfRun("rulesSql", plan, { rules, sql }, job);
        await note({ kind: "export", action: "MCP tiers://rules.sql", plan, text });
        return { mimeType: "application/sql", text };
      }),
  );
  server.registerResource(
    "glossary",
    "tiers://glossary",
    {
      title: "Glossary",
      description: "What the terms of plans and results mean.",
      mimeType: "text/markdown",
    },
    (uri) => ({ contents: [{ uri: uri.href, mimeType: "text/markdown", text: glossary() }] }),
  );
}

/** A text of megabytes made piece by piece, between which others have their turns. @throws {ServiceError} `client-left` */
async function inTurns(slices: Iterable<Uint8Array>, { turn }: Caller, signal: AbortSignal): Promise<string> {
  const made: Uint8Array[] = [];
  for (const slice of slices) {
    made.push(slice);
    await turn();
    if (signal.aborted) throw clientLeft();
  }
  return Buffer.concat(made).toString();
}

/** The text of a query that stands percent-encoded in an address. @throws {ContractError} `invalid-query` */
function decoded(query: string): string {
  try {
    return decodeURIComponent(query);
  } catch {
    const detail = "expected a percent-encoded query";
    throw new ContractError("invalid-query", `The query is not valid: ${detail}.`, { faults: [{ detail }] });
  }
}

/** What a resource holds; where it cannot be made, an error that says why, and nothing of an unexpected one. */
async function reading(
  { href: uri }: URL,
  { explain }: Caller,
  make: () => Promise<{ readonly mimeType: string; readonly text: string }>,
) {
  try {
    return { contents: [{ uri, ...(await make()) }] };
  } catch (error) {
    const { detail, errors, unexpected } = explain(error);
    const code = unexpected ? ProtocolErrorCode.InternalError : ProtocolErrorCode.InvalidParams;
    throw new ProtocolError(code, detail, { uri, errors });
  }
}
