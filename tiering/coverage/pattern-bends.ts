import type { LinearColumns, LinearModel, LinearRows } from "./engine.ts";
import { Columns, Rows } from "./model-builder.ts";
import type { ChosenPattern, PatternRows } from "./pattern-rows.ts";
import type { SellerPatterns, TierPrices } from "./patterns.ts";

/**
 * A row of a seller and a tier: of the `most` accounts inside, a mix of patterns keeps no more than each of its patterns
 * has, and each no more than `most`. What is kept less all that is covered outside is kept inside at the least.
 */
export interface Bend {
  readonly seller: number;
  /** Place of the tier among the seller's. */
  readonly tier: number;
  readonly most: number;
  /** Kept numbers (+1), and accounts outside (−1). */
  readonly columns: readonly number[];
  readonly values: readonly number[];
}

/** A pattern, and the share of its seller that the relaxation gives it. */
export type Share = ChosenPattern & { readonly share: number };

const TIE = { kind: "tie" } as const;
/** Excess of a row that is worth adding, in accounts. */
const LEAST_EXCESS = 0.05;

/**
 * Finds bends that a relaxation lies beyond: mixing a few accounts with many, it keeps as many as their mean, where few keep
 * their best ones alone and many have to keep poorer ones. At most one a seller and tier, each once.
 */
export function createBendFinder(
  { numCols, upper, starts, rows, values: entries }: LinearModel,
  patterns: readonly SellerPatterns[],
): (values: Float64Array, shares: readonly Share[]) => Bend[] {
  const covered = new Map<number, number[]>();
  for (const { tiers } of patterns)
    for (const { keptRows } of tiers) for (const row of keptRows) covered.set(row, []);
  for (let j = 0; j < numCols; j++)
    for (let k = starts[j]!; k < starts[j + 1]!; k++) if (entries[k]! < 0) covered.get(rows[k]!)?.push(j);
  const blocks = patterns.flatMap(({ tiers }, seller) =>
    tiers.flatMap(({ kept, keptRows }, tier) =>
      kept.length === 0
        ? []
        : [{ seller, tier, kept, accounts: keptRows.flatMap((row) => covered.get(row)!) }],
    ),
  );
  const known = new Set<string>();
  return (values, shares) => {
    const ofSeller = new Map<number, Share[]>();
    for (const one of shares) ofSeller.set(one.seller, [...(ofSeller.get(one.seller) ?? []), one]);
    return blocks.flatMap(({ seller, tier, kept, accounts }): Bend[] => {
      const mixed = ofSeller.get(seller) ?? [];
      const order = [...accounts].sort((a, b) => values[b]! / upper[b]! - values[a]! / upper[a]! || a - b);
      let inside = 0;
      let beyond =
        kept.reduce((sum, j) => sum + values[j]!, 0) - order.reduce((sum, j) => sum + values[j]!, 0);
      let greatest = LEAST_EXCESS;
      let end = -1;
      let most = 0;
      order.forEach((j, k) => {
        inside += upper[j]!;
        beyond += values[j]!;
        const held = mixed.reduce(
          (sum, { share, numbers }) => sum + share * Math.min(numbers[tier]!, inside),
          0,
        );
        if (beyond - held > greatest) [greatest, end, most] = [beyond - held, k, inside];
      });
      if (end < 0) return [];
      const outside = order.slice(end + 1).sort((a, b) => a - b);
      const key = `${seller} ${tier} ${outside}`;
      if (known.has(key)) return [];
      known.add(key);
      const columns = [...kept, ...outside];
      return [{ seller, tier, most, columns, values: columns.map((_, k) => (k < kept.length ? 1 : -1)) }];
    });
  };
}

/** The rows of bends, patterns at columns from `from` on. */
export function bendRows(bends: readonly Bend[], chosen: readonly ChosenPattern[], from: number): LinearRows {
  const starts = [0];
  const columns: number[] = [];
  const values: number[] = [];
  for (const bend of bends) {
    columns.push(...bend.columns);
    values.push(...bend.values);
    chosen.forEach((one, k) => {
      const held = heldTo(bend, one);
      if (held === 0) return;
      columns.push(from + k);
      values.push(-held);
    });
    starts.push(columns.length);
  }
  return {
    lower: new Float64Array(bends.length).fill(Number.NEGATIVE_INFINITY),
    upper: new Float64Array(bends.length),
    starts: Int32Array.from(starts),
    columns: Int32Array.from(columns),
    values: Float64Array.from(values),
  };
}

/** Columns of patterns with their entries in the rows of bends, which begin at `from`. */
export function withBends(
  { starts, rows, values, ...columns }: LinearColumns,
  chosen: readonly ChosenPattern[],
  bends: readonly Bend[],
  from: number,
): LinearColumns {
  const made = { starts: [0], rows: [] as number[], values: [] as number[] };
  chosen.forEach((one, k) => {
    made.rows.push(...rows.subarray(starts[k]!, starts[k + 1]!));
    made.values.push(...values.subarray(starts[k]!, starts[k + 1]!));
    bends.forEach((bend, b) => {
      const held = heldTo(bend, one);
      if (held === 0) return;
      made.rows.push(from + b);
      made.values.push(-held);
    });
    made.starts.push(made.rows.length);
  });
  return {
    ...columns,
    starts: Int32Array.from(made.starts),
    rows: Int32Array.from(made.rows),
    values: Float64Array.from(made.values),
  };
}

/** What the bends' prices say beside others that a seller's kept accounts are worth. */
export function pricedBends(
  { account, kept }: TierPrices,
  seller: number,
  bends: readonly Bend[],
  prices: Float64Array,
): TierPrices {
  const ofSeller = bends.flatMap(({ seller: of, tier, most }, b) =>
    of === seller && prices[b]! > 0 ? [{ tier, price: prices[b]!, most }] : [],
  );
  if (ofSeller.length === 0) return { account, kept };
  return { account, kept: kept.map((one, k) => [...one, ...ofSeller.filter(({ tier }) => tier === k)]) };
}

/** A program that has the rows of bends as well. O(entries). */
export function addBends(rows: PatternRows, bends: readonly Bend[]): PatternRows {
  if (bends.length === 0) return rows;
  const { linear } = rows;
  const made = new Rows();
  for (let r = 0; r < linear.numRows; r++) made.add(linear.rowLower[r]!, linear.rowUpper[r]!, TIE);
  const entries = new Map<number, (readonly [row: number, value: number])[]>();
  for (const { columns, values } of bends) {
    const row = made.add(Number.NEGATIVE_INFINITY, 0, TIE);
    columns.forEach((j, k) => {
      entries.set(j, [...(entries.get(j) ?? []), [row, values[k]!]]);
    });
  }
  const columns = new Columns();
  for (let j = 0; j < linear.numCols; j++) {
    for (let k = linear.starts[j]!; k < linear.starts[j + 1]!; k++)
      columns.entry(linear.rows[k]!, linear.values[k]!);
    for (const [row, value] of entries.get(j) ?? []) columns.entry(row, value);
    columns.end(linear.cost[j]!, linear.lower[j]!, linear.upper[j]!, linear.integer[j] === 1);
  }
  return {
    linear: columns.model(made),
    columnsOf: (chosen) => withBends(rows.columnsOf(chosen), chosen, bends, linear.numRows),
    pricesOf(seller, duals) {
      const { whole, ...prices } = rows.pricesOf(seller, duals);
      return { whole, ...pricedBends(prices, seller, bends, duals.subarray(linear.numRows)) };
    },
  };
}

/** How many of the accounts inside a pattern can keep. */
function heldTo({ seller, tier, most }: Bend, chosen: ChosenPattern): number {
  return chosen.seller === seller ? Math.min(chosen.numbers[tier]!, most) : 0;
}
