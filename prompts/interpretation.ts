import { z } from "zod";
import { type Method, type Policy, SIGNALS, type Signal, type Weights } from "../tiering/index.ts";
import { type Ask, askSchema } from "./ask.ts";
import { compactPolicy, policyShape } from "./policy.ts";
import { POLICY_FIELDS, type PolicyWords } from "./policy-words.ts";

/** How far from 1 the sum of the model's weights may lie before the answer is refused. */
export const SUM_TOLERANCE = 0.001;

/** Longest reply that reaches a user, in characters. */
export const MAX_REPLY = 2000;

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

const modelPolicySchema = z
  .object({
    maxMovedShare: policyShape.maxMovedShare.nullish(),
    maxTierStep: policyShape.maxTierStep.nullish(),
    tierSizes: policyShape.tierSizes.nullish(),
    strategicTiers: policyShape.strategicTiers.nullish(),
    hold: policyShape.hold.max(100).nullish(),
    scope: policyShape.scope.nullish(),
    lift: z.array(z.enum(POLICY_FIELDS)).nullish(),
  })
  .transform(({ lift, ...set }): PolicyWords => ({ set: compactPolicy(set), lift: lift ?? [] }));

const common = {
  reply: z.string(),
  policy: modelPolicySchema.nullish(),
  ask: askSchema.nullish(),
};

/**
 * Schema of the model's whole answer. A plan needs weights; an answer without a run needs none, and
 * any it carries are dropped. Unknown further keys are dropped too.
 */
export const answerSchema = z.discriminatedUnion("method", [
  z.object({ method: z.literal("hybrid"), weights: weightsSchema, ...common }),
  z.object({ method: z.literal("kpi"), weights: weightsSchema, ...common }),
  z.object({ method: z.literal("none"), ...common }),
]);

/** The model's answer as validated: the only form in which it goes any further. */
export type Answer = z.infer<typeof answerSchema>;

/** Tokens that the model's provider counted (or, where it is silent, that we estimated). */
export interface Usage {
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** What one message means: a plan to run, or a reply alone. */
export interface Meaning {
  /** `none` means no run. A repeated or restored plan keeps its method, whatever that was. */
  readonly method: Method | "none";
  /** Sum 1 within 1e-12; null exactly where the method is `none`. */
  readonly weights: Weights | null;
  /** The words' policy over the last plan's; the request's own goes on top of it. */
  readonly policy: Policy;
  readonly ask: Ask | null;
  /** Text for the user: at most 2,000 characters, no control or bidirectional characters. */
  readonly reply: string;
  /** One sentence that says which words led to which numbers. */
  readonly explanation: string;
}

/** A message's meaning, and how it was found. */
export interface Interpreted extends Meaning {
  readonly interpreter: "openai" | "offline";
  /** Upstream calls that this answer took; 0 offline and from the cache. */
  readonly attempts: number;
  /** Why the offline interpreter answered, in words; null where the model did. */
  readonly fallback: string | null;
  readonly usage: Usage | null;
  /** True where an identical message with identical state was answered before. */
  readonly cached: boolean;
}

/**
 * Weights scaled to sum to 1 within 1e-12; such as already do are kept to the bit.
 * Input: non-negative finite numbers, at least one of them positive; the caller checks.
 */
export function normaliseWeights(weights: Readonly<Record<Signal, number>>): Weights {
  const { runway, growth, geo, category } = weights;
  const sum = runway + growth + geo + category;
  if (Math.abs(sum - 1) <= 1e-12) return { runway, growth, geo, category };
  // Huge or denormal weights are brought near 1 first, so that neither sum nor quotient is lost.
  const unit = sum > 1e-300 && sum < Number.POSITIVE_INFINITY ? 1 : Math.max(runway, growth, geo, category);
  const total = runway / unit + growth / unit + geo / unit + category / unit;
  const part = (weight: number) => weight / unit / total;
  return { runway: part(runway), growth: part(growth), geo: part(geo), category: part(category) };
}
