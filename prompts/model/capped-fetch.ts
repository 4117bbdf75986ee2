import { ModelError } from "./model.ts";

/** What {@link createCappedFetch} builds on: the global `fetch`, or a test's. */
export type Fetch = typeof globalThis.fetch;

/**
 * A `fetch` that follows no redirect and reads at most `maxBytes` of a (decompressed) body before it
 * drops the connection. The body is read in full here, so that every transport failure is this
 * call's rejection and none surfaces later as a bare TypeError.
 * @throws ModelError `fatal` when the body is larger; whatever the network throws otherwise.
 */
export function createCappedFetch(maxBytes: number, fetch: Fetch = globalThis.fetch): Fetch {
  return async (input, init) => {
    const response = await fetch(input, { ...init, redirect: "error" });
    const body = await readCapped(response, maxBytes);
    // A body may not accompany these; the SDK reads none.
    if (response.status === 204 || response.status === 205 || response.status === 304) return response;
    const headers = new Headers(response.headers);
    // The bytes are plain now.
    headers.delete("content-encoding");
    headers.delete("content-length");
    return new Response(body, { status: response.status, statusText: response.statusText, headers });
  };
}

async function readCapped(response: Response, maxBytes: number): Promise<ArrayBuffer> {
  const reader = response.body?.getReader();
  if (reader === undefined) return new ArrayBuffer(0);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > maxBytes) {
      await reader.cancel().catch(() => undefined);
      throw new ModelError("fatal", `the model's response is larger than ${maxBytes} bytes`);
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes.buffer;
}
