import { beforeAll, describe, expect, it } from "vitest";
import { type HighsEngine, loadHighsEngine } from "../../../service/coverage/highs-engine.ts";
import { type CoverageInput, prepareCoverage, solveCoverage, TieringError } from "../../../tiering/index.ts";
import {
  brokenRules,
  exhaustiveCoverage,
  plainObjective,
  plainUnevenness,
} from "./support/exhaustive-coverage.ts";
import { smallCoverage } from "./support/small-coverage.ts";

let engine: HighsEngine;
beforeAll(async () => {
  engine = await loadHighsEngine();
});

/** Solves, and gives the owner by the input's own seller indices. */
function solve(input: CoverageInput, prove?: number) {
  const problem = prepareCoverage(input);
  const coverage = solveCoverage(problem, engine, prove === undefined ? {} : { prove });
  const owner = coverage.owner.map((s) => (s < 0 ? -1 : input.sellers.indexOf(problem.sellers[s]!)));
  return { ...coverage, owner };
}

const SEEDS = Array.from({ length: 120 }, (_, k) => k + 1);

describe("exact coverage of small cases against exhaustive search", () => {
  it("covers the most whitespace that any assignment can, and no bound lies below it", () => {
    for (const seed of SEEDS) {
      const input = smallCoverage({ seed });
      const best = exhaustiveCoverage(input)!;
      const { owner, objective, bound } = solve(input, 0);
      expect(brokenRules(input, owner), `seed ${seed}`).toEqual([]);
      expect(plainObjective(input, owner), `seed ${seed}`).toBeCloseTo(best, 6);
      expect(bound, `seed ${seed}`).toBeGreaterThanOrEqual(best - 1e-6);
      expect(objective, `seed ${seed}`).toBeCloseTo(best, 2);
    }
  });

  it("does so under every rule, and says so where no assignment keeps them all", () => {
    let infeasible = 0;
    for (const seed of SEEDS) {
      const input = smallCoverage({ seed: 1000 + seed, rules: true });
      const best = exhaustiveCoverage(input);
      try {
        const { owner, bound } = solve(input, 0);
        expect(brokenRules(input, owner), `seed ${seed}`).toEqual([]);
        expect(best, `seed ${seed}`).not.toBeNull();
        expect(plainObjective(input, owner), `seed ${seed}`).toBeCloseTo(best!, 6);
        expect(bound, `seed ${seed}`).toBeGreaterThanOrEqual(best! - 1e-6);
      } catch (error) {
        if (!(error instanceof TieringError)) throw error;
        expect(error.code).toBe("infeasible-policy");
        expect(best, `seed ${seed}: ${error.message}`).toBeNull();
        infeasible++;
      }
    }
    expect(infeasible).toBeGreaterThan(5);
    expect(infeasible).toBeLessThan(SEEDS.length / 2);
  });

  it("weighs kept owners in, account by account, and no bound lies below", () => {
    for (const seed of SEEDS) {
      const input = smallCoverage({
        seed: 2000 + seed,
        owners: true,
        weights: { whitespace: 0.7, continuity: 0.3 },
      });
      const best = exhaustiveCoverage(input)!;
      const { owner, bound } = solve(input, 0);
      expect(brokenRules(input, owner)).toEqual([]);
      expect(plainObjective(input, owner), `seed ${seed}`).toBeCloseTo(best, 6);
      expect(bound, `seed ${seed}`).toBeGreaterThanOrEqual(best - 1e-6);
    }
  });
});

describe("exact coverage where even loads count", () => {
  it("is worth what exhaustive search finds, loads within one account being even", () => {
    let priced = 0;
    for (const seed of SEEDS.slice(0, 40)) {
      const input = smallCoverage({
        seed: 7000 + seed,
        accounts: 5,
        sellers: 3,
        geos: 1,
        weights: { whitespace: 0.8, balance: 0.6 },
      });
      const best = exhaustiveCoverage(input)!;
      const { owner, objective, bound } = solve(input, 0);
      const uneven = plainUnevenness(input, owner);
      if (uneven > 0) priced++;
      expect(brokenRules(input, owner), `seed ${seed}`).toEqual([]);
      expect(plainObjective(input, owner) - uneven, `seed ${seed}`).toBeCloseTo(best, 6);
      expect(objective, `seed ${seed}`).toBeCloseTo(best, 2);
      expect(bound, `seed ${seed}`).toBeGreaterThanOrEqual(best - 1e-6);
    }
    expect(priced).toBeGreaterThan(0);
  });
});

describe("the instant answer", () => {
  it("obeys every rule, and lies between nothing and its bound", () => {
    for (const seed of SEEDS) {
      const input = smallCoverage({ seed: 3000 + seed, accounts: 12, sellers: 4, rules: true, owners: true });
      try {
        const { owner, objective, bound, gap } = solve(input);
        expect(brokenRules(input, owner), `seed ${seed}`).toEqual([]);
        expect(objective).toBeGreaterThanOrEqual(0);
        expect(bound).toBeGreaterThanOrEqual(objective);
        expect(gap).toBeGreaterThanOrEqual(0);
      } catch (error) {
        if (!(error instanceof TieringError) || error.code !== "infeasible-policy") throw error;
      }
    }
  });
});
