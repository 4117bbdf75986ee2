import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_WEIGHTS, type Policy, runTiering } from "../../../tiering/index.ts";
import { smallAccounts } from "../support/accounts.ts";

/** Sizes of a direct run on a book with these sizes. */
function sizes(tierSizes: NonNullable<Policy["tierSizes"]>, baseline: readonly number[]): number[] {
  const tier = baseline.flatMap((size, k) => Array.from({ length: size }, () => k));
  const book = smallAccounts({ tierCount: baseline.length, tier, revenue: tier.map((_, i) => i + 1) });
  const { tiers } = runTiering(book, { method: "direct", weights: DEFAULT_WEIGHTS, policy: { tierSizes } });
  return baseline.map((_, k) => tiers.filter((t) => t === k).length);
}

describe("tier sizes", () => {
  it("keep the tiers that are not named", () => {
    expect(sizes({ A: 3, B: 7 }, [5, 5, 10])).toEqual([3, 7, 10]);
    expect(sizes({ "tier a": "25%", b: 5 }, [5, 5, 10])).toEqual([5, 5, 10]);
  });

  it("add up to the book where shares that name every tier add up to 100 %", () => {
    expect(sizes({ A: "33.3%", B: "33.3%", C: "33.4%" }, [10, 0, 0])).toEqual([3, 3, 4]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 0, max: 100 }), (n, share) => {
        const found = sizes({ A: `${share}%`, B: `${100 - share}%` }, [n, 0]);
        expect(found[0]! + found[1]!).toBe(n);
        expect(Math.abs(found[0]! - (n * share) / 100)).toBeLessThan(1);
      }),
    );
  });

  it("are refused where they do not add up, or are no sizes", () => {
    expect(() => sizes({ A: 6 }, [5, 5])).toThrow(/set B to 4/);
    expect(() => sizes({ A: 1.5 }, [5, 5])).toThrow(/whole number/);
    expect(() => sizes({ A: "101%" }, [5, 5])).toThrow(/share such as 5%/);
    expect(() => sizes({ Q: 5 }, [5, 5])).toThrow(expect.objectContaining({ code: "unknown-tier" }));
  });
});
