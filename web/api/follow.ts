import { EventSourceParserStream } from "eventsource-parser/stream";
import { address } from "./address.ts";
import { refuseProblem } from "./call.ts";
import { RequestError, readProblem } from "./problem.ts";

/** How far a run has come. */
export interface RunProgress {
  readonly phase: string;
  /** 0 … 1 within the phase. */
  readonly share: number;
}

/** What an answer tells while it is made. */
export interface Events<P> {
  /** The plan that is run, before it runs. */
  onPlan?(plan: P): void;
  onProgress?(progress: RunProgress): void;
}

/** GETs an answer by events, telling how far it has come; aborting the signal cancels the run. */
export async function followGet<T>(
  path: string,
  onProgress: (progress: RunProgress) => void,
  signal: AbortSignal,
): Promise<T> {
  const response = await fetch(address(path), { headers: { accept: "text/event-stream" }, signal });
  return followAnswer<T, unknown>(response, { onProgress });
}

/**
 * Follows an answer's events to its result; an answer without events is its own result.
 * @throws {RequestError} for a problem; TypeError where the connection ended before the result
 */
export async function followAnswer<T, P>(response: Response, events: Events<P>): Promise<T> {
  await refuseProblem(response);
  if (!response.headers.get("content-type")?.startsWith("text/event-stream")) {
    return (await response.json()) as T;
  }
  const messages = response
    .body!.pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
    .getReader();
  let answer: { readonly value: T } | null = null;
  for (;;) {
    const { done, value: message } = await messages.read();
    if (done) break;
    const value: unknown = JSON.parse(message.data);
    if (message.event === "plan") events.onPlan?.(value as P);
    if (message.event === "progress") events.onProgress?.(value as RunProgress);
    if (message.event === "result") answer = { value: value as T };
    if (message.event === "error") {
      const status = (value as { status?: unknown }).status;
      throw new RequestError(readProblem(typeof status === "number" ? status : 500, value), value);
    }
  }
  if (answer === null) throw new TypeError("the connection closed before the answer");
  return answer.value;
}
