import { Agent, request } from "node:http";

/** One request, as it goes over the wire. */
export interface RawRequest {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Milliseconds to the first and the last byte of an answer, its status and its size on the wire. */
export interface RawAnswer {
  readonly status: number;
  readonly first: number;
  readonly last: number;
  readonly bytes: number;
}

/** An answer that had begun with this status, and broke off. */
export class TruncatedAnswer extends Error {
  readonly status: number;

  constructor(status: number, options: ErrorOptions) {
    super(`the answer ${status} broke off`, options);
    this.status = status;
  }
}

/** A client that unpacks nothing of what it gets: on the machine of the server it is to cost next to nothing. */
export function createRawClient(origin: string, headers: Readonly<Record<string, string>> = {}) {
  const agent = new Agent({ keepAlive: true });
  const own = { "accept-encoding": "gzip", ...headers };
  return {
    /** @throws {TruncatedAnswer} or another error where the connection breaks before the answer is whole */
    ask({ path, method = "GET", headers: more, body }: RawRequest): Promise<RawAnswer> {
      const start = performance.now();
      const { promise, resolve, reject } = Promise.withResolvers<RawAnswer>();
      const sent = request(origin + path, { agent, method, headers: { ...own, ...more } }, (response) => {
        let bytes = 0;
        let first = 0;
        response.on("data", (chunk: Buffer) => {
          if (bytes === 0) first = performance.now() - start;
          bytes += chunk.length;
        });
        const { statusCode: status = 0 } = response;
        response.once("end", () => resolve({ status, first, last: performance.now() - start, bytes }));
        response.once("error", (cause) => reject(new TruncatedAnswer(status, { cause })));
      });
      sent.once("error", reject);
      sent.end(body);
      return promise;
    },
    /** Breaks every connection, whatever is under way on it. */
    leave: () => agent.destroy(),
  };
}

/** A message for the chat. */
export function chatRequest(body: object, accept = "text/csv"): RawRequest {
  const headers = { "content-type": "application/json", accept };
  return { path: "/v1/chat", method: "POST", headers, body: JSON.stringify(body) };
}
