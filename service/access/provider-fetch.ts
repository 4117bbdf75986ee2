/** Most bytes of an answer of an identity provider: tokens, keys and addresses are some kilobytes. */
const MOST_BYTES = 2 ** 20;

/** A `fetch` that gives up an answer of more than a MiB, rather than have a provider fill the memory. */
export async function fetchOfProvider(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  if (response.body === null) return response;
  let bytes = 0;
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes <= MOST_BYTES) controller.enqueue(chunk);
      else controller.error(new TypeError(`the provider's answer is larger than ${MOST_BYTES} bytes`));
    },
  });
  const { status, statusText, headers } = response;
  return new Response(response.body.pipeThrough(counted), { status, statusText, headers });
}
