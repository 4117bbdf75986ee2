import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changeWeight, SIGNALS, type Signal, type Weights } from "../../../tiering/index.ts";

const NONE: ReadonlySet<Signal> = new Set();
const total = (weights: Weights) => SIGNALS.reduce((sum, signal) => sum + weights[signal], 0);

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
const signal = fc.constantFrom(...SIGNALS);
const locks = fc.subarray([...SIGNALS]).map((names) => new Set(names));

describe("changeWeight", () => {
  it("keeps the others' proportions to each other", () => {
    const base = { runway: 0.4, growth: 0.3, geo: 0.2, category: 0.1 };
    const next = changeWeight(base, { signal: "runway", value: 0.7, locked: NONE });
    expect(next).toEqual({ runway: 0.7, growth: 0.15, geo: 0.1, category: expect.closeTo(0.05, 12) });
  });

  it("gives the others equal parts where all of them are 0", () => {
    const base = { runway: 1, growth: 0, geo: 0, category: 0 };
    const next = changeWeight(base, { signal: "runway", value: 0.4, locked: NONE });
    expect(next.growth).toBeCloseTo(0.2, 12);
    expect(next.geo).toBeCloseTo(0.2, 12);
    expect(next.category).toBeCloseTo(0.2, 12);
  });

  it("cuts the value to what the locked weights leave", () => {
    const base = { runway: 0.4, growth: 0.3, geo: 0.2, category: 0.1 };
    const next = changeWeight(base, { signal: "runway", value: 1, locked: new Set<Signal>(["growth"]) });
    expect(next).toEqual({ runway: 0.7, growth: 0.3, geo: 0, category: 0 });
  });

  it("changes nothing where no other weight is free, or the weight itself is locked", () => {
    const base = { runway: 0.4, growth: 0.3, geo: 0.2, category: 0.1 };
    expect(
      changeWeight(base, {
        signal: "runway",
        value: 0.9,
        locked: new Set<Signal>(["growth", "geo", "category"]),
      }),
    ).toBe(base);
    expect(changeWeight(base, { signal: "runway", value: 0.9, locked: new Set<Signal>(["runway"]) })).toBe(
      base,
    );
  });

  it("always sums to 1, stays in [0, 1], and never touches a locked weight", () => {
    fc.assert(
      fc.property(
        weights,
        signal,
        fc.double({ min: -0.5, max: 1.5, noNaN: true }),
        locks,
        (base, name, value, locked) => {
          const next = changeWeight(base, { signal: name, value: value, locked: locked });
          expect(Math.abs(total(next) - 1)).toBeLessThan(1e-9);
          for (const each of SIGNALS) {
            expect(next[each]).toBeGreaterThanOrEqual(0);
            expect(next[each]).toBeLessThanOrEqual(1);
            if (locked.has(each)) expect(next[each]).toBe(base[each]);
          }
        },
      ),
    );
  });

  it("gives whole per cents where nothing is locked", () => {
    fc.assert(
      fc.property(weights, signal, fc.integer({ min: 0, max: 100 }), (base, name, percent) => {
        const next = changeWeight(base, { signal: name, value: percent / 100, locked: NONE });
        expect(next[name]).toBe(percent / 100);
        for (const each of SIGNALS)
          expect(Math.abs(next[each] * 100 - Math.round(next[each] * 100))).toBeLessThan(1e-6);
      }),
    );
  });
});
