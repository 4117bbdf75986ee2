import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type GowerTable,
  gowerDistance,
  gowerTable,
  kmedoids,
  type TextColumn,
} from "../../../tiering/index.ts";
import { canonical, uniforms } from "./fixtures.ts";

function text(codes: number[]): TextColumn {
  return {
    values: Array.from({ length: Math.max(...codes) + 1 }, (_, v) => `v${v}`),
    codes: Uint16Array.from(codes),
  };
}

/** A table of two number columns and two text columns. */
function mixed(n: number, seed: number): GowerTable {
  const next = uniforms(seed);
  const draw = (make: () => number) => Array.from({ length: n }, make);
  return gowerTable(
    n,
    [
      { values: Float64Array.from(draw(() => next() ** 3)), weight: 1 },
      { values: Float64Array.from(draw(() => Math.round(next() * 8))), weight: 2 },
    ],
    [text(draw(() => Math.floor(next() * 3))), text(draw(() => Math.floor(next() * 5)))],
  );
}

function cost(table: GowerTable, medoids: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < table.n; i++) sum += Math.min(...medoids.map((m) => gowerDistance(table, i, m)));
  return sum;
}

function* subsets(n: number, k: number, from = 0): Generator<number[]> {
  if (k === 0) yield [];
  else for (let i = from; i <= n - k; i++) for (const rest of subsets(n, k - 1, i + 1)) yield [i, ...rest];
}

describe("gowerDistance", () => {
  it("is the weighted mean of |a − b| / range and of 0 or 1 for text", () => {
    const table = gowerTable(
      3,
      [
        { values: Float64Array.of(10, 20, 50), weight: 1 },
        { values: Float64Array.of(1, Number.NaN, 3), weight: 2 },
        { values: Float64Array.of(7, 7, 7), weight: 1 },
      ],
      [text([0, 1, 1]), text([2, 2, 0])],
    );
    // Weights 1 + 2 + 1 + 1 + 1 = 6; the blank counts as the mean of 1 and 3.
    expect(gowerDistance(table, 0, 1)).toBeCloseTo((10 / 40 + 2 * (1 / 2) + 0 + 1 + 0) / 6, 15);
    expect(gowerDistance(table, 0, 2)).toBeCloseTo((1 + 2 + 0 + 1 + 1) / 6, 15);
    expect(gowerDistance(table, 2, 2)).toBe(0);
  });

  it("is symmetric, between 0 and 1, and obeys the triangle inequality", () => {
    const table = mixed(30, 3);
    for (const [a, b, c] of subsets(30, 3)) {
      const ab = gowerDistance(table, a, b);
      expect(ab).toBe(gowerDistance(table, b, a));
      expect(ab).toBeLessThanOrEqual(1 + 1e-15);
      expect(ab).toBeLessThanOrEqual(gowerDistance(table, a, c) + gowerDistance(table, c, b) + 1e-15);
    }
  });
});

describe("kmedoids", () => {
  function expectBestOfAll(n: number, k: number, seed: number) {
    const table = mixed(n, seed);
    const found = kmedoids(table, { k, seed });
    const best = Math.min(...[...subsets(n, k)].map((medoids) => cost(table, medoids)));
    expect(found.cost).toBeCloseTo(best, 12);
    expect(cost(table, [...found.medoids])).toBeCloseTo(found.cost, 12);
  }

  it("finds the best of all sets of medoids at tiny size", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 12 }),
        fc.integer({ min: 1, max: 4 }),
        fc.nat(10_000),
        expectBestOfAll,
      ),
      { numRuns: 60 },
    );
  });

  it("finds it where swaps from thirty starts end beside it", () => {
    expectBestOfAll(12, 3, 6);
  });

  it("tries all sets of 4 of 20 rows, and swaps beyond", () => {
    expectBestOfAll(20, 4, 17);
    const counted = (n: number) => {
      let checks = 0;
      kmedoids(mixed(n, 17), { k: 4 }, { shouldStop: () => ++checks < 0 });
      return checks;
    };
    expect(counted(20)).toBeGreaterThan(4845);
    expect(counted(21)).toBeLessThan(4845);
  });

  it("ends where no single swap lowers the cost, beyond tiny sizes", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 40, max: 90 }),
        fc.integer({ min: 3, max: 5 }),
        fc.nat(10_000),
        (n, k, seed) => {
          const table = mixed(n, seed);
          const { medoids, cost: found } = kmedoids(table, { k, seed });
          for (let c = 0; c < k; c++)
            for (let x = 0; x < n; x++) {
              const swapped = medoids.with(c, x);
              expect(cost(table, [...swapped])).toBeGreaterThan(found * (1 - 1e-9));
            }
        },
      ),
      { numRuns: 8 },
    );
  });

  it("ends where no single swap lowers the cost, when the sample is the book", () => {
    const table = mixed(120, 9);
    const { medoids, cost: found } = kmedoids(table, { k: 4, starts: 1, seed: 2 });
    for (let c = 0; c < 4; c++) {
      for (let x = 0; x < 120; x++) {
        const swapped = [...medoids];
        swapped[c] = x;
        expect(cost(table, swapped)).toBeGreaterThan(found * (1 - 1e-9));
      }
    }
  });

  it("comes close on samples to what it finds on the whole book", () => {
    const table = mixed(1200, 4);
    const whole = kmedoids(table, { k: 4, sampleSize: 1200, seed: 1 });
    const sampled = kmedoids(table, { k: 4, sampleSize: 300, seed: 1 });
    expect(sampled.cost).toBeLessThan(whole.cost * 1.05);
    expect(whole.cost).toBeLessThanOrEqual(sampled.cost * (1 + 1e-9));
  });

  it("depends on the seed alone; clusters are numbered by first row and hold their medoid", () => {
    const table = mixed(2500, 6);
    const options = { k: 5, sampleSize: 200, seed: 8 };
    const found = kmedoids(table, options);
    expect(kmedoids(table, options)).toEqual(found);
    expect(canonical(found.labels)).toEqual([...found.labels]);
    found.medoids.forEach((row, label) => {
      expect(found.labels[row]).toBe(label);
    });
  });

  it("has fewer clusters than asked where the rows coincide", () => {
    const table = gowerTable(6, [], [text([0, 0, 1, 1, 0, 1])]);
    const { labels, cost: found } = kmedoids(table, { k: 3 });
    expect([...labels]).toEqual([0, 0, 1, 1, 0, 1]);
    expect(found).toBe(0);
  });

  it("reports progress and can be cancelled", () => {
    const shares: number[] = [];
    kmedoids(mixed(500, 1), { k: 3, sampleSize: 100 }, { onProgress: ({ share }) => shares.push(share) });
    expect(shares.length).toBeGreaterThan(100);
    expect(() => kmedoids(mixed(500, 1), { k: 3 }, { shouldStop: () => true })).toThrow("cancelled");
  });
});
