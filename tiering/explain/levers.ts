import type { Accounts } from "../accounts.ts";
import { SIGNALS, type Signal, type Weights } from "../plan/index.ts";
import type { ZScores } from "../potential.ts";
import { scaleSignal } from "../scales.ts";
import { SIGNAL_ROUNDING, type Signals, signalsOfAccount } from "../signals.ts";

/** Inputs of an account that could be other than they are: what a year gone by brought cannot. */
export const INPUTS = ["potential", "revenue"] as const;
/** Potential revenue (runway and both shares), current revenue (runway, growth, KPIs). */
export type Input = (typeof INPUTS)[number];

/** The book with another value of one input of account i; everything else is shared with the old one. */
export function withInput(accounts: Accounts, i: number, input: Input, value: number): Accounts {
  const column = accounts[input].slice();
  column[i] = value;
  const { roles } = accounts;
  const name = {
    potential: roles.potential,
    revenue: roles.revenues[0],
  }[input];
  const numbers = name == null ? accounts.numbers : new Map(accounts.numbers).set(name, column);
  return { ...accounts, [input]: column, numbers };
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

/**
 * Z-scores of a book that differs from another in account i alone: columns that the change leaves as they
 * are are shared, the others standardised afresh. `before` holds the other book's signals and z-scores. O(N).
 */
export function zScoresAfter(
  changed: Accounts,
  i: number,
  before: { readonly signals: Signals; readonly zScores: ZScores },
): ZScores {
  const own = signalsOfAccount(changed, i);
  const column = (signal: Signal) => {
    const values = before.signals.values[signal];
    if (Object.is(values[i], own[signal])) return before.zScores[signal];
    const copy = values.slice();
    copy[i] = own[signal];
    return scaleSignal(copy, before.zScores.scale, SIGNAL_ROUNDING[signal]).scores;
  };
  return {
    scale: before.zScores.scale,
    runway: column("runway"),
    growth: column("growth"),
    geo: column("geo"),
    category: column("category"),
  };
}
