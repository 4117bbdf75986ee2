import { expect, test } from "vitest";
import { DEFAULT_WEIGHTS, SIGNALS, tierLetter } from "../../../tiering/index.ts";

test("the default weights sum to 1", () => {
  const sum = SIGNALS.reduce((total, signal) => total + DEFAULT_WEIGHTS[signal], 0);
  expect(sum).toBeCloseTo(1, 12);
});

test("tiers are lettered from A, the highest", () => {
  expect([0, 1, 25].map(tierLetter)).toEqual(["A", "B", "Z"]);
});
