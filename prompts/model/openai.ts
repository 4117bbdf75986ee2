import OpenAI from "openai";
import type { ChatCompletionCreateParamsNonStreaming } from "openai/resources/chat/completions";
import { answerJsonSchema } from "../../contract/model-answer.ts";
import { createCappedFetch, type Fetch } from "./capped-fetch.ts";
import { readEnvelope } from "./envelope.ts";
import { failureOfConnection, failureOfStatus } from "./failures.ts";
import {
  type ChatAnswer,
  type ChatModel,
  type ChatRequest,
  ModelError,
  type ResponseFormat,
} from "./model.ts";

/** Which endpoint and model to call, and how; the server reads these from its configuration. */
export interface OpenAiOptions {
  readonly apiKey: string;
  /** Any OpenAI-compatible endpoint, such as `https://api.openai.com/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  /** 0 … 2, or null to leave it to the endpoint. */
  readonly temperature: number | null;
  readonly responseFormat: ResponseFormat;
  /** Largest (decompressed) response that is read, bytes; 256 kB by default. */
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
    fetch: createCappedFetch(options.maxBytes ?? 256 * 1024, options.fetch),
  });
  return {
    name: options.model,
    format: options.responseFormat,
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
      // Whatever the model was made to say, the key stays here.
      if (options.apiKey.length >= 8 && text.includes(options.apiKey))
        throw new ModelError("fatal", "the model's answer held a secret and was withheld");
      return withUsage(readEnvelope(text), request);
    },
  };
}

function parameters(options: OpenAiOptions, request: ChatRequest): ChatCompletionCreateParamsNonStreaming {
  const { temperature } = options;
  const format = responseFormat(options, request.format ?? options.responseFormat);
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
  format: ResponseFormat,
): ChatCompletionCreateParamsNonStreaming["response_format"] | null {
  if (format === "none") return null;
  if (format === "json_object") return { type: "json_object" };
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
