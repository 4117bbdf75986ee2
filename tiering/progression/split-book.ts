import type { Accounts } from "../accounts.ts";
import type { Hooks } from "../hooks.ts";
import { availability } from "./availability.ts";
import { type ChangeSplit, randomSplit, sampleTransition, timeSplit } from "./evaluation/splits.ts";
import { transitionInto } from "./panel/transition.ts";
import type { BookYear } from "./panel/years.ts";

/**
 * The two ways of testing a model that the book's years bear: 70/30 within the last step, as published,
 * and learning from the step before it. At most `mostTrained` accounts on each side. O(n · features).
 */
export function changeSplits(
  accounts: Accounts,
  years: readonly BookYear[],
  { seed, mostTrained }: { readonly seed: number; readonly mostTrained: number },
  hooks: Hooks = {},
): ChangeSplit[] {
  const available = availability(accounts, years);
  const splits: ChangeSplit[] = [];
  const step = (target: number, lags: number, drawn: number) => {
    const transition = transitionInto(accounts, years, { target, lags }, hooks);
    return { transition, rows: sampleTransition(transition, mostTrained, drawn) };
  };
  if (available.randomSplit === null) {
    const { transition, rows } = step(0, years.length - 1, seed);
    splits.push(randomSplit(transition, rows, seed));
  }
  if (available.timeSplit === null) {
    const lags = years.length - 2;
    splits.push(timeSplit(step(1, lags, seed), step(0, lags, seed)));
  }
  return splits;
}
