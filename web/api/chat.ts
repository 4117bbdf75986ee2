import type { OwnForce } from "../../contract/coverage.ts";
import type { Policy } from "../../tiering/index.ts";
import { address } from "./address.ts";
import type { ChatAnswer, HistoryTurn, UnderstoodAnswer } from "./answers.ts";
import { noteBook } from "./book-seen.ts";
import { type Events, followAnswer } from "./follow.ts";

/**
 * Says something to the server and follows its events to the answer (small talk is answered without
 * any); aborting the signal closes the connection, which cancels the run.
 */
export async function chat(
  body: {
    readonly message: string;
    readonly history: readonly HistoryTurn[];
    readonly policy?: Policy;
    /** Sellers that were loaded; those of the server where absent. */
    readonly coverage?: OwnForce;
  },
  events: Events<UnderstoodAnswer>,
  signal: AbortSignal,
): Promise<ChatAnswer> {
  const response = await fetch(address("v1/chat"), {
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream, application/json;q=.5" },
    body: JSON.stringify(body),
    signal,
  });
  const answer = await followAnswer<ChatAnswer, UnderstoodAnswer>(response, events);
  noteBook(answer);
  return answer;
}
