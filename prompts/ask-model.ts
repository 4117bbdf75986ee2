import { setTimeout as sleep } from "node:timers/promises";
import type { Usage } from "../contract/interpretation.ts";
import type { ModelAnswer } from "../contract/model-answer.ts";
import { readAnswer } from "./answer-text.ts";
import { correctionMessages } from "./correction.ts";
import {
  type ChatAnswer,
  type ChatMessage,
  type ChatModel,
  type ChatRequest,
  ModelError,
  type OptionalParameter,
} from "./model.ts";

/** Most upstream calls that one message may take, for whatever reason. */
const MAX_CALLS = 3;

/** Longest Retry-After that is waited for, milliseconds. */
const MAX_WAIT_MS = 2000;

/** How asking the model ended: with a valid answer, or with why there is none. */
export type Outcome = { readonly calls: number; readonly usage: Usage | null } & (
  | { readonly answer: ModelAnswer }
  | {
      /** For the user, in words; none of the model's own. */
      readonly failure: string;
      /** Whether the endpoint failed, rather than the answers of a working one. */
      readonly upstream: boolean;
      /** How long the endpoint asked to be left alone, milliseconds. */
      readonly retryAfterMs: number | null;
    }
);

/** The limits of one asking. */
export interface AskLimits {
  readonly deadlineMs: number;
  readonly maxTokens: number;
  /** Parameters that the endpoint refuses; grows when it names another. */
  readonly omit: Set<OptionalParameter>;
  /** Aborted when the caller leaves: then the promise rejects with its reason. */
  readonly signal: AbortSignal | null;
}

/**
 * Ask → read → validate → correct, bounded: at most three upstream calls, one deadline over all of
 * them, one transport retry, one wait. Never throws but for the caller's own abort.
 */
export async function askModel(
  model: ChatModel,
  opening: readonly ChatMessage[],
  limits: AskLimits,
): Promise<Outcome> {
  const start = performance.now();
  const deadline = AbortSignal.timeout(limits.deadlineMs);
  const signal = limits.signal === null ? deadline : AbortSignal.any([deadline, limits.signal]);
  let messages = opening;
  let { maxTokens } = limits;
  let calls = 0;
  let usage: Usage | null = null;
  let retried = false;
  const fail = (failure: string, upstream: boolean, retryAfterMs: number | null = null): Outcome => {
    return { failure, upstream, retryAfterMs, calls, usage };
  };

  while (calls < MAX_CALLS) {
    const request: ChatRequest = { messages, maxTokens, omit: new Set(limits.omit), signal };
    calls++;
    let said: ChatAnswer;
    try {
      signal.throwIfAborted();
      said = await withAbort(model.ask(request), signal);
    } catch (error) {
      limits.signal?.throwIfAborted();
      if (deadline.aborted)
        return fail(`the model did not answer within ${limits.deadlineMs / 1000} s`, true);
      if (!(error instanceof ModelError)) return fail("the model could not be called", true);
      if (error.kind === "unsupported" && error.parameter !== null && !request.omit.has(error.parameter)) {
        limits.omit.add(error.parameter);
        continue;
      }
      if (error.kind === "busy") {
        const wait = error.retryAfterMs;
        const left = limits.deadlineMs - (performance.now() - start);
        if (calls === MAX_CALLS || wait === null || wait > MAX_WAIT_MS || wait >= left) {
          return fail(error.message, true, wait);
        }
        await sleep(wait, undefined, { signal }).catch(() => undefined);
        limits.signal?.throwIfAborted();
        continue;
      }
      if (error.kind === "transient" && !retried && calls < MAX_CALLS) {
        retried = true;
        continue;
      }
      return fail(error.message, true);
    }
    usage = addUsage(usage, said.usage);
    if (said.refusal !== null) return fail("the model declined to answer", false);
    if (said.finishReason === "content_filter")
      return fail("the model's content filter stopped the answer", false);
    const reading = readAnswer(said.content, said.finishReason);
    if ("answer" in reading) return { answer: reading.answer, calls, usage };
    if (said.finishReason === "length") maxTokens *= 2;
    messages = [...opening, ...correctionMessages(said.content, reading.faults)];
  }
  return fail(`the model gave no valid answer in ${MAX_CALLS} calls`, false);
}

/** The promise, or a rejection as soon as the signal is aborted: a model that ignores it cannot hold us. */
export async function withAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason);
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

function addUsage(sum: Usage | null, next: Usage | null): Usage | null {
  if (sum === null || next === null) return sum ?? next;
  return {
    promptTokens: sum.promptTokens + next.promptTokens,
    completionTokens: sum.completionTokens + next.completionTokens,
  };
}
