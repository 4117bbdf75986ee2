import type { AnswerOf } from "../../contract/answer-of.ts";
import { RULE_FORMATS, rulesAnswer, rulesQuery } from "../../contract/rules.ts";
import { planFacts } from "../../service/links.ts";
import { identityOf, type Service } from "../../service/service.ts";
import { rulesText } from "../../tiering/index.ts";
import { operation } from "../operations/operation.ts";

/** Readable rules for a plan's tiers: text for people, JSON for programs, SQL for a warehouse. */
export function rulesOperations(service: Service) {
  return [
    operation({
      method: "get",
      path: "/v1/rules",
      role: "viewer",
      cost: "cheap",
      summary: "A decision tree learnt from a plan's tiers, as JSON, text or SQL",
      query: rulesQuery,
      problems: [422, 429, 503],
      open({ query: { format, maxDepth, minLeaf, testShare, seed } }) {
        const learning = defined({ maxDepth, minLeaf, testShare, seed });
        return { state: { learning }, ...(format && { form: RULE_FORMATS[format] }) };
      },
      answers: {
        "application/json": {
          schema: rulesAnswer,
          async make({ plan, learning }, work) {
            const rules = await service.findOfRun("rules", plan, { learning }, work);
            const { links } = planFacts(plan);
            return { ...identityOf(service), plan, rules, links } satisfies AnswerOf<typeof rulesAnswer>;
          },
        },
        async "text/plain"({ plan, learning, query: { kind } }, work) {
          return rulesText(await service.findOfRun("rules", plan, { learning }, work), kind);
        },
        async "application/sql"({ plan, learning, query: { kind, dialect, accountsTable, tamTable } }, work) {
          const rules = await service.findOfRun("rules", plan, { learning }, work);
          const sql = { kind, dialect, tables: defined({ accounts: accountsTable, tam: tamTable }) };
          return service.findOfRun("rulesSql", plan, { rules, sql }, work);
        },
      },
    }),
  ];
}

/** The fields that were given. */
function defined<T extends object>(fields: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}
