import { address } from "./address.ts";
import { noteBook } from "./book-seen.ts";
import { RequestError, readProblem } from "./problem.ts";

/** GETs JSON from this page's server. @throws {RequestError} for a refusal, TypeError where nobody answers. */
export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(address(path), { headers: { accept: "application/json" }, signal });
  await refuseProblem(response);
  const answer: unknown = await response.json();
  noteBook(answer);
  return answer as T;
}

/** Throws the problem that a response carries, if it is one. */
export async function refuseProblem(response: Response): Promise<void> {
  if (response.ok) return;
  const body: unknown = await response.json().catch(() => null);
  throw new RequestError(readProblem(response.status, body));
}

/** A stream's chunks; not every browser iterates streams itself. */
export async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}
