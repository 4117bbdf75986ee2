import { beforeAll, describe, expect, it } from "vitest";
import { type HighsEngine, loadHighsEngine } from "../../../service/coverage/highs-engine.ts";
import {
  bestPatterns,
  boundByPatterns,
  buildAccountModel,
  type CoverageInput,
  fill,
  foldAccounts,
  type LinearModel,
  listPatterns,
  openMaster,
  type Part,
  placedObjective,
  prepareCoverage,
  proveByPatterns,
  provePart,
  solveCoverage,
  solvePart,
  splitCoverage,
  TieringError,
} from "../../../tiering/index.ts";
import { uniform } from "../support/random-book.ts";
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
/** The parts of a coverage whose rules can be kept; none of another. */
const partsOf = (input: CoverageInput): Part[] => {
  try {
    return splitCoverage(prepareCoverage(input));
  } catch (error) {
    if (error instanceof TieringError) return [];
    throw error;
  }
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
    const tiers = [{ seller: 0, column: 0, use: 0.5, kept: [2], keptRows: [0], owned: 1 }];
    const [of] = listPatterns(tiers);
    expect([...of!.numbers]).toEqual([2]);
    const prices = { account: [3], kept: [[{ price: 10, most: 1 }]] };
    expect(bestPatterns(of!, prices, { least: [0], most: [2] }, 3)).toEqual([{ numbers: [2], worth: 16 }]);
    expect(bestPatterns(of!, prices, { least: [0], most: [1] }, 3)).toEqual([{ numbers: [1], worth: 13 }]);
  });

  it("that are best within a box are worth what the best of all loads within it is", () => {
    const random = uniform(5);
    const below = (k: number) => Math.floor(random() * k);
    let empty = 0;
    for (let trial = 0; trial < 200; trial++) {
      const tiers = Array.from({ length: 1 + below(3) }, (_, column) => ({
        seller: 0,
        column,
        use: 1 / (1 + below(6) + 0.5 * below(2)),
        kept: [10 + column],
        keptRows: [column],
        owned: below(4),
      }));
      const most = tiers.map(({ use }) => Math.floor(1 / use + 1e-9));
      const prices = { account: tiers.map(() => random()), kept: tiers.map(() => random()) };
      const least = most.map((n) => below(Math.min(2, n) + 1));
      const box = { least, most: most.map((n, k) => Math.max(least[k]!, n - below(2))) };
      let greatest = Number.NEGATIVE_INFINITY;
      const visit = (numbers: readonly number[], load: number): void => {
        const k = numbers.length;
        if (k === tiers.length) {
          const worth = numbers.reduce(
            (sum, n, at) =>
              sum +
              n * prices.account[at]! +
              (Math.min(n, tiers[at]!.owned) + 2 * Math.min(n, 1)) * prices.kept[at]!,
            0,
          );
          greatest = Math.max(greatest, worth);
          return;
        }
        for (let n = box.least[k]!; n <= box.most[k]! && load + n * tiers[k]!.use <= 1 + 1e-9; n++)
          visit([...numbers, n], load + n * tiers[k]!.use);
      };
      visit([], 0);
      const [of] = listPatterns(tiers);
      const sorted = of!.tiers.map(({ column }) => column);
      const by = (values: readonly number[]) => sorted.map((column) => values[column]!);
      // What is kept is priced at two bends.
      const bent = sorted.map((column) => [
        { price: prices.kept[column]!, most: tiers[column]!.owned },
        { price: 2 * prices.kept[column]!, most: 1 },
      ]);
      const found = bestPatterns(
        of!,
        { account: by(prices.account), kept: bent },
        { least: by(box.least), most: by(box.most) },
        4,
      );
      if (found.length === 0) {
        empty++;
        expect(greatest, `trial ${trial}`).toBe(Number.NEGATIVE_INFINITY);
      } else expect(found[0]!.worth, `trial ${trial}`).toBeCloseTo(greatest, 9);
    }
    expect(empty).toBeGreaterThan(5);
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

  it("holds within any box for an answer that lies in it, and is that answer's worth where the box holds no other numbers", () => {
    for (const seed of SEEDS) {
      for (const part of splitCoverage(prepareCoverage(owned(seed, { accounts: 30, sellers: 5 })))) {
        const model = buildAccountModel(part);
        const { rows, patterns } = boundByPatterns(model, engine, greedy(part), {});
        const master = openMaster(rows.linear, rows, patterns, engine);
        try {
          for (const answer of [greedy(part), solvePart(part, engine, { seconds: 10 }).counts!]) {
            const values = model.valuesOf(answer);
            const box = new Map(model.tierColumns.map(({ column }) => [column, values[column]!]));
            const worth = placedObjective(part, answer);
            for (const of of [
              { least: box, most: new Map<number, number>() },
              { least: new Map<number, number>(), most: box },
              { least: box, most: box },
            ]) {
              const { bound } = master.relax(of, { rounds: 200, enough: Number.NEGATIVE_INFINITY }, {});
              expect(bound, `seed ${seed}`).toBeGreaterThanOrEqual(worth - 1e-6);
            }
            const first = model.tierColumns[0]!;
            const full = new Map([[first.column, Math.floor(1 / first.use + 1e-9)]]);
            const tooMuch = model.tierColumns.filter(({ seller }) => seller === first.seller);
            if (tooMuch.length < 2) continue;
            full.set(tooMuch[1]!.column, Math.floor(1 / tooMuch[1]!.use + 1e-9));
            const none = master.relax({ least: full, most: new Map() }, { rounds: 9, enough: 0 }, {});
            expect(none.bound).toBe(Number.NEGATIVE_INFINITY);
          }
        } finally {
          master.close();
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

  it("finds what the engine finds by single accounts, under rules and with even loads as well", () => {
    let better = 0;
    for (const seed of SEEDS.slice(0, 25)) {
      const input = smallCoverage({
        seed: 23_000 + seed,
        owners: true,
        rules: seed % 3 === 0,
        accounts: 26,
        sellers: 5,
        weights: { whitespace: 0.7, continuity: 0.4, balance: seed % 2 === 0 ? 0.2 : 0 },
      });
      for (const part of partsOf(input)) {
        const start = solvePart(part, engine, { seconds: 10 });
        if (start.counts === null) continue;
        const model = buildAccountModel(part);
        const session = engine.open(model.linear);
        const whole = session.solveInteger({ gap: 0, seconds: 30 });
        session.close();
        const task = { part, model, start: start.counts, bound: start.bound, gap: 0, seconds: 30 };
        const found = proveByPatterns(task, engine, {});
        const worth = placedObjective(part, found.counts);
        expect(whole.status, `seed ${seed}`).toBe("optimal");
        expect(worth, `seed ${seed}`).toBeCloseTo(whole.bound, 4);
        expect(found.bound, `seed ${seed}`).toBeGreaterThanOrEqual(whole.bound - 1e-5);
        expect(found.bound, `seed ${seed}`).toBeLessThanOrEqual(worth + 1e-4);
        if (worth > placedObjective(part, start.counts) + 1e-6) better++;
      }
    }
    expect(better).toBeGreaterThan(3);
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
