import { z } from "zod";
import {
  POLICY_FIELDS,
  type Policy,
  PROGRESSION_LISTS,
  SCALES,
  SIGNALS,
  type Weights,
} from "../tiering/index.ts";
import { presenceSchema } from "./coverage.ts";
import { asEntries, asName, asNumber, asTiers, orNull, withoutNulls } from "./lenient.ts";
import { coefficientsSchema, policyShape } from "./policy.ts";
import { GOAL_KPIS, GROUPINGS, type Question, questionSchema } from "./question.ts";

/** How far from 1 the sum of the model's weights may lie before the answer is refused. */
const SUM_TOLERANCE = 0.001;

/** One policy field that words can set, lift or take entries from: the workspace's holds and reasons are decided by hand. */
export type PolicyField = Exclude<keyof Policy, "holds" | "reason">;

/** All of them. */
export const SPOKEN_FIELDS = POLICY_FIELDS.filter(
  (field): field is PolicyField => field !== "holds" && field !== "reason",
);

/** What one message says about the business rules: some to set, some to lift, some entries to take out. */
export interface PolicyWords {
  readonly set: Policy;
  readonly lift: readonly PolicyField[];
  readonly remove: Readonly<Partial<Record<"hold" | "scope" | "mayRise" | "mayFall", readonly string[]>>>;
}

const weight = z
  .number()
  .min(0)
  .max(1)
  .refine((value) => !Object.is(value, -0), "expected a number from 0 to 1, got -0");

/** Schema of the model's weights: four JSON numbers in [0, 1] whose sum is 1 ± .001; nothing is coerced. */
const weightsSchema = z
  .object({ runway: weight, growth: weight, geo: weight, category: weight })
  .superRefine((weights, context) => {
    const sum = SIGNALS.reduce((total, signal) => total + weights[signal], 0);
    // The margin lets a sum of 1.001 pass in binary too.
    if (Math.abs(sum - 1) > SUM_TOLERANCE + 1e-9)
      context.addIssue({ code: "custom", message: sumFault(weights, sum) });
  });

/** The sum that was got, with the weights divided by it where that is a number. */
function sumFault(weights: Weights, sum: number): string {
  const shown = Number(sum.toPrecision(6));
  if (sum <= 0) return `the four weights sum to ${shown}, expected 1`;
  const divided = SIGNALS.map((signal) => `${signal} ${Number((weights[signal] / sum).toFixed(4))}`).join(
    ", ",
  );
  return `the four weights sum to ${shown}, expected 1; divided by their sum they are ${divided}`;
}

const share = "expected a share from 0 to 1 or null: 4 % is 0.04, 500 of 50,000 accounts are 0.01";
const selectors = z.preprocess(asEntries, policyShape.hold.max(100).nullish()).nullish();
const conditions = (list: typeof policyShape.scope | typeof policyShape.mayRise) =>
  z.preprocess(asEntries, list.nullish()).nullish();

const spokenPolicy = z.object({
  maxMovedShare: z.preprocess(asNumber, z.number({ error: share }).min(0, share).max(1, share)).nullish(),
  maxTierStep: z
    .preprocess(
      asNumber,
      z.union([z.int().min(1).max(25), z.literal("free")], {
        error: 'expected a whole number from 1 to 25, "free" or null',
      }),
    )
    .nullish(),
  tierSizes: z.preprocess(withoutNulls, policyShape.tierSizes.nullish()).nullish(),
  strategicTiers: z.preprocess((value) => asTiers(asNumber(value)), policyShape.strategicTiers).nullish(),
  hold: selectors,
  force: z.preprocess(asEntries, policyShape.force.max(100).nullish()).nullish(),
  scope: conditions(policyShape.scope),
  mayRise: conditions(policyShape.mayRise),
  mayFall: conditions(policyShape.mayFall),
  monotone: policyShape.monotone.nullish(),
  coefficients: z.preprocess(orNull, coefficientsSchema.nullish()),
  lift: z.preprocess(asEntries, z.array(z.enum(SPOKEN_FIELDS)).nullish()).nullish(),
  remove: z
    .preprocess(
      orNull,
      z.object({ hold: selectors, scope: selectors, mayRise: selectors, mayFall: selectors }).nullish(),
    )
    .nullish(),
});

const said = {
  reply: z.string(),
  policy: z
    .preprocess(orNull, spokenPolicy.nullish())
    .transform((words): PolicyWords | null => {
      if (words === null || words === undefined) return null;
      const { lift, remove, ...set } = words;
      return { set: present(set) as Policy, lift: lift ?? [], remove: present(remove ?? {}) };
    })
    .nullish(),
  ask: z.preprocess(asQuestion, questionSchema.nullish()).nullish(),
  plan: z.enum(["undo", "redo", "start-over"]).nullish(),
  scale: z.enum(SCALES).nullish(),
};

/**
 * Schema of the model's whole answer. A plan needs weights; an answer without a run needs none, and any it
 * carries are dropped. Unknown further keys are dropped too. Weights are taken strictly; rules and questions
 * leniently where no number can be misread.
 */
export const modelAnswerSchema = z.discriminatedUnion("method", [
  z.object({ method: z.literal(["hybrid", "kpi", "direct"]), weights: weightsSchema, ...said }),
  z.object({ method: z.literal(["none", "baseline"]), weights: z.unknown().optional(), ...said }),
]);

/** The model's answer as validated: the only form in which it goes any further. */
export type ModelAnswer = z.infer<typeof modelAnswerSchema>;

/** The object without fields that are null or undefined, so that "absent" has one form. */
function present<T extends object>(fields: T): { [K in keyof T]: NonNullable<T[K]> } {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  ) as { [K in keyof T]: NonNullable<T[K]> };
}

/** What a field of a question is that the model leaves out. */
const ABSENT = {
  segment: { algorithm: null, k: null },
  movers: { by: null, direction: null, limit: null, where: [] },
  accounts: { by: null, where: [], order: null, limit: null },
  changes: { plan: null },
  whatIf: { plan: null, where: [] },
  progression: { list: null, id: null, where: [], limit: null },
  carried: { tiers: [] },
  unassigned: { where: [], limit: null },
  sellers: { seller: null, role: null, order: "most", where: [], limit: null },
  openings: { role: null, where: [] },
  handovers: { where: [], limit: null },
  scenario: { retire: [], add: [], lose: [], presence: [], minAccounts: null },
} satisfies Partial<Record<Question["kind"], object>>;

/** A question as the strict form spells it: one object whose unused fields are null. */
function asQuestion(value: unknown): unknown {
  const given = orNull(value);
  if (typeof given !== "object" || given === null || Array.isArray(given)) return given;
  const { kind } = given as { kind?: unknown };
  const absent = (ABSENT as Readonly<Record<string, object>>)[String(kind)] ?? {};
  const fields: Record<string, unknown> = { ...absent, ...(withoutNulls(given) as Record<string, unknown>) };
  for (const name of ["id", "other", "account", "seller"])
    if (name in fields) fields[name] = asName(fields[name]);
  for (const name of ["where", "retire", "tiers"]) if (name in fields) fields[name] = asEntries(fields[name]);
  for (const name of ["add", "lose"]) {
    const heads = fields[name];
    if (Array.isArray(heads)) fields[name] = heads.map((one) => ({ role: null, where: [], ...one }));
  }
  return fields;
}

const nullable = <T extends z.ZodType>(schema: T) => schema.nullable();

/**
 * The answer's form for `response_format: json_schema` in strict mode: every key required, null for what is
 * absent, no ranges, no union of objects. `tierSizes` is spelt out for the tiers of the book, since strict
 * mode allows no free keys.
 */
export function answerJsonSchema(tiers: readonly string[]): Record<string, unknown> {
  const numbers = (names: readonly string[]) =>
    z.object(Object.fromEntries(names.map((name) => [name, z.number()])));
  const lists = z.array(z.string());
  const rules = z.object({
    maxMovedShare: nullable(z.number()),
    maxTierStep: nullable(z.union([z.number(), z.enum(["free"])])),
    tierSizes: nullable(z.object(Object.fromEntries(tiers.map((tier) => [tier, nullable(z.string())])))),
    strategicTiers: nullable(z.string()),
    hold: nullable(lists),
    force: nullable(lists),
    scope: nullable(lists),
    mayRise: nullable(lists),
    mayFall: nullable(lists),
    monotone: nullable(z.boolean()),
    coefficients: nullable(numbers(["tpa", "sfi", "tci"])),
    lift: nullable(z.array(z.enum(SPOKEN_FIELDS))),
    remove: nullable(
      z.object({
        hold: nullable(lists),
        scope: nullable(lists),
        mayRise: nullable(lists),
        mayFall: nullable(lists),
      }),
    ),
  });
  const heads = z.array(z.object({ count: z.number(), role: nullable(z.string()), where: lists }));
  const question = z.object({
    kind: z.enum(questionSchema.options.map((option) => option.shape.kind.value)),
    id: nullable(z.string()),
    other: nullable(z.string()),
    tier: nullable(z.string()),
    tiers: nullable(lists),
    algorithm: nullable(z.enum(GROUPINGS)),
    k: nullable(z.number()),
    kpi: nullable(z.enum(GOAL_KPIS)),
    atLeast: nullable(z.number()),
    by: nullable(z.string()),
    direction: nullable(z.enum(["up", "down"])),
    limit: nullable(z.number()),
    list: nullable(z.enum(PROGRESSION_LISTS)),
    where: nullable(lists),
    account: nullable(z.string()),
    seller: nullable(z.string()),
    role: nullable(z.string()),
    order: nullable(z.string()),
    retire: nullable(lists),
    add: nullable(heads),
    lose: nullable(heads),
    presence: nullable(z.array(z.object({ tiers: lists, presence: presenceSchema }))),
    minAccounts: nullable(z.number()),
  });
  const whole = z.object({
    weights: nullable(numbers(SIGNALS)),
    method: z.enum(["hybrid", "kpi", "direct", "baseline", "none"]),
    reply: z.string(),
    policy: nullable(rules),
    ask: nullable(question),
    plan: nullable(z.enum(["undo", "redo", "start-over"])),
    scale: nullable(z.enum(SCALES)),
  });
  const { $schema: _, ...schema } = z.toJSONSchema(whole);
  return schema;
}
