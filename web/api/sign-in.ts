import type { z } from "zod";
import type { Role } from "../../contract/caller.ts";
import type { sessionAnswer } from "../../contract/session.ts";
import { refuseProblem } from "./call.ts";

/** Who asks, and how one signs in here. */
export type SessionAnswer = z.output<typeof sessionAnswer>;
export type { Role };

// No book is in these addresses: who asks is nothing of a book's.
const ADDRESS = "v1/session";
const JSON_TYPE = { "content-type": "application/json" };

/** Asks who the server takes this page for. @throws {RequestError}, TypeError where nobody answers */
export const readSession = () => send({ headers: { accept: "application/json" } });

/** Signs in by a token. @throws {RequestError} where it is none */
export const beginSession = (token: string) =>
  send({ method: "POST", headers: JSON_TYPE, body: JSON.stringify({ token }) });

/** Signs out. @throws {RequestError} */
export const endSession = () => send({ method: "DELETE" });

async function send(request: RequestInit): Promise<SessionAnswer> {
  const response = await fetch(ADDRESS, request);
  await refuseProblem(response);
  return (await response.json()) as SessionAnswer;
}
