import { coverageCsvBody, coverageCsvQuery } from "../../contract/coverage.ts";
import { planQuery } from "../../contract/plan-query.ts";
import { type AskedQuery, askOfQuery } from "../../service/coverage/ask-of-query.ts";
import type { CoverageAsk } from "../../service/coverage/coverage-desk.ts";
import type { Service } from "../../service/service.ts";
import type { Plan } from "../../tiering/index.ts";
import { operation, type Work, XLSX } from "../operations/operation.ts";

/** Largest body with sellers in it, bytes: twenty thousand of them. */
export const SELLERS_LIMIT = 2 ** 22;

type FileJob = "assignments" | "moves" | "workbook";

const FILES: readonly (readonly [path: string, job: FileJob, summary: string])[] = [
  ["/v1/coverage.csv", "assignments", "Every account with its seller, as CSV"],
  ["/v1/coverage/moves.csv", "moves", "The accounts that change owner, with gain and reason, as CSV"],
  [
    "/v1/coverage.xlsx",
    "workbook",
    "The coverage as a workbook: Summary, Assignments, Changes, Sellers, Geographies",
  ],
];

/** A coverage as files: by `GET` with the sellers on file, by `POST` with a request's own sellers and rules. */
export function coverageFiles({ coverage }: Service) {
  return FILES.flatMap(([path, job, summary]) => {
    const made = async (plan: Plan, ask: CoverageAsk, work: Work) => [
      await coverage.perform(job, { plan, ask, args: {} }, work),
    ];
    const as = <M>(make: M) => (job === "workbook" ? { [XLSX]: make } : { "text/csv": make });
    const shared = { path, cost: "heavy" as const, problems: [422, 503] };
    return [
      operation({
        ...shared,
        method: "get",
        role: "viewer",
        summary,
        query: coverageCsvQuery,
        stable: false,
        answers: as((call: { plan: Plan; query: AskedQuery }, work: Work) =>
          made(call.plan, askOfQuery(call.query), work),
        ),
      }),
      operation({
        ...shared,
        method: "post",
        role: "analyst",
        summary: `${summary}, under a request's own sellers and rules`,
        query: planQuery,
        body: coverageCsvBody,
        bodyLimit: SELLERS_LIMIT,
        answers: as((call: { plan: Plan; body: CoverageAsk }, work: Work) =>
          made(call.plan, call.body, work),
        ),
      }),
    ];
  });
}
