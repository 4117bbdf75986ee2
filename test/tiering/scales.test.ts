import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeZScores, SCALES, SIGNALS, scaleSignal } from "../../tiering/index.ts";
import { randomBook } from "./support/random-book.ts";

const moments = (values: Float64Array) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length };
};

describe.each(SCALES)("the scale %s", (scale) => {
  it("has mean 0 and population variance 1 over the accounts that have the signal, 0 for the others", () => {
    const values = Float64Array.from({ length: 200 }, (_, i) => (i % 9 === 0 ? Number.NaN : (i * 37) % 101));
    const { scores } = scaleSignal(values, scale);
    const defined = scores.filter((_, i) => !Number.isNaN(values[i]!));
    const { mean, variance } = moments(defined);
    expect(mean).toBeCloseTo(0, 12);
    expect(variance).toBeCloseTo(1, 12);
    expect(scores.filter((_, i) => Number.isNaN(values[i]!)).every((score) => score === 0)).toBe(true);
  });

  it("never puts a larger value below a smaller one, and says of any value what it would score", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 40 }),
        (list) => {
          const values = Float64Array.from(list);
          const { scores, scoreOf } = scaleSignal(values, scale);
          for (let i = 0; i < list.length; i++) {
            expect(scoreOf(values[i]!)).toBe(scores[i]);
            for (let j = 0; j < list.length; j++)
              if (values[i]! >= values[j]!) expect(scores[i]!).toBeGreaterThanOrEqual(scores[j]!);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it("scores 0 where a column is constant but for the rounding of its decimals", () => {
    const column = Float64Array.of(0.3 - 0.1, 0.4 - 0.2, 0.5 - 0.3, 0.6 - 0.4);
    expect(new Set(column).size).toBeGreaterThan(1);
    expect([...scaleSignal(column, scale).scores]).toEqual([0, 0, 0, 0]);
  });
});

it("one absurd value flattens z-scores, not ranks and not winsorised scores", () => {
  const values = Float64Array.of(1, 2, 3, 4, 5, 1e9);
  const spread = (scale: (typeof SCALES)[number]) => {
    const { scores } = scaleSignal(values, scale);
    return scores[4]! - scores[0]!;
  };
  expect(spread("zscore")).toBeLessThan(1e-6);
  expect(spread("winsor")).toBeGreaterThan(1);
  expect(spread("rank")).toBeGreaterThan(1);
});

it("the published scale is the z-score, to the bit of the formula", () => {
  const { accounts } = randomBook({ n: 60, seed: 3 });
  const z = computeZScores(accounts);
  expect(z.scale).toBe("zscore");
  for (const signal of SIGNALS) expect(moments(z[signal].filter((v) => v !== 0)).variance).toBeCloseTo(1, 0);
});
