import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type HdbscanOptions, hdbscan, type Matrix } from "../../../tiering/index.ts";
import { blobs, canonical, matrixOf, squaredDistance, uniforms } from "./fixtures.ts";

/** A cluster of the definition below. */
interface Component {
  readonly stability: number;
  readonly members: number[];
  readonly children: Component[];
}

/** HDBSCAN by its definition: components of the graph of all mutual reachability distances, level by level. */
function reference(matrix: Matrix, { minClusterSize, minSamples }: HdbscanOptions): number[] {
  const { n } = matrix;
  const rows = Array.from({ length: n }, (_, i) => i);
  const distance = (i: number, j: number) => Math.sqrt(squaredDistance(matrix, i, j));
  const core = rows.map((i) => {
    const others = rows.filter((j) => j !== i).map((j) => distance(i, j));
    return others.sort((a, b) => a - b)[Math.min(minSamples, n - 1) - 1] ?? 0;
  });
  const reach = (i: number, j: number) => Math.max(core[i], core[j], distance(i, j));
  const parts = (members: number[], below: number): number[][] => {
    const left = new Set(members);
    const found: number[][] = [];
    for (const seed of members) {
      if (!left.delete(seed)) continue;
      const part = [seed];
      for (const i of part) for (const j of left) if (reach(i, j) < below && left.delete(j)) part.push(j);
      found.push(part);
    }
    return found;
  };
  const levels = [...new Set(rows.flatMap((i) => rows.slice(0, i).map((j) => reach(i, j))))].sort(
    (a, b) => b - a,
  );
  const least = levels.findLast((level) => level > 0) ?? 1;
  const grow = (all: number[], birth: number, from: number): Component => {
    let members = all;
    let stability = 0;
    for (let at = from; at < levels.length && members.length > 0; at++) {
      const density = 1 / Math.max(levels[at], least);
      const large = parts(members, levels[at]).filter((part) => part.length >= minClusterSize);
      const kept = large.length === 1 ? large[0] : [];
      stability += (members.length - kept.length) * (density - birth);
      if (large.length > 1) {
        return { stability, members: all, children: large.map((part) => grow(part, density, at + 1)) };
      }
      members = kept;
    }
    return { stability, members: all, children: [] };
  };
  const pick = (c: Component): { mass: number; picked: Component[] } => {
    const below = c.children.map(pick);
    const mass = below.reduce((sum, child) => sum + child.mass, 0);
    if (c.children.length === 0 || c.stability >= mass) return { mass: c.stability, picked: [c] };
    return { mass, picked: below.flatMap(({ picked }) => picked) };
  };
  const labels = rows.map(() => -1);
  const picked = grow(rows, 0, 0).children.flatMap((child) => pick(child).picked);
  picked.forEach(({ members }, label) => {
    for (const i of members) labels[i] = label;
  });
  return canonical(labels);
}

describe("hdbscan", () => {
  it("agrees with the direct definition on random points", () => {
    const settings = fc.record({
      n: fc.integer({ min: 2, max: 60 }),
      d: fc.integer({ min: 1, max: 9 }),
      centres: fc.integer({ min: 1, max: 4 }),
      minClusterSize: fc.integer({ min: 2, max: 12 }),
      minSamples: fc.integer({ min: 1, max: 8 }),
      seed: fc.nat(10_000),
    });
    fc.assert(
      fc.property(settings, ({ n, d, centres, seed, ...options }) => {
        const matrix = blobs(n, d, centres, seed);
        expect([...hdbscan(matrix, options)]).toEqual(reference(matrix, options));
      }),
      { numRuns: 150 },
    );
  });

  it("agrees with the direct definition on points of a grid, which are full of ties and duplicates", () => {
    const point = fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 2 }));
    fc.assert(
      fc.property(
        fc.array(point, { minLength: 2, maxLength: 50 }),
        fc.integer({ min: 2, max: 8 }),
        fc.integer({ min: 1, max: 5 }),
        (rows, minClusterSize, minSamples) => {
          const matrix = matrixOf(rows);
          const options = { minClusterSize, minSamples };
          expect([...hdbscan(matrix, options)]).toEqual(reference(matrix, options));
        },
      ),
    );
  });

  it("agrees with the direct definition where the tree has many leaves and clusters nest", () => {
    const next = uniforms(3);
    const rows = Array.from({ length: 110 }, (_, i) => {
      const centre = i % 10 === 9 ? next() * 40 : (i % 3) * 10 + (i % 2) * 2;
      return [centre + next(), next() * 2];
    });
    const matrix = matrixOf(rows);
    for (const minClusterSize of [4, 10, 20]) {
      const options = { minClusterSize, minSamples: 4 };
      const labels = hdbscan(matrix, options);
      expect([...labels]).toEqual(reference(matrix, options));
      expect(Math.max(...labels)).toBeGreaterThan(0);
    }
  });

  it("is all noise for one dense group, for points that coincide, for fewer rows than a cluster, for one and none", () => {
    const options = { minClusterSize: 5, minSamples: 3 };
    const noise = (matrix: Matrix) => [...hdbscan(matrix, options)].every((label) => label === -1);
    expect(noise(matrixOf(Array.from({ length: 30 }, (_, i) => [i])))).toBe(true);
    expect(noise(matrixOf(Array.from({ length: 30 }, () => [1, 1])))).toBe(true);
    expect(noise(blobs(4, 2, 2, 1))).toBe(true);
    expect(noise(matrixOf([[1]]))).toBe(true);
    expect(hdbscan(matrixOf([]), options)).toHaveLength(0);
  });

  it("does not depend on the order of the rows", () => {
    const matrix = blobs(300, 3, 3, 5);
    const options = { minClusterSize: 20, minSamples: 5 };
    const labels = hdbscan(matrix, options);
    const rows = Array.from({ length: 300 }, (_, i) => [...matrix.values.subarray(3 * i, 3 * i + 3)]);
    const turned = [...hdbscan(matrixOf(rows.toReversed()), options)].toReversed();
    expect(canonical(turned)).toEqual([...labels]);
  });

  it("reports progress that grows, and can be cancelled", () => {
    const matrix = blobs(5000, 3, 3, 5);
    const options = { minClusterSize: 100, minSamples: 5 };
    const shares: number[] = [];
    hdbscan(matrix, options, { onProgress: ({ share }) => shares.push(share) });
    expect(shares.length).toBeGreaterThan(10);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(() => hdbscan(matrix, options, { shouldStop: () => true })).toThrow("cancelled");
  });
});
