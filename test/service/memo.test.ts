import { describe, expect, it } from "vitest";
import { createMemo } from "../../service/memo.ts";
import type { JobOptions } from "../../service/workers/lane.ts";

/** Work that counts how often it was begun, and ends when the test says so. */
function counted() {
  const begun: { job: JobOptions; end: PromiseWithResolvers<string> }[] = [];
  const make = (job: JobOptions) => {
    const end = Promise.withResolvers<string>();
    job.signal?.addEventListener("abort", () => end.reject(new Error("aborted")));
    begun.push({ job, end });
    return end.promise;
  };
  return { begun, make };
}

const HALF = { phase: "Hybrid", share: 0.5 };

describe("a memo of work", () => {
  it("begins five equal requests at once as one, and gives all five its value", async () => {
    const memo = createMemo(1_000);
    const { begun, make } = counted();
    const asked = Array.from({ length: 5 }, () => memo("key", make, {}));
    expect(begun).toHaveLength(1);
    begun[0]!.end.resolve("value");
    expect(await Promise.all(asked)).toEqual(Array(5).fill("value"));
    expect(await memo("key", make, {})).toBe("value");
    expect(begun).toHaveLength(1);
  });

  it("may be begun by work that another one is under way with already, whose progress it hears at once", async () => {
    const memo = createMemo(1_000);
    const { begun, make } = counted();
    const first = memo("run", make, {});
    begun[0]!.job.onProgress?.(HALF);
    const heard: unknown[] = [];
    const over = memo("list of the run", (job) => memo("run", make, job), {
      onProgress: (progress) => heard.push(progress),
    });
    begun[0]!.end.resolve("value");
    expect(await over).toBe("value");
    expect(await first).toBe("value");
    expect(heard).toEqual([HALF]);
    expect(begun).toHaveLength(1);
  });

  it("goes on while anybody waits, and is cancelled when the last one leaves", async () => {
    const memo = createMemo(1_000);
    const { begun, make } = counted();
    const clients = [new AbortController(), new AbortController()];
    const asked = clients.map(({ signal }) => memo("key", make, { signal }));
    const left = asked.map((each) => each.catch((error: { code: string }) => error.code));
    clients[0]!.abort();
    expect(await left[0]).toBe("client-left");
    expect(begun[0]!.job.signal!.aborted).toBe(false);
    clients[1]!.abort();
    expect(await left[1]).toBe("client-left");
    expect(begun[0]!.job.signal!.aborted).toBe(true);
  });

  it("begins afresh for whoever asks after the last one has left", async () => {
    const memo = createMemo(1_000);
    const { begun, make } = counted();
    const client = new AbortController();
    const left = memo("key", make, { signal: client.signal }).catch(() => "left");
    client.abort();
    await left;
    const again = memo("key", make, {});
    expect(begun).toHaveLength(2);
    begun[1]!.end.resolve("second");
    expect(await again).toBe("second");
  });

  it("keeps no failure, and tells it to all that waited", async () => {
    const memo = createMemo(1_000);
    const { begun, make } = counted();
    const asked = [memo("key", make, {}), memo("key", make, {})];
    begun[0]!.end.reject(new Error("failed"));
    for (const each of asked) await expect(each).rejects.toThrow("failed");
    void memo("key", make, {});
    expect(begun).toHaveLength(2);
  });

  it("passes progress on to each that waits, the latest at once to one who joins", async () => {
    const memo = createMemo(1_000);
    const { begun, make } = counted();
    const seen: number[] = [];
    const onProgress = ({ share }: { share: number }) => void seen.push(share);
    const first = memo("key", make, { onProgress });
    begun[0]!.job.onProgress!({ phase: "x", share: 0.5 });
    const second = memo("key", make, { onProgress });
    expect(seen).toEqual([0.5, 0.5]);
    begun[0]!.end.resolve("value");
    await Promise.all([first, second]);
  });

  it("keeps the latest used up to its bytes, nothing where they are 0", async () => {
    const memo = createMemo(3_000);
    let made = 0;
    const make = async () => {
      made++;
      return new Float64Array(125);
    };
    for (const key of ["a", "b", "a", "c", "a"]) await memo(key, make, {});
    expect(made).toBe(3);
    await memo("b", make, {});
    expect(made).toBe(4);
    const none = createMemo(0);
    for (let i = 0; i < 2; i++) await none("a", make, {});
    expect(made).toBe(6);
  });

  it("refuses a caller who has left before", async () => {
    const { begun, make } = counted();
    const signal = AbortSignal.abort();
    await expect(createMemo(1_000)("key", make, { signal })).rejects.toMatchObject({ code: "client-left" });
    expect(begun).toHaveLength(0);
  });
});
