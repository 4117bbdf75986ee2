import { z } from "zod";
import { presenceSchema } from "./coverage.ts";

/** Selectors as in a plan's scope; an account has to match them all. */
export const whereSchema = z.array(z.string().min(1).max(20_000)).max(20);

/** Most rows to list; null where the words name no number. */
export const listLimit = z.int().min(1).max(1000).nullable();

const name = z.string().min(1).max(200);

const headsSchema = z.object({
  count: z.int().min(1).max(1000),
  role: name.nullable().describe("As it was said: one of the roles, or a word of one."),
  where: whereSchema.describe("They serve the geographies of these accounts; all where empty."),
});

/** What a change of the sales force is, in words' terms: sellers who leave or come, and rules. */
export const scenarioQuestion = z.object({
  kind: z.literal("scenario"),
  retire: z.array(name).max(100).describe("Sellers who leave, by ID, number or name."),
  add: z.array(headsSchema).max(20).describe("Sellers who come."),
  lose: z.array(headsSchema).max(20).describe("Sellers who leave, by number alone."),
  presence: z
    .array(z.object({ tiers: z.array(name).max(26), presence: presenceSchema }))
    .max(26)
    .describe("How a tier is to be met; every tier where none is named."),
  minAccounts: z.int().min(1).max(1_000_000).nullable().describe("Least accounts of every seller."),
});

/**
 * Questions about who looks after whom: the tier sizes that the sellers can carry, who owns an account, which accounts
 * have nobody, how loaded sellers are, where one more is worth most, which accounts change hands, and what a
 * changed sales force would do.
 */
export const coverageQuestions = [
  z.object({ kind: z.literal("carried"), tiers: z.array(name).max(26) }),
  z.object({ kind: z.literal("owner"), account: name.describe("An ID, or a name of the book.") }),
  z.object({ kind: z.literal("unassigned"), where: whereSchema, limit: listLimit }),
  z.object({
    kind: z.literal("sellers"),
    seller: name.nullable().describe("One seller, by ID, number or name."),
    role: name.nullable().describe("Sellers of this role alone, as it was said."),
    order: z.enum(["most", "least"]).describe("The most loaded first, or the least."),
    where: whereSchema.describe("Sellers with accounts that match."),
    limit: listLimit,
  }),
  z.object({ kind: z.literal("openings"), role: name.nullable(), where: whereSchema }),
  z.object({ kind: z.literal("handovers"), where: whereSchema, limit: listLimit }),
  scenarioQuestion,
] as const;
