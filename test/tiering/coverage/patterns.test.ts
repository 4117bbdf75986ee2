import { beforeAll, describe, expect, it } from "vitest";
import { type HighsEngine, loadHighsEngine } from "../../../service/coverage/highs-engine.ts";
import {
  boundByPatterns,
  buildAccountModel,
  fill,
  foldAccounts,
  type LinearModel,
  listPatterns,
  type Part,
  patternWorth,
  placedObjective,
  prepareCoverage,
  provePart,
  solveCoverage,
  solvePart,
  splitCoverage,
} from "../../../tiering/index.ts";
import { exhaustiveCoverage, plainObjective } from "./support/exhaustive-coverage.ts";
import { smallCoverage } from "./support/small-coverage.ts";

let engine: HighsEngine;
beforeAll(async () => {
  engine = await loadHighsEngine();
});

const SEEDS = Array.from({ length: 40 }, (_, k) => k + 1);
const owned = (seed: number, sizes: { readonly accounts?: number; readonly sellers?: number } = {}) =>
  smallCoverage({
    seed: 21_000 + seed,
    owners: true,
    geos: 1,
    weights: { whitespace: 0.7, continuity: 0.5 },
    ...sizes,
  });
const greedy = (part: Part) => {
  const counts = new Int32Array(part.use.length);
  fill(part, counts);
  return counts;
};
const relaxed = (model: LinearModel) => {
  const session = engine.open(model);
  try {
    const { values, duals } = session.solveLinear({});
    return { worth: values.reduce((sum, x, j) => sum + x * model.cost[j]!, 0), duals };
  } finally {
    session.close();
  }
};

describe("the patterns of sellers", () => {
  it("have room for every load of whole accounts, and none that is no whole load", () => {
    for (const seed of SEEDS) {
      for (const part of splitCoverage(prepareCoverage(owned(seed)))) {
        for (const { tiers, numbers, count } of listPatterns(buildAccountModel(part).tierColumns)) {
          const all = Array.from({ length: count }, (_, p) =>
            Array.from(numbers.subarray(p * tiers.length, (p + 1) * tiers.length)),
          );
          const load = (one: readonly number[]) => one.reduce((sum, n, k) => sum + n * tiers[k]!.use, 0);
          for (const one of all) {
            expect(load(one)).toBeLessThanOrEqual(1 + 1e-8);
            // One account less of any tier is a load that some pattern has room for.
            one.forEach((n, k) => {
              const less = one.with(k, Math.max(0, n - 1));
              expect(all.some((other) => other.every((m, j) => m >= less[j]!))).toBe(true);
            });
          }
        }
      }
    }
  });

  it("are worth their accounts, and those that are kept beside, up to as many as are owned", () => {
    const tiers = [{ seller: 0, column: 0, use: 0.5, kept: [2], owned: 1 }];
    const [of] = listPatterns(tiers);
    expect([...of!.numbers]).toEqual([2]);
    expect([...patternWorth(of!, { account: [3], kept: [10] })]).toEqual([16]);
  });
});

describe("the bound by patterns", () => {
  it("is never below what exhaustive search finds, nor above the relaxation without patterns", () => {
    let closer = 0;
    for (const seed of SEEDS) {
      const input = owned(seed);
      const problem = prepareCoverage(input);
      let bound = 0;
      for (const part of splitCoverage(problem)) {
        const model = buildAccountModel(part);
        const found = boundByPatterns(model, engine, greedy(part), {}).bound;
        const plain = relaxed(model.linear).worth;
        expect(found, `seed ${seed}`).toBeLessThanOrEqual(plain + 1e-6);
        if (found < plain - 1e-6) closer++;
        bound += found;
      }
      expect(bound * problem.unit, `seed ${seed}`).toBeGreaterThanOrEqual(exhaustiveCoverage(input)! - 1e-6);
    }
    expect(closer).toBeGreaterThan(0);
  });

  it("comes with sides that every pattern keeps, one of them as far as it goes", () => {
    let sidesSeen = 0;
    for (const seed of SEEDS) {
      for (const part of splitCoverage(prepareCoverage(owned(seed)))) {
        const { sides, patterns } = boundByPatterns(buildAccountModel(part), engine, greedy(part), {});
        for (const { columns, coefficients } of sides) {
          const of = patterns.find(({ tiers }) =>
            tiers.some(({ column, kept }) => columns.some((j) => j === column || kept.includes(j))),
          )!;
          const priceOf = (j: number | undefined) =>
            j === undefined ? 0 : (coefficients[columns.indexOf(j)] ?? 0);
          const worth = patternWorth(of, {
            account: of.tiers.map(({ column }) => priceOf(column)),
            kept: of.tiers.map(({ kept }) => priceOf(kept[0])),
          });
          expect(Math.max(...worth), `seed ${seed}`).toBeCloseTo(1, 9);
          sidesSeen++;
        }
      }
    }
    expect(sidesSeen).toBeGreaterThan(SEEDS.length);
  });

  it("holds for an answer with any pattern less the pattern's slack", () => {
    for (const seed of SEEDS) {
      for (const part of splitCoverage(prepareCoverage(owned(seed, { accounts: 30, sellers: 5 })))) {
        const model = buildAccountModel(part);
        const { bound, slack, patternsOf } = boundByPatterns(model, engine, greedy(part), {});
        const { counts } = solvePart(part, engine, { seconds: 10 });
        for (const answer of [greedy(part), counts!]) {
          const lacks = patternsOf(answer).map(({ seller, pattern }) => slack[seller]![pattern]!);
          expect(placedObjective(part, answer)).toBeLessThanOrEqual(bound - Math.max(0, ...lacks) + 1e-6);
        }
      }
    }
  });
});

describe("folded accounts", () => {
  it("make no relaxation worth less, and the same where only accounts far from the margin are folded", () => {
    for (const seed of SEEDS) {
      for (const part of splitCoverage(prepareCoverage(owned(seed, { accounts: 60, sellers: 5 })))) {
        const { linear, accountAt, accountEnd } = buildAccountModel(part);
        const { worth, duals } = relaxed(linear);
        const folded = (near: number) =>
          relaxed(foldAccounts(linear, { from: accountAt, to: accountEnd }, duals, near)).worth;
        expect(folded(0)).toBeGreaterThanOrEqual(worth - 1e-6);
        expect(folded(0.5)).toBeCloseTo(worth, 6);
        expect(folded(Number.POSITIVE_INFINITY)).toBeCloseTo(worth, 6);
      }
    }
  });
});

describe("a proof by patterns", () => {
  it("finds what exhaustive search finds where owners count", () => {
    for (const seed of SEEDS) {
      const input = owned(seed, { accounts: 7, sellers: 2 });
      const problem = prepareCoverage(input);
      const { owner, bound } = solveCoverage(problem, engine, { prove: 0 });
      const best = exhaustiveCoverage(input)!;
      const found = owner.map((s) => (s < 0 ? -1 : input.sellers.indexOf(problem.sellers[s]!)));
      expect(plainObjective(input, found), `seed ${seed}`).toBeCloseTo(best, 6);
      expect(bound, `seed ${seed}`).toBeGreaterThanOrEqual(best - 1e-6);
    }
  });

  it("closes the gap that is asked for, and what it says is worth what its accounts are", () => {
    for (const seed of SEEDS.slice(0, 8)) {
      for (const part of splitCoverage(prepareCoverage(owned(seed, { accounts: 120, sellers: 8 })))) {
        const start = solvePart(part, engine, { seconds: 10 });
        const found = provePart({ part, start, gap: 1e-3, seconds: 30 }, engine);
        expect(placedObjective(part, found.counts!)).toBeCloseTo(found.objective, 9);
        expect(found.bound - found.objective).toBeLessThanOrEqual(1e-3 * Math.abs(found.bound) + 1e-6);
      }
    }
  });
});
