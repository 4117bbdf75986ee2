import { afterEach, expect, it } from "vitest";
import { createHost, type Host } from "../../service/workers/host.ts";
import { computeZScores } from "../../tiering/index.ts";
import { smallBook } from "./support/small-book.ts";

const script = new URL("./support/scripted-thread.ts", import.meta.url);
let host: Host;
afterEach(() => host.close());

/** Holds up this thread, so that what others say meanwhile waits. */
const holdUp = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

it("a thread that is told to end takes no further job, whatever it has just said: the next runs on its successor", async () => {
  const book = smallBook();
  const next = Promise.withResolvers<unknown>();
  let isTold = false;
  let isAsked = false;
  const job = (answer: string) => {
    const stop = new Int32Array(new SharedArrayBuffer(4));
    return { task: "tier", args: { answer } as never, stop, seconds: 60 } as const;
  };
  const onFree = () => {
    if (!isTold || isAsked || host.busy) return;
    isAsked = true;
    host.start(job("next"), { progress() {}, done: next.resolve, failed: next.reject });
  };
  host = createHost({ birth: { book, zScores: computeZScores(book), yields: false }, script, onFree });
  await host.ready;
  host.start(job("first"), { progress() {}, done() {}, failed() {} });
  holdUp(300);
  isTold = true;
  host.replace();
  expect(await next.promise).toBe("next");
});
