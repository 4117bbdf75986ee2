import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Weights } from "../../tiering/index.ts";
import { shownPercents } from "../../web/words/percents.ts";

const weights = fc
  .array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 })
  .filter((parts) => parts.some((part) => part > 1e-6))
  .map((parts): Weights => {
    const sum = parts.reduce((a, b) => a + b, 0);
    const [runway, growth, geo, category] = parts.map((part) => part / sum) as [
      number,
      number,
      number,
      number,
    ];
    return { runway, growth, geo, category };
  });

describe("shownPercents", () => {
  it("shows whole per cents without decimals, others with one where it is needed", () => {
    expect(shownPercents({ runway: 0.4, growth: 0.3, geo: 0.15, category: 0.15 })).toEqual({
      runway: "40",
      growth: "30",
      geo: "15",
      category: "15",
    });
    expect(shownPercents({ runway: 0.45, growth: 0.4, geo: 0.075, category: 0.075 })).toEqual({
      runway: "45",
      growth: "40",
      geo: "7.5",
      category: "7.5",
    });
  });

  it("always adds up to 100", () => {
    fc.assert(
      fc.property(weights, (any) => {
        const sum = Object.values(shownPercents(any)).reduce((a, text) => a + Number(text), 0);
        expect(sum).toBeCloseTo(100, 9);
      }),
    );
  });
});
