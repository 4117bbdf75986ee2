import { z } from "zod";
import { canonicalPlan, METHODS, type Plan, weightsOf } from "../tiering/index.ts";
import { accountSchema } from "./account.ts";
import type { AnswerOf } from "./answer-of.ts";
import { bookReportSchema } from "./book.ts";
import { chatBody } from "./chat.ts";
import { columnSchema, valueSchema } from "./columns.ts";
import { comparisonSchema, scenariosSchema } from "./compare.ts";
import { frontierSchema } from "./frontier.ts";
import { goalSchema } from "./goal.ts";
import { identityShape, linksSchema } from "./identity.ts";
import { phraseReadingSchema } from "./interpretation.ts";
import { fourWeights, planSchema } from "./plan.ts";
import { policySchema, scaleSchema } from "./policy.ts";
import { GOAL_KPIS, questionSchema } from "./question.ts";
import { movedSchema, summarySchema } from "./summary.ts";

/** What an assistant's tools take and give: the schemas of the answers, cut to a size that a conversation bears. */

const count = z.int().min(0);

/** A plan as an assistant says it: what is left out is the default. */
export const toolPlan = z
  .strictObject({
    method: z
      .enum(METHODS)
      .default("hybrid")
      .describe("hybrid moves few accounts for the best KPIs; kpi and direct rank the whole book."),
    weights: fourWeights
      .partial()
      .default({})
      .describe("Of any sum; an unnamed weight is 0; the published ones where none is named."),
    policy: policySchema.default({}).describe("Business rules; none where absent."),
    scale: scaleSchema.optional(),
  })
  .describe("A plan, as interpret gave it or spelled out.");

/** The plan that an assistant means. @throws {TieringError} where every named weight is 0 */
export function planOfTool({ method, weights, policy, scale }: z.output<typeof toolPlan>): Plan {
  return canonicalPlan({ method, weights: weightsOf(weights), policy, scale });
}

const plan = toolPlan.prefault({});
const links = linksSchema
  .nullable()
  .describe("Paths on this server; null where the plan is too long for a URL.");
const ranSchema = summarySchema.omit({ plan: true }).meta({ id: "RunSummary" });

/** Input of `interpret`. */
export const interpretInput = z.strictObject({
  message: chatBody.shape.message,
  current: toolPlan
    .optional()
    .describe("The plan in force, which the words may change; none before the first."),
});

/** Output of `interpret`. */
export const interpretOutput = z.object({
  ...identityShape,
  reply: z.string().describe("What was understood, and what was not; to be read back to the user."),
  plan: planSchema
    .nullable()
    .describe("For retier; null where the words asked for no run, or a question is open."),
  proposed: planSchema.nullable().describe("What would run if the user says yes to the question."),
  question: z.string().nullable(),
  ask: questionSchema.nullable().describe("What was asked beside a run, for the tool that answers it."),
  unread: z.array(z.string()).describe("Phrases that nothing came of."),
  readings: z.array(phraseReadingSchema),
  interpreter: z.enum(["openai", "offline"]),
});

/** Input of `retier`. */
export const retierInput = z.strictObject({
  plan,
  prove: z.number().min(0).max(1).optional().describe("Prove the hybrid to this gap by branch and bound."),
  offset: count.default(0).describe("First moved account to list."),
  limit: count.max(50).default(10).describe("Most moved accounts to list."),
});

/** Output of `retier`. */
export const retierOutput = z.object({
  ...identityShape,
  summary: ranSchema,
  moved: z.object({ total: count, offset: count, accounts: z.array(movedSchema) }),
  links,
});

/** Input of `explain_account`. */
export const explainAccountInput = z.strictObject({
  id: z.string().min(1).max(200).describe("The account's ID."),
  plan,
  counterfactuals: z
    .boolean()
    .default(false)
    .describe("Also look for what would move it, verified by running again; takes some dozen runs."),
});

/** Output of `explain_account`. */
export const explainAccountOutput = z.object({ ...identityShape, account: accountSchema });

/** Input of `compare`. */
export const compareInput = z.strictObject({
  plans: z
    .array(toolPlan)
    .min(1)
    .max(6)
    .describe("Two or more plans side by side; or one, under every method."),
});

const runSchema = scenariosSchema.shape.runs.element.omit({ plan: true });

/** Output of `compare`. */
export const compareOutput = z.object({
  ...identityShape,
  methods: comparisonSchema.shape.methods
    .nullable()
    .describe("One plan under every method; null where plans are compared."),
  scenarios: scenariosSchema
    .extend({ runs: z.array(runSchema).describe("In the order of the plans.") })
    .nullable(),
});

/** Input of `frontier`. */
export const frontierInput = z.strictObject({
  plan,
  points: z.int().min(2).max(50).default(12).describe("Budgets, from the fewest moves to no cap."),
});

/** Output of `frontier`. */
export const frontierOutput = z.object({ ...identityShape, frontier: frontierSchema });

/** Input of `goal`. */
export const goalInput = z.strictObject({
  plan,
  kpi: z.enum(GOAL_KPIS),
  atLeast: z.number().min(0).max(2).describe("The value that the KPI is to reach: 0.82 for 82 %."),
});

/** Output of `goal`. */
export const goalOutput = z.object({
  ...identityShape,
  goal: goalSchema,
  text: z.string(),
  summary: ranSchema,
  links: z.object({ csv: z.string() }),
});

/** Input of `book`. */
export const bookInput = z.strictObject({
  column: z.string().min(1).max(200).optional().describe("A text column whose values are wanted as well."),
  search: z.string().max(200).optional().describe("Part of a value, without regard to case."),
  offset: count.default(0).describe("First column, or value of the named column, to list."),
  limit: count.max(100).default(50).describe("Most of them to list."),
});

/** Output of `book`. */
export const bookOutput = z.object({
  ...identityShape,
  report: bookReportSchema.omit({ roles: true, decimals: true }),
  columns: z.object({ total: count, offset: count, list: z.array(columnSchema) }),
  values: z
    .object({ column: z.string(), total: count, offset: count, list: z.array(valueSchema) })
    .nullable()
    .describe("Null where no column was named."),
});

/** What a tool hands back, as its output schema wants it. */
export type ToolOutput<S extends z.ZodType> = AnswerOf<S>;
