import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createMemo } from "../../service/memo.ts";
import { endAfterRest } from "../../service/workers/end-after-rest.ts";
import { waitForMemory } from "../../service/workers/wait-for-memory.ts";

afterEach(() => vi.restoreAllMocks());

describe("an instance that is short of memory", () => {
  it("keeps a quarter of the results, the latest", async () => {
    let isShort = false;
    const memo = createMemo(40_000, () => isShort);
    let made = 0;
    const ask = (key: string) =>
      memo(
        key,
        async () => {
          made++;
          return "x".repeat(2_000);
        },
        {},
      );
    for (const key of ["a", "b", "c", "d"]) await ask(key);
    expect(await Promise.all(["a", "b", "c", "d"].map(ask))).toHaveLength(4);
    expect(made).toBe(4);
    isShort = true;
    await ask("e");
    await ask("f");
    expect(made).toBe(6);
    await ask("f");
    await ask("e");
    expect(made).toBe(6);
    await ask("a");
    expect(made).toBe(7);
  });

  it("ends what rests after a second, and what does not rest any more not at all", async () => {
    // More than an instance can have.
    vi.spyOn(process.memoryUsage, "rss").mockReturnValue(Number.MAX_SAFE_INTEGER);
    const [resting, busy] = [vi.fn(), vi.fn()];
    endAfterRest(resting);
    endAfterRest(busy)();
    await vi.waitFor(() => expect(resting).toHaveBeenCalledOnce(), { timeout: 10_000 });
    await sleep(50);
    expect(busy).not.toHaveBeenCalled();
  });

  it("waits with a thread until there is memory, and not for ever", async () => {
    let looks = 0;
    await waitForMemory(() => ++looks < 3);
    expect(looks).toBe(3);
    await waitForMemory(() => true, 150);
  });
});
