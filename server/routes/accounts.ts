import { z } from "zod";
import { accountAnswer, accountQuery } from "../../contract/account.ts";
import { accountExportQuery, accountListAnswer, accountListQuery } from "../../contract/account-list.ts";
import type { AnswerOf } from "../../contract/answer-of.ts";
import type { CsvQuery } from "../../contract/csv.ts";
import { toParameters } from "../../contract/parameters.ts";
import { versusPlan } from "../../contract/versus.ts";
import { explainAccount } from "../../service/explain-account.ts";
import { planFacts } from "../../service/links.ts";
import { explainProgression } from "../../service/list-progression.ts";
import { identityOf, type Service } from "../../service/service.ts";
import { accountsCsv, accountsXlsx, csvForm } from "../../service/tiers-csv.ts";
import { requireAccount, TieringError } from "../../tiering/index.ts";
import { ServerError } from "../errors.ts";
import { operation, XLSX } from "../operations/operation.ts";
import { planHeaders } from "../plan-headers.ts";

/** The accounts of a run; why one is where it is, and what would change it. */
export function accountOperations(service: Service) {
  return [
    operation({
      method: "get",
      path: "/v1/accounts",
      role: "viewer",
      cost: "cheap",
      summary: "Accounts of a run: searched, narrowed down, sorted, a page at a time, as columns",
      query: accountListQuery,
      problems: [422, 429, 503],
      open: ({ query: { versus } }) => ({ state: { before: versusPlan(versus) } }),
      about: ({ plan }) => planFacts(plan),
      answers: {
        "application/json": {
          schema: accountListAnswer,
          async make({ plan, before, query: { versus: _, columns, offset, limit, ...query } }, work) {
            const page = { columns, offset, limit };
            const found = await service.findOfRun("accounts", plan, { query, page }, { ...work, before });
            return { ...identityOf(service), ...planFacts(plan), ...found } satisfies AnswerOf<
              typeof accountListAnswer
            >;
          },
        },
      },
    }),
    operation({
      method: "get",
      path: "/v1/accounts.csv",
      role: "viewer",
      cost: "cheap",
      summary: "The accounts of a run that a filter lets through, all of them, as CSV",
      query: accountExportQuery,
      problems: [422, 429, 503],
      open: ({ plan }) => ({ headers: planHeaders(service, { plan }) }),
      answers: {
        async "text/csv"({ plan, query }, work) {
          const { csv, filter } = splitExport(query);
          const form = csvForm(csv, service.book);
          const rows = await service.findOfRun("list", plan, { query: filter }, work);
          return accountsCsv(service.book, await service.runPlan(plan, work), rows, form);
        },
      },
    }),
    operation({
      method: "get",
      path: "/v1/accounts.xlsx",
      role: "viewer",
      cost: "cheap",
      summary: "The accounts of a run that a filter lets through as a workbook: Accounts, Plan",
      query: accountExportQuery,
      problems: [422, 429, 503],
      open: ({ plan }) => ({ headers: planHeaders(service, { plan }) }),
      answers: {
        async [XLSX]({ plan, query }, work) {
          const { csv, filter } = splitExport(query);
          const form = csvForm(csv, service.book);
          const rows = await service.findOfRun("list", plan, { query: filter }, work);
          const chosen = { rows, filter: [...toParameters(filter)] };
          return accountsXlsx(service.book, await service.runPlan(plan, work), chosen, form);
        },
      },
    }),
    operation({
      method: "get",
      path: "/v1/accounts/:id",
      role: "viewer",
      cost: ({ query }) => (query.counterfactuals || query.progression ? "heavy" : "cheap"),
      summary: "Why an account is where it is: signals, gains, boundaries, rule, counterfactuals",
      pathParameters: z.object({ id: z.string() }),
      query: accountQuery,
      problems: [422, 429, 503],
      about: ({ plan }) => planFacts(plan),
      open({ path }) {
        checkAccount(service, path.id);
        return {};
      },
      answers: {
        "application/json": {
          schema: accountAnswer,
          async make({ plan, query: { kind, counterfactuals, progression: wanted }, path: { id } }, work) {
            const account = await explainAccount(service, { plan, id, kind, counterfactuals }, work);
            const progression = wanted ? await explainProgression(service, id, work) : null;
            return { ...identityOf(service), ...planFacts(plan), account, progression } satisfies AnswerOf<
              typeof accountAnswer
            >;
          },
        },
      },
    }),
  ];
}

/** How a file is written, and which accounts it holds. */
function splitExport<F>({ columns, delimiter, decimal, bom, ...filter }: CsvQuery & F) {
  return { csv: { columns, delimiter, decimal, bom }, filter };
}

/** A path that leads nowhere is a 404. */
function checkAccount({ book }: Service, id: string): void {
  try {
    requireAccount(book, id);
  } catch (error) {
    if (!(error instanceof TieringError)) throw error;
    const fault = { parameter: "id", detail: error.message, nearest: error.details.nearest };
    throw new ServerError("not-found", error.message, { faults: [fault] });
  }
}
