import type { Accounts, SignalSource } from "./accounts.ts";
import type { Signal } from "./plan/index.ts";
import { computeZScores } from "./potential.ts";
import { computeSignals } from "./signals.ts";

/** How far the scores of a signal tell accounts apart. */
export interface Spread {
  /** False where every account scores alike: the signal is absent, undefined throughout, or constant. */
  readonly varies: boolean;
  /** The account that makes more than half of the variance, and its share of it; null where none does. */
  readonly lone: { readonly account: number; readonly share: number } | null;
}

/** Judges the scores of one signal, shape [n]. O(n). */
export function spreadOf(scores: Float64Array): Spread {
  let squares = 0;
  let most = 0;
  let account = 0;
  for (let i = 0; i < scores.length; i++) {
    const square = scores[i]! * scores[i]!;
    squares += square;
    if (square > most) {
      most = square;
      account = i;
    }
  }
  const share = most / squares;
  // Of three accounts one always makes half: there are too few to stand out from.
  const lone = scores.length > 3 && share > 0.5 ? { account, share } : null;
  return { varies: most > 0, lone };
}

/** What one signal of a book is made of, and what it covers. */
export interface SignalSurvey extends Spread {
  readonly source: SignalSource;
  /** Accounts that have a value. */
  readonly defined: number;
}

/** Surveys the four signals of a book on the published scale; O(N). */
export function surveySignals(accounts: Accounts): Readonly<Record<Signal, SignalSurvey>> {
  const scores = computeZScores(accounts);
  const { undefined: blank } = computeSignals(accounts);
  const survey = (signal: Signal): SignalSurvey => ({
    source: accounts.signals[signal],
    defined: accounts.n - blank[signal],
    ...spreadOf(scores[signal]),
  });
  return {
    runway: survey("runway"),
    growth: survey("growth"),
    geo: survey("geo"),
    category: survey("category"),
  };
}
