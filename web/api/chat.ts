import type { ChatAnswer, HistoryTurn, UnderstoodAnswer } from "./answers.ts";
import { chunksOf, refuseProblem } from "./call.ts";
import { readEvents } from "./event-stream.ts";
import { RequestError, readProblem } from "./problem.ts";

/** How far a run has come. */
export interface RunProgress {
  readonly phase: string;
  readonly share: number;
}

/** What a chat tells while it goes on. */
export interface ChatEvents {
  onPlan(understood: UnderstoodAnswer): void;
  onProgress(progress: RunProgress): void;
}

/**
 * Says something to the server and follows its events to the answer; aborting the signal closes the
 * connection, which cancels the run.
 */
export async function chat(
  body: { readonly message: string; readonly history: readonly HistoryTurn[] },
  events: ChatEvents,
  signal: AbortSignal,
): Promise<ChatAnswer> {
  const response = await fetch("v1/chat", {
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream, application/json;q=.5" },
    body: JSON.stringify(body),
    signal,
  });
  await refuseProblem(response);
  // Small talk is answered as plain JSON, whatever was accepted.
  if (!response.headers.get("content-type")?.startsWith("text/event-stream")) {
    return (await response.json()) as ChatAnswer;
  }
  let answer: ChatAnswer | null = null;
  for await (const { name, data } of readEvents(chunksOf(response.body!))) {
    const value: unknown = JSON.parse(data);
    if (name === "plan") events.onPlan(value as UnderstoodAnswer);
    if (name === "progress") events.onProgress(value as RunProgress);
    if (name === "result") answer = value as ChatAnswer;
    if (name === "error") {
      const status = (value as { status?: unknown }).status;
      throw new RequestError(readProblem(typeof status === "number" ? status : 500, value));
    }
  }
  if (answer !== null) return answer;
  throw new TypeError("the connection closed before the answer");
}
