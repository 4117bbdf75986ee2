import type { Accounts } from "./accounts.ts";
import type { Plan, Scale, Signal, Weights } from "./plan/index.ts";
import { scaleSignal } from "./scales.ts";
import { computeSignals, SIGNAL_ROUNDING } from "./signals.ts";

/** Signals on one scale, each of shape [n]: mean 0 and population variance 1; 0 where undefined. */
export interface ZScores extends Readonly<Record<Signal, Float64Array>> {
  readonly scale: Scale;
}

/**
 * Computes the scores of the four signals. They depend on the book and the scale alone, so a caller that
 * runs many plans on one book makes them once and passes them on. O(N).
 */
export function computeZScores(accounts: Accounts, scale: Scale = "zscore"): ZScores {
  const { values } = computeSignals(accounts);
  const scored = (signal: Signal) => scaleSignal(values[signal], scale, SIGNAL_ROUNDING[signal]).scores;
  return {
    scale,
    runway: scored("runway"),
    growth: scored("growth"),
    geo: scored("geo"),
    category: scored("category"),
  };
}

/** The scores on a plan's scale: those known where they are on it, else computed anew. */
export function zScoresOf(accounts: Accounts, { scale = "zscore" }: Plan, known?: ZScores): ZScores {
  return known?.scale === scale ? known : computeZScores(accounts, scale);
}

/** Computes PI_acct, the weighted sum of the four scores; shape [n]; O(N). */
export function computePotential(z: ZScores, weights: Weights): Float64Array {
  const { runway, growth, geo, category } = z;
  const n = runway.length;
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    out[i] =
      weights.runway * runway[i]! +
      weights.growth * growth[i]! +
      weights.geo * geo[i]! +
      weights.category * category[i]!;
  }
  return out;
}
