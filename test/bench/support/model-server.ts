import type { Interpretation } from "../../../contract/interpretation.ts";
import { SIGNALS } from "../../../tiering/index.ts";
import { play, type ReceivedCall, type Step, startScriptedModel } from "../../support/scripted-model.ts";
import { startServer } from "./server.ts";

/** What a canary of an API key looks like in an answer. */
export const KEY = "sk-canary-of-the-models-key";

/** How one message was answered, and what it cost. */
export interface Told {
  readonly status: number;
  readonly text: string;
  readonly ms: number;
  /** Calls that reached the model. */
  readonly calls: number;
  /** Absent where the answer is none. */
  readonly interpretation?: Interpretation;
}

/** A server as `npm start` starts it whose model plays what it is told, without limits and breaks between requests. */
export async function startModelServer(environment: Record<string, string> = {}) {
  let steps: readonly Step[] = [];
  let played = 0;
  const model = await startScriptedModel([
    (response, request) => play(steps[Math.min(played++, steps.length - 1)]!, response, request),
  ]);
  const server = await startServer({
    OPENAI_API_KEY: KEY,
    OPENAI_BASE_URL: model.url,
    LOG_LEVEL: "error",
    ...{ LIMIT_REQUESTS: "0", LIMIT_HEAVY: "0", LIMIT_MODEL: "0" },
    ...environment,
  });
  return {
    server,
    calls: model.calls as readonly ReceivedCall[],
    /** Asks what a message means, while the model plays these steps, the last one for every call after them. */
    async tell(script: readonly Step[], body: object = { message: "growth above all" }): Promise<Told> {
      steps = script;
      played = 0;
      const before = model.calls.length;
      const start = performance.now();
      const response = await fetch(`${server.origin}/v1/interpretations`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      const text = await response.text();
      const ms = performance.now() - start;
      const { interpretation } = JSON.parse(text) as { readonly interpretation?: Interpretation };
      return { status: response.status, text, ms, calls: model.calls.length - before, interpretation };
    },
    async stop() {
      await server.stop();
      await model.close();
    },
  };
}
export type ModelServer = Awaited<ReturnType<typeof startModelServer>>;

/** Whether what was read has weights that may be used: each at least nothing, together one. */
export function hasValidWeights({ interpretation }: Told): boolean {
  const weights = interpretation?.weights;
  if (!weights) return interpretation?.method === "none";
  const sum = SIGNALS.reduce((total, signal) => total + weights[signal], 0);
  return Math.abs(sum - 1) <= 1e-9 && SIGNALS.every((signal) => weights[signal] >= 0);
}
