import { z } from "zod";
import { accountAnswer, accountQuery } from "../../contract/account.ts";
import { planFromQuery } from "../../contract/plan-query.ts";
import { validateQuery } from "../../contract/validate.ts";
import { requireAccount, TieringError } from "../../tiering/index.ts";
import { answerExplanation } from "../answers/explain.ts";
import type { AppDeps } from "../deps.ts";
import { ServerError } from "../errors.ts";
import type { Resource } from "../resource.ts";

/** Why an account is where it is, and what would change it. */
export function accountsRoute(deps: AppDeps): Resource {
  return {
    path: "/v1/accounts/:id",
    get: {
      summary: "Why an account is where it is: signals, gains, boundaries, rule, counterfactuals",
      path: z.object({ id: z.string() }),
      query: accountQuery,
      content: { "application/json": accountAnswer, "text/event-stream": null },
      problems: [422, 503],
      async handle(req, res) {
        const { kind, counterfactuals, ...asked } = validateQuery(accountQuery, req.url);
        const id = knownAccount(deps, String(req.params.id));
        const plan = planFromQuery(asked);
        await answerExplanation(deps, req, res, {
          plan,
          more: [kind, counterfactuals],
          work: async (run, job) => {
            const rules = await deps.learnRules({ plan, run, learning: {} }, job);
            const asked = { run, id, rules, kind, counterfactuals };
            return { account: await deps.tasks.perform("account", asked, job) };
          },
        });
      },
    },
  };
}

/** The ID as given, once the book has it; a path that leads nowhere is a 404. */
function knownAccount({ book }: AppDeps, id: string): string {
  try {
    requireAccount(book, id);
    return id;
  } catch (error) {
    if (!(error instanceof TieringError)) throw error;
    const fault = { parameter: "id", detail: error.message, nearest: error.details.nearest };
    throw new ServerError("not-found", error.message, { faults: [fault] });
  }
}
