import type { Usage } from "../../contract/interpretation.ts";

/** One message to the model. */
export interface ChatMessage {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

/** Request parameters that some endpoints refuse and that can be left out. */
export type OptionalParameter = "temperature" | "response_format" | "max_completion_tokens";

/** How the model is asked for JSON: a strict schema, JSON mode, or by words alone. */
export const RESPONSE_FORMATS = ["json_object", "json_schema", "none"] as const;
/** How the model is asked for JSON. */
export type ResponseFormat = (typeof RESPONSE_FORMATS)[number];

/** One call to the model. */
export interface ChatRequest {
  readonly messages: readonly ChatMessage[];
  /** Most tokens that the answer may have. */
  readonly maxTokens: number;
  /** Parameters that the endpoint has refused before: left out. */
  readonly omit: ReadonlySet<OptionalParameter>;
  /** How to ask for JSON; the model's own way where absent. */
  readonly format?: ResponseFormat;
  /** Aborted at the deadline or when the caller leaves. */
  readonly signal: AbortSignal;
}

/** What the model sent back: its words are not to be trusted. */
export interface ChatAnswer {
  /** Null where the envelope had no text (no choices, tool calls). */
  readonly content: string | null;
  readonly finishReason: string | null;
  /** The provider's refusal text, null where it did not refuse. */
  readonly refusal: string | null;
  readonly usage: Usage | null;
}

/**
 * A language model: one call, one answer, no retries of its own.
 * `ask` throws {@link ModelError} for all that goes wrong upstream.
 */
export interface ChatModel {
  /** Names the model in the cache key and the status. */
  readonly name: string;
  /** The format that it is configured to ask for; JSON mode where absent. */
  readonly format?: ResponseFormat;
  ask(request: ChatRequest): Promise<ChatAnswer>;
}

/** How an upstream call failed, by what may be done about it. */
export type ModelErrorKind =
  /** Reset, short body, 5xx, unreadable envelope: one more try may help. */
  | "transient"
  /** 429 or 503 with Retry-After: waiting may help. */
  | "busy"
  /** A 400 that names a parameter we can leave out. */
  | "unsupported"
  /** Anything that another try would meet again. */
  | "fatal";

/** A failed upstream call; its message holds no text of the upstream's. */
export class ModelError extends Error {
  readonly kind: ModelErrorKind;
  /** With `busy`: how long the upstream asked to wait, milliseconds. */
  readonly retryAfterMs: number | null;
  /** With `unsupported`: what to leave out. */
  readonly parameter: OptionalParameter | null;

  constructor(
    kind: ModelErrorKind,
    message: string,
    details: { readonly retryAfterMs?: number; readonly parameter?: OptionalParameter } = {},
  ) {
    super(message);
    this.name = "ModelError";
    this.kind = kind;
    this.retryAfterMs = details.retryAfterMs ?? null;
    this.parameter = details.parameter ?? null;
  }
}
