import { beforeAll, describe, expect, it } from "vitest";
import { type HighsEngine, loadHighsEngine } from "../../../service/coverage/highs-engine.ts";
import {
  boundByPatterns,
  buildAccountModel,
  createBendFinder,
  fill,
  type LinearModel,
  listPatterns,
  type Part,
  prepareCoverage,
  provePart,
  solvePart,
  splitCoverage,
} from "../../../tiering/index.ts";
import { exhaustiveCoverage } from "./support/exhaustive-coverage.ts";
import { smallCoverage } from "./support/small-coverage.ts";

let engine: HighsEngine;
beforeAll(async () => {
  engine = await loadHighsEngine();
});

const WEIGHTS = { whitespace: 0.7, continuity: 0.5 };
const greedy = (part: Part) => {
  const counts = new Int32Array(part.use.length);
  fill(part, counts);
  return counts;
};

describe("the bends of what a seller keeps", () => {
  it("are found where a mix of one account and of five keeps as many as their mean", () => {
    // A seller's number, how many of them are kept, and four accounts that they own, in a row that holds kept to covered.
    const linear: LinearModel = {
      numCols: 6,
      numRows: 1,
      cost: new Float64Array(6),
      lower: new Float64Array(6),
      upper: Float64Array.of(5, 4, 1, 1, 1, 1),
      integer: new Uint8Array(6),
      rowLower: Float64Array.of(Number.NEGATIVE_INFINITY),
      rowUpper: Float64Array.of(0),
      starts: Int32Array.of(0, 0, 1, 2, 3, 4, 5),
      rows: new Int32Array(5),
      values: Float64Array.of(1, -1, -1, -1, -1),
    };
    const patterns = listPatterns([{ seller: 0, column: 0, use: 0.2, kept: [1], keptRows: [0], owned: 4 }]);
    const find = createBendFinder(linear, patterns);
    const mix = [
      { seller: 0, numbers: [1], share: 0.5 },
      { seller: 0, numbers: [5], share: 0.5 },
    ];
    // Of the best two, one pattern keeps one and the other both: 1.5, and not the two that are covered.
    expect(find(Float64Array.of(3, 2.5, 1, 1, 0.5, 0), mix)).toEqual([
      { seller: 0, tier: 0, most: 2, columns: [1, 4, 5], values: [1, -1, -1] },
    ]);
    // Each is found once.
    expect(find(Float64Array.of(3, 2.5, 1, 1, 0.5, 0), mix)).toEqual([]);
    // What each keeps of its own accounts, the best first, lies beyond none.
    expect(createBendFinder(linear, patterns)(Float64Array.of(3, 2.5, 1, 0.5, 0.5, 0.5), mix)).toEqual([]);
  });

  it("hold for every answer, each seller having its own pattern", () => {
    let found = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const sizes = { accounts: 90, sellers: 4, geos: 1, tierCount: 2, owners: true };
      const input = smallCoverage({ seed: 25_000 + seed, weights: WEIGHTS, ...sizes });
      for (const part of splitCoverage(prepareCoverage(input))) {
        const model = buildAccountModel(part);
        const { rows, patterns } = boundByPatterns(model, engine, greedy(part), {});
        const { linear } = rows;
        found += patterns.reduce(
          (left, { tiers }) => left - 1 - tiers.reduce((sum, { kept }) => sum + (kept.length > 0 ? 2 : 1), 0),
          linear.numRows - model.linear.numRows,
        );
        const start = solvePart(part, engine, { seconds: 10 });
        const exact = provePart({ part, start, gap: 1e-3, seconds: 10 }, engine);
        for (const counts of [greedy(part), start.counts!, exact.counts!]) {
          const values = model.valuesOf(counts);
          const own = rows.columnsOf(
            patterns.map(({ tiers }, seller) => ({
              seller,
              numbers: tiers.map(({ column }) => values[column]!),
            })),
          );
          const activity = new Float64Array(linear.numRows);
          values.forEach((x, j) => {
            for (let k = linear.starts[j]!; k < linear.starts[j + 1]!; k++)
              activity[linear.rows[k]!]! += x * linear.values[k]!;
          });
          own.rows.forEach((row, k) => {
            activity[row]! += own.values[k]!;
          });
          activity.forEach((sum, r) => {
            expect(sum, `seed ${seed}, row ${r}`).toBeLessThanOrEqual(linear.rowUpper[r]! + 1e-9);
          });
        }
      }
    }
    expect(found).toBeGreaterThan(10);
  });

  it("bring the bound down to the best answer where it stood above", () => {
    for (const seed of [57, 303, 310]) {
      const sizes = { accounts: 10, sellers: 2, geos: 1, tierCount: 2, owners: true };
      const input = smallCoverage({ seed: 25_000 + seed, weights: WEIGHTS, ...sizes });
      const problem = prepareCoverage(input);
      const bound = splitCoverage(problem).reduce(
        (sum, part) => sum + boundByPatterns(buildAccountModel(part), engine, greedy(part), {}).bound,
        0,
      );
      expect(bound * problem.unit, `seed ${seed}`).toBeCloseTo(exhaustiveCoverage(input)!, 3);
    }
  });
});
