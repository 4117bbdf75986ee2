import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type HighsEngine, loadHighsEngine } from "../../../service/coverage/highs-engine.ts";
import {
  applyScenario,
  type CoverageInput,
  continuityFrontier,
  evenness,
  overrideCoverage,
  prepareCoverage,
  solveCoverage,
  TieringError,
} from "../../../tiering/index.ts";
import { brokenRules } from "./support/exhaustive-coverage.ts";
import { smallCoverage } from "./support/small-coverage.ts";

let engine: HighsEngine;
beforeAll(async () => {
  engine = await loadHighsEngine();
});

const fixed = { seed: 20_26, numRuns: 60 };
const seeds = fc.integer({ min: 1, max: 1e6 });

function solve(input: CoverageInput, prove?: number) {
  const problem = prepareCoverage(input);
  const coverage = solveCoverage(problem, engine, prove === undefined ? {} : { prove });
  /** Owner by ID, which no order of the input can change. */
  const owner = Array.from(coverage.owner, (s) => (s < 0 ? null : problem.sellers[s]!.id));
  return { problem, coverage, owner };
}

/** Runs a check unless the drawn rules contradict each other. */
function unlessInfeasible(check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof TieringError) || error.code !== "infeasible-policy") throw error;
  }
}

describe("a coverage", () => {
  it("is the same whatever the order of the sellers", () => {
    fc.assert(
      fc.property(seeds, fc.boolean(), (seed, rules) =>
        unlessInfeasible(() => {
          const input = smallCoverage({
            seed,
            accounts: 20,
            sellers: 5,
            owners: true,
            rules,
            weights: { continuity: 0.4 },
          });
          const turned = { ...input, sellers: [...input.sellers].reverse() };
          expect(solve(turned).owner).toEqual(solve(input).owner);
        }),
      ),
      fixed,
    );
  });

  it("is no worse with more capacity, and neither is its bound", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const input = smallCoverage({ seed, accounts: 16, sellers: 4 });
        const more = applyScenario(input, {
          name: "one more",
          add: [{ role: "hunter", geos: ["Geo 0"], domains: [], presence: "in-person", factor: 1, count: 1 }],
        });
        const [before, after] = [solve(input, 0).coverage, solve(more, 0).coverage];
        expect(after.objective).toBeGreaterThanOrEqual(before.objective * (1 - 1e-9) - 1e-6);
        expect(after.bound).toBeGreaterThanOrEqual(before.bound * (1 - 1e-9) - 1e-6);
      }),
      fixed,
    );
  });

  it("keeps locks and rules in every answer: instant, exact, overridden and under a scenario", () => {
    fc.assert(
      fc.property(seeds, (seed) =>
        unlessInfeasible(() => {
          const input = smallCoverage({
            seed,
            accounts: 14,
            sellers: 4,
            owners: true,
            rules: true,
            weights: { continuity: 0.3, balance: 0.2, fairness: 0.1 },
          });
          const check = (
            { input: asked, sellers }: { input: CoverageInput; sellers: CoverageInput["sellers"] },
            owner: Int32Array,
          ) => {
            expect(brokenRules({ ...asked, sellers }, owner)).toEqual([]);
          };
          const { problem, coverage } = solve(input);
          check(problem, coverage.owner);
          const exact = solve(input, 1e-3);
          check(exact.problem, exact.coverage.owner);
          const forbid = [{ account: "103", seller: "s0" }];
          const changed = overrideCoverage({ problem, coverage }, { forbid }, engine);
          check(changed.problem, changed.coverage.owner);
          expect(changed.coverage.bound).toBeGreaterThanOrEqual(changed.coverage.objective);
        }),
      ),
      fixed,
    );
  });

  it("prices a lock by what it gives up: the bound never rises, and a lock of the answer itself is free", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const input = smallCoverage({ seed, accounts: 14, sellers: 4 });
        const before = solve(input, 0);
        const i = before.owner.findIndex((id) => id !== null);
        if (i < 0) return;
        const keep = [{ account: String(100 + i), seller: before.owner[i]! }];
        const { priceOfBound, coverage } = overrideCoverage(before, { keep }, engine);
        expect(priceOfBound).toBeGreaterThanOrEqual(0);
        expect(coverage.bound).toBeGreaterThanOrEqual(before.coverage.objective - 1e-6);
      }),
      fixed,
    );
  });

  it("has a frontier on which more kept owners cost whitespace", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const input = smallCoverage({ seed, accounts: 30, sellers: 5, owners: true });
        const points = continuityFrontier(input, { points: 5 }, engine);
        expect(points.length).toBeGreaterThan(0);
        for (let k = 1; k < points.length; k++) {
          expect(points[k]!.kept).toBeGreaterThanOrEqual(points[k - 1]!.kept);
          expect(points[k]!.coveredWhitespace).toBeLessThanOrEqual(points[k - 1]!.coveredWhitespace);
        }
      }),
      { ...fixed, numRuns: 20 },
    );
  });

  it("stops when told to", () => {
    const problem = prepareCoverage(smallCoverage({ seed: 5, accounts: 30, sellers: 5 }));
    expect(() => solveCoverage(problem, engine, { prove: 0, shouldStop: () => true })).toThrow(/cancelled/);
  });
});

describe("evenness", () => {
  it("is 0 for equal amounts, and Gini is (n − 1) / n where one has all", () => {
    expect(evenness([3, 3, 3])).toEqual({ mean: 3, cv: 0, gini: 0, maxToMean: 1 });
    const all = evenness([0, 0, 0, 8]);
    expect(all.gini).toBeCloseTo(3 / 4, 12);
    expect(all.cv).toBeCloseTo(Math.sqrt(3), 12);
    expect(all.maxToMean).toBe(4);
    expect(evenness([])).toEqual({ mean: 0, cv: 0, gini: 0, maxToMean: 0 });
  });

  it("does not change when every amount is scaled", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 20 }), (amounts) => {
        const [one, ten] = [evenness(amounts), evenness(amounts.map((x) => 10 * x))];
        expect(ten.gini).toBeCloseTo(one.gini, 9);
        expect(ten.cv).toBeCloseTo(one.cv, 9);
      }),
      fixed,
    );
  });
});
