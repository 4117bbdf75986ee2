import { accountListAnswer, accountListQuery } from "../../contract/account-list.ts";
import { planFromQuery } from "../../contract/plan-query.ts";
import { validateQuery } from "../../contract/validate.ts";
import { answerExplanation } from "../answers/explain.ts";
import type { AppDeps } from "../deps.ts";
import type { Resource } from "../resource.ts";

/** The accounts of a run, a page at a time. */
export function accountListRoute(deps: AppDeps): Resource {
  return {
    path: "/v1/accounts",
    get: {
      summary: "Accounts of a run: searched, narrowed down, sorted, a page at a time, as columns",
      query: accountListQuery,
      content: { "application/json": accountListAnswer, "text/event-stream": null },
      problems: [422, 503],
      async handle(req, res) {
        const { change, from, to, search, where, sort, descending, columns, offset, limit, ...asked } =
          validateQuery(accountListQuery, req.url);
        const query = { change, from, to, search, where, sort, descending };
        const page = { columns, offset, limit };
        await answerExplanation(deps, req, res, {
          plan: planFromQuery(asked),
          more: { query, page },
          work: (run, job) => deps.tasks.perform("accounts", { run, query, page }, job),
        });
      },
    },
  };
}
