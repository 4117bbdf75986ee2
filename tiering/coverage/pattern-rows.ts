import type { AccountModel } from "./account-model.ts";
import type { LinearColumns, LinearModel } from "./engine.ts";
import { Columns, Rows } from "./model-builder.ts";
import type { SellerPatterns, TierPrices } from "./patterns.ts";

/** Numbers of accounts by tier of one of the sellers who have patterns, by index. */
export interface ChosenPattern {
  readonly seller: number;
  readonly numbers: readonly number[];
}

/** The rows that hold a program to patterns of its sellers. */
export interface PatternRows {
  /** The program with the rows, the columns of what lacks of least numbers at its end, and no column of a pattern yet. */
  readonly linear: LinearModel;
  /** Columns for patterns, each a share of its seller. */
  columnsOf(chosen: readonly ChosenPattern[]): LinearColumns;
  /** What the rows' prices are for a seller's accounts, and for the whole of the seller. */
  pricesOf(seller: number, duals: Float64Array): TierPrices & { readonly whole: number };
}

/** Most of a pattern's share, which its row already holds to 1. */
const MOST_SHARE = 2;
/** What an account costs that lacks of a least number, over what the best one is worth: no answer has one. */
const LACK = 1_000;
const TIE = { kind: "tie" } as const;

/**
 * Adds a row for each seller, who has one pattern (or shares of several that add up to 1), and for each of their tiers:
 * no more accounts, and no more that are kept, than the pattern has. What lacks of a least number is a column as well, so
 * that too few patterns make no program infeasible. O(entries).
 */
export function addPatternRows(model: AccountModel, patterns: readonly SellerPatterns[]): PatternRows {
  const { linear } = model;
  const rows = new Rows();
  for (let r = 0; r < linear.numRows; r++) rows.add(linear.rowLower[r]!, linear.rowUpper[r]!, TIE);
  // Patterns hold the load: all that it is worth is to be seen in their prices.
  const withPatterns = new Set(patterns.map(({ seller }) => seller));
  for (const [row, seller] of model.loadRows) {
    if (withPatterns.has(seller)) rows.upper[row] = Number.POSITIVE_INFINITY;
  }
  const rowsOfColumn = new Map<number, number>();
  const add = (upper: number) => rows.add(Number.NEGATIVE_INFINITY, upper, TIE);
  const made = patterns.map(({ tiers }) => ({
    whole: add(1),
    tiers: tiers.map(({ column, kept }) => {
      const account = add(0);
      rowsOfColumn.set(column, account);
      const keptRow = kept.length > 0 ? add(0) : -1;
      for (const j of kept) rowsOfColumn.set(j, keptRow);
      return { account, kept: keptRow };
    }),
  }));
  const columns = new Columns();
  for (let j = 0; j < linear.numCols; j++) {
    for (let k = linear.starts[j]!; k < linear.starts[j + 1]!; k++)
      columns.entry(linear.rows[k]!, linear.values[k]!);
    const row = rowsOfColumn.get(j);
    if (row !== undefined) columns.entry(row, 1);
    columns.end(linear.cost[j]!, linear.lower[j]!, linear.upper[j]!, linear.integer[j] === 1);
  }
  const dearest = linear.cost.reduce((a, b) => Math.max(a, b), 1);
  for (let r = 0; r < linear.numRows; r++) {
    const least = linear.rowLower[r]!;
    if (!(least > 0) || Number.isFinite(linear.rowUpper[r]!)) continue;
    columns.entry(r, 1);
    columns.end(-LACK * dearest, 0, least, false);
  }
  return {
    linear: columns.model(rows),
    columnsOf(chosen) {
      const added = new Columns();
      for (const { seller, numbers } of chosen) {
        const { tiers } = patterns[seller]!;
        added.entry(made[seller]!.whole, 1);
        tiers.forEach(({ owned }, k) => {
          const n = numbers[k]!;
          const { account, kept } = made[seller]!.tiers[k]!;
          if (n > 0) added.entry(account, -n);
          if (kept >= 0 && Math.min(n, owned) > 0) added.entry(kept, -Math.min(n, owned));
        });
        added.end(0, 0, MOST_SHARE, true);
      }
      return added.model(rows);
    },
    pricesOf(seller, duals) {
      const { whole, tiers } = made[seller]!;
      const price = (row: number) => (row < 0 ? 0 : Math.max(0, duals[row]!));
      return {
        whole: price(whole),
        account: tiers.map(({ account }) => price(account)),
        kept: tiers.map(({ kept }, k) => {
          const most = patterns[seller]!.tiers[k]!.owned;
          return kept < 0 ? [] : [{ price: price(kept), most }];
        }),
      };
    },
  };
}
