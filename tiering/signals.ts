import type { Accounts, MarketColumn } from "./accounts.ts";
import { SIGNALS, type Signal } from "./plan/index.ts";

/** The four signals of every account, before standardisation; NaN where a signal is undefined. */
export interface Signals {
  /** Raw values by signal, each of shape [n]: money, per cent a year, fraction of TAM, fraction of TAM. */
  readonly values: Readonly<Record<Signal, Float64Array>>;
  /** How many accounts have no value, by signal. */
  readonly undefined: Readonly<Record<Signal, number>>;
}

/**
 * Differences below this are the rounding of a formula, not of the book: growth is a root times 100, so
 * that equal rates of large and small accounts come out some 1e-14 apart.
 */
export const SIGNAL_ROUNDING: Readonly<Record<Signal, number>> = {
  runway: 0,
  growth: 1e-11,
  geo: 0,
  category: 0,
};

/** Gives runway, growth and the two market shares of every account, each as the book has them; O(N). */
export function computeSignals(accounts: Accounts): Signals {
  const values: Record<Signal, Float64Array> = {
    runway: signalValues(accounts, "runway"),
    growth: signalValues(accounts, "growth"),
    geo: signalValues(accounts, "geo"),
    category: signalValues(accounts, "category"),
  };
  return {
    values,
    undefined: {
      runway: countUndefined(values.runway),
      growth: countUndefined(values.growth),
      geo: countUndefined(values.geo),
      category: countUndefined(values.category),
    },
  };
}

/** The signals of account i alone; NaN where undefined. O(number of columns). */
export function signalsOfAccount(accounts: Accounts, i: number): Record<Signal, number> {
  const { values } = computeSignals(aloneOf(accounts, i));
  return {
    runway: values.runway[0]!,
    growth: values.growth[0]!,
    geo: values.geo[0]!,
    category: values.category[0]!,
  };
}

/** A book whose only account, number 0, is account i: for trying values on it without copying columns. */
export function aloneOf(accounts: Accounts, i: number): Accounts {
  const one = (column: Float64Array) => column.slice(i, i + 1);
  const numbers = new Map(accounts.numbers);
  for (const signal of SIGNALS) {
    const source = accounts.signals[signal];
    if (source.kind === "column") numbers.set(source.column, one(accounts.numbers.get(source.column)!));
  }
  return {
    ...accounts,
    n: 1,
    potential: one(accounts.potential),
    revenue: one(accounts.revenue),
    baseRevenue: one(accounts.baseRevenue),
    geo: { ...accounts.geo, codes: accounts.geo.codes.slice(i, i + 1) },
    category: { ...accounts.category, codes: accounts.category.codes.slice(i, i + 1) },
    numbers,
  };
}

/** What growth is called beside the book's own number columns; per cent a year. */
export const GROWTH_COLUMN = "Revenue_CAGR";

/** What signals are called where they stand beside the book's own number columns. */
export const SIGNAL_COLUMNS: Readonly<Record<string, Signal>> = {
  MarketShare_FY30_Geo: "geo",
  MarketShare_FY30_Category: "category",
  [GROWTH_COLUMN]: "growth",
  Revenue_potential: "runway",
};

/** What a signal is called beside the book's own number columns. */
export function columnOfSignal(signal: Signal): string {
  return Object.entries(SIGNAL_COLUMNS).find(([, own]) => own === signal)![0];
}

/** A signal by its column's name, shape [n]; undefined for any other name. O(N). */
export function signalColumn(accounts: Accounts, name: string): Float64Array | undefined {
  const signal = Object.hasOwn(SIGNAL_COLUMNS, name) ? SIGNAL_COLUMNS[name] : undefined;
  return signal === undefined ? undefined : signalValues(accounts, signal);
}

function signalValues(accounts: Accounts, signal: Signal): Float64Array {
  const source = accounts.signals[signal];
  if (source.kind === "column") return accounts.numbers.get(source.column)!;
  if (source.kind === "absent") return new Float64Array(accounts.n).fill(Number.NaN);
  switch (signal) {
    case "runway":
      return runways(accounts);
    case "growth":
      return growthRates(accounts);
    case "geo":
      return marketShares(accounts, accounts.geo);
    case "category":
      return marketShares(accounts, accounts.category);
  }
}

function runways({ n, potential, revenue }: Accounts): Float64Array {
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) out[i] = subtractDecimals(potential[i]!, revenue[i]!);
  return out;
}

/** Decimal digits that a double always holds. */
const DIGITS = 15;

/**
 * The difference of two amounts as their decimals say: 0.3 − 0.1 is 0.2, as 0.6 − 0.4 is, so that accounts
 * with the same runway tie. Whole amounts are subtracted as they are.
 */
function subtractDecimals(a: number, b: number): number {
  const difference = a - b;
  if (Number.isInteger(a) && Number.isInteger(b)) return difference;
  const largest = Math.max(Math.abs(a), Math.abs(b));
  const places = DIGITS - Math.ceil(Math.log10(largest));
  // Powers of ten up to the 22nd are exact, and a division by one gives the double nearest to the decimal.
  if (!(places >= 1 && places <= 22)) return difference;
  return Math.round(difference * 10 ** places) / 10 ** places;
}

/** Compound annual growth in per cent; undefined for a base that is not positive or a negative revenue. */
function growthRates({ n, revenue, baseRevenue, growthYears }: Accounts): Float64Array {
  const out = new Float64Array(n);
  const exponent = 1 / growthYears;
  for (let i = 0; i < n; i++) {
    const base = baseRevenue[i]!;
    const now = revenue[i]!;
    out[i] = base > 0 && now >= 0 ? ((now / base) ** exponent - 1) * 100 : Number.NaN;
  }
  return out;
}

function marketShares({ n, potential }: Accounts, market: MarketColumn): Float64Array {
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const tam = market.tam[market.codes[i]!]!;
    out[i] = tam > 0 ? potential[i]! / tam : Number.NaN;
  }
  return out;
}

function countUndefined(values: Float64Array): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i]!)) count++;
  return count;
}
