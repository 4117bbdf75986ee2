import { LRUCache } from "lru-cache";
import type { Interpretation, Usage } from "../contract/interpretation.ts";
import { readConversation } from "./conversation/conversation.ts";
import { PromptError } from "./errors.ts";
import { interpretOffline } from "./interpret-offline.ts";
import type { Interpreter, InterpreterOptions, InterpretRequest } from "./interpreter.ts";
import { askModel, type Outcome } from "./model/ask-model.ts";
import { createBreaker } from "./model/breaker.ts";
import { createTokenBudget, type TokenBudget } from "./model/budget.ts";
import { createEndpointMemory } from "./model/endpoint-memory.ts";
import { createGate } from "./model/gate.ts";
import type { ChatModel } from "./model/model.ts";
import { paraphrase, reportAsItIs } from "./model/paraphrase.ts";
import { shareAnswers } from "./model/shared-answers.ts";
import { openingMessages, PROMPT_VERSION, stateOf } from "./model/system.ts";
import { finishAnswer } from "./receipt/finish.ts";
import { type Context, reviewAnswer } from "./receipt/model-reading.ts";
import { checkState } from "./receipt/state.ts";
import { methodsSaid } from "./words/methods.ts";

/**
 * Makes an interpreter: the model (cached, bounded, behind a breaker and a token budget), and the
 * offline interpreter where there is no model or it fails.
 * @throws PromptError `invalid-option` where a limit is not a positive number.
 */
export function createInterpreter(options: InterpreterOptions): Interpreter {
  const { model, vocabulary } = options;
  const settings = readSettings(options);
  const breaker = createBreaker(settings.breaker.failures, settings.breaker.cooldownMs, settings.now);
  const budget = createTokenBudget(settings.dailyTokens, settings.now);
  const cache =
    settings.cacheSize > 0 ? new LRUCache<string, Interpretation>({ max: settings.cacheSize }) : null;
  const memory = createEndpointMemory(model?.format ?? "json_object", settings.now);
  const gate = createGate(settings.concurrentCalls);
  const { shared: sharedMemory } = options;
  const shared =
    sharedMemory && model
      ? shareAnswers(sharedMemory, model.name, { breaker, budget, now: settings.now })
      : null;
  const counts = {
    messages: 0,
    upstreamCalls: 0,
    promptTokens: 0,
    completionTokens: 0,
    fallbacks: 0,
    cacheHits: 0,
  };

  const count = ({ calls, usage }: Pick<Outcome, "calls" | "usage">, own: TokenBudget | undefined) => {
    counts.upstreamCalls += calls;
    counts.promptTokens += usage?.promptTokens ?? 0;
    counts.completionTokens += usage?.completionTokens ?? 0;
    budget.spend(tokensOf(usage));
    own?.spend(tokensOf(usage));
    if (usage !== null) shared?.spend(tokensOf(usage));
  };

  /** The offline meaning, with the reason; or the error that takes its place where it may not answer. */
  const fallBack = (context: Context, outcome: Failure): Interpretation => {
    if (!settings.fallback) throw errorOf(outcome);
    counts.fallbacks++;
    const { failure, calls, usage } = outcome;
    return {
      ...offline(context),
      interpreter: "offline",
      attempts: calls,
      fallback: failure,
      usage,
      cached: false,
    };
  };

  const succeed = () => {
    if (breaker.state() !== "closed") shared?.closed();
    breaker.succeed();
  };

  const viaModel = async (
    asked: ChatModel,
    context: Context,
    { signal, own }: { readonly signal: AbortSignal | null; readonly own: TokenBudget | undefined },
  ): Promise<Interpretation> => {
    const state = stateOf(context.message, context.conversation, vocabulary);
    // The message and all of the conversation that an answer depends on are in this text.
    const key = JSON.stringify([asked.name, PROMPT_VERSION, state, context.conversation]);
    const known = cache?.get(key) ?? (await shared?.find(key));
    if (known) {
      counts.cacheHits++;
      cache?.set(key, known);
      return { ...known, attempts: 0, usage: null, cached: true };
    }
    if (budget.spent()) return fallBack(context, busy(TOKENS_SPENT, budget.waitMs()));
    if (own?.spent()) return fallBack(context, busy(OWN_TOKENS_SPENT, own.waitMs()));
    if (!breaker.enter()) {
      return fallBack(context, busy(LEFT_ALONE, breaker.waitMs()));
    }
    let outcome: Outcome;
    try {
      outcome = await askModel(asked, openingMessages(state), {
        ...settings,
        memory,
        gate,
        methods: methodsSaid(context.message, context.conversation),
        review: (answer) => reviewAnswer(answer, context),
        signal,
      });
    } catch (error) {
      breaker.leave();
      throw error;
    }
    count(outcome, own);
    if ("failure" in outcome) {
      if (outcome.upstream) {
        breaker.fail();
        if (breaker.state() === "open") shared?.opened(breaker.waitMs());
      } else succeed();
      return fallBack(context, outcome);
    }
    succeed();
    const meaning = finishAnswer(outcome.answer, context, outcome.leftOut, () => offline(context));
    const { calls, usage } = outcome;
    const fresh: Interpretation = {
      ...meaning,
      interpreter: "openai",
      attempts: calls,
      fallback: null,
      usage,
      cached: false,
    };
    // Of two identical messages under way at once the first answer stands for both.
    const first = cache?.get(key);
    if (first !== undefined) return { ...first, attempts: calls, usage, cached: true };
    cache?.set(key, fresh);
    shared?.keep(key, fresh);
    return fresh;
  };

  return {
    async interpret({ message, history = [], policy, budget: own, signal: given }: InterpretRequest) {
      const signal = given ?? null;
      if (signal?.aborted) throw cancelled();
      counts.messages++;
      const context = { message, conversation: readConversation(history, policy), vocabulary };
      const refused = checkState(context.conversation, vocabulary);
      if (refused !== null || model === null) {
        return {
          ...(refused ?? offline(context)),
          interpreter: "offline",
          attempts: 0,
          fallback: model === null ? NO_MODEL : FORGED,
          usage: null,
          cached: false,
        };
      }
      try {
        return await viaModel(model, context, { signal, own });
      } catch (error) {
        throw signal?.aborted ? cancelled() : error;
      }
    },
    async retell(report) {
      if (model === null) return reportAsItIs(report.text, NO_MODEL);
      if (budget.spent()) return reportAsItIs(report.text, TOKENS_SPENT);
      if (report.budget?.spent()) return reportAsItIs(report.text, OWN_TOKENS_SPENT);
      if (breaker.state() !== "closed") return reportAsItIs(report.text, LEFT_ALONE);
      const told = await paraphrase({ ...report, model, deadlineMs: settings.deadlineMs });
      count({ calls: 1, usage: told.usage }, report.budget);
      return told;
    },
    status: () => ({ model: model?.name ?? null, ...counts, breaker: breaker.state() }),
  };
}

/** Why the model is not asked. */
const FORGED = "the history names what the book does not have";
const NO_MODEL = "no language model is configured";
const TOKENS_SPENT = "the daily token budget is spent";
const OWN_TOKENS_SPENT = "your daily share of the token budget is spent";
const LEFT_ALONE = "the model has failed repeatedly and is left alone";

type Failure = Extract<Outcome, { readonly failure: string }>;

function offline({ message, conversation, vocabulary }: Context) {
  return interpretOffline(message, conversation, vocabulary);
}

function busy(failure: string, retryAfterMs: number): Failure {
  return { failure, upstream: true, retryAfterMs, calls: 0, usage: null };
}

function errorOf({ failure, retryAfterMs }: Failure): PromptError {
  if (retryAfterMs === null) return new PromptError("model-failed", failure);
  return new PromptError("model-busy", failure, Math.max(1, Math.ceil(retryAfterMs / 1000)));
}

function cancelled(): PromptError {
  return new PromptError("cancelled", "the caller left before the message was interpreted");
}

function tokensOf(usage: Usage | null): number {
  return (usage?.promptTokens ?? 0) + (usage?.completionTokens ?? 0);
}

/** The options with their defaults, checked. */
function readSettings(options: InterpreterOptions) {
  const settings = {
    deadlineMs: options.deadlineMs ?? 15_000,
    maxTokens: options.maxTokens ?? 2000,
    concurrentCalls: options.concurrentCalls ?? 8,
    cacheSize: options.cacheSize ?? 500,
    fallback: options.fallback ?? true,
    dailyTokens: options.dailyTokens ?? Number.POSITIVE_INFINITY,
    breaker: options.breaker ?? { failures: 5, cooldownMs: 30_000 },
    now: options.now ?? Date.now,
  };
  const positive = {
    ...settings,
    failures: settings.breaker.failures,
    cooldownMs: settings.breaker.cooldownMs,
  };
  for (const name of [
    "deadlineMs",
    "maxTokens",
    "concurrentCalls",
    "dailyTokens",
    "failures",
    "cooldownMs",
  ] as const) {
    if (positive[name] > 0) continue;
    throw new PromptError("invalid-option", `${name} is ${positive[name]}, expected a positive number`);
  }
  if (!Number.isInteger(settings.cacheSize) || settings.cacheSize < 0) {
    throw new PromptError(
      "invalid-option",
      `cacheSize is ${settings.cacheSize}, expected 0 or a whole number`,
    );
  }
  return settings;
}
