import { type Hooks, stopWhereAsked } from "../hooks.ts";
import type { CoverageEngine, LinearModel } from "./engine.ts";
import { type Bend, bendRows, createBendFinder, pricedBends, withBends } from "./pattern-bends.ts";
import type { ChosenPattern, PatternRows } from "./pattern-rows.ts";
import { bestPatterns, type SellerPatterns, type TierBox } from "./patterns.ts";

/** Patterns that a relaxation adds for a seller at the most [measured]. */
const ADDED = 3;
/** What a pattern has to earn more than its seller costs, in units, to be added. */
const LEAST_GAIN = 1e-6;
/** Most of a pattern's share; its row already holds it to 1. */
const MOST_SHARE = 2;

/** Bounds of whole-number columns that differ from those of the program, by column. */
export interface Box {
  readonly least: ReadonlyMap<number, number>;
  readonly most: ReadonlyMap<number, number>;
}

/** The whole program, nothing narrowed. */
export const WHOLE: Box = { least: new Map(), most: new Map() };

/** What a relaxation over patterns says of a box. */
export interface Relaxed {
  /** No coverage within the box is worth more, in units; −∞ where there is none. */
  readonly bound: number;
  /** Worth of the relaxation, in units. */
  readonly worth: number;
  /** Values of the columns; null where there is no solution. */
  readonly values: Float64Array | null;
  /** Prices of the rows at which the bound was the least. */
  readonly prices: Float64Array;
  /** Whether no pattern is missing: worth and bound are then the same. */
  readonly isWhole: boolean;
}

/** How long a relaxation goes on adding patterns. */
export interface RelaxOptions {
  readonly rounds: number;
  /** A bound that is low enough to end at once. */
  readonly enough: number;
}

/** The relaxation over patterns, kept from box to box with the patterns that were found. */
export interface PatternMaster {
  /** Relaxations solved so far: what the work of a search is counted in. */
  readonly solved: number;
  /** Rows that were added so far. */
  readonly bends: readonly Bend[];
  add(chosen: readonly ChosenPattern[]): number;
  /** Relaxes within a box, adding patterns while some are missing. @throws {TieringError} `cancelled` */
  relax(box: Box, options: RelaxOptions, hooks: Hooks): Relaxed;
  /** Gives the memory back. */
  close(): void;
}

/** Opens the relaxation of a program with pattern rows, its accounts folded or not. */
export function openMaster(
  linear: LinearModel,
  rows: PatternRows,
  patterns: readonly SellerPatterns[],
  engine: CoverageEngine,
): PatternMaster {
  const session = engine.open(linear);
  const columns: ChosenPattern[] = [];
  const bends: Bend[] = [];
  const findBends = createBendFinder(linear, patterns);
  const known = patterns.map(() => new Set<string>());
  const lower = Float64Array.from(linear.lower);
  const upper = Float64Array.from(linear.upper);
  let narrowed: readonly number[] = [];
  let prices: Float64Array = new Float64Array(linear.numRows);
  let solved = 0;
  // Without perturbed costs relaxations end sooner where owners count, and later where they do not; without scaling they
  // end sooner where owners count as well [measured].
  const isKept = patterns.some(({ tiers }) => tiers.some(({ kept }) => kept.length > 0));
  const how = { isPerturbed: !isKept, isScaled: !isKept };

  const boxOf = (seller: number): TierBox => ({
    least: patterns[seller]!.tiers.map(({ column }) => lower[column]!),
    most: patterns[seller]!.tiers.map(({ column }) => upper[column]!),
  });
  const add = (chosen: readonly ChosenPattern[]): number => {
    const fresh = chosen.filter(({ seller, numbers }) => {
      const key = numbers.join();
      const isNew = !known[seller]!.has(key);
      known[seller]!.add(key);
      return isNew;
    });
    if (fresh.length === 0) return 0;
    session.addColumns(withBends(rows.columnsOf(fresh), fresh, bends, linear.numRows));
    columns.push(...fresh);
    return fresh.length;
  };
  const pricesOf = (seller: number, duals: Float64Array) => {
    const { whole, ...prices } = rows.pricesOf(seller, duals);
    return { whole, ofTiers: pricedBends(prices, seller, bends, duals.subarray(linear.numRows)) };
  };
  /** Adds the bends that a relaxation lies beyond: how many. */
  const bend = (values: Float64Array): number => {
    const shares = columns.flatMap((one, k) => {
      const share = values[linear.numCols + k]!;
      return share > 0 ? [{ ...one, share }] : [];
    });
    const found = findBends(values, shares);
    if (found.length === 0) return 0;
    session.addRows(bendRows(found, columns, linear.numCols));
    bends.push(...found);
    return found.length;
  };
  /** Narrows the program to a box and its patterns to those within; false where a seller has none. */
  const narrow = ({ least, most }: Box): boolean => {
    const changed = [...new Set([...narrowed, ...least.keys(), ...most.keys()])].sort((a, b) => a - b);
    for (const j of changed) {
      lower[j] = least.get(j) ?? linear.lower[j]!;
      upper[j] = most.get(j) ?? linear.upper[j]!;
    }
    narrowed = [...new Set([...least.keys(), ...most.keys()])];
    const boxes = patterns.map((_, seller) => boxOf(seller));
    const isWithin = ({ seller, numbers }: ChosenPattern): boolean => {
      const box = boxes[seller]!;
      for (let k = 0; k < numbers.length; k++)
        if (numbers[k]! < box.least[k]! || numbers[k]! > box.most[k]!) return false;
      return true;
    };
    const has = new Uint8Array(patterns.length);
    for (const one of columns) if (isWithin(one)) has[one.seller] = 1;
    const lacking = boxes.flatMap((box, seller) =>
      has[seller] === 1
        ? []
        : [{ seller, best: bestPatterns(patterns[seller]!, pricesOf(seller, prices).ofTiers, box, 1)[0] }],
    );
    if (lacking.some(({ best }) => best === undefined)) return false;
    add(lacking.map(({ seller, best }) => ({ seller, numbers: best!.numbers })));
    const indices = [...changed, ...columns.map((_, k) => linear.numCols + k)];
    session.bound(
      Int32Array.from(indices),
      Float64Array.from(indices, (j) => lower[j] ?? 0),
      Float64Array.from(indices, (j) =>
        j < linear.numCols ? upper[j]! : isWithin(columns[j - linear.numCols]!) ? MOST_SHARE : 0,
      ),
    );
    return true;
  };

  return {
    get solved() {
      return solved;
    },
    add,
    bends,
    relax(box, { rounds, enough }, hooks) {
      const none = (bound: number): Relaxed => ({ bound, worth: bound, values: null, prices, isWhole: true });
      if (!narrow(box)) return none(Number.NEGATIVE_INFINITY);
      let bound = Number.POSITIVE_INFINITY;
      let best = prices;
      for (let round = 1; ; round++) {
        stopWhereAsked(hooks, "Coverage");
        // Only the first takes more than some milliseconds: whether to stop is asked between the others.
        const { status, values, duals } = session.solveLinear(solved === 0 ? hooks : {}, how);
        solved++;
        if (status === "infeasible") return none(Number.NEGATIVE_INFINITY);
        // Nothing is known of a relaxation that the engine gave up.
        if (status !== "optimal") return { ...none(bound), prices: best };
        prices = duals;
        let found = dualBound(linear, bends, lower, upper, duals);
        const missing: ChosenPattern[] = [];
        patterns.forEach((of, seller) => {
          const { whole, ofTiers } = pricesOf(seller, duals);
          const greatest = bestPatterns(of, ofTiers, boxOf(seller), ADDED);
          found += Math.max(0, greatest[0]!.worth - whole);
          for (const { numbers, worth } of greatest)
            if (worth > whole + LEAST_GAIN) missing.push({ seller, numbers });
        });
        if (found <= bound) [bound, best] = [found, duals];
        let worth = 0;
        for (let j = 0; j < linear.numCols; j++) worth += linear.cost[j]! * values[j]!;
        const isDone = bound <= enough || round >= rounds;
        const isWhole = missing.length === 0 || (!isDone && add(missing) === 0);
        if (isDone || (isWhole && bend(values) === 0)) return { bound, worth, values, prices: best, isWhole };
      }
    },
    close: () => session.close(),
  };
}

/** A bound of a model within bounds, from any prices of its rows (Lagrange); what patterns are worth comes beside it. */
function dualBound(
  { numCols, numRows, cost, rowLower, rowUpper, starts, rows, values }: LinearModel,
  bends: readonly Bend[],
  lower: Float64Array,
  upper: Float64Array,
  prices: Float64Array,
): number {
  let bound = 0;
  // A price of the wrong sign says nothing of a row with one side: it is taken as 0.
  const price = new Float64Array(numRows);
  for (let r = 0; r < numRows; r++) {
    const dual = prices[r]!;
    const side = dual > 0 ? rowUpper[r]! : rowLower[r]!;
    if (dual === 0 || !Number.isFinite(side)) continue;
    price[r] = dual;
    bound += dual * side;
  }
  const gains = Float64Array.from(cost);
  // The rows of bends are at most 0: they add nothing but to the columns.
  bends.forEach(({ columns, values: entries }, b) => {
    const bendPrice = Math.max(0, prices[numRows + b]!);
    if (bendPrice > 0)
      columns.forEach((j, k) => {
        gains[j]! -= bendPrice * entries[k]!;
      });
  });
  for (let j = 0; j < numCols; j++) {
    let gain = gains[j]!;
    for (let k = starts[j]!; k < starts[j + 1]!; k++) gain -= price[rows[k]!]! * values[k]!;
    bound += gain * (gain > 0 ? upper[j]! : lower[j]!);
  }
  return bound;
}
