import type { Accounts } from "../accounts.ts";
import { SIGNALS, type Signal, type Weights } from "../plan/index.ts";
import { standardise, type ZScores } from "../potential.ts";
import { computeSignals, type Signals } from "../signals.ts";

/** Inputs of an account that could be other than they are. */
export const INPUTS = ["potential", "revenue", "baseRevenue"] as const;
/** Potential revenue (runway and both shares), current revenue (runway, growth, KPIs), base revenue (growth). */
export type Input = (typeof INPUTS)[number];

/** The book with another value of one input of account i; everything else is shared with the old one. */
export function withInput(accounts: Accounts, i: number, input: Input, value: number): Accounts {
  const column = accounts[input].slice();
  column[i] = value;
  const { roles } = accounts;
  const name = {
    potential: roles.potential,
    revenue: roles.revenues[0]!,
    baseRevenue: roles.revenues[roles.revenues.length - 1]!,
  }[input];
  return { ...accounts, [input]: column, numbers: new Map(accounts.numbers).set(name, column) };
}

/** The weights with one of them set to `value`, 0 … 1, and the others rescaled to make up the sum of 1. */
export function withWeight(weights: Weights, signal: Signal, value: number): Weights {
  const rest = SIGNALS.reduce((sum, other) => (other === signal ? sum : sum + weights[other]), 0);
  const share = (other: Signal) =>
    rest > 0 ? (weights[other] / rest) * (1 - value) : (1 - value) / (SIGNALS.length - 1);
  return {
    runway: signal === "runway" ? value : share("runway"),
    growth: signal === "growth" ? value : share("growth"),
    geo: signal === "geo" ? value : share("geo"),
    category: signal === "category" ? value : share("category"),
  };
}

/** The four signals of account i alone; NaN where undefined. */
export function signalsOf(accounts: Accounts, i: number): Record<Signal, number> {
  const one = (column: Float64Array) => column.slice(i, i + 1);
  const { values } = computeSignals({
    ...accounts,
    n: 1,
    potential: one(accounts.potential),
    revenue: one(accounts.revenue),
    baseRevenue: one(accounts.baseRevenue),
    geo: { ...accounts.geo, codes: accounts.geo.codes.slice(i, i + 1) },
    category: { ...accounts.category, codes: accounts.category.codes.slice(i, i + 1) },
  });
  return {
    runway: values.runway[0]!,
    growth: values.growth[0]!,
    geo: values.geo[0]!,
    category: values.category[0]!,
  };
}

/**
 * Z-scores of a book that differs from another in account i alone: columns that the change leaves as they
 * are are shared, the others standardised afresh. `before` holds the other book's signals and z-scores. O(N).
 */
export function zScoresAfter(
  changed: Accounts,
  i: number,
  before: { readonly signals: Signals; readonly zScores: ZScores },
): ZScores {
  const own = signalsOf(changed, i);
  const column = (signal: Signal) => {
    const values = before.signals.values[signal];
    if (Object.is(values[i], own[signal])) return before.zScores[signal];
    const copy = values.slice();
    copy[i] = own[signal];
    return standardise(copy);
  };
  return {
    runway: column("runway"),
    growth: column("growth"),
    geo: column("geo"),
    category: column("category"),
  };
}
