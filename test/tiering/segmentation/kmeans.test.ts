import { describe, expect, it } from "vitest";
import { kmeans, type Matrix } from "../../../tiering/index.ts";
import { blobs, canonical, goldenClusterings, matrixOf, squaredDistance } from "./fixtures.ts";

/** Inertia of a partition by its definition: pairwise squared distances over twice the size. */
function inertia(matrix: Matrix, labels: ArrayLike<number>): number {
  const sizes = new Map<number, number>();
  for (let i = 0; i < matrix.n; i++) sizes.set(labels[i], (sizes.get(labels[i]) ?? 0) + 1);
  let sum = 0;
  for (let i = 0; i < matrix.n; i++) {
    for (let j = 0; j < i; j++) {
      if (labels[i] === labels[j]) sum += squaredDistance(matrix, i, j) / sizes.get(labels[i])!;
    }
  }
  return sum;
}

/** All partitions of n rows into at most k clusters, as labels by first row. */
function* partitions(n: number, k: number, labels: number[] = [], used = 0): Generator<number[]> {
  if (labels.length === n) yield labels;
  else {
    for (let c = 0; c <= Math.min(used, k - 1); c++) {
      yield* partitions(n, k, [...labels, c], Math.max(used, c + 1));
    }
  }
}

for (const seeding of ["random", "spread"] as const) {
  describe(`kmeans, ${seeding} seeding`, () => {
    it("reaches scikit-learn's best inertia of 200 starts, to 1e-9", () => {
      for (const { X, kmeansInertia } of goldenClusterings) {
        const matrix = matrixOf(X);
        for (const [k, best] of Object.entries(kmeansInertia)) {
          const found = kmeans(matrix, { k: Number(k), seeding, starts: 200, seed: 3 });
          expect(Math.abs(found.inertia / best - 1)).toBeLessThan(1e-9);
        }
      }
    });

    it("finds the best of all partitions at tiny size", () => {
      for (let seed = 1; seed <= 5; seed++) {
        const matrix = blobs(9, 2, 3, seed);
        const best = Math.min(...[...partitions(9, 3)].map((labels) => inertia(matrix, labels)));
        expect(kmeans(matrix, { k: 3, seeding, starts: 50, seed }).inertia).toBeCloseTo(best, 9);
      }
    });

    it("ends at a fixed point of Lloyd's step: centroids are means, and no row has a nearer one", () => {
      const matrix = blobs(3000, 7, 5, 2);
      const { labels, centroids, inertia: value } = kmeans(matrix, { k: 6, seeding, starts: 2, seed: 5 });
      const { n, d, values } = matrix;
      const sums = new Float64Array(6 * d);
      const sizes = new Float64Array(6);
      for (let i = 0; i < n; i++) {
        sizes[labels[i]]++;
        for (let j = 0; j < d; j++) sums[labels[i] * d + j] += values[i * d + j];
      }
      sums.forEach((sum, at) => {
        expect(centroids[at]).toBeCloseTo(sum / sizes[Math.floor(at / d)], 12);
      });
      let total = 0;
      for (let i = 0; i < n; i++) {
        const squares = [0, 1, 2, 3, 4, 5].map((c) =>
          values.subarray(i * d, i * d + d).reduce((sum, x, j) => sum + (x - centroids[c * d + j]) ** 2, 0),
        );
        expect(squares[labels[i]]).toBeLessThanOrEqual(Math.min(...squares) * (1 + 1e-9));
        total += squares[labels[i]];
      }
      expect(value).toBeCloseTo(total, 6);
    });

    it("depends on the seed alone, and numbers clusters by their first row", () => {
      const matrix = blobs(500, 3, 4, 7);
      const options = { k: 4, seeding, starts: 3, seed: 11 };
      const first = kmeans(matrix, options);
      expect(kmeans(matrix, options)).toEqual(first);
      expect(canonical(first.labels)).toEqual([...first.labels]);
    });

    it("puts each distinct point in a cluster of its own where k is their number", () => {
      const rows = Array.from({ length: 40 }, (_, i) => [i % 4 === 3 ? 1000 : i % 4, 0]);
      const { labels, inertia: value } = kmeans(matrixOf(rows), { k: 4, seeding, starts: 5, seed: 1 });
      expect([...labels]).toEqual(rows.map((_, i) => i % 4));
      expect(value).toBe(0);
    });

    it("reports progress and can be cancelled", () => {
      const shares: number[] = [];
      const matrix = blobs(200, 2, 3, 1);
      kmeans(matrix, { k: 3, seeding }, { onProgress: ({ share }) => shares.push(share) });
      expect(shares.length).toBeGreaterThanOrEqual(10);
      expect(() => kmeans(matrix, { k: 3, seeding }, { shouldStop: () => true })).toThrow("cancelled");
    });
  });
}

describe("kmeans", () => {
  it("fills a cluster that empties: every one of k clusters keeps a row", () => {
    for (let seed = 0; seed < 200; seed++) {
      const matrix = blobs(14, 1, 2, seed);
      const { labels } = kmeans(matrix, { k: 7, seeding: "random", starts: 1, seed });
      expect(new Set(labels).size).toBe(7);
    }
  });
});
