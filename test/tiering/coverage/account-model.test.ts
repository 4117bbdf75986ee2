import { beforeAll, describe, expect, it } from "vitest";
import { type HighsEngine, loadHighsEngine } from "../../../service/coverage/highs-engine.ts";
import {
  type CoverageInput,
  countsObjective,
  fill,
  placedObjective,
  prepareCoverage,
  solveCoverage,
  splitCoverage,
  TieringError,
} from "../../../tiering/index.ts";
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

const SEEDS = Array.from({ length: 60 }, (_, k) => k + 1);

/** The proven answer by the input's own seller indices; null where the rules cannot all be kept. */
function proven(input: CoverageInput) {
  const problem = prepareCoverage(input);
  try {
    const { owner, bound } = solveCoverage(problem, engine, { prove: 0 });
    return {
      owner: owner.map((s) => (s < 0 ? -1 : input.sellers.indexOf(problem.sellers[s]!))),
      bound,
    };
  } catch (error) {
    if (error instanceof TieringError && error.code === "infeasible-policy") return null;
    throw error;
  }
}

describe("the program by single accounts", () => {
  it("is worth what exhaustive search finds where owners, even loads and every rule count at once", () => {
    let solved = 0;
    for (const seed of SEEDS) {
      const input = smallCoverage({
        seed: 11_000 + seed,
        owners: true,
        rules: true,
        weights: { whitespace: 0.7, continuity: 0.5, balance: seed % 2 === 0 ? 0.4 : 0 },
      });
      const best = exhaustiveCoverage(input);
      let found: ReturnType<typeof proven> = null;
      try {
        found = proven(input);
      } catch (error) {
        if (!(error instanceof TieringError)) throw error;
      }
      expect(found === null, `seed ${seed}`).toBe(best === null);
      if (found === null || best === null) continue;
      expect(brokenRules(input, found.owner), `seed ${seed}`).toEqual([]);
      const uneven = input.weights.balance > 0 ? plainUnevenness(input, found.owner) : 0;
      expect(plainObjective(input, found.owner) - uneven, `seed ${seed}`).toBeCloseTo(best, 6);
      expect(found.bound, `seed ${seed}`).toBeGreaterThanOrEqual(best - 1e-6);
      solved++;
    }
    expect(solved).toBeGreaterThan(SEEDS.length / 2);
  });

  it("weighs covered accounts and kept owners account by account where bands of a class contradict each other", () => {
    for (const seed of SEEDS) {
      const input = smallCoverage({
        seed: 12_000 + seed,
        accounts: 7,
        sellers: 2,
        geos: 1,
        tierCount: 1,
        owners: true,
        weights: { whitespace: 1, continuity: 0.3 },
      });
      const best = exhaustiveCoverage(input)!;
      expect(plainObjective(input, proven(input)!.owner), `seed ${seed}`).toBeCloseTo(best, 6);
    }
  });
});

describe("the objective of counts once their accounts are placed", () => {
  it("is no more than what counts promise, and what placing them reaches", () => {
    let less = 0;
    for (const seed of SEEDS) {
      const input = smallCoverage({
        seed: 13_000 + seed,
        accounts: 40,
        sellers: 5,
        owners: true,
        weights: { whitespace: 1, continuity: 0.4 },
      });
      for (const part of splitCoverage(prepareCoverage(input))) {
        const counts = new Int32Array(part.use.length);
        fill(part, counts);
        const [placed, promised] = [placedObjective(part, counts), countsObjective(part, counts)];
        expect(placed).toBeLessThanOrEqual(promised + 1e-9);
        if (placed < promised - 1e-9) less++;
      }
    }
    expect(less).toBeGreaterThan(5);
  });
});

describe("an exact answer whose time is over", () => {
  const over = { seconds: 1, isOver: () => true, left: () => 0 };

  it("is what was reached, keeps every rule, and says so", () => {
    let unproven = 0;
    for (const seed of SEEDS) {
      const input = smallCoverage({
        seed: 14_000 + seed,
        accounts: 30,
        sellers: 5,
        owners: true,
        weights: { whitespace: 1, continuity: 0.4, balance: 0.3 },
      });
      const problem = prepareCoverage(input);
      const { bound, objective, owner, proven, stopped } = solveCoverage(problem, engine, {
        prove: 0,
        limit: over,
      });
      expect(brokenRules({ ...input, sellers: problem.sellers }, owner)).toEqual([]);
      expect(bound).toBeGreaterThanOrEqual(objective);
      if (proven) expect(stopped).toBeNull();
      else {
        expect(stopped).toMatch(/^Stopped after 1 s: within [\d.e-]+ % of the bound, and not within the 0 %/);
        unproven++;
      }
    }
    expect(unproven).toBeGreaterThan(5);
  });
});
