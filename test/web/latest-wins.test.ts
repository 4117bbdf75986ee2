import { expect, it } from "vitest";
import { latestWins } from "../../web/state/latest-wins.ts";

it("does one piece at a time, and of what was asked meanwhile only the latest", async () => {
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const ask = latestWins<number>((wish) => {
    begun.push(wish);
    return new Promise((resolve) => ends.push(resolve));
  });
  for (const wish of [1, 2, 3, 4]) ask(wish);
  expect(begun).toEqual([1]);
  ends[0]!();
  await expect.poll(() => begun).toEqual([1, 4]);
  ends[1]!();
  await new Promise((resolve) => setTimeout(resolve, 5));
  ask(5);
  expect(begun).toEqual([1, 4, 5]);
});
