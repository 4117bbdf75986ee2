import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readEvents, type StreamEvent } from "../../web/api/event-stream.ts";

const STREAM =
  ': alive\n\nevent: plan\ndata: {"a":"ü"}\n\nevent: progress\r\ndata: 1\r\ndata: 2\r\n\r\nid: 7\n\ndata: last\n\n';
const EVENTS: StreamEvent[] = [
  { name: "plan", data: '{"a":"ü"}' },
  { name: "progress", data: "1\n2" },
  { name: "message", data: "last" },
];

async function gather<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function* cut(text: string, places: readonly number[]): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  const ends = [...places.map((place) => place % bytes.length), bytes.length].sort((a, b) => a - b);
  let start = 0;
  for (const end of ends) {
    yield bytes.subarray(start, end);
    start = end;
  }
}

describe("readEvents", () => {
  it("reads events whole wherever the chunks end", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(200)), async (places) => {
        // A chunk that ends between \r and \n leaves the line end to the next one.
        const events = await gather(readEvents(cut(STREAM, places)));
        expect(events).toEqual(EVENTS);
      }),
    );
  });

  it("drops an event that the connection cut off", async () => {
    expect(await gather(readEvents(cut("event: plan\ndata: 1", [])))).toEqual([]);
  });
});
