import { chatBody, interpretationAnswer } from "../../contract/chat.ts";
import { noQuery } from "../../contract/parameters.ts";
import { validateBody, validateQuery } from "../../contract/validate.ts";
import { understoodJson } from "../answers/understood.ts";
import type { AppDeps } from "../deps.ts";
import { negotiate } from "../negotiation.ts";
import type { Resource } from "../resource.ts";
import { understand } from "../story.ts";
import { clientSignal } from "../stream/client.ts";
import { startTimings } from "../timings.ts";

/** Words to a plan, to be read back before anything runs. */
export function interpretationsRoute(deps: AppDeps): Resource {
  return {
    path: "/v1/interpretations",
    post: {
      summary: "Words to a plan, without a run",
      query: noQuery,
      body: chatBody,
      content: { "application/json": interpretationAnswer },
      problems: [413, 415, 422, 502, 503],
      async handle(req, res) {
        validateQuery(noQuery, req.url);
        negotiate(req, ["application/json"]);
        const wish = validateBody(chatBody, req.body);
        res.set("Cache-Control", "no-store");
        const timings = startTimings();
        const understood = await understand(deps.interpreter, wish, clientSignal(res));
        timings.mark("interpret");
        timings.tell(res);
        res.json(understoodJson(deps, req, understood));
      },
    },
  };
}
