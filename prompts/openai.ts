import OpenAI from "openai";
import type { ChatCompletionCreateParamsNonStreaming } from "openai/resources/chat/completions";
import { answerJsonSchema } from "../contract/model-answer.ts";
import type { ChatAnswer, ChatModel, ChatRequest, ModelError } from "./model.ts";
import { createCappedFetch, type Fetch } from "./upstream/capped-fetch.ts";
import { readEnvelope } from "./upstream/envelope.ts";
import { failureOfConnection, failureOfStatus } from "./upstream/failures.ts";

/** How the model is asked for JSON: JSON mode, a strict schema, or by words alone. */
export const RESPONSE_FORMATS = ["json_object", "json_schema", "none"] as const;

/** Which endpoint and model to call, and how; the server reads these from its configuration. */
export interface OpenAiOptions {
  readonly apiKey: string;
  /** Any OpenAI-compatible endpoint, such as `https://api.openai.com/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  /** 0 … 2, or null to leave it to the endpoint. */
  readonly temperature: number | null;
  readonly responseFormat: (typeof RESPONSE_FORMATS)[number];
  /** Largest (decompressed) response that is read, bytes; 8 MiB by default. */
  readonly maxBytes?: number;
  /** Tier letters of the book, for the strict schema. */
  readonly tiers?: readonly string[];
  /** The clock, milliseconds since 1970; the system's by default. */
  readonly now?: () => number;
  readonly fetch?: Fetch;
}

/**
 * A chat model behind an OpenAI-compatible endpoint: one call an `ask`, no hidden retries, no
 * redirects, a capped body, our own schema for the envelope. Its `ask` throws {@link ModelError}.
 */
export function createOpenAiModel(options: OpenAiOptions): ChatModel {
  const now = options.now ?? Date.now;
  const client = new OpenAI({
    apiKey: options.apiKey,
    baseURL: options.baseUrl,
    // Said outright, so that the package reads none of its own from the environment.
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    logLevel: "off",
    maxRetries: 0,
    fetch: createCappedFetch(options.maxBytes ?? 8 * 1024 * 1024, options.fetch),
  });
  return {
    name: options.model,
    async ask(request) {
      let text: string;
      try {
        const response = await client.chat.completions
          .create(parameters(options, request), { signal: request.signal })
          .asResponse();
        text = await response.text();
      } catch (error) {
        throw toModelError(error, now());
      }
      return withUsage(readEnvelope(text), request);
    },
  };
}

function parameters(options: OpenAiOptions, request: ChatRequest): ChatCompletionCreateParamsNonStreaming {
  const { temperature } = options;
  const format = responseFormat(options);
  const takes = (name: Parameters<typeof request.omit.has>[0]) => !request.omit.has(name);
  return {
    model: options.model,
    messages: [...request.messages],
    ...(temperature !== null && takes("temperature") ? { temperature } : {}),
    ...(format !== null && takes("response_format") ? { response_format: format } : {}),
    ...(takes("max_completion_tokens") ? { max_completion_tokens: request.maxTokens } : {}),
  };
}

function responseFormat(
  options: OpenAiOptions,
): ChatCompletionCreateParamsNonStreaming["response_format"] | null {
  if (options.responseFormat === "none") return null;
  if (options.responseFormat === "json_object") return { type: "json_object" };
  const schema = answerJsonSchema(options.tiers ?? ["A", "B", "C", "D"]);
  return { type: "json_schema", json_schema: { name: "interpretation", strict: true, schema } };
}

/** The answer with a rough count where the endpoint gives none, so that a token budget still holds. */
function withUsage(answer: ChatAnswer, request: ChatRequest): ChatAnswer {
  if (answer.usage !== null) return answer;
  // About four characters a token in English.
  const promptTokens = Math.ceil(request.messages.reduce((sum, { content }) => sum + content.length, 0) / 4);
  return {
    ...answer,
    usage: { promptTokens, completionTokens: Math.ceil((answer.content?.length ?? 0) / 4) },
  };
}

function toModelError(error: unknown, now: number): ModelError {
  if (error instanceof OpenAI.APIConnectionError || !(error instanceof OpenAI.APIError)) {
    return failureOfConnection(error);
  }
  if (error.status === undefined) return failureOfConnection(error);
  return failureOfStatus(
    {
      status: error.status,
      code: error.code ?? null,
      type: error.type ?? null,
      parameter: error.param ?? null,
      message: error.message,
      retryAfter: error.headers?.get("retry-after") ?? null,
    },
    now,
  );
}
