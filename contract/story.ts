import { z } from "zod";
import type { Story } from "../tiering/index.ts";
import type { AnswerOf } from "./answer-of.ts";
import { explanationShape } from "./identity.ts";
import { boundParameter, planQuery } from "./plan-query.ts";

/** Query of `GET /v1/story`. */
export const storyQuery = planQuery.extend({ bound: boundParameter.optional() });

/** A run told in words, with the facts that every number in them stands in. */
export const storySchema = z.object({
  text: z.string(),
  facts: z.looseObject({}).describe("Every number of the text."),
}) satisfies z.ZodType<Pick<Story, "text">>;

/** The story in a model's words, where every number in them is a fact's; else the story's own text. */
export const paraphraseSchema = z
  .object({
    text: z.string(),
    source: z.enum(["model", "facts"]),
    fallback: z.string().nullable().describe("Why the model's words are not used; null where they are."),
    unknownNumbers: z.array(z.string()).describe("Numbers that the model made up."),
    usage: z.object({ promptTokens: z.int(), completionTokens: z.int() }).nullable(),
  })
  .meta({ id: "Paraphrase" });

/** A text that is safe to show, and whose words it has. */
export type Paraphrase = AnswerOf<typeof paraphraseSchema>;

/** Answer of `GET /v1/story`. */
export const storyAnswer = z.object({ ...explanationShape, story: storySchema }).meta({ id: "StoryAnswer" });

/** Answer of `GET /v1/story/paraphrase`. */
export const paraphraseAnswer = z
  .object({ ...explanationShape, story: storySchema, paraphrase: paraphraseSchema })
  .meta({ id: "ParaphraseAnswer" });
