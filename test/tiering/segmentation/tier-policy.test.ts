import { describe, expect, it } from "vitest";
import {
  type PolicyWeights,
  type TierPolicy,
  tiersOfClusters,
  totalClusters,
} from "../../../tiering/index.ts";

const V1: PolicyWeights = { potential: 0.7, meanRevenue: 0.3, totalRevenue: 0 };
const EVEN: PolicyWeights = { potential: 0.5, meanRevenue: 0, totalRevenue: 0.5 };

/** Letters of the clusters' tiers. */
function letters(
  clusters: readonly { size: number; potential: number; total: number }[],
  policy: TierPolicy,
  weights: PolicyWeights,
): string {
  return [...rank(clusters, policy, weights).tierOf].map((tier) => "ABCDEFG"[tier]).join("");
}

function rank(
  clusters: readonly { size: number; potential: number; total: number }[],
  policy: TierPolicy,
  weights: PolicyWeights,
) {
  const totals = {
    size: Float64Array.from(clusters, (c) => c.size),
    meanPotential: Float64Array.from(clusters, (c) => c.potential),
    meanRevenue: Float64Array.from(clusters, (c) => c.total / c.size),
    totalRevenue: Float64Array.from(clusters, (c) => c.total),
  };
  return tiersOfClusters(totals, policy, weights);
}

describe("tiersOfClusters", () => {
  /** Small and rich, middling, large and poor: as natural segmentation finds them. */
  const rich = { size: 10, potential: 5, total: 1000 };
  const middle = { size: 200, potential: 1, total: 4000 };
  const poor = { size: 5000, potential: -0.1, total: 9000 };

  it("v1 ranks by mean PI, then mean revenue, whatever the order of the clusters", () => {
    expect(letters([poor, rich, middle], "v1", V1)).toBe("CAB");
    expect(letters([middle, poor, rich], "v1", V1)).toBe("BCA");
    // 0.7·1 + 0.3·2 = 1.3 against 0.7·2 + 0.3·1 = 1.7.
    const dense = { size: 1, potential: 0.5, total: 900 };
    expect(letters([dense, rich], "v1", V1)).toBe("BA");
  });

  it("v2 ties for every cluster where mean PI and total revenue rank in opposite order: sorting decides", () => {
    // Each score is 2, and the tie goes to the higher mean PI.
    expect(letters([poor, middle, rich], "v2", EVEN)).toBe("CBA");
    expect(letters([rich, poor, middle], "v2", EVEN)).toBe("ACB");
    expect(rank([rich, poor, middle], "v2", EVEN).allTied).toBe(true);
    expect(rank([rich, poor, middle], "v1", V1).allTied).toBe(false);
    expect(rank([rich], "v2", EVEN).allTied).toBe(false);
  });

  it("blend tells apart what v2 leaves to the sort", () => {
    const large = { size: 5000, potential: 0.9, total: 900_000 };
    expect(letters([rich, middle, large], "blend", EVEN)).toBe("BCA");
    expect(letters([rich, middle, large], "blend", { ...EVEN, potential: 1, totalRevenue: 0 })).toBe("ABC");
  });

  it("linear takes any weights: PI alone, mean revenue alone, total revenue alone", () => {
    const only = (weights: Partial<PolicyWeights>) =>
      letters([rich, middle, poor], "linear", { potential: 0, meanRevenue: 0, totalRevenue: 0, ...weights });
    expect(only({ potential: 3 })).toBe("ABC");
    expect(only({ meanRevenue: 1 })).toBe("ABC");
    expect(only({ totalRevenue: 0.2 })).toBe("CBA");
  });

  it("gives equal clusters tiers in order of their smallest member, each its own", () => {
    expect(letters([rich, rich, rich], "v1", V1)).toBe("ABC");
    expect(letters([rich, rich, rich], "blend", EVEN)).toBe("ABC");
    expect(letters([rich], "blend", EVEN)).toBe("A");
    expect(letters([], "v1", V1)).toBe("");
  });

  it("ranks a cluster of credit notes last by blended revenue, without NaN", () => {
    const credit = { size: 3, potential: 1, total: -50 };
    expect(letters([credit, middle], "blend", { potential: 0, meanRevenue: 0, totalRevenue: 1 })).toBe("BA");
  });
});

describe("totalClusters", () => {
  it("sums what has a label", () => {
    const totals = totalClusters(
      Int32Array.of(1, -1, 0, 1),
      2,
      Float64Array.of(1, 9, 3, 5),
      Float64Array.of(10, 90, 30, 20),
    );
    expect(totals).toEqual({
      size: Float64Array.of(1, 2),
      meanPotential: Float64Array.of(3, 3),
      meanRevenue: Float64Array.of(30, 15),
      totalRevenue: Float64Array.of(30, 30),
    });
  });
});
