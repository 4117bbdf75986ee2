import type { Availability } from "./availability.ts";
import { type ChangeSplit, drawAccounts, randomSplit, timeSplit } from "./evaluation/splits.ts";
import type { PanelSource } from "./panel/source.ts";
import { transitionInto } from "./panel/transition.ts";

/**
 * The two ways of testing a model that the book's years bear: 70/30 within the last step, as published,
 * and learning from the step before it. At most `mostTrained` accounts on each side. O(n + sample · features).
 */
export function changeSplits(
  source: PanelSource,
  available: Pick<Availability, "randomSplit" | "timeSplit">,
  { seed, mostTrained }: { readonly seed: number; readonly mostTrained: number },
): ChangeSplit[] {
  const { years } = source;
  const splits: ChangeSplit[] = [];
  const draw = (target: number, lags: number) =>
    drawAccounts(transitionInto(years, { target, lags }), mostTrained, seed);
  if (available.randomSplit === null) {
    splits.push(randomSplit(source, draw(0, years.length - 1), seed));
  }
  if (available.timeSplit === null) {
    const lags = years.length - 2;
    splits.push(timeSplit(source, draw(1, lags), draw(0, lags)));
  }
  return splits;
}
