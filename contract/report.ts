import { once } from "./parameters.ts";
import { planQuery, proveParameter } from "./plan-query.ts";

/** Query of `GET /v1/report.html`, `.xlsx` and `.pptx`: a plan, and what its author says of it. */
export const reportQuery = planQuery.extend({
  prove: proveParameter.optional(),
  title: once.max(120).optional().describe("What the report is called."),
  remark: once.max(1_000).optional().describe("What its author has to say."),
});
