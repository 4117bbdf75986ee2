import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cut, type Dendrogram, type Matrix, TieringError, ward } from "../../../tiering/index.ts";
import { blobs, canonical, goldenClusterings, matrixOf, squaredDistance } from "./fixtures.ts";

/** Ward by its definition: of all pairs merge the cheapest, O(N³). */
function referenceHeights(matrix: Matrix): number[] {
  const { n, d, values } = matrix;
  let clusters = Array.from({ length: n }, (_, i) => ({
    size: 1,
    centre: [...values.subarray(i * d, i * d + d)],
  }));
  const heights: number[] = [];
  while (clusters.length > 1) {
    let best = { height: Infinity, a: clusters[0], b: clusters[0] };
    for (const a of clusters) {
      for (const b of clusters) {
        if (a === b) break;
        const squared = a.centre.reduce((sum, x, k) => sum + (x - b.centre[k]) ** 2, 0);
        const height = Math.sqrt(((2 * a.size * b.size) / (a.size + b.size)) * squared);
        if (height < best.height) best = { height, a, b };
      }
    }
    const { a, b, height } = best;
    const size = a.size + b.size;
    const centre = a.centre.map((x, k) => (a.size * x + b.size * b.centre[k]) / size);
    clusters = [...clusters.filter((c) => c !== a && c !== b), { size, centre }];
    heights.push(height);
  }
  return heights;
}

function expectHeights(actual: Float64Array, expected: number[]): void {
  expect(actual.length).toBe(expected.length);
  expected.forEach((height, t) => {
    expect(Math.abs(actual[t] - height)).toBeLessThanOrEqual(1e-9 * Math.max(height, 1e-9));
  });
}

/** Each cluster is merged once, into a later one that is no lower. */
function expectTree({ n, left, right, height }: Dendrogram): void {
  const seen = new Set<number>();
  for (let t = 0; t < n - 1; t++) {
    expect(left[t]).toBeLessThan(right[t]);
    expect(right[t]).toBeLessThan(n + t);
    seen.add(left[t]).add(right[t]);
    if (t > 0) expect(height[t]).toBeGreaterThanOrEqual(height[t - 1]);
  }
  expect(seen.size).toBe(Math.max(2 * (n - 1), 0));
}

describe("ward", () => {
  it("agrees with SciPy: heights to 1e-9, partitions K = 2 … 6", () => {
    for (const { X, heights, partitions } of goldenClusterings) {
      const dendrogram = ward(matrixOf(X));
      expectTree(dendrogram);
      expectHeights(dendrogram.height, heights);
      for (const [k, labels] of Object.entries(partitions)) {
        expect(canonical(cut(dendrogram, Number(k)))).toEqual(canonical(labels));
      }
    }
  });

  it("merges the cheapest pair every time, by the O(N³) definition on random points", () => {
    const point = (d: number) =>
      fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: d, maxLength: d });
    const points = fc
      .integer({ min: 1, max: 11 })
      .chain((d) => fc.array(point(d), { minLength: 1, maxLength: 18 }));
    fc.assert(
      fc.property(points, (rows) => {
        const matrix = matrixOf(rows.map((row) => row.map((x) => Math.round(x * 1e6) / 1e6)));
        const dendrogram = ward(matrix);
        expectTree(dendrogram);
        // Data with ties has several valid trees, whose heights may differ.
        const distances = [];
        for (let i = 0; i < matrix.n; i++)
          for (let j = 0; j < i; j++) distances.push(squaredDistance(matrix, i, j));
        if (new Set(distances).size === distances.length)
          expectHeights(dendrogram.height, referenceHeights(matrix));
      }),
    );
  });

  it("agrees with the definition across a rebuild of the tree", () => {
    for (const d of [1, 7, 9, 17]) {
      const matrix = blobs(150, d, 6, d);
      expectHeights(ward(matrix).height, referenceHeights(matrix));
    }
  });

  it("gives the same tree for the same bytes", () => {
    const matrix = blobs(3000, 7, 5, 1);
    expect(ward(matrix)).toEqual(ward(matrix));
  });

  it("sums the squared heights to twice the total squares, whatever ties the data have", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 })), {
          minLength: 1,
          maxLength: 300,
        }),
        (rows) => {
          const matrix = matrixOf(rows);
          const { n, height } = ward(matrix);
          let squares = 0;
          for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) squares += squaredDistance(matrix, i, j);
          const sum = height.reduce((total, h) => total + h * h, 0);
          expect(Math.abs(sum - (2 * squares) / n)).toBeLessThan(1e-8 * (1 + squares));
        },
      ),
    );
  });

  it("merges duplicates at height 0, and a book of one point as a whole", () => {
    const rows = Array.from({ length: 500 }, (_, i) => [i % 5, -0]);
    const dendrogram = ward(matrixOf(rows));
    expectTree(dendrogram);
    expect(dendrogram.height.filter((h) => h === 0)).toHaveLength(495);
    expect(canonical(cut(dendrogram, 5))).toEqual(rows.map(([x]) => x));
    expect([...ward(matrixOf(rows.map(() => [7, 7]))).height]).toEqual(Array(499).fill(0));
  });

  it("finishes in few steps where each merge makes the next pair (growing gaps)", () => {
    const rows = Array.from({ length: 5000 }, (_, i) => [i + i * i * 1e-6]);
    expectTree(ward(matrixOf(rows)));
  });

  it("has no merges for no row and for one", () => {
    for (const rows of [[], [[1, 2]]]) expect(ward(matrixOf(rows)).height).toHaveLength(0);
  });

  it("reports progress that grows to the end, and stops when told to", () => {
    const shares: number[] = [];
    const matrix = blobs(20_000, 3, 4, 2);
    ward(matrix, { onProgress: ({ share }) => shares.push(share) });
    expect(shares.length).toBeGreaterThan(10);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    const stopped = () => ward(matrix, { shouldStop: () => true });
    expect(stopped).toThrow(TieringError);
    expect(stopped).toThrow("cancelled");
  });
});

describe("cut", () => {
  it("nests: the clusters of k + 1 refine those of k, numbered by their first row", () => {
    const dendrogram = ward(blobs(200, 2, 4, 9));
    for (let k = 1; k < 200; k++) {
      const coarse = cut(dendrogram, k);
      const fine = cut(dendrogram, k + 1);
      expect(canonical(fine)).toEqual([...fine]);
      expect(Math.max(...coarse)).toBe(k - 1);
      const above = new Map<number, number>();
      fine.forEach((label, i) => {
        if (!above.has(label)) above.set(label, coarse[i]);
        expect(above.get(label)).toBe(coarse[i]);
      });
    }
  });
});
