import { describe, expect, it } from "vitest";
import { amount, change, share } from "../../web/words/format.ts";

describe("numbers as the page shows them", () => {
  it.each([
    [0.0536, "+0.054"],
    [-0.0536, "−0.054"],
    [0.0001, "+0.0001"],
    [-0.0001, "−0.0001"],
    [0, "±0"],
    [null, "–"],
  ])("a change of %s is %s: one that is too small to show is still one", (value, shown) => {
    expect(change(value)).toBe(shown);
  });

  it.each([
    [602_000, null, "602k"],
    [715_300, null, "715.3k"],
    [-1.2e9, "EUR", "−1.2B EUR"],
    [12_345_678, "€", "€12.35M"],
  ])("an amount of %s in %s is %s, as the server's texts have it", (value, currency, shown) => {
    expect(amount(value, currency)).toBe(shown);
  });

  it("a share has no needless decimals", () => {
    expect([share(0.05), share(0.006), share(0.8049)]).toEqual(["5 %", "0.6 %", "80.5 %"]);
  });
});
