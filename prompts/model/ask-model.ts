import { setTimeout as sleep } from "node:timers/promises";
import type { Usage } from "../../contract/interpretation.ts";
import type { ModelAnswer } from "../../contract/model-answer.ts";
import { type Fault, readAnswer } from "./answer-text.ts";
import { correctionMessages } from "./correction.ts";
import type { EndpointMemory } from "./endpoint-memory.ts";
import type { Gate } from "./gate.ts";
import { type ChatAnswer, type ChatMessage, type ChatModel, type ChatRequest, ModelError } from "./model.ts";

/** Most upstream calls that one message may take, for whatever reason. */
const MAX_CALLS = 3;

/** Longest Retry-After that is waited for, milliseconds. */
const MAX_WAIT_MS = 2000;

/** How asking the model ended: with a valid answer, or with why there is none. */
export type Outcome = { readonly calls: number; readonly usage: Usage | null } & (
  | {
      readonly answer: ModelAnswer;
      /** Rules or questions of the answer that were not valid and are left out. */
      readonly leftOut: readonly Fault[];
    }
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
  /** Methods that the message allows. */
  readonly methods: readonly ModelAnswer["method"][];
  /** What the endpoint has refused. */
  readonly memory: EndpointMemory;
  /** What a valid answer has lost of the message; corrected once. */
  readonly review: (answer: ModelAnswer) => readonly Fault[];
  /** Lets so many calls out at once. */
  readonly gate: Gate;
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
  let reviewed = false;
  let last: string | null = null;
  let best: { readonly answer: ModelAnswer; readonly leftOut: readonly Fault[] } | null = null;
  const fail = (failure: string, upstream: boolean, retryAfterMs: number | null = null): Outcome => {
    // A valid answer that was asked for again stands where the next call fails.
    if (best !== null) return { ...best, calls, usage };
    return { failure, upstream, retryAfterMs, calls, usage };
  };

  while (calls < MAX_CALLS) {
    let said: ChatAnswer;
    const omit = limits.memory.omitted();
    const format = limits.memory.format();
    let leave = () => {};
    try {
      leave = await limits.gate.enter(signal);
      calls++;
      const request: ChatRequest = { messages, maxTokens, omit, format, signal };
      said = await withAbort(model.ask(request), signal);
    } catch (error) {
      limits.signal?.throwIfAborted();
      if (deadline.aborted)
        return fail(`the model did not answer within ${limits.deadlineMs / 1000} s`, true);
      if (!(error instanceof ModelError)) return fail("the model could not be called", true);
      const { parameter } = error;
      const helps =
        parameter === "response_format" ? format !== "none" : parameter !== null && !omit.has(parameter);
      if (error.kind === "unsupported" && parameter !== null && helps && calls < MAX_CALLS) {
        limits.memory.refuse(parameter);
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
    } finally {
      leave();
    }
    usage = addUsage(usage, said.usage);
    if (said.refusal !== null) return fail("the model declined to answer", false);
    if (said.finishReason === "content_filter")
      return fail("the model's content filter stopped the answer", false);
    const reading = readAnswer(said.content, said.finishReason, limits.methods);
    let faults: readonly Fault[];
    if ("answer" in reading) {
      const { answer } = reading;
      faults = reviewed ? [] : limits.review(answer);
      if (faults.length === 0 || calls === MAX_CALLS) return { answer, leftOut: [], calls, usage };
      reviewed = true;
      best = { answer, leftOut: [] };
    } else {
      faults = reading.faults;
      if (reading.rest !== null) best ??= { answer: reading.rest, leftOut: faults };
    }
    if (said.finishReason === "length") maxTokens *= 2;
    // The same answer after a correction: another will not change it.
    else if (last === (said.content ?? "")) break;
    last = said.content ?? "";
    messages = [...opening, ...correctionMessages(said.content, faults)];
  }
  return fail(`the model gave no valid answer in ${calls} calls`, false);
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
