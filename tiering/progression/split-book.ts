import type { Hooks } from "../hooks.ts";
import type { Availability } from "./availability.ts";
import { type ChangeSplit, drawAccounts, randomSplit, timeSplit } from "./evaluation/splits.ts";
import type { PanelSource } from "./panel/source.ts";
import { transitionInto } from "./panel/transition.ts";

/** Which splits are made, and how. */
export interface SplitOptions {
  readonly seed: number;
  /** Most accounts on each side. */
  readonly mostTrained: number;
  /** Both without. */
  readonly kinds?: readonly ChangeSplit["kind"][];
}

/**
 * The two ways of testing a model that the book's years bear: 70/30 within the last step, as published,
 * and learning from the step before it. At most `mostTrained` accounts on each side. O(n + sample · features).
 */
export function changeSplits(
  source: PanelSource,
  available: Pick<Availability, "randomSplit" | "timeSplit">,
  { seed, mostTrained, kinds = ["random", "time"] }: SplitOptions,
  hooks: Hooks = {},
): ChangeSplit[] {
  const { years } = source;
  const splits: ChangeSplit[] = [];
  const draw = (target: number, lags: number) =>
    drawAccounts(transitionInto(years, { target, lags }), mostTrained, seed);
  if (available.randomSplit === null && kinds.includes("random")) {
    splits.push(randomSplit(source, draw(0, years.length - 1), seed, hooks));
  }
  if (available.timeSplit === null && kinds.includes("time")) {
    const lags = years.length - 2;
    splits.push(timeSplit(source, draw(1, lags), draw(0, lags), hooks));
  }
  return splits;
}
