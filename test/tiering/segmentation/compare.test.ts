import { describe, expect, it } from "vitest";
import {
  ARTICLE_SEGMENTATIONS,
  compareMethods,
  DEFAULT_WEIGHTS,
  METHODS,
  type Plan,
  runTiering,
  segment,
} from "../../../tiering/index.ts";
import { syntheticAccounts } from "../support/synthetic.ts";

const book = syntheticAccounts(400, 3);
const plan: Plan = { method: "hybrid", weights: DEFAULT_WEIGHTS, policy: { maxMovedShare: 0.1 } };

describe("compareMethods", () => {
  const list = ARTICLE_SEGMENTATIONS.map((options) => ({ ...options, minClusterSize: 10, minSamples: 3 }));
  const shares: number[] = [];
  const comparison = compareMethods(book, plan, list, { onProgress: ({ share }) => shares.push(share) });

  it("has a row for each method, equal to its run", () => {
    expect(comparison.methods.map(({ method }) => method)).toEqual([...METHODS].reverse());
    for (const { method, kpis, moved } of comparison.methods) {
      const policy = method === "hybrid" ? plan.policy : {};
      const run = runTiering(book, { ...plan, method, policy });
      expect(kpis).toEqual(run.after);
      expect(moved).toBe([...run.tiers].filter((tier, i) => tier !== book.tier[i]).length);
    }
  });

  it("has a row for each segmentation, equal to its run, under the plan's weights", () => {
    expect(comparison.segmentations).toHaveLength(list.length);
    comparison.segmentations.forEach(({ kpis, sizes, silhouette, unassigned }, row) => {
      const found = segment(book, list[row]);
      expect([kpis, silhouette]).toEqual([found.after, found.silhouette]);
      expect(sizes.reduce((sum, size) => sum + size, 0) + unassigned.accounts).toBe(book.n);
    });
    const tilted = { ...plan, weights: { runway: 0, growth: 1, geo: 0, category: 0 } };
    const [row] = compareMethods(book, tilted, [{ algorithm: "ward" }]).segmentations;
    expect(row.options.weights.growth).toBe(1);
  });

  it("names the rows by algorithm, K and policy", () => {
    const names = comparison.segmentations.map(({ name }) => name);
    expect(names.slice(0, 2)).toEqual(["Ward K=4, v1", "Ward K=4, v2"]);
    expect(names).toContain("Weighted Ward α=4 β=0.8 s=0.7 K=5, v2");
    expect(new Set(names).size).toBe(names.length);
  });

  it("is plain JSON, progresses to the end, hands out the segmentations, and can be cancelled", () => {
    expect(JSON.parse(JSON.stringify(comparison))).toEqual(comparison);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    const taken: number[] = [];
    const one = compareMethods(book, plan, list.slice(0, 2), {}, (_, row) => taken.push(row));
    expect([taken, one.segmentations.length]).toEqual([[0, 1], 2]);
    expect(compareMethods(book, plan, []).components).toBeNull();
    expect(() => compareMethods(book, plan, list, { shouldStop: () => true })).toThrow("cancelled");
  });
});
