import { expect, it } from "vitest";
import { RepeatedIds } from "../../data/read/repeated-ids.ts";

it("a column in which two million rows repeat an ID is refused at the next one: it is none of IDs", () => {
  const repeats = new RepeatedIds();
  for (let k = 1; k <= 2_000_000; k++) repeats.add(2 * k, 0, () => "", "a.csv");
  expect(() => repeats.add(4_000_002, 0, () => "", "a.csv")).toThrow(
    expect.objectContaining({ code: "too-large", message: expect.stringMatching(/repeat the ID/) }),
  );
});

it("a column in which nine of ten rows repeat an ID is refused after a hundred thousand of them", () => {
  const repeats = new RepeatedIds();
  for (let row = 1; row <= 100_000; row++) repeats.add(row, 0, () => "", "a.csv");
  expect(() => repeats.add(100_001, 0, () => "", "a.csv")).toThrow(
    expect.objectContaining({
      code: "too-large",
      message: expect.stringContaining("100001 of the first 100002 rows repeat the ID of an earlier one"),
    }),
  );
});
