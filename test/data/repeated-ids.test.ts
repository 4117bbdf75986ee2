import { expect, it } from "vitest";
import { RepeatedIds } from "../../data/read/repeated-ids.ts";

it("a column in which two million rows repeat an ID is refused at the next one: it is none of IDs", () => {
  const repeats = new RepeatedIds();
  for (let row = 1; row <= 2_000_000; row++) repeats.add(row, 0, () => "", "a.csv");
  expect(() => repeats.add(2_000_001, 0, () => "", "a.csv")).toThrow(
    expect.objectContaining({ code: "too-large", message: expect.stringMatching(/repeat the ID/) }),
  );
});
