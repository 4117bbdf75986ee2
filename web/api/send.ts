import { address } from "./address.ts";
import { refuseProblem } from "./call.ts";

/** Sends JSON to this page's server, about the book that is open. @throws {RequestError}, TypeError where nobody answers */
export async function sendJson<T>(method: "POST" | "DELETE", path: string, body?: object): Promise<T> {
  const response = await fetch(address(path), {
    method,
    headers: { accept: "application/json", ...(body && { "content-type": "application/json" }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  await refuseProblem(response);
  return (await response.json()) as T;
}
