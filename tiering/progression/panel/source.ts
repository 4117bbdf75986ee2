import type { Accounts } from "../../accounts.ts";
import { checkpoint, type Hooks } from "../../hooks.ts";
import { computeSignals } from "../../signals.ts";
import { type BookYear, bookYears } from "./years.ts";

/** A text column of few values, as a feature. */
export interface LabelColumn {
  readonly name: string;
  readonly values: readonly string[];
  /** Code of each account; shape [n]. */
  readonly codes: Float64Array;
}

/** All that features are made of, for some or all accounts of a book; what the book lacks altogether is left out. */
export interface PanelSource {
  readonly n: number;
  /** Years with tiers, newest first. */
  readonly years: readonly BookYear[];
  /** What carries no year, by meaning; NaN where undefined; each of shape [n]. */
  readonly timeless: ReadonlyMap<"potential" | "geoShare" | "categoryShare", Float64Array>;
  readonly labels: readonly LabelColumn[];
}

/** Most values of a text column that is a kind of account and not its name or address. */
const MOST_CATEGORIES = 32;

/** The whole book as a source; amounts are shared with it, not copied. O(n · columns). */
export function panelSource(accounts: Accounts, hooks: Hooks = {}): PanelSource {
  const { geo, category } = computeSignals(accounts).values;
  checkpoint(hooks, "Years", 0);
  const years = bookYears(accounts).map(({ revenue, streams, products, ...year }) => ({
    ...year,
    ...(revenue && hasValues(revenue) && { revenue }),
    streams: keepValues(streams),
    products: keepValues(products),
  }));
  const timeless = keepValues(
    new Map([
      ["potential", accounts.potential],
      ["geoShare", geo],
      ["categoryShare", category],
    ] as const),
  );
  return { n: accounts.n, years, timeless, labels: labelColumns(accounts) };
}

/** The given accounts of a source, in the order given; O(rows · columns). */
export function takeAccounts(source: PanelSource, rows: Int32Array, hooks: Hooks = {}): PanelSource {
  const take = (column: Float64Array) => {
    checkpoint(hooks, "Features", 0);
    const out = new Float64Array(rows.length);
    for (let at = 0; at < rows.length; at++) out[at] = column[rows[at]];
    return out;
  };
  const takeAll = <K>(columns: ReadonlyMap<K, Float64Array>) =>
    new Map([...columns].map(([name, column]) => [name, take(column)] as const));
  return {
    n: rows.length,
    years: source.years.map((year) => ({
      label: year.label,
      tier: takeTiers(year.tier, rows),
      ...(year.revenue && { revenue: take(year.revenue) }),
      streams: takeAll(year.streams),
      products: takeAll(year.products),
    })),
    timeless: takeAll(source.timeless),
    labels: source.labels.map((label) => ({ ...label, codes: take(label.codes) })),
  };
}

function takeTiers(tier: Uint8Array, rows: Int32Array): Uint8Array {
  const out = new Uint8Array(rows.length);
  for (let at = 0; at < rows.length; at++) out[at] = tier[rows[at]];
  return out;
}

function labelColumns(accounts: Accounts): LabelColumn[] {
  // Names of accounts and their owners are no kinds of account.
  const { id, name: called, owner, tiers } = accounts.roles;
  const left = new Set([id, called, owner, ...tiers]);
  return [...accounts.text].flatMap(([name, { values, codes }]) =>
    left.has(name) || values.length < 2 || values.length > MOST_CATEGORIES
      ? []
      : [{ name, values, codes: Float64Array.from(codes) }],
  );
}

function keepValues<K>(columns: ReadonlyMap<K, Float64Array>): Map<K, Float64Array> {
  return new Map([...columns].filter(([, column]) => hasValues(column)));
}

function hasValues(column: Float64Array): boolean {
  return !column.every(Number.isNaN);
}
