import { moversAnswer, moversQuery } from "../../contract/movers.ts";
import { planFromQuery } from "../../contract/plan-query.ts";
import { validateQuery } from "../../contract/validate.ts";
import { answerExplanation } from "../answers/explain.ts";
import type { AppDeps } from "../deps.ts";
import type { Resource } from "../resource.ts";

/** Who moves, in all and by a column. */
export function moversRoute(deps: AppDeps): Resource {
  return {
    path: "/v1/movers",
    get: {
      summary: "Who moves up and down: accounts, revenue and potential, by the values of a column",
      query: moversQuery,
      content: { "application/json": moversAnswer, "text/event-stream": null },
      problems: [422, 503],
      async handle(req, res) {
        const { column, direction, by, limit, ...asked } = validateQuery(moversQuery, req.url);
        const query = { column, direction, by, limit };
        await answerExplanation(deps, req, res, {
          plan: planFromQuery(asked),
          more: query,
          work: async (run, job) => ({ movers: await deps.tasks.perform("movers", { run, query }, job) }),
        });
      },
    },
  };
}
