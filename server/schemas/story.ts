import { z } from "zod";
import type { Paraphrase } from "../../prompts/index.ts";
import type { Story, TierSeparation } from "../../tiering/index.ts";

const letter = z.string().regex(/^[A-Za-z]$/, "expected a tier letter");

/** Two tiers in a query, `B,C`. */
export const tierPair = z
  .codec(
    z.string().regex(/^[^,]+,[^,]+$/, "expected two tier letters such as B,C"),
    z.tuple([letter, letter]),
    {
      decode: (text) => text.split(",").map((name) => name.trim()) as [string, string],
      encode: (letters) => letters.join(","),
    },
  )
  .describe("Two tier letters, such as B,C.");

/** What separates two tiers of a run. */
export const separationSchema = z
  .object({
    tiers: z.tuple([z.string(), z.string()]),
    accounts: z.tuple([z.int(), z.int()]),
    features: z.array(
      z.object({ feature: z.string(), more: z.number(), medians: z.tuple([z.number(), z.number()]) }),
    ),
    text: z.string(),
  })
  .meta({ id: "TierSeparation" }) satisfies z.ZodType<TierSeparation>;

/** A run told in words, with the facts that every number in them stands in. */
export const storySchema = z.object({
  text: z.string(),
  facts: z.looseObject({}).describe("Every number of the text."),
}) satisfies z.ZodType<Pick<Story, "text">>;

/** The story in a model's words, where every number in them is a fact's; else the story's own text. */
export const toldSchema = z
  .object({
    text: z.string(),
    source: z.enum(["model", "facts"]),
    fallback: z.string().nullable().describe("Why the model's words are not used; null where they are."),
    unknownNumbers: z.array(z.string()).describe("Numbers that the model made up."),
    usage: z.object({ promptTokens: z.int(), completionTokens: z.int() }).nullable(),
  })
  .meta({ id: "ToldStory" }) satisfies z.ZodType<Paraphrase>;
