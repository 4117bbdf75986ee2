import { z } from "zod";
import { type ChatAnswer, ModelError } from "./model.ts";

const tokens = z.int().min(0);

const envelopeSchema = z.object({
  error: z.unknown().optional(),
  choices: z.array(
    z.object({
      finish_reason: z.string().nullish().catch(null),
      message: z
        .object({
          content: z.string().nullish().catch(null),
          refusal: z.string().nullish().catch(null),
        })
        .nullish()
        .catch(null),
    }),
  ),
  usage: z.object({ prompt_tokens: tokens, completion_tokens: tokens }).nullish().catch(null),
});

/**
 * The chat completion in a response's text, by our own schema.
 * @throws ModelError `transient` where the text is no chat completion (HTML, `{error}`, empty).
 */
export function readEnvelope(text: string): ChatAnswer {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ModelError("transient", "the model's endpoint answered with something that is not JSON");
  }
  const parsed = envelopeSchema.safeParse(value);
  if (!parsed.success || (parsed.data.error !== undefined && parsed.data.error !== null)) {
    throw new ModelError(
      "transient",
      "the model's endpoint answered with something that is no chat completion",
    );
  }
  const choice = parsed.data.choices[0];
  const usage = parsed.data.usage ?? null;
  return {
    content: choice?.message?.content ?? null,
    finishReason: choice?.finish_reason ?? null,
    refusal: choice?.message?.refusal || null,
    usage:
      usage === null
        ? null
        : { promptTokens: usage.prompt_tokens, completionTokens: usage.completion_tokens },
  };
}
