import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normaliseWeights, SIGNALS } from "../../../tiering/index.ts";

const all = (runway: number, growth = runway, geo = runway, category = runway) => ({
  runway,
  growth,
  geo,
  category,
});

describe("normaliseWeights", () => {
  it("keeps proportions at any scale, huge sums and denormal numbers included", () => {
    const half = { runway: 0.5, growth: 0.5, geo: 0, category: 0 };
    expect(normaliseWeights(all(1e308, 1e308, 0, 0))).toEqual(half);
    expect(normaliseWeights(all(5e-324, 5e-324, 0, 0))).toEqual(half);
    expect(normaliseWeights(all(3, 0, 1, 0))).toEqual({ runway: 0.75, growth: 0, geo: 0.25, category: 0 });
  });

  it("sums to 1 and is idempotent to the bit", () => {
    const weight = fc.double({ min: 0, max: Number.MAX_VALUE, noNaN: true });
    fc.assert(
      fc.property(fc.tuple(weight, weight, weight, weight), ([a, b, c, d]) => {
        fc.pre(a + b + c + d > 0);
        const once = normaliseWeights(all(a, b, c, d));
        const sum = SIGNALS.reduce((total, signal) => total + once[signal], 0);
        expect(Math.abs(sum - 1)).toBeLessThanOrEqual(1e-12);
        expect(normaliseWeights(once)).toEqual(once);
      }),
    );
  });

  it.each([
    [all(Number.NaN), "/weights/runway"],
    [all(1, -1), "/weights/growth"],
    [all(1, 1, Number.POSITIVE_INFINITY), "/weights/geo"],
    [all(0), "/weights"],
  ])("refuses %o, pointing at %s", (weights, pointer) => {
    expect(() => normaliseWeights(weights)).toThrow(
      expect.objectContaining({ code: "invalid-weights", details: { pointer } }),
    );
  });
});
