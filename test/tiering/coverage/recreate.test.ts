import { describe, expect, it } from "vitest";
import {
  countsObjective,
  fill,
  obeys,
  prepareCoverage,
  recreate,
  splitCoverage,
  TieringError,
} from "../../../tiering/index.ts";
import { smallCoverage } from "./support/small-coverage.ts";

const parts = Array.from({ length: 60 }, (_, k) => k + 1).flatMap((seed) => {
  const input = smallCoverage({
    seed: 9000 + seed,
    accounts: 40,
    sellers: 6,
    owners: true,
    rules: seed % 2 === 0,
  });
  try {
    return splitCoverage(prepareCoverage(input)).filter(({ sellers }) => sellers.length > 1);
  } catch (error) {
    if (error instanceof TieringError) return [];
    throw error;
  }
});

describe("packing a few sellers anew", () => {
  it("never lowers the objective, breaks no rule that held, and finds more in some", () => {
    let better = 0;
    for (const part of parts) {
      const counts = new Int32Array(part.use.length);
      fill(part, counts);
      const before = countsObjective(part, counts);
      const held = obeys(part, counts);
      recreate(part, counts, 100, {});
      expect(countsObjective(part, counts)).toBeGreaterThanOrEqual(before);
      if (held) expect(obeys(part, counts)).toBe(true);
      if (countsObjective(part, counts) > before + 1e-9) better++;
    }
    expect(better).toBeGreaterThan(5);
  });

  it("gives the same counts again, and stops where it is asked to", () => {
    const part = parts[0]!;
    const [one, two] = [new Int32Array(part.use.length), new Int32Array(part.use.length)];
    recreate(part, one, 50, {});
    recreate(part, two, 50, {});
    expect(one).toEqual(two);
    expect(() => recreate(part, one, 50, { shouldStop: () => true })).toThrow(/cancelled/);
  });
});
