import { z } from "zod";
import { identityShape } from "./identity.ts";
import { flagParameter, once } from "./parameters.ts";
import { boundParameter, planQuery, proveParameter } from "./plan-query.ts";

/** Query of `GET /v1/report` in all its forms: a plan, and what its author says of it. */
export const reportQuery = planQuery.extend({
  prove: proveParameter.optional(),
  bound: boundParameter.optional(),
  stability: flagParameter
    .optional()
    .describe("1: also say how firmly the moves stand when a weight changes."),
  title: once.max(120).optional().describe("What the report is called."),
  remark: once.max(1_000).optional().describe("What its author has to say."),
  wish: once.max(4_000).optional().describe("The words that asked for it."),
});

const tableSchema = z
  .object({
    title: z.string(),
    columns: z.array(z.string()),
    rows: z.array(z.array(z.string())),
    numbers: z.array(z.int()).describe("Which columns hold numbers, from 0."),
  })
  .meta({ id: "ReportTable" });

/** Answer of `GET /v1/report` as JSON: what every form of the report says, in its order and words. */
export const reportAnswer = z
  .object({
    ...identityShape,
    report: z.object({
      title: z.string(),
      source: z.string(),
      lead: z.string().describe("What happens, in one sentence."),
      note: z.string().describe("What its author has to say; empty for nothing."),
      wish: z.string().describe("The words that asked for it; empty where none did."),
      figures: z.array(z.object({ name: z.string(), value: z.string(), detail: z.string() })),
      tables: z.array(tableSchema),
      method: z.array(z.string()),
    }),
  })
  .meta({ id: "ReportAnswer" });
