import { type McpServer, ResourceTemplate } from "@modelcontextprotocol/server";
import { planFromQuery, planQuery } from "../../contract/plan-query.ts";
import { validateQuery } from "../../contract/validate.ts";
import { glossary } from "../../prompts/index.ts";
import type { Service } from "../../service/service.ts";
import { csvForm, tiersCsv } from "../../service/tiers-csv.ts";
import type { Caller } from "./tool.ts";

/** The address of the tiers of the plan that a query spells. */
export function tiersUri(query: string): string {
  return `tiers://csv/${encodeURIComponent(query)}`;
}

/** What can be read beside the tools: the tiers of a plan, its rules as SQL, the glossary. */
export function registerResources(server: McpServer, service: Service, { client }: Caller): void {
  const planOf = (query: string | string[]) =>
    planFromQuery(validateQuery(planQuery, `?${decodeURIComponent(String(query))}`));
  server.registerResource(
    "tiers",
    new ResourceTemplate("tiers://csv/{query}", { list: undefined }),
    {
      title: "Tiers as CSV",
      description:
        "All accounts with their tiers under a plan, spelled as a percent-encoded query; megabytes.",
      mimeType: "text/csv",
    },
    async (uri, { query }, { mcpReq: { signal } }) => {
      const result = await service.runPlan(planOf(query!), { signal, client });
      const slices = [...tiersCsv(service.book, result, csvForm({}, service.book))];
      return { contents: [{ uri: uri.href, mimeType: "text/csv", text: Buffer.concat(slices).toString() }] };
    },
  );
  server.registerResource(
    "rules",
    new ResourceTemplate("tiers://rules.sql/{query}", { list: undefined }),
    {
      title: "Rules as SQL",
      description: "One SQL query that gives the tiers of a plan from the raw tables, by readable rules.",
      mimeType: "application/sql",
    },
    async (uri, { query }, { mcpReq: { signal } }) => {
      const plan = planOf(query!);
      const job = { signal, client };
      const rules = await service.findOfRun("rules", plan, { learning: {} }, job);
      const sql = { kind: "plain", dialect: "ansi", tables: {} } as const;
      const text = await service.findOfRun("rulesSql", plan, { rules, sql }, job);
      return { contents: [{ uri: uri.href, mimeType: "application/sql", text }] };
    },
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
