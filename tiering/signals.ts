import type { Accounts, MarketColumn } from "./accounts.ts";
import type { Signal } from "./plan/index.ts";

/** The four signals of every account, before standardisation; NaN where a signal is undefined. */
export interface Signals {
  /** Raw values by signal, each of shape [n]: money, per cent a year, fraction of TAM, fraction of TAM. */
  readonly values: Readonly<Record<Signal, Float64Array>>;
  /** How many accounts have no value, by signal. */
  readonly undefined: Readonly<Record<Signal, number>>;
}

/** Computes runway, growth and the two market shares of every account; O(N). */
export function computeSignals(accounts: Accounts): Signals {
  const values: Record<Signal, Float64Array> = {
    runway: runways(accounts),
    growth: growthRates(accounts),
    geo: marketShares(accounts, accounts.geo),
    category: marketShares(accounts, accounts.category),
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

function runways({ n, potential, revenue }: Accounts): Float64Array {
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) out[i] = potential[i]! - revenue[i]!;
  return out;
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
