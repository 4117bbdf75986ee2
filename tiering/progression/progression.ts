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
import { bookYears } from "./panel/years.ts";
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

/** The costly parts of an assessment, which do not depend on each other; null where the book does not bear one. */
export interface ProgressionParts {
  readonly random: SplitEvaluation | null;
  readonly time: SplitEvaluation | null;
  readonly outlook: ChangeOutlook | null;
  readonly tierFit: TierFit | null;
  readonly misfitEvidence: MisfitEvidence | null;
}
/** Name of one of the parts that an assessment is computed in, each by itself. */
export type ProgressionPart = keyof ProgressionParts;

/** The parts in order with the share of the time that each takes. */
export const PROGRESSION_PARTS: Readonly<Record<ProgressionPart, number>> = {
  random: 0.22,
  time: 0.2,
  outlook: 0.28,
  tierFit: 0.18,
  misfitEvidence: 0.12,
};

/**
 * Makes one part. O(boosting · 4) on at most `mostTrained` accounts, then O(n · trees).
 * @throws {TieringError} `cancelled` where the hooks say so.
 */
export function assessPart<K extends ProgressionPart>(
  accounts: Accounts,
  part: K,
  options: ProgressionOptions = {},
  hooks: Hooks = {},
): ProgressionParts[K] {
  const { seed, mostTrained } = { ...DEFAULT_PROGRESSION, ...options };
  const source = panelSource(accounts, hooks);
  const available = availability(accounts, source.years);
  const fit = { seed, most: mostTrained, classes: accounts.tierCount };
  const split = (kind: SplitEvaluation["kind"]) => {
    const [found] = changeSplits(source, available, { seed, mostTrained, kinds: [kind] }, hooks);
    return found ? evaluateSplit(found, seed, hooks) : null;
  };
  const makers: { [P in ProgressionPart]: () => ProgressionParts[P] } = {
    random: () => split("random"),
    time: () => split("time"),
    outlook: () => (available.changes === null ? lookAhead(source, { seed, mostTrained }, hooks) : null),
    tierFit: () => (available.misfit === null ? fitTiers(source, { ...fit, age: 0 }, hooks) : null),
    misfitEvidence: () =>
      available.misfit === null && source.years.length >= 2 ? misfitEvidence(source, fit, hooks) : null,
  };
  return makers[part]();
}

/** Joins the parts and makes the lists. O(n · years). */
export function joinProgression(accounts: Accounts, parts: ProgressionParts): Progression {
  const years = bookYears(accounts);
  const { random, time, outlook, tierFit, misfitEvidence: evidence } = parts;
  const frozen = frozenShares(accounts, years);
  const predicted = outlook?.predicted ?? null;
  return {
    years: years.map(({ label }) => label),
    availability: availability(accounts, years),
    outlook,
    evaluations: [random, time].filter((evaluation) => evaluation !== null),
    tierFit,
    misfitEvidence: evidence,
    frozen,
    lists: buildLists(accounts, { predicted, ownTier: tierFit?.ownTier ?? null, frozen }),
  };
}

/**
 * Assesses a book from whatever years it has: learns the last step, tests itself on a random and a time
 * split, scores every account for the coming year, and finds misfits and frozen accounts. A function of
 * book and options alone; all parts, one after the other.
 * @throws {TieringError} `cancelled` where the hooks say so.
 */
export function assessProgression(
  accounts: Accounts,
  options: ProgressionOptions = {},
  hooks: Hooks = {},
): Progression {
  let from = 0;
  const make = <K extends ProgressionPart>(part: K): ProgressionParts[K] => {
    const share = PROGRESSION_PARTS[part];
    const made = assessPart(accounts, part, options, partOf(hooks, from, from + share));
    from += share;
    return made;
  };
  const parts = {
    random: make("random"),
    time: make("time"),
    outlook: make("outlook"),
    tierFit: make("tierFit"),
    misfitEvidence: make("misfitEvidence"),
  };
  checkpoint(hooks, "Lists", 1);
  return joinProgression(accounts, parts);
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
  const learnedChanges = learnChanges(labelledRows(source, drawn, names, hooks), seed, partOf(hooks, 0, 0.9));
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
    medians: mediansOf(source, window, names, hooks),
    learnedChanges,
    probabilities,
    predicted: applyThresholds(probabilities, learnedChanges.thresholds),
  };
}

/** The conformal set of account i as classes, such as [0, 1]: what cannot be excluded at 90 %. */
export function changeSet(conformal: ConformalRule, probabilities: Float64Array, i: number): number[] {
  return [0, 1, 2].filter((c) => inSet(conformal, probabilities, i, c));
}
