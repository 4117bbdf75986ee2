import { expect, test } from "vitest";
import { type Box, dive, type PatternMaster } from "../../../tiering/index.ts";

/** A relaxation whose numbers stand at parts until the box holds them. */
function masterOf(parts: readonly number[]): PatternMaster {
  let solved = 0;
  return {
    get solved() {
      return solved;
    },
    bends: [],
    add: () => 0,
    relax({ least, most }: Box) {
      solved++;
      const values = Float64Array.from(parts, (x, j) =>
        Math.max(least.get(j) ?? 0, Math.min(most.get(j) ?? 9, x)),
      );
      return { bound: 1, worth: 1, values, prices: new Float64Array(0), isWhole: true };
    },
    close() {},
  };
}

test("a dive rounds several numbers to the nearest between two relaxations, and offers them once all are whole", () => {
  const parts = Array.from({ length: 40 }, (_, j) => 1 + (j + 1) / 82);
  const master = masterOf(parts);
  const offered: number[][] = [];
  const incumbent = { worth: 0, offer: (values: Float64Array) => offered.push([...values]) };
  const integers = [...parts.keys()];
  dive(
    { master, integers, incumbent, rounded: 0.2, use: new Map(integers.map((j) => [j, 0.1])) },
    { least: new Map(), most: new Map() },
    "distance",
    {},
  );
  expect(offered).toEqual([parts.map((x) => Math.round(x))]);
  expect(master.solved).toBeLessThan(parts.length / 2);
});
