import { expect, it } from "vitest";
import { inTurn } from "../../web/state/turns.ts";

it("does one at a time, in order, passes over what was given up, and goes on after a failure", async () => {
  const done: number[] = [];
  let busy = 0;
  const work = (id: number) => async () => {
    busy++;
    expect(busy).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 5));
    busy--;
    done.push(id);
    if (id === 2) throw new Error("refused");
  };
  const given = new AbortController();
  const kept = new AbortController();
  inTurn(work(1), kept.signal);
  inTurn(work(2), kept.signal);
  inTurn(work(3), given.signal);
  inTurn(work(4), kept.signal);
  given.abort();
  await expect.poll(() => done).toEqual([1, 2, 4]);
});
