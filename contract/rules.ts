import { z } from "zod";
import { type Evaluation, type RuleSet, type Rules, SQL_DIALECTS } from "../tiering/index.ts";
import { explanationShape } from "./identity.ts";
import { numberParameter } from "./parameters.ts";
import { planQuery } from "./plan-query.ts";

/** How rules are written, by media type. */
export const RULE_FORMATS = { json: "application/json", text: "text/plain", sql: "application/sql" } as const;
/** The name of a format of rules. */
export type RuleFormat = keyof typeof RULE_FORMATS;

const tableName = z.string().min(1).max(300);

/** Query of `GET /v1/rules`: a plan, how its rules are learnt, and how they are written. */
export const rulesQuery = planQuery.extend({
  format: z
    .enum(["json", "text", "sql"])
    .optional()
    .describe("How the rules are written; by Accept where absent."),
  kind: z
    .enum(["plain", "balanced"])
    .default("plain")
    .describe("plain: every account counts the same; balanced: every tier does. Of text and SQL."),
  dialect: z.enum(SQL_DIALECTS).default("ansi").describe("ansi: PostgreSQL, DuckDB, Snowflake. Of SQL."),
  accountsTable: tableName
    .optional()
    .describe("Name of the accounts table, parts separated by dots. Of SQL."),
  tamTable: tableName.optional().describe("Name of the TAM table. Of SQL."),
  maxDepth: numberParameter(z.int().min(0).max(16)).optional().describe("Most conditions of a rule; 5."),
  minLeaf: numberParameter(z.int().min(1)).optional().describe("Fewest accounts behind a rule; 50."),
  testShare: numberParameter(z.number().min(0).max(0.9))
    .optional()
    .describe("Share of the accounts set aside to judge the rules; .25."),
  seed: numberParameter(z.int().min(0).max(4_294_967_295))
    .optional()
    .describe("Which accounts are set aside; 42."),
});

const ratio = z.number().nullable();

const evaluationSchema = z
  .object({
    accounts: z.int(),
    accuracy: ratio,
    balancedAccuracy: ratio,
    macroF1: ratio,
    tiers: z.array(z.object({ precision: ratio, recall: ratio, f1: ratio, support: z.int() })),
    confusion: z
      .array(z.array(z.int()))
      .describe("Accounts by actual tier (row) and predicted tier (column)."),
  })
  .meta({ id: "RulesEvaluation" }) satisfies z.ZodType<Evaluation>;

const treeSchema = z
  .object({
    nodes: z.array(
      z.object({
        counts: z.array(z.number()),
        prediction: z.int(),
        split: z
          .object({ feature: z.int(), threshold: z.number(), left: z.int(), right: z.int() })
          .nullable(),
      }),
    ),
    classWeights: z.array(z.number()),
  })
  .meta({ id: "DecisionTree" });

const ruleSetSchema = z
  .object({
    tree: treeSchema,
    merged: treeSchema,
    leaves: z.int(),
    evaluation: evaluationSchema,
    agreement: z.number(),
    importances: z.array(z.object({ feature: z.string(), importance: z.number() })),
  })
  .meta({ id: "RuleSet" }) satisfies z.ZodType<RuleSet>;

/** Rules learnt from a run's tiers. */
export const rulesSchema = z
  .object({
    features: z.array(z.string()),
    tiers: z.array(z.string()),
    options: z.object({
      maxDepth: z.int(),
      minLeaf: z.int(),
      testShare: z.number(),
      seed: z.int(),
    }),
    training: z.int(),
    testing: z.int(),
    plain: ruleSetSchema,
    balanced: ruleSetSchema,
    note: z.string().nullable(),
  })
  .meta({ id: "Rules" }) satisfies z.ZodType<Rules>;

/** Answer of `GET /v1/rules` as JSON. */
export const rulesAnswer = z.object({ ...explanationShape, rules: rulesSchema }).meta({ id: "RulesAnswer" });
