import { stratifiedTestMask } from "../../rules/split.ts";
import { createRandom, sampleRows } from "../../segmentation/random.ts";
import { type FeatureColumns, takeRows } from "../features.ts";
import { CHANGES, type Transition } from "../panel/transition.ts";

/** Rows to learn from or to test on: features, and the class of change of each row. */
export interface LabelledRows {
  readonly table: FeatureColumns;
  readonly labels: Uint8Array;
}

/** One way of asking how good a model is. */
export interface ChangeSplit {
  /** `random` explains a year from its own accounts; `time` predicts a year from the one before. */
  readonly kind: "random" | "time";
  /** The step learned from and the step tested on, such as "FY24 → FY25". */
  readonly learned: string;
  readonly tested: string;
  readonly train: LabelledRows;
  readonly test: LabelledRows;
}

/** Share of the accounts that the published evaluation tests on. */
const TEST_SHARE = 0.3;

/** The chosen accounts of a transition. */
export function labelledRows({ features, labels }: Transition, rows: Int32Array): LabelledRows {
  return { table: takeRows(features, rows), labels: Uint8Array.from(rows, (row) => labels[row]) };
}

/** At most `size` of the transition's rows, drawn at random. */
export function sampleTransition({ rows }: Transition, size: number, seed: number): Int32Array {
  const drawn = sampleRows(rows.length, size, createRandom(seed));
  return drawn.map((at) => rows[at]);
}

/** 70/30 within one step, as published: a stratified draw. */
export function randomSplit(transition: Transition, rows: Int32Array, seed: number): ChangeSplit {
  const labels = Uint8Array.from(rows, (row) => transition.labels[row]);
  const testing = stratifiedTestMask(labels, { classes: CHANGES.length, share: TEST_SHARE, seed });
  const part = (wanted: number) =>
    labelledRows(
      transition,
      rows.filter((_, at) => testing[at] === wanted),
    );
  const step = stepName(transition);
  return { kind: "random", learned: step, tested: step, train: part(0), test: part(1) };
}

/** Learns from the earlier step and tests on the later one; both seen from equally many years. */
export function timeSplit(
  earlier: { readonly transition: Transition; readonly rows: Int32Array },
  later: { readonly transition: Transition; readonly rows: Int32Array },
): ChangeSplit {
  return {
    kind: "time",
    learned: stepName(earlier.transition),
    tested: stepName(later.transition),
    train: labelledRows(earlier.transition, earlier.rows),
    test: labelledRows(later.transition, later.rows),
  };
}

/** A step in words: "FY25 → FY26". */
export function stepName({ from, to }: Transition): string {
  return `${from} → ${to}`;
}
