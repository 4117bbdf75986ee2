import { type Hooks, partOf } from "../../hooks.ts";
import { createRandom, sampleRows } from "../../segmentation/random.ts";
import type { BoostedModel } from "../boosting/model.ts";
import { boostOutOfFold } from "../models/out-of-fold.ts";
import { panelFeatures, type YearWindow } from "../panel/features.ts";
import { mediansOf } from "../panel/medians.ts";
import { type PanelSource, takeAccounts } from "../panel/source.ts";
import { NO_TIER } from "../panel/years.ts";
import { scoreAccounts } from "../score-accounts.ts";

/** How well each account's tier fits what is known of it besides all tiers. */
export interface TierFit {
  /** One model a fold, for probabilities of the tiers from features that see no tier. */
  readonly models: readonly BoostedModel[];
  /** Model that speaks of each account, one that did not learn from it; shape [n]. */
  readonly modelOf: Uint8Array;
  /** Probability of the tier that each account is in; NaN without one; shape [n]. */
  readonly ownTier: Float64Array;
  /** Most probable tier of each account, the higher one of equals; shape [n]. */
  readonly likeliest: Uint8Array;
  /** Years and names of the features. */
  readonly window: YearWindow;
  readonly features: readonly string[];
  /** The book's median of each feature; shape [features]. */
  readonly medians: readonly number[];
  /** Accounts that the models learned from. */
  readonly trained: number;
}

/** An account is a misfit where its own tier is less probable than this. */
export const MISFIT_BELOW = 0.05;

/** Larger steps and fewer of them than for changes: tiers are many and common classes, and half the time will do. */
const PACE = { learningRate: 0.3, rounds: 50 } as const;

/** How the fit is learned. */
export interface TierFitOptions {
  readonly seed: number;
  /** Most accounts to learn from. */
  readonly most: number;
  /** Number of tiers, K. */
  readonly classes: number;
}

/**
 * Learns the tiers of `years[age]` from that year's and earlier amounts, growth, shares and categories,
 * out of fold; accounts that were not drawn for learning, or have no tier, are spread over the fold models.
 * O(folds · boosting + n · trees).
 */
export function fitTiers(
  source: PanelSource,
  { seed, most, classes, age }: TierFitOptions & { readonly age: number },
  hooks: Hooks = {},
): TierFit {
  const { n, years } = source;
  const { tier } = years[age];
  const window = { first: age, count: years.length - age, tierless: true };
  const all = Int32Array.from({ length: n }, (_, i) => i);
  const tiered = all.filter((i) => tier[i] !== NO_TIER);
  const rows = sampleRows(tiered.length, most, createRandom(seed)).map((at) => tiered[at]);
  const labels = Uint8Array.from(rows, (row) => tier[row]);
  const table = panelFeatures(takeAccounts(source, rows, hooks), window, null, hooks);
  const fitted = boostOutOfFold(table, labels, { classes, seed, pace: PACE }, partOf(hooks, 0, 0.9));
  const folds = fitted.models.length;
  const modelOf = Uint8Array.from({ length: n }, (_, i) => i % folds);
  rows.forEach((row, at) => {
    modelOf[row] = fitted.fold[at];
  });
  const ownTier = new Float64Array(n).fill(Number.NaN);
  const likeliest = new Uint8Array(n);
  const names = new Set(table.names);
  fitted.models.forEach((model, f) => {
    const own = all.filter((i) => modelOf[i] === f);
    const part = partOf(hooks, 0.9 + (0.1 * f) / folds, 0.9 + (0.1 * (f + 1)) / folds);
    const scores = scoreAccounts(model, { source, window, names, rows: own }, part);
    for (let at = 0; at < own.length; at++) {
      const row = scores.subarray(at * classes, (at + 1) * classes);
      if (tier[own[at]] !== NO_TIER) ownTier[own[at]] = row[tier[own[at]]];
      likeliest[own[at]] = row.indexOf(Math.max(...row));
    }
  });
  return {
    models: fitted.models,
    modelOf,
    ownTier,
    likeliest,
    window,
    features: table.names,
    medians: mediansOf(source, window, names, hooks),
    trained: rows.length,
  };
}

/** How often accounts that were misfits before the newest year changed tier in it. */
export interface MisfitEvidence {
  /** Year that they were judged by, and the year in which they could move. */
  readonly from: string;
  readonly to: string;
  /** Misfits of the earlier year. */
  readonly misfits: number;
  /** Share of them that moved, and of all others. */
  readonly moved: number | null;
  readonly othersMoved: number | null;
}

/** Judges the accounts as they stood a year before the newest, and counts who moved. O(fitTiers). */
export function misfitEvidence(
  source: PanelSource,
  options: TierFitOptions,
  hooks: Hooks = {},
): MisfitEvidence {
  const { years, n } = source;
  const [after, before] = [years[0].tier, years[1].tier];
  const { ownTier: own } = fitTiers(source, { ...options, age: 1 }, hooks);
  const counts = { misfits: 0, moved: 0, others: 0, othersMoved: 0 };
  for (let i = 0; i < n; i++) {
    if (before[i] === NO_TIER || after[i] === NO_TIER || Number.isNaN(own[i])) continue;
    const moved = before[i] === after[i] ? 0 : 1;
    if (own[i] < MISFIT_BELOW) {
      counts.misfits++;
      counts.moved += moved;
    } else {
      counts.others++;
      counts.othersMoved += moved;
    }
  }
  return {
    from: years[1].label,
    to: years[0].label,
    misfits: counts.misfits,
    moved: counts.misfits > 0 ? counts.moved / counts.misfits : null,
    othersMoved: counts.others > 0 ? counts.othersMoved / counts.others : null,
  };
}
