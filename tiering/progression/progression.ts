import type { Accounts } from "../accounts.ts";
import { checkpoint, type Hooks, partOf } from "../hooks.ts";
import { type Availability, availability } from "./availability.ts";
import { type ConformalRule, inSet } from "./evaluation/conformal.ts";
import { evaluateSplit, type SplitEvaluation } from "./evaluation/evaluate-split.ts";
import { drawAccounts, labelledRows, stepName } from "./evaluation/splits.ts";
import { applyThresholds } from "./evaluation/thresholds.ts";
import { frozenShares } from "./lists/frozen.ts";
import { buildLists, type ProgressionList } from "./lists/lists.ts";
import { fitTiers, type MisfitEvidence, misfitEvidence, type TierFit } from "./lists/misfit.ts";
import { type LearnedChanges, learnChanges } from "./models/learn-changes.ts";
import { commonFeatures, type YearWindow } from "./panel/features.ts";
import { mediansOf } from "./panel/medians.ts";
import { type PanelSource, panelSource } from "./panel/source.ts";
import { countChanges, transitionInto } from "./panel/transition.ts";
import { scoreAccounts } from "./score-accounts.ts";
import { changeSplits } from "./split-book.ts";

/** How the progression is assessed. */
export interface ProgressionOptions {
  readonly seed?: number;
  /** Most accounts that a model learns from; larger books are sampled, and the answer says so. */
  readonly mostTrained?: number;
}

/** What holds where nothing else is asked. */
export const DEFAULT_PROGRESSION = { seed: 1, mostTrained: 50_000 } as const;

/** What was learned of changes, for the year to come. */
export interface ChangeOutlook {
  /** The step learned from, such as "FY25 → FY26". */
  readonly learned: string;
  /** Accounts learned from, and accounts with a tier in both years. */
  readonly trained: number;
  readonly eligible: number;
  /** How many of the eligible went up, stayed, went down. */
  readonly changes: readonly [number, number, number];
  /** Years and names of the features by which the coming year is scored. */
  readonly window: YearWindow;
  readonly features: readonly string[];
  /** The book's median of each feature. */
  readonly medians: readonly number[];
  readonly learnedChanges: LearnedChanges;
  /** Probability of up, stay, down in the coming year, row-major [n × 3]; each row sums to 1. */
  readonly probabilities: Float64Array;
  /** Class said of each account under the thresholds: 0 up, 1 stay, 2 down; shape [n]. */
  readonly predicted: Uint8Array;
}

/** Who is about to change, who looks wrong, and how far to believe it; a diagnostic, not a forecast. */
export interface Progression {
  /** Years with tiers, newest first. */
  readonly years: readonly string[];
  /** What could be done with this book, and a sentence for what could not. */
  readonly availability: Availability;
  readonly outlook: ChangeOutlook | null;
  /** The random split as published, then the time split; those that the book's years bear. */
  readonly evaluations: readonly SplitEvaluation[];
  readonly tierFit: TierFit | null;
  readonly misfitEvidence: MisfitEvidence | null;
  /** Share of peers that moved while the account never did; NaN elsewhere; shape [n]. */
  readonly frozen: Float64Array;
  /** Accounts of each list, the foremost first. */
  readonly lists: Readonly<Record<ProgressionList, Uint32Array>>;
}

/**
 * Assesses a book from whatever years it has: learns the last step, tests itself on a random and a time
 * split, scores every account for the coming year, and finds misfits and frozen accounts. A function of
 * book and seed alone. O(boosting · 20) on at most `mostTrained` accounts, then O(n · trees).
 * @throws {TieringError} `cancelled` where the hooks say so.
 */
export function assessProgression(
  accounts: Accounts,
  options: ProgressionOptions = {},
  hooks: Hooks = {},
): Progression {
  const { seed, mostTrained } = { ...DEFAULT_PROGRESSION, ...options };
  const source = panelSource(accounts);
  const { years } = source;
  const available = availability(accounts, years);
  const splits = changeSplits(source, available, { seed, mostTrained });
  const evaluations = splits.map((split, s) =>
    evaluateSplit(split, seed, partOf(hooks, s * 0.2, (s + 1) * 0.2)),
  );
  const outlook =
    available.changes === null ? lookAhead(source, { seed, mostTrained }, partOf(hooks, 0.4, 0.62)) : null;
  const fitOptions = { seed, most: mostTrained, classes: accounts.tierCount };
  const tierFit =
    available.misfit === null ? fitTiers(source, { ...fitOptions, age: 0 }, partOf(hooks, 0.62, 0.82)) : null;
  const evidence =
    tierFit !== null && years.length >= 2 ? misfitEvidence(source, fitOptions, partOf(hooks, 0.82, 1)) : null;
  checkpoint(hooks, "Lists", 1);
  const frozen = frozenShares(accounts, years);
  return {
    years: years.map(({ label }) => label),
    availability: available,
    outlook,
    evaluations,
    tierFit,
    misfitEvidence: evidence,
    frozen,
    lists: buildLists(accounts, {
      predicted: outlook?.predicted ?? null,
      ownTier: tierFit?.ownTier ?? null,
      frozen,
    }),
  };
}

function lookAhead(
  source: PanelSource,
  { seed, mostTrained }: Required<ProgressionOptions>,
  hooks: Hooks,
): ChangeOutlook {
  const lags = source.years.length - 1;
  const drawn = drawAccounts(transitionInto(source.years, { target: 0, lags }), mostTrained, seed);
  const { transition, rows } = drawn;
  const window = { first: 0, count: lags };
  const names = commonFeatures(source, transition.window, window);
  const learnedChanges = learnChanges(labelledRows(source, drawn, names), seed, partOf(hooks, 0, 0.9));
  const all = Int32Array.from({ length: source.n }, (_, i) => i);
  const input = { source, window, names, rows: all };
  const probabilities = scoreAccounts(learnedChanges.model, input, partOf(hooks, 0.9, 1));
  return {
    learned: stepName(transition),
    trained: rows.length,
    eligible: transition.rows.length,
    changes: countChanges(transition),
    window,
    features: [...names],
    medians: mediansOf(source, window, names),
    learnedChanges,
    probabilities,
    predicted: applyThresholds(probabilities, learnedChanges.thresholds),
  };
}

/** The conformal set of account i as classes, such as [0, 1]: what cannot be excluded at 90 %. */
export function changeSet(conformal: ConformalRule, probabilities: Float64Array, i: number): number[] {
  return [0, 1, 2].filter((c) => inSet(conformal, probabilities, i, c));
}
