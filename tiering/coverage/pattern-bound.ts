import { type Hooks, isOutOfTime, stopWhereAsked } from "../hooks.ts";
import type { AccountModel } from "./account-model.ts";
import type { CoverageEngine, LinearModel } from "./engine.ts";
import type { Counts } from "./part.ts";
import { addPatternRows, type ChosenPattern, type PatternRows } from "./pattern-rows.ts";
import { listPatterns, patternWorth, type SellerPatterns, type TierPrices } from "./patterns.ts";

/** Most relaxations, and most patterns that each of them adds for a seller [measured]. */
const ROUNDS = 25;
const ADDED = 3;
/** What a pattern has to earn more than its seller costs, in units, to be added. */
const LEAST_GAIN = 1e-6;

/** A row `Σ coefficient × column ≤ 1` over accounts of a seller by tier, and those that are kept, which holds for whole loads. */
export interface PatternSide {
  readonly columns: readonly number[];
  readonly coefficients: readonly number[];
}

/** What the relaxation over whole patterns says. */
export interface PatternBound {
  readonly rows: PatternRows;
  readonly patterns: readonly SellerPatterns[];
  /** No coverage is worth more, in units. */
  readonly bound: number;
  /** Prices of the rows at which that holds. */
  readonly prices: Float64Array;
  /** By how much the bound is less for whoever has a pattern; shape [patterns of the seller] by seller. */
  readonly slack: readonly Float64Array[];
  /** What no whole load of a seller exceeds: rows that say of single accounts what the patterns do. */
  readonly sides: readonly PatternSide[];
  /** The pattern of each seller in some counts, or one that has room for them. */
  patternsOf(counts: Counts): ChosenPattern[];
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
  const patternsOf = (counts: Counts) => findPatterns(patterns, model.valuesOf(counts));
  const known = patterns.map(() => new Set<number>());
  const isNew = ({ seller, pattern }: ChosenPattern): boolean => {
    const isMissing = !known[seller]!.has(pattern);
    known[seller]!.add(pattern);
    return isMissing;
  };
  const session = engine.open(rows.linear);
  try {
    session.addColumns(rows.columnsOf([...patternsOf(start), ...plainPatterns(patterns)].filter(isNew)));
    let best: Pick<PatternBound, "bound" | "prices" | "slack"> | null = null;
    const sides = new Map<string, PatternSide>();
    for (let round = 1; ; round++) {
      stopWhereAsked(hooks, "Coverage");
      const { status, duals } = session.solveLinear(hooks);
      const prices = status === "optimal" ? duals : new Float64Array(rows.linear.numRows);
      const slack: Float64Array[] = [];
      const added: ChosenPattern[] = [];
      let bound = dualBound(rows.linear, prices);
      patterns.forEach((of, seller) => {
        const { whole, ...ofTiers } = rows.pricesOf(seller, prices);
        const worth = patternWorth(of, ofTiers);
        const most = worth.reduce((a, b) => Math.max(a, b), 0);
        bound += Math.max(0, most - whole);
        addSide(sides, of, ofTiers, most);
        slack.push(worth.map((one) => most - one));
        if (most > whole + LEAST_GAIN)
          for (const pattern of greatest(worth, ADDED)) added.push({ seller, pattern });
      });
      if (best === null || bound <= best.bound) best = { bound, prices, slack };
      const fresh = added.filter(isNew);
      if (fresh.length === 0 || round === ROUNDS || status !== "optimal" || isOutOfTime(hooks))
        return { rows, patterns, patternsOf, sides: [...sides.values()], ...best };
      session.addColumns(rows.columnsOf(fresh));
    }
  } finally {
    session.close();
  }
}

/** Adds the row that the prices of a seller's accounts make, the best pattern being the most that they earn; once. */
function addSide(
  sides: Map<string, PatternSide>,
  { tiers }: SellerPatterns,
  { account, kept }: TierPrices,
  most: number,
): void {
  if (!(most > LEAST_GAIN)) return;
  const columns: number[] = [];
  const coefficients: number[] = [];
  const add = (column: number, price: number): void => {
    if (!(price > 0)) return;
    columns.push(column);
    coefficients.push(price / most);
  };
  tiers.forEach((tier, k) => {
    add(tier.column, account[k]!);
    for (const column of tier.kept) add(column, kept[k]!);
  });
  sides.set(JSON.stringify([columns, coefficients.map((x) => x.toFixed(6))]), { columns, coefficients });
}

/** A bound of a model from any prices of its rows (Lagrange); what columns are worth that it lacks comes beside it. */
function dualBound(linear: LinearModel, prices: Float64Array): number {
  const { numCols, cost, lower, upper, rowLower, rowUpper, starts, rows, values } = linear;
  // A price of the wrong sign says nothing of a row with one side: it is taken as 0.
  const price = prices.map((dual, r) => (Number.isFinite(dual > 0 ? rowUpper[r]! : rowLower[r]!) ? dual : 0));
  let bound = 0;
  price.forEach((dual, r) => {
    if (dual !== 0) bound += dual * (dual > 0 ? rowUpper[r]! : rowLower[r]!);
  });
  for (let j = 0; j < numCols; j++) {
    let gain = cost[j]!;
    for (let k = starts[j]!; k < starts[j + 1]!; k++) gain -= price[rows[k]!]! * values[k]!;
    bound += gain * (gain > 0 ? upper[j]! : lower[j]!);
  }
  return bound;
}

/** Places of the greatest few, ties by place. */
function greatest(worth: Float64Array, few: number): number[] {
  const found: number[] = [];
  for (let p = 0; p < worth.length; p++) {
    let at = found.length;
    while (at > 0 && worth[found[at - 1]!]! < worth[p]!) at--;
    if (at >= few) continue;
    found.splice(at, 0, p);
    found.length = Math.min(found.length, few);
  }
  return found;
}

/** For each seller and tier the pattern that has as many accounts of the tier as can be, and fills the rest up. */
function plainPatterns(patterns: readonly SellerPatterns[]): ChosenPattern[] {
  const none = (tiers: readonly unknown[]) => tiers.map(() => 0);
  return patterns.flatMap((of, seller) =>
    of.tiers.map((_, wanted) => {
      const account = of.tiers.map(({ use }, k) => (k === wanted ? 10 * use : use));
      return { seller, pattern: greatest(patternWorth(of, { account, kept: none(account) }), 1)[0]! };
    }),
  );
}

/** The pattern that has all accounts of a seller, by the values of the tiers' columns. */
function findPatterns(patterns: readonly SellerPatterns[], values: Float64Array): ChosenPattern[] {
  return patterns.flatMap(({ tiers, numbers, count }, seller) => {
    const last = tiers.length - 1;
    for (let pattern = 0; pattern < count; pattern++) {
      const fits = tiers.every(({ column }, k) => {
        const n = numbers[pattern * tiers.length + k]!;
        return k === last ? n >= values[column]! : n === values[column];
      });
      if (fits) return [{ seller, pattern }];
    }
    return [];
  });
}
