import type { Hooks } from "../../hooks.ts";
import { stratifiedTestMask } from "../../rules/split.ts";
import { createRandom, sampleRows } from "../../segmentation/random.ts";
import type { FeatureColumns } from "../features.ts";
import { commonFeatures, panelFeatures } from "../panel/features.ts";
import { type PanelSource, takeAccounts } from "../panel/source.ts";
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

/** A transition with those of its accounts that were drawn. */
export interface DrawnTransition {
  readonly transition: Transition;
  readonly rows: Int32Array;
}

/** Share of the accounts that the published evaluation tests on. */
const TEST_SHARE = 0.3;

/** Features of the given names, and classes, of accounts of a transition; O(rows · features). */
export function labelledRows(
  source: PanelSource,
  { transition, rows }: DrawnTransition,
  names: ReadonlySet<string> | null = null,
  hooks: Hooks = {},
): LabelledRows {
  return {
    table: panelFeatures(takeAccounts(source, rows, hooks), transition.window, names, hooks),
    labels: Uint8Array.from(rows, (row) => transition.labels[row]),
  };
}

/** At most `size` of the transition's accounts, drawn at random. */
export function drawAccounts(transition: Transition, size: number, seed: number): DrawnTransition {
  const drawn = sampleRows(transition.rows.length, size, createRandom(seed));
  return { transition, rows: drawn.map((at) => transition.rows[at]) };
}

/** 70/30 within one step, as published: a stratified draw. */
export function randomSplit(
  source: PanelSource,
  { transition, rows }: DrawnTransition,
  seed: number,
  hooks: Hooks = {},
): ChangeSplit {
  const labels = Uint8Array.from(rows, (row) => transition.labels[row]);
  const testing = stratifiedTestMask(labels, { classes: CHANGES.length, share: TEST_SHARE, seed });
  const part = (wanted: number) =>
    labelledRows(source, { transition, rows: rows.filter((_, at) => testing[at] === wanted) }, null, hooks);
  const step = stepName(transition);
  return { kind: "random", learned: step, tested: step, train: part(0), test: part(1) };
}

/** Learns from the earlier step and tests on the later one, by the features that both have. */
export function timeSplit(
  source: PanelSource,
  earlier: DrawnTransition,
  later: DrawnTransition,
  hooks: Hooks = {},
): ChangeSplit {
  const names = commonFeatures(source, earlier.transition.window, later.transition.window);
  return {
    kind: "time",
    learned: stepName(earlier.transition),
    tested: stepName(later.transition),
    train: labelledRows(source, earlier, names, hooks),
    test: labelledRows(source, later, names, hooks),
  };
}

/** A step in words: "FY25 → FY26". */
export function stepName({ from, to }: Transition): string {
  return `${from} → ${to}`;
}
