import { createHash } from "node:crypto";
import { type Interpretation, interpretationSchema } from "../../contract/interpretation.ts";
import type { Breaker } from "./breaker.ts";
import type { TokenBudget } from "./budget.ts";
import type { SharedMemory } from "./shared-memory.ts";

const DAY_SECONDS = 86_400;
/** How long replicas remember an answer, seconds. */
const ANSWER_SECONDS = 3_600;

/** What an interpreter has in common with its replicas. */
export interface SharedAnswers {
  /** Another replica's answer to the same text, if there is one; on the way learns tokens and breaker. */
  find(key: string): Promise<Interpretation | null>;
  keep(key: string, interpretation: Interpretation): void;
  /** Tells the others of tokens, and learns what all have spent. */
  spend(tokens: number): void;
  /** Tells the others that the model is left alone for so many milliseconds. */
  opened(ms: number): void;
  /** Tells the others that the model answers again. */
  closed(): void;
}

/** Shares an interpreter's answers, tokens and breaker by a memory that may fail at any time. */
export function shareAnswers(
  memory: SharedMemory,
  model: string,
  {
    breaker,
    budget,
    now,
  }: { readonly breaker: Breaker; readonly budget: TokenBudget; readonly now: () => number },
): SharedAnswers {
  const answerKey = (text: string) => `answer:${createHash("sha256").update(text).digest("base64url")}`;
  const breakerKey = `breaker:${model}`;
  const tokensKey = () => `tokens:${Math.floor(now() / 1_000 / DAY_SECONDS)}`;
  return {
    async find(key) {
      const [answer, until, tokens] = await memory.read([answerKey(key), breakerKey, tokensKey()]);
      if (until) breaker.learn(Number(until));
      if (tokens) budget.learn(Number(tokens));
      return answer ? readAnswer(answer) : null;
    },
    keep: (key, interpretation) =>
      memory.write(answerKey(key), JSON.stringify(interpretation), ANSWER_SECONDS),
    spend(tokens) {
      void memory.add(tokensKey(), tokens, 2 * DAY_SECONDS).then((sum) => {
        if (sum !== null) budget.learn(sum);
      });
    },
    opened: (ms) => memory.write(breakerKey, String(now() + ms), Math.max(1, Math.ceil(ms / 1_000))),
    closed: () => memory.forget(breakerKey),
  };
}

/** What another wrote is checked like anything from outside. */
function readAnswer(text: string): Interpretation | null {
  try {
    return interpretationSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
