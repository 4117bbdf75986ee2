import { z } from "zod";
import { LONGEST_REASON, type Policy, SCALES, type TierSize } from "../tiering/index.ts";

const share = z.number().min(0).max(1);
const coefficient = z.number().min(0).max(1000);

/** Longest selector, characters: a list of ten thousand IDs. */
const LONGEST_SELECTOR = 120_000;

/** Schema of one selector: an account's ID, `tier:A`, `id:7|12`, or `Column:value|value`. */
export const selectorSchema = z.string().min(1).max(LONGEST_SELECTOR);

/** Schema of a scope entry: `Column:value|value`. */
export const scopeSchema = selectorSchema.regex(
  /^[^:<>]+[:<>]/u,
  "expected Column:value|value, Column>number or top:50:Column",
);

/** Schema of a forced entry: an ID or a selector, a colon, a tier's name. */
const forceSchema = z
  .string()
  .max(LONGEST_SELECTOR)
  .regex(/^.+:[^:]{1,60}$/u, "expected an account's ID, a colon and a tier, such as 304930413:A");

/** Most given reasons of a plan: together they stay within a request's line. */
export const MOST_REASONS = 200;

/** Schema of a given reason: an account's ID or `id:7|12`, a colon, one line of text. */
const reasonSchema = z
  .string()
  .max(LONGEST_SELECTOR + LONGEST_REASON)
  .regex(
    // Nothing that breaks the line or turns the text's direction, no half of a character.
    /^(?!:)[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069]+$/u,
    `expected an account's ID, a colon and one line of at most ${LONGEST_REASON} characters`,
  );

/** Schema of a directional rule's entry: a selector, or `none`. */
const directionSchema = z.union([z.literal("none"), scopeSchema]);

/** Schema of a tier's size: accounts, or a share of the book such as `"5%"`. */
const sizeSchema = z.union([
  z.int().min(0),
  z.string().regex(/^\d{1,3}(?:\.\d{1,9})?%$/u, "expected a whole number, or a share such as 5%"),
]) as z.ZodType<TierSize, TierSize>;

/** Schema of the scale on which the signals are weighed. */
export const scaleSchema = z.enum(SCALES);

/** The fields of a policy, each with its range; shared by request bodies, queries and the model's answer. */
export const policyShape = {
  maxMovedShare: share.describe("Largest share of the book that may change tier, 0 to 1"),
  maxTierStep: z
    .union([z.int().min(1).max(25), z.literal("free")])
    .describe("Largest number of tiers one account may move, or free"),
  tierSizes: z
    .record(z.string().regex(/^[^:,]{1,60}$/u, "expected a tier's name, such as A or Gold"), sizeSchema)
    .describe("Accounts per tier by its name, or shares such as 5%"),
  strategicTiers: z
    .union([
      z.int().min(1).max(26),
      z
        .string()
        .regex(
          /^(?:[^:]{1,600}|(?:top|revenue|pi):(?:0?\.\d+|0|1(?:\.0+)?))$/u,
          "expected tier names (A,C), top:0.5, revenue:0.8 or pi:0.75",
        ),
    ])
    .describe("Which tiers count as strategic: the top L, letters, top:x, revenue:x or pi:x"),
  hold: z.array(selectorSchema).max(10_000).describe("Accounts that keep their tier"),
  force: z
    .array(forceSchema)
    .max(10_000)
    .describe("Accounts that get a tier whatever speaks for another: an ID or a selector, a colon, the tier"),
  holds: z
    .string()
    .regex(
      /^stored(?:@\d{1,9})?$/u,
      "expected stored, or stored@ and a version of GET /v1/holds, such as stored@12",
    )
    .describe(
      "The workspace's holds, which the store keeps: stored (those of now) or stored@12 (those of version 12, for good)",
    ),
  scope: z.array(scopeSchema).max(100).describe("Only matching accounts may move"),
  mayRise: z.array(directionSchema).max(100).describe("Only matching accounts may rise, or none"),
  mayFall: z.array(directionSchema).max(100).describe("Only matching accounts may fall, or none"),
  monotone: z.boolean().describe("Mean potential must not rise from one tier to the next lower one"),
  reason: z
    .array(reasonSchema)
    .max(MOST_REASONS)
    .describe("Why accounts are held or forced: an ID or id:7|12, a colon, the text; carried in Reason"),
} as const;

/** Schema of the composite's coefficients. */
export const coefficientsSchema = z.strictObject({ tpa: coefficient, sfi: coefficient, tci: coefficient });

/** Schema of a policy in a request: every field optional, an unknown one is an error. */
export const policySchema = z
  .strictObject({
    maxMovedShare: policyShape.maxMovedShare.optional(),
    maxTierStep: policyShape.maxTierStep.optional(),
    tierSizes: policyShape.tierSizes.optional(),
    strategicTiers: policyShape.strategicTiers.optional(),
    hold: policyShape.hold.optional(),
    force: policyShape.force.optional(),
    holds: policyShape.holds.optional(),
    scope: policyShape.scope.optional(),
    mayRise: policyShape.mayRise.optional(),
    mayFall: policyShape.mayFall.optional(),
    monotone: policyShape.monotone.optional(),
    coefficients: coefficientsSchema.optional(),
    reason: policyShape.reason.optional(),
  })
  .meta({ id: "Policy" }) satisfies z.ZodType<Policy>;
