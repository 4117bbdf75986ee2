import { afterEach, describe, expect, it, vi } from "vitest";
import { createLane } from "../../service/workers/lane.ts";
import { createLargeThreads, type LargeThreads, takeTurn } from "../../service/workers/large-threads.ts";
import { computeZScores } from "../../tiering/index.ts";
import { smallBook } from "./support/small-book.ts";

afterEach(() => vi.restoreAllMocks());

const ownerNamed = (name: string, ended: string[] = []) => ({
  async endResting() {
    ended.push(name);
  },
});
/** Until what is under way has said so: no timer is behind it. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("turns of large threads", () => {
  it("are had one after the other, in the order of asking, and what is given back twice counts once", async () => {
    const turns = createLargeThreads({ most: 1 });
    const begun: string[] = [];
    const [a, b, c] = ["a", "b", "c"].map((name) => turns.ask(ownerNamed(name), () => begun.push(name)));
    await settled();
    expect(begun).toEqual(["a"]);
    a!();
    a!();
    await settled();
    expect(begun).toEqual(["a", "b"]);
    b!();
    await settled();
    expect(begun).toEqual(["a", "b", "c"]);
    c!();
  });

  it("end a thread, too, that is laid to rest just behind its turn", async () => {
    const turns = createLargeThreads({ most: 1 });
    const [resting, ended]: [string[], string[]] = [[], []];
    const first = {
      async endResting() {
        ended.push(...resting);
      },
    };
    const giveBack = turns.ask(first, () => {});
    turns.ask(ownerNamed("next"), () => {});
    await settled();
    giveBack();
    resting.push("thread");
    await settled();
    expect(ended).toEqual(["thread"]);
  });

  it("begin at once where there is room for many", () => {
    const turns = createLargeThreads({ most: Number.POSITIVE_INFINITY });
    const begun: string[] = [];
    for (const name of ["a", "b"]) turns.ask(ownerNamed(name), () => begun.push(name));
    expect(begun).toEqual(["a", "b"]);
  });

  it("begin once what rests of others has ended, and leave the owner's own thread", async () => {
    const turns = createLargeThreads({ most: 1 });
    const ended: string[] = [];
    const gone = Promise.withResolvers<void>();
    const slow = {
      endResting() {
        ended.push("slow");
        return gone.promise;
      },
    };
    turns.ask(slow, () => {})();
    await settled();
    turns.ask(slow, () => {})();
    await settled();
    expect(ended).toEqual([]);
    let isOn = false;
    turns.ask(ownerNamed("next", ended), () => {
      isOn = true;
    });
    await settled();
    expect([ended, isOn]).toEqual([["slow"], false]);
    gone.resolve();
    await settled();
    expect(isOn).toBe(true);
  });

  it("are not had by who has left, nor waited for for ever, and others come", async () => {
    const turns = createLargeThreads({ most: 1, waitMs: 100 });
    const giveBack = await takeTurn(turns, ownerNamed("a"));
    const leaving = new AbortController();
    const left = takeTurn(turns, ownerNamed("b"), leaving.signal);
    leaving.abort();
    await expect(left).rejects.toMatchObject({ code: "client-left" });
    await expect(takeTurn(turns, ownerNamed("c"))).rejects.toMatchObject({
      code: "queue-full",
      retryAfterSeconds: 1,
    });
    giveBack();
    (await takeTurn(turns, ownerNamed("d")))();
  });
});

describe("a lane that takes turns", () => {
  const script = new URL("./support/scripted-thread.ts", import.meta.url);
  const limits = { workers: 1, queueLimit: 8, perClient: 8, queueMs: 60_000, taskMs: 60_000 };
  const laneWith = (turns: LargeThreads, more: { script?: URL; leavesTo?: LargeThreads } = {}) => {
    const book = smallBook();
    const birth = { book, zScores: computeZScores(book), yields: true };
    return createLane({ birth, script, lazy: true, turns, ...limits, ...more });
  };
  const perform = (lane: ReturnType<typeof laneWith>, args: object, signal?: AbortSignal) =>
    lane.perform("segment", args as never, { signal });

  it("begins no job while another has the turn, and gives its own back with each job", async () => {
    const turns = createLargeThreads({ most: 1 });
    const lane = laneWith(turns);
    const giveBack = await takeTurn(turns, ownerNamed("other"));
    const asked = ["first", "second"].map((answer) => perform(lane, { answer }));
    await settled();
    expect(lane.load()).toEqual({ running: 0, queued: 2 });
    const between = takeTurn(turns, ownerNamed("other"));
    giveBack();
    expect(await asked[0]).toBe("first");
    (await between)();
    expect(await asked[1]).toBe("second");
    (await takeTurn(turns, ownerNamed("other")))();
    await lane.close();
  });

  it("ends its thread at rest where another's turn comes", async () => {
    const turns = createLargeThreads({ most: 1 });
    const lane = laneWith(turns);
    const first = await perform(lane, { until: "named" });
    expect(await perform(lane, { until: "named" })).toBe(first);
    (await takeTurn(turns, ownerNamed("other")))();
    expect(await perform(lane, { until: "named" })).not.toBe(first);
    await lane.close();
  });

  it("and one that takes none ends its thread at rest as well, and not one at work", async () => {
    const turns = createLargeThreads({ most: 1 });
    const lane = laneWith(createLargeThreads({ most: Number.POSITIVE_INFINITY }), { leavesTo: turns });
    const first = await perform(lane, { until: "named" });
    const leaving = new AbortController();
    const lasting = perform(lane, { until: "stopped" }, leaving.signal);
    await expect.poll(() => lane.load().running).toBe(1);
    (await takeTurn(turns, ownerNamed("other")))();
    leaving.abort();
    await expect(lasting).rejects.toMatchObject({ code: "client-left" });
    expect(await perform(lane, { until: "named" })).toBe(first);
    (await takeTurn(turns, ownerNamed("other")))();
    expect(await perform(lane, { until: "named" })).not.toBe(first);
    await lane.close();
  });

  it("keeps no turn for a job that has left, nor when it closes, and none where its thread is lost", async () => {
    const turns = createLargeThreads({ most: 1 });
    const lane = laneWith(turns);
    const leaving = new AbortController();
    const left = perform(lane, { answer: "nobody hears" }, leaving.signal);
    leaving.abort();
    await expect(left).rejects.toMatchObject({ code: "client-left" });
    (await takeTurn(turns, ownerNamed("other")))();
    await expect(perform(lane, { until: "dead" })).rejects.toThrow("exit code 3");
    (await takeTurn(turns, ownerNamed("other")))();
    const closed = perform(lane, { answer: "too late" });
    const ended = expect(closed).rejects.toMatchObject({ code: "draining" });
    await lane.close();
    await ended;
    (await takeTurn(turns, ownerNamed("other")))();
  });

  it("whose threads cannot start fails its jobs, and nothing else", async () => {
    const turns = createLargeThreads({ most: 1 });
    const lane = laneWith(turns, { script: new URL("data:text/javascript,throw new Error('no room')") });
    await expect(perform(lane, {})).rejects.toThrow("no room");
    await expect(perform(lane, {})).rejects.toThrow("no room");
    (await takeTurn(turns, ownerNamed("other")))();
    await lane.close();
  });
});
