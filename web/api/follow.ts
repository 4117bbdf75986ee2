import { chunksOf, refuseProblem } from "./call.ts";
import { readEvents } from "./event-stream.ts";
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

/**
 * Follows an answer's events to its result; an answer without events is its own result.
 * @throws {RequestError} for a problem; TypeError where the connection ended before the result
 */
export async function followAnswer<T, P>(response: Response, events: Events<P>): Promise<T> {
  await refuseProblem(response);
  if (!response.headers.get("content-type")?.startsWith("text/event-stream")) {
    return (await response.json()) as T;
  }
  let answer: { readonly value: T } | null = null;
  for await (const { name, data } of readEvents(chunksOf(response.body!))) {
    const value: unknown = JSON.parse(data);
    if (name === "plan") events.onPlan?.(value as P);
    if (name === "progress") events.onProgress?.(value as RunProgress);
    if (name === "result") answer = { value: value as T };
    if (name === "error") {
      const status = (value as { status?: unknown }).status;
      throw new RequestError(readProblem(typeof status === "number" ? status : 500, value));
    }
  }
  if (answer === null) throw new TypeError("the connection closed before the answer");
  return answer.value;
}
