import { z } from "zod";
import { type Policy, SIGNALS } from "../tiering/index.ts";
import { policyShape } from "./policy.ts";
import { questionSchema } from "./question.ts";

/** How far from 1 the sum of the model's weights may lie before the answer is refused. */
const SUM_TOLERANCE = 0.001;

/** The policy fields that words can set or lift. */
export const SPOKEN_FIELDS = [
  "maxMovedShare",
  "maxTierStep",
  "tierSizes",
  "strategicTiers",
  "hold",
  "scope",
] as const;

/** One policy field that words can set or lift. */
export type PolicyField = (typeof SPOKEN_FIELDS)[number];

/** What one message says about the business rules: some to set, some to lift. */
export interface PolicyWords {
  readonly set: Policy;
  readonly lift: readonly PolicyField[];
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
    if (Math.abs(sum - 1) > SUM_TOLERANCE + 1e-9) {
      const shown = Number(sum.toPrecision(6));
      context.addIssue({ code: "custom", message: `the four weights sum to ${shown}, expected 1` });
    }
  });

const spokenPolicy = z.object({
  maxMovedShare: policyShape.maxMovedShare.nullish(),
  maxTierStep: policyShape.maxTierStep.nullish(),
  tierSizes: policyShape.tierSizes.nullish(),
  strategicTiers: policyShape.strategicTiers.nullish(),
  hold: policyShape.hold.max(100).nullish(),
  scope: policyShape.scope.nullish(),
  lift: z.array(z.enum(SPOKEN_FIELDS)).nullish(),
});

const said = {
  reply: z.string(),
  policy: spokenPolicy
    .transform(({ lift, ...set }): PolicyWords => ({ set: present(set), lift: lift ?? [] }))
    .nullish(),
  ask: questionSchema.nullish(),
};

/**
 * Schema of the model's whole answer. A plan needs weights; an answer without a run needs none, and
 * any it carries are dropped. Unknown further keys are dropped too.
 */
export const modelAnswerSchema = z.discriminatedUnion("method", [
  z.object({ method: z.literal("hybrid"), weights: weightsSchema, ...said }),
  z.object({ method: z.literal("kpi"), weights: weightsSchema, ...said }),
  z.object({ method: z.literal("none"), ...said }),
]);

/** The model's answer as validated: the only form in which it goes any further. */
export type ModelAnswer = z.infer<typeof modelAnswerSchema>;

/** The policy without fields that are null or undefined, so that "absent" has one form. */
function present(policy: { readonly [K in keyof Policy]: Policy[K] | null }): Policy {
  return Object.fromEntries(
    Object.entries(policy).filter(([, value]) => value !== null && value !== undefined),
  );
}

/** Ranges and formats: our own schema checks them, and not every endpoint's strict mode takes them. */
const RANGES = ["minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "pattern"];

/**
 * The answer's form as a JSON schema for `response_format: json_schema` in strict mode: every key
 * required, null for what is absent, no ranges. `tierSizes` is spelt out for the letters of the book,
 * since strict mode allows no free keys.
 */
export function answerJsonSchema(tiers: readonly string[]): Record<string, unknown> {
  const sizes = Object.fromEntries(tiers.map((letter) => [letter, z.int().nullable()]));
  const whole = z.object({
    weights: weightsSchema.nullable(),
    method: z.enum(["hybrid", "kpi", "none"]),
    reply: said.reply,
    policy: spokenPolicy.extend({ tierSizes: z.object(sizes).nullish() }).nullable(),
    ask: questionSchema.nullable(),
  });
  const { $schema: _, ...schema } = z.toJSONSchema(whole, {
    io: "input",
    override({ jsonSchema }) {
      for (const name of RANGES) delete jsonSchema[name as keyof typeof jsonSchema];
      if (jsonSchema.type === "object") {
        jsonSchema.required = Object.keys(jsonSchema.properties ?? {});
        jsonSchema.additionalProperties = false;
      }
      if (jsonSchema.prefixItems) {
        jsonSchema.items = jsonSchema.prefixItems[0];
        delete jsonSchema.prefixItems;
      }
      if (jsonSchema.oneOf) {
        jsonSchema.anyOf = jsonSchema.oneOf;
        delete jsonSchema.oneOf;
      }
    },
  });
  return schema;
}
