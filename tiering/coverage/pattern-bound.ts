import type { Hooks } from "../hooks.ts";
import type { AccountModel } from "./account-model.ts";
import type { CoverageEngine } from "./engine.ts";
import type { Counts } from "./part.ts";
import { addBends } from "./pattern-bends.ts";
import { openMaster, WHOLE } from "./pattern-master.ts";
import { addPatternRows, type ChosenPattern, type PatternRows } from "./pattern-rows.ts";
import { bestPatterns, listPatterns, type SellerPatterns } from "./patterns.ts";

/** Most relaxations [measured]. */
const ROUNDS = 25;

/** What the relaxation over whole patterns says. */
export interface PatternBound {
  readonly rows: PatternRows;
  readonly patterns: readonly SellerPatterns[];
  /** No coverage is worth more, in units. */
  readonly bound: number;
  /** Prices of the rows at which that holds. */
  readonly prices: Float64Array;
}

/**
 * Bounds a part by column generation (Dantzig and Wolfe 1960): each seller has a mix of patterns of whole accounts, so
 * that neither the accounts nor the kept ones of a seller are parts of accounts, save by mixing. Patterns are added
 * while the prices of the last relaxation say that one is missing. O(rounds × (relaxation + patterns)).
 * @throws {TieringError} `cancelled`
 */
export function boundByPatterns(
  model: AccountModel,
  engine: CoverageEngine,
  start: Counts,
  hooks: Hooks,
): PatternBound {
  const patterns = listPatterns(model.tierColumns);
  const rows = addPatternRows(model, patterns);
  const master = openMaster(rows.linear, rows, patterns, engine);
  try {
    master.add([...patternsOf(patterns, model.valuesOf(start)), ...plainPatterns(patterns)]);
    const relaxed = master.relax(WHOLE, { rounds: ROUNDS, enough: Number.NEGATIVE_INFINITY }, hooks);
    const bent = addBends(rows, master.bends);
    // Rows that were added after the least bound have no price there.
    const prices = new Float64Array(bent.linear.numRows);
    prices.set(relaxed.prices);
    return { rows: bent, patterns, bound: relaxed.bound, prices };
  } finally {
    master.close();
  }
}

/** The numbers of accounts that each seller has, by the values of the tiers' columns. */
export function patternsOf(patterns: readonly SellerPatterns[], values: Float64Array): ChosenPattern[] {
  return patterns.map(({ tiers }, seller) => ({
    seller,
    numbers: tiers.map(({ column }) => Math.round(values[column]!)),
  }));
}

/** For each seller and tier the pattern that has as many accounts of the tier as can be, and fills the rest up. */
function plainPatterns(patterns: readonly SellerPatterns[]): ChosenPattern[] {
  return patterns.flatMap(({ tiers, numbers, count }, seller) => {
    const box = { least: tiers.map(() => 0), most: tiers.map(({ use }) => Math.floor(1 / use + 1e-6)) };
    return tiers.flatMap((_, wanted) => {
      const account = tiers.map(({ use }, k) => (k === wanted ? 10 * use : use));
      const prices = { account, kept: account.map(() => []) };
      return bestPatterns({ seller, tiers, numbers, count }, prices, box, 1).map((best) => ({
        seller,
        numbers: best.numbers,
      }));
    });
  });
}
