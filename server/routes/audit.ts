import { auditAnswer, auditQuery } from "../../contract/audit.ts";
import { auditCsv, readAudit } from "../../service/read-audit.ts";
import type { Service } from "../../service/service.ts";
import { operation } from "../operations/operation.ts";

/** Who did what, for an admin. */
export function auditOperations(service: Service) {
  return [
    operation({
      method: "get",
      path: "/v1/audit",
      role: "admin",
      cost: "cheap",
      summary: "Every run, export, upload, override, scenario and approval: who, when, plan, book, SHA-256",
      query: auditQuery,
      problems: [503],
      stable: false,
      answers: {
        "application/json": {
          schema: auditAnswer,
          make: ({ query }, { caller }) => readAudit(service, caller.workspace, query),
        },
        "text/csv": async ({ query }, { caller }) =>
          auditCsv(await readAudit(service, caller.workspace, query)),
      },
    }),
  ];
}
