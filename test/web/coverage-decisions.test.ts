import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { OwnerChange } from "../../tiering/index.ts";
import type { Decision } from "../../web/coverage/ask.ts";
import { cover, covering, decide, stopCovering } from "../../web/coverage/covering.ts";
import { wish } from "../../web/coverage/wish.ts";

/** One asking of the server: its body, and the way to answer or refuse it. */
interface Asking {
  readonly override: { readonly keep?: { account: string; seller: string }[] } | undefined;
  answer(price: number): void;
  refuse(): void;
}

const initial = wish.peek();
let askings: Asking[];
beforeEach(() => {
  askings = [];
  wish.value = { ...initial, decisions: {} };
  covering.value = { answer: null, progress: null, trouble: null, last: null };
  vi.stubGlobal("fetch", (_: string, { body, signal }: { body: string; signal: AbortSignal }) => {
    const { promise, resolve, reject } = Promise.withResolvers<Response>();
    signal.addEventListener("abort", () => reject(signal.reason));
    const json = (value: object, status: number, type: string) =>
      resolve(new Response(JSON.stringify(value), { status, headers: { "content-type": type } }));
    askings.push({
      override: JSON.parse(body).override,
      answer: (price) => json({ override: { price } }, 200, "application/json"),
      refuse: () =>
        json(
          { status: 422, title: "Impossible", detail: "two locks of one account" },
          422,
          "application/problem+json",
        ),
    });
    return promise;
  });
});
afterEach(() => vi.unstubAllGlobals());

const decision = (account: string, seller: string): Decision => ({
  change: { account, from: "s1", to: "s2" } as OwnerChange,
  verdict: "other",
  seller,
});
const decided = () => Object.entries(wish.peek().decisions).map(([account, { seller }]) => [account, seller]);

describe("a decision on a coverage that is overtaken", () => {
  it("is priced with the newer one, and both stand where that is answered", async () => {
    const first = decide("1", decision("1", "s3"));
    const second = decide("2", decision("2", "s4"));
    expect(askings.map(({ override }) => override?.keep?.length)).toEqual([1, 2]);
    askings[1]!.answer(7);
    await Promise.all([first, second]);
    expect(decided()).toEqual([
      ["1", "s3"],
      ["2", "s4"],
    ]);
    expect(covering.peek().last).toEqual({ account: "2", price: 7 });
  });

  it("is taken back with the newer one where both are refused together", async () => {
    const first = decide("1", decision("1", "s3"));
    const second = decide("2", decision("2", "s4"));
    askings[1]!.refuse();
    await Promise.all([first, second]);
    expect(decided()).toEqual([]);
    expect(covering.peek().trouble?.detail).toMatch(/two locks/);
  });

  it("stands when what overtakes it is another wish, and its answer counts the decision in", async () => {
    const first = decide("1", decision("1", "s3"));
    wish.value = { ...wish.peek(), singleGeo: "all" };
    const other = cover();
    expect(askings[1]!.override?.keep).toEqual([{ account: "1", seller: "s3" }]);
    askings[1]!.answer(3);
    await Promise.all([first, other]);
    expect(decided()).toEqual([["1", "s3"]]);
  });

  it("gives way to a later decision on the same account, which an earlier refusal does not undo", async () => {
    const first = decide("1", decision("1", "s3"));
    const second = decide("1", decision("1", "s4"));
    askings[1]!.answer(1);
    await Promise.all([first, second]);
    expect(decided()).toEqual([["1", "s4"]]);
  });

  it("is as it was before where it is stopped, and says so", async () => {
    const first = decide("1", decision("1", "s3"));
    stopCovering();
    await first;
    expect(decided()).toEqual([]);
    expect(covering.peek().trouble?.title).toBe("Not decided");
  });

  it("answers that come late change nothing of what is shown", async () => {
    const first = decide("1", decision("1", "s3"));
    const second = decide("2", decision("2", "s4"));
    askings[1]!.answer(7);
    askings[0]!.answer(99);
    await Promise.all([first, second]);
    expect(covering.peek().answer?.override?.price).toBe(7);
  });
});
