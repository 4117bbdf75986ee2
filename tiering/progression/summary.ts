import type { SplitEvaluation } from "./evaluation/evaluate-split.ts";
import type { Thresholds } from "./evaluation/thresholds.ts";
import { PROGRESSION_LISTS, type ProgressionList } from "./lists/lists.ts";
import type { MisfitEvidence } from "./lists/misfit.ts";
import type { Change } from "./panel/transition.ts";
import type { Progression } from "./progression.ts";
import { sayProgression } from "./reasons/summary.ts";

/** An assessed book without its accounts. */
export interface ProgressionSummary {
  /** Years with tiers, newest first. */
  readonly years: readonly string[];
  /** What may be believed and what is missing; the headline first. */
  readonly sentences: readonly string[];
  readonly outlook: {
    readonly learned: string;
    readonly trained: number;
    readonly eligible: number;
    readonly changes: Readonly<Record<Change, number>>;
    readonly rounds: number;
    readonly thresholds: Thresholds;
  } | null;
  readonly evaluations: readonly SplitEvaluation[];
  readonly misfitEvidence: MisfitEvidence | null;
  /** Accounts by list. */
  readonly lists: Readonly<Record<ProgressionList, number>>;
}

/** Sums an assessed book up; O(1). */
export function summariseProgression(progression: Progression): ProgressionSummary {
  const { years, outlook, evaluations, misfitEvidence: evidence, lists } = progression;
  return {
    years,
    sentences: sayProgression(progression),
    outlook: outlook && {
      learned: outlook.learned,
      trained: outlook.trained,
      eligible: outlook.eligible,
      changes: { up: outlook.changes[0], stay: outlook.changes[1], down: outlook.changes[2] },
      rounds: outlook.learnedChanges.rounds,
      thresholds: outlook.learnedChanges.thresholds,
    },
    evaluations,
    misfitEvidence: evidence,
    lists: Object.fromEntries(PROGRESSION_LISTS.map((list) => [list, lists[list].length])) as Record<
      ProgressionList,
      number
    >,
  };
}
