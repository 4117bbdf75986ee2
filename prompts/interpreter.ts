import type { Interpretation } from "../contract/interpretation.ts";
import type { Turn } from "../contract/turn.ts";
import type { Policy } from "../tiering/index.ts";
import type { Vocabulary } from "./book/vocabulary.ts";
import type { TokenBudget } from "./model/budget.ts";
import type { ChatModel } from "./model/model.ts";
import type { Paraphrase } from "./model/paraphrase.ts";
import type { SharedMemory } from "./model/shared-memory.ts";

/** How an interpreter is set up; every limit is positive. */
export interface InterpreterOptions {
  /** Null: the offline interpreter answers everything. */
  readonly model: ChatModel | null;
  readonly vocabulary: Vocabulary;
  /** Longest time over all upstream calls of one message, milliseconds; 15,000 by default. */
  readonly deadlineMs?: number;
  /** Most tokens of one answer, doubled after a truncated one; 2,000 by default: room for models that reason. */
  readonly maxTokens?: number;
  /** Most upstream calls at once; the others wait within their deadline; 8 by default. */
  readonly concurrentCalls?: number;
  /** Answers remembered, 0 for none; 500 by default. */
  readonly cacheSize?: number;
  /** Whether the offline interpreter answers where the model fails; true by default. */
  readonly fallback?: boolean;
  /** Tokens a UTC day after which the offline interpreter answers; unlimited by default. */
  readonly dailyTokens?: number;
  /** After `failures` failed messages in a row the model is left alone for `cooldownMs`; 5 and 30,000 by default. */
  readonly breaker?: { readonly failures: number; readonly cooldownMs: number };
  /** The clock, milliseconds since 1970; the system's by default. */
  readonly now?: () => number;
  /** What replicas share: answers, the day's tokens, and whether the model is left alone; nothing by default. */
  readonly shared?: SharedMemory;
}

/** One message to interpret. */
export interface InterpretRequest {
  readonly message: string;
  /** Earlier turns, oldest first. */
  readonly history?: readonly Turn[];
  /** The request's own rules, which the reply is to say too. */
  readonly policy?: Policy;
  /** Tokens of whoever asks, beside everybody's. */
  readonly budget?: TokenBudget;
  /** Aborted when the caller leaves. */
  readonly signal?: AbortSignal;
}

/** A report to be told in other words, and the facts that its numbers stand in. */
export interface RetellRequest {
  readonly text: string;
  readonly facts: unknown;
  /** Tokens of whoever asks, beside everybody's. */
  readonly budget?: TokenBudget;
  /** Aborted when the caller leaves. */
  readonly signal?: AbortSignal;
}

/** Counters of an interpreter since it was made, for operations. */
export interface InterpreterStatus {
  readonly model: string | null;
  readonly messages: number;
  readonly upstreamCalls: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  readonly fallbacks: number;
  readonly cacheHits: number;
  readonly breaker: "closed" | "open" | "half-open";
}

/** Words in, an interpretation out. */
export interface Interpreter {
  /**
   * What a message means, given the conversation so far.
   * @throws PromptError `cancelled` when the signal is aborted; `model-failed` or `model-busy` only
   * where the fallback is switched off.
   */
  interpret(request: InterpretRequest): Promise<Interpretation>;
  /**
   * A report in the model's words, where every number in them stands in the facts; otherwise, and wherever
   * the model may not be called, the report as it is. Counts towards the token budget.
   * @throws the signal's reason where the caller left
   */
  retell(request: RetellRequest): Promise<Paraphrase>;
  status(): InterpreterStatus;
}
