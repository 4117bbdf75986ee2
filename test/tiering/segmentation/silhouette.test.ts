import { describe, expect, it } from "vitest";
import {
  cut,
  finishSilhouette,
  type Matrix,
  prepareSilhouette,
  SILHOUETTE_PARTS,
  sampledSilhouette,
  silhouette,
  silhouettePart,
  ward,
} from "../../../tiering/index.ts";
import { blobs, goldenClusterings, matrixOf, squaredDistance } from "./fixtures.ts";

/** Silhouettes by their definition. */
function direct(matrix: Matrix, labels: Int32Array): number[] {
  const clusters = Math.max(...labels) + 1;
  return Array.from(labels, (own, i) => {
    if (own < 0) return Number.NaN;
    const means = Array.from({ length: clusters }, (_, c) => {
      const members = [...labels.keys()].filter((j) => labels[j] === c && j !== i);
      return members.reduce((sum, j) => sum + Math.sqrt(squaredDistance(matrix, i, j)), 0) / members.length;
    });
    const a = means[own];
    const b = Math.min(...means.filter((_, c) => c !== own));
    return Number.isNaN(a) ? 0 : (b - a) / Math.max(a, b);
  });
}

describe("silhouette", () => {
  it("agrees with scikit-learn to 1e-9 on Ward's partitions", () => {
    for (const { X, silhouette: expected } of goldenClusterings) {
      const matrix = matrixOf(X);
      const dendrogram = ward(matrix);
      for (const [k, mean] of Object.entries(expected)) {
        const { mean: actual } = silhouette(matrix, cut(dendrogram, Number(k)));
        expect(Math.abs(actual! / mean - 1)).toBeLessThan(1e-9);
      }
    }
  });

  it("agrees with the definition row by row, with noise, lone points, and more columns than a block", () => {
    for (const d of [1, 7, 8, 11]) {
      const matrix = blobs(150, d, 3, d);
      const labels = Int32Array.from({ length: 150 }, (_, i) => (i === 77 ? 4 : (i % 5) - 1));
      const { values, byCluster } = silhouette(matrix, labels);
      direct(matrix, labels).forEach((value, i) => {
        if (Number.isNaN(value)) expect(values[i]).toBeNaN();
        else expect(values[i]).toBeCloseTo(value, 12);
      });
      expect(values[77]).toBe(0);
      expect(byCluster).toHaveLength(5);
    }
  });

  it("has the same bits whatever order the parts are computed in", () => {
    const matrix = blobs(1500, 7, 3, 4);
    const labels = cut(ward(matrix), 4);
    const input = prepareSilhouette(matrix, labels);
    const parts: Float64Array[] = [];
    for (let part = SILHOUETTE_PARTS - 1; part >= 0; part--) parts[part] = silhouettePart(input, part);
    expect(finishSilhouette(input, parts)).toEqual(silhouette(matrix, labels));
  });

  it("is null for one cluster and for none", () => {
    const matrix = blobs(10, 2, 2, 1);
    expect(silhouette(matrix, new Int32Array(10)).mean).toBeNull();
    expect(silhouette(matrix, new Int32Array(10).fill(-1)).mean).toBeNull();
    expect(silhouette(matrixOf([]), new Int32Array(0)).mean).toBeNull();
    expect(sampledSilhouette(matrix, new Int32Array(10), { size: 5, seed: 1 }, {}).mean).toBeNull();
  });

  it("is 0 where all points coincide", () => {
    const labels = Int32Array.of(0, 0, 1, 1);
    expect(silhouette(matrixOf([[1], [1], [1], [1]]), labels).mean).toBe(0);
  });

  it("reports progress and can be cancelled", () => {
    const matrix = blobs(3000, 2, 3, 4);
    const labels = Int32Array.from({ length: 3000 }, (_, i) => i % 2);
    const shares: number[] = [];
    silhouette(matrix, labels, { onProgress: ({ share }) => shares.push(share) });
    expect(shares.length).toBeGreaterThanOrEqual(SILHOUETTE_PARTS);
    expect(() => silhouette(matrix, labels, { shouldStop: () => true })).toThrow("cancelled");
  });
});

describe("sampledSilhouette", () => {
  const matrix = blobs(2000, 3, 4, 8);
  const labels = cut(ward(matrix), 5);
  const exact = silhouette(matrix, labels).mean!;

  it("is exact, without error, where the sample is the book", () => {
    const { mean, standardError, size } = sampledSilhouette(matrix, labels, { size: 5000, seed: 1 });
    expect(mean).toBeCloseTo(exact, 12);
    expect([standardError, size]).toEqual([0, 2000]);
  });

  it("is the mean of the silhouettes of the rows it takes, an odd number of them and wide rows too", () => {
    for (const d of [2, 7, 11]) {
      const matrix = blobs(4, d, 2, d);
      const labels = Int32Array.of(0, 0, 1, 1);
      const { values } = silhouette(matrix, labels);
      const threes = values.map(
        (_, left) => values.reduce((sum, v, i) => (i === left ? sum : sum + v), 0) / 3,
      );
      for (let seed = 0; seed < 8; seed++) {
        const { mean, size } = sampledSilhouette(matrix, labels, { size: 3, seed });
        expect(size).toBe(3);
        expect(Math.min(...threes.map((three) => Math.abs(three - mean!)))).toBeLessThan(1e-12);
      }
    }
  });

  it("lies within three standard errors of the exact mean for nearly every seed, and not always within a half", () => {
    let within = 0;
    let close = 0;
    for (let seed = 0; seed < 100; seed++) {
      const { mean, standardError } = sampledSilhouette(matrix, labels, { size: 100, seed });
      if (Math.abs(mean! - exact) <= 3 * standardError) within++;
      if (Math.abs(mean! - exact) <= standardError / 2) close++;
    }
    expect(within).toBeGreaterThanOrEqual(97);
    expect(close).toBeLessThan(60);
  });
});
