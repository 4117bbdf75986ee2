import type { Accounts, MarketColumn } from "./accounts.ts";
import { SIGNALS } from "./plan/index.ts";
import { columnWords } from "./policy/selector-words.ts";
import { computeSignals } from "./signals.ts";

/** Numeric features of the accounts as columns. */
export interface FeatureTable {
  readonly names: readonly string[];
  /** One column per name, each of shape [n]; NaN where undefined. */
  readonly columns: readonly Float64Array[];
  /** The currency of each column; null where it holds no amounts, or the book has no currency. */
  readonly currencies: readonly (string | null)[];
}

/**
 * The numeric features that rules and segmentation learn from, 23 in a book of five years and five
 * products: revenues, stream revenues and product revenues (newest year first), potential revenue, any
 * further column that a signal is taken from, then always the seven derived ones: both TAMs, both market
 * shares, CAGR, runway, PI_acct; NaN throughout where the book has nothing to derive one from.
 * `potential` is PI_acct, shape [n]. O(N).
 */
export function numericFeatures(accounts: Accounts, potential: Float64Array): FeatureTable {
  const { roles, signals } = accounts;
  const { values } = computeSignals(accounts);
  const taken = SIGNALS.flatMap((signal) => {
    const source = signals[signal];
    return source.kind === "column" ? [source.column] : [];
  });
  const money = [...roles.revenues, ...roles.streams, ...roles.products];
  const named = new Set([...money, ...(roles.potential === null ? [] : [roles.potential]), ...taken]);
  const own = [...named].map((name): [string, Float64Array] => [name, accounts.numbers.get(name)!]);
  const derived: [string, Float64Array][] = [
    [`TAM_${roles.geo ?? "Geo_Entity"}`, markets(accounts.geo, accounts.n)],
    [`TAM_${roles.category ?? "Commercial_Category"}`, markets(accounts.category, accounts.n)],
    ["MarketShare_FY30_Geo", values.geo],
    ["MarketShare_FY30_Category", values.category],
    ["Revenue_CAGR", values.growth],
    ["Revenue_potential", values.runway],
    ["PI_acct", potential],
  ];
  const all = [...own, ...derived];
  const amounts = new Set([...money, roles.potential, ...derived.slice(0, 2).map(([name]) => name)]);
  amounts.add("Revenue_potential");
  return {
    names: all.map(([name]) => name),
    columns: all.map(([, column]) => column),
    currencies: all.map(([name]) => (amounts.has(name) ? accounts.currency : null)),
  };
}

/** Derived features as people call them. */
const PLAIN_NAMES: Readonly<Record<string, string>> = {
  MarketShare_FY30_Geo: "geo share",
  MarketShare_FY30_Category: "category share",
  Revenue_CAGR: "growth",
  Revenue_potential: "runway",
  PI_acct: "potential index",
};

/** A feature within a sentence: a derived one by its plain name, all others as people read the book's columns. */
export function featureLabel(feature: string): string {
  const market = /^TAM_(.+)$/.exec(feature);
  if (market !== null) return `market of ${columnWords(market[1]!)}`;
  return PLAIN_NAMES[feature] ?? columnWords(feature);
}

function markets(market: MarketColumn, n: number): Float64Array {
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) out[i] = market.tam[market.codes[i]!]!;
  return out;
}
