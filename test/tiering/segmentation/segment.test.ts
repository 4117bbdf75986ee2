import { describe, expect, it } from "vitest";
import {
  type Accounts,
  createSegmenter,
  cut,
  DEFAULT_COEFFICIENTS,
  evaluateKpis,
  reallocateToStrategic,
  SEGMENTATION_ALGORITHMS,
  type SegmentationOptions,
  segment,
  segmentationReasons,
  silhouette,
  summariseSegmentation,
  TieringError,
  UNASSIGNED,
  ward,
} from "../../../tiering/index.ts";
import { smallAccounts } from "../support/accounts.ts";
import { syntheticAccounts } from "../support/synthetic.ts";
import { canonical } from "./fixtures.ts";

const book = syntheticAccounts(600, 5);
const segmenter = createSegmenter(book);
const hdbscan = { algorithm: "hdbscan", minClusterSize: 12, minSamples: 3 } as const;

/** Runs what is expected to fail and returns its error. */
function failure(accounts: Accounts, options: SegmentationOptions): TieringError {
  try {
    segment(accounts, options);
  } catch (error) {
    if (error instanceof TieringError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe.each([...SEGMENTATION_ALGORITHMS])("segment by %s", (algorithm) => {
  const options = algorithm === "hdbscan" ? hdbscan : { algorithm, k: 3, starts: 3 };
  const found = segmenter.segment(options);

  it("gives each cluster one tier, and each account its cluster's", () => {
    const { labels, tiers, tierCount, clusters, unassigned } = found;
    const tierOf = new Map<number, number>();
    for (let i = 0; i < book.n; i++) {
      if (labels[i] < 0) expect(tiers[i]).toBe(tierCount);
      else {
        if (!tierOf.has(labels[i])) tierOf.set(labels[i], tiers[i]);
        expect(tiers[i]).toBe(tierOf.get(labels[i]));
      }
    }
    expect(new Set(tierOf.values()).size).toBe(tierOf.size);
    const members = clusters.reduce((sum, { accounts }) => sum + accounts, 0);
    expect(members + unassigned.accounts).toBe(book.n);
    for (const { cluster, accounts } of clusters) {
      expect(labels.filter((label) => label === cluster)).toHaveLength(accounts);
    }
  });

  it("judges the tiers by the KPIs of every other method, on the accounts that have one", () => {
    const { tiers, tierCount, potential, strategic, after } = found;
    const assigned = [...tiers.keys()].filter((i) => tiers[i] < tierCount);
    const kpis = evaluateKpis(
      {
        potential: Float64Array.from(assigned, (i) => potential[i]),
        revenue: Float64Array.from(assigned, (i) => book.revenue[i]),
        tiers: Uint8Array.from(assigned, (i) => tiers[i]),
        tierCount,
      },
      { strategic, coefficients: DEFAULT_COEFFICIENTS },
    );
    expect(after).toEqual(kpis);
    expect([...strategic]).toEqual(strategic.length > 2 ? [1, 1, ...Array(tierCount - 2).fill(0)] : [1, 1]);
  });

  it("is plain data, and its own options give it again", () => {
    expect(structuredClone(found)).toEqual(found);
    expect(segment(book, found.options)).toEqual(found);
  });

  it("measures the silhouette of the clusters over the principal components", () => {
    const labels = Int32Array.from(canonical(found.labels));
    const { mean } = silhouette(segmenter.scores(options), labels);
    expect(found.silhouette!.mean).toBeCloseTo(mean!, 12);
    expect(found.silhouette!.standardError).toBe(0);
  });

  it("summarises as JSON without NaN, every account counted once in the migration matrix", () => {
    const summary = summariseSegmentation(book, found);
    expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
    expect(summary.migration!.flat().reduce((sum, count) => sum + count, 0)).toBe(book.n);
    expect(summary.tiers.includes(UNASSIGNED)).toBe(found.unassigned.accounts > 0);
    expect(summary.moved === null).toBe(found.tierCount !== book.tierCount);
    const reason = segmentationReasons(found);
    for (let i = 0; i < book.n; i++) {
      if (found.labels[i] < 0) expect(reason(i)).toBe("in no cluster");
      else expect(reason(i)).toMatch(/^cluster of \d+: \S+ (high|low), \S+ (high|low)$/);
    }
  });
});

describe("segment", () => {
  it("finds noise with HDBSCAN in this book, so that the tests above see some", () => {
    const { tierCount, unassigned } = segmenter.segment(hdbscan);
    expect(tierCount).toBeGreaterThanOrEqual(2);
    expect(unassigned.accounts).toBeGreaterThan(0);
  });

  it("cuts one Ward tree for every K, and only re-ranks for another policy", () => {
    const tree = ward(segmenter.scores({ algorithm: "ward" }));
    for (const k of [1, 2, 5, 26]) {
      for (const policy of ["v1", "v2", "blend"] as const) {
        expect(segmenter.segment({ algorithm: "ward", k, policy }).labels).toEqual(cut(tree, k));
      }
    }
  });

  it("takes K = 4, policy v1 and the published weights by default", () => {
    const { options } = segmenter.segment({ algorithm: "ward" });
    expect(options).toMatchObject({
      k: 4,
      policy: "v1",
      policyWeights: { potential: 0.7, meanRevenue: 0.3 },
    });
    expect(segmenter.segment({ algorithm: "hdbscan", minSamples: 3 }).options.minClusterSize).toBe(48);
  });

  it("estimates the silhouette when asked, with its standard error, or leaves it out", () => {
    const large = createSegmenter(syntheticAccounts(3000, 2));
    const exact = large.segment({ algorithm: "kmeans++", silhouette: "exact" }).silhouette!;
    const sampled = large.segment({ algorithm: "kmeans++", silhouette: "sampled" }).silhouette!;
    expect([exact.accounts, sampled.accounts]).toEqual([3000, 2000]);
    expect(Math.abs(sampled.mean! - exact.mean!)).toBeLessThan(4 * sampled.standardError);
    expect(large.segment({ algorithm: "kmeans++", silhouette: "none" }).silhouette).toBeNull();
  });

  it("leaves a column of another scale and a constant one without a say", () => {
    const scaled = { ...book, revenue: book.revenue.map((x) => x * 1000) };
    const numbers = new Map(book.numbers).set("TotalRevenue_FY26", scaled.revenue);
    const options = { algorithm: "ward", k: 3 } as const;
    // Potential and base revenue stay, so that only the scale of one feature column changes.
    const labels = segment({ ...book, numbers }, options).labels;
    expect(labels).toEqual(segmenter.segment(options).labels);
  });

  it("can be cancelled, and reports the phases", () => {
    const phases = new Set<string>();
    segment(book, { algorithm: "ward" }, { onProgress: ({ phase }) => phases.add(phase) });
    expect([...phases]).toEqual(["Segmentation", "Ward", "Silhouette"]);
    expect(() => segment(book, { algorithm: "ward" }, { shouldStop: () => true })).toThrow("cancelled");
  });
});

describe("segment on degenerate books", () => {
  const same = (n: number) =>
    smallAccounts({ tierCount: 2, tier: Array(n).fill(1), revenue: Array(n).fill(7) });

  it("refuses a book without accounts", () => {
    expect(failure(same(0), { algorithm: "ward" })).toMatchObject({ code: "invalid-argument" });
  });

  it.each([...SEGMENTATION_ALGORITHMS])("makes one tier, or noise, of a single account: %s", (algorithm) => {
    const { tierCount, labels, silhouette: judged, after } = segment(same(1), { algorithm });
    expect([tierCount, labels[0]]).toEqual(algorithm === "hdbscan" ? [0, -1] : [1, 0]);
    expect(judged!.mean).toBeNull();
    expect(after.tpa).toBeNull();
  });

  it.each([...SEGMENTATION_ALGORITHMS])("makes one cluster, or noise, of equal accounts: %s", (algorithm) => {
    const equal = { ...same(30) };
    const { tierCount } = segment(equal, { algorithm, k: 1 });
    expect(tierCount).toBe(algorithm === "hdbscan" ? 0 : 1);
  });

  it("says how many clusters the accounts allow where K is more", () => {
    const two = smallAccounts({ tierCount: 2, tier: [0, 0, 1, 1, 1], revenue: [9, 9, 5, 5, 5] });
    for (const algorithm of SEGMENTATION_ALGORITHMS) {
      if (algorithm === "hdbscan") continue;
      // B1 to B3 read text columns too, in which these accounts may differ.
      const error = failure(algorithm.startsWith("kmedoids") ? same(3) : two, { algorithm, k: 4 });
      expect(error).toMatchObject({ code: "invalid-argument", details: { pointer: "/k" } });
      expect(error.message).toMatch(/k is 4; expected at most \d/);
    }
  });

  it("leaves every account unassigned where all is noise, with undefined KPIs and no NaN", () => {
    const found = segment(book, { algorithm: "hdbscan", minClusterSize: 600 });
    expect(found.tierCount).toBe(0);
    expect(found.unassigned).toMatchObject({ accounts: 600, share: 1 });
    expect(found.after).toEqual({ tpa: null, tciPi: 0, tciRev: 0, sfi: null, composite: 0 });
    const summary = summariseSegmentation(book, found);
    expect(summary.tiers).toEqual([UNASSIGNED]);
    expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
  });

  it("refuses more clusters than there are letters", () => {
    const many = syntheticAccounts(2000, 1);
    const error = failure(many, { algorithm: "hdbscan", minClusterSize: 2, minSamples: 1 });
    expect(error.details.pointer).toBe("/minClusterSize");
  });

  it("refuses options out of range, with a pointer", () => {
    const wrong: [SegmentationOptions, string][] = [
      [{ algorithm: "ward", k: 0 }, "/k"],
      [{ algorithm: "ward", k: 27 }, "/k"],
      [{ algorithm: "ward", k: 2.5 }, "/k"],
      [{ algorithm: "ward", policy: "linear" }, "/policyWeights"],
      [
        { algorithm: "ward", policy: "v2", policyWeights: { potential: 1, meanRevenue: 0, totalRevenue: 0 } },
        "/policyWeights",
      ],
      [
        {
          algorithm: "ward",
          policy: "blend",
          policyWeights: { potential: 1, meanRevenue: 1, totalRevenue: 0 },
        },
        "/policyWeights",
      ],
      [
        {
          algorithm: "ward",
          policy: "linear",
          policyWeights: { potential: 0, meanRevenue: 0, totalRevenue: 0 },
        },
        "/policyWeights",
      ],
      [{ algorithm: "ward", varianceShare: 0 }, "/varianceShare"],
      [{ algorithm: "weighted-ward", alpha: -1 }, "/alpha"],
      [{ algorithm: "weighted-ward", alpha: 0, beta: 0, pcScale: 0 }, "/alpha"],
      [{ algorithm: "kmeans", seed: 0.5 }, "/seed"],
      [{ algorithm: "kmeans", starts: 0 }, "/starts"],
      [{ algorithm: "hdbscan", minClusterSize: 1 }, "/minClusterSize"],
      [{ algorithm: "hdbscan", minSamples: 0 }, "/minSamples"],
      [{ algorithm: "ward", strategicTiers: 0 }, "/strategicTiers"],
    ];
    for (const [options, pointer] of wrong) {
      expect(failure(book, options)).toMatchObject({ code: "invalid-argument", details: { pointer } });
    }
    expect(
      failure(book, { algorithm: "ward", weights: { runway: 0, growth: 0, geo: 0, category: 0 } }).code,
    ).toBe("invalid-weights");
  });
});

describe("reallocateToStrategic", () => {
  const n = 1000;
  const potential = Float64Array.from({ length: n }, (_, i) => n - i);
  const tiers = Uint8Array.from({ length: n }, (_, i) => (i === 999 ? 0 : i === 998 ? 1 : 2 + (i % 2)));

  it("moves batches of 200 by descending PI into the lowest strategic tier until a tenth of revenue has moved", () => {
    const moved = reallocateToStrategic(tiers, 2, potential, new Float64Array(n).fill(1));
    moved.forEach((tier, i) => {
      expect(tier).toBe(i < 200 ? 1 : tiers[i]);
    });
  });

  it("stops where the strategic tiers hold 60 % of the revenue, even at the start", () => {
    const rich = new Float64Array(n).fill(1);
    rich[999] = 1e6;
    expect(reallocateToStrategic(tiers, 2, potential, rich)).toEqual(tiers);
  });

  it("goes on batch by batch while neither limit is reached, and leaves a book without revenue as it is", () => {
    const late = Float64Array.from({ length: n }, (_, i) => (i < 500 ? 0 : 1));
    const moved = reallocateToStrategic(tiers, 2, potential, late);
    expect(moved.filter((tier) => tier === 1)).toHaveLength(601);
    expect(reallocateToStrategic(tiers, 2, potential, new Float64Array(n))).toEqual(tiers);
  });
});
