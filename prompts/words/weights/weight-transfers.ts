import type { Signal } from "../../../tiering/index.ts";
import type { WeightOperation } from "../../merge/operations.ts";
import type { Clause } from "../clauses/clauses.ts";
import type { Item } from "../items/item.ts";
import type { SaidWeights } from "./said-weights.ts";
import type { StatedWeights } from "./stated-weights.ts";

/** What a signal loses to others. */
export type Taken = Pick<SaidWeights["steps"][number], "by" | "of"> & { readonly from: Signal };

/** What was taken from signals just before, for other ones: their steps, factors and stated numbers, which that replaces. */
export function takenBefore(said: SaidWeights, stated: StatedWeights, before: readonly Signal[]): Taken[] {
  const taken: Taken[] = [];
  for (const step of said.steps.filter(({ by, from }) => from === null && by < 0)) {
    said.steps.splice(said.steps.indexOf(step), 1);
    taken.push({ by: -step.by, from: step.signal });
  }
  for (const scale of said.scales.filter(({ factor }) => factor < 1)) {
    said.scales.splice(said.scales.indexOf(scale), 1);
    taken.push({ by: 1 - scale.factor, from: scale.signal, of: "share" });
  }
  const zeroed = before.filter((signal) => said.levels.get(signal) === "zero");
  for (const from of zeroed) said.levels.delete(from);
  for (const none of stated.stated.filter(({ amount }) => amount.value === 0)) {
    stated.stated.splice(stated.stated.indexOf(none), 1);
    zeroed.push(none.signal);
  }
  taken.push(...zeroed.map((from) => ({ by: 1, from, of: "share" }) as const));
  if (taken.length > 0) return taken;
  if (stated.raised !== null && stated.raised.by < 0) {
    const { by, signal } = stated.raised;
    stated.stated.pop();
    stated.raised = null;
    return [{ by: -by, from: signal }];
  }
  const [only, more] = stated.stated;
  if (only === undefined || more !== undefined || !/^(?:share|plain)$/u.test(only.amount.kind)) return [];
  stated.stated.pop();
  const { kind, value } = only.amount;
  return [{ by: kind === "plain" && value > 1 ? value / 100 : value, from: only.signal, of: "kept" }];
}

/** What was added to a signal just before, and is now to come from others; null for none. */
export function raisedBefore(said: SaidWeights, stated: StatedWeights, others: readonly Signal[]) {
  const [step, scale] = [said.steps.at(-1), said.scales.at(-1)];
  if (step !== undefined) return step.from === null && step.by > 0 ? said.steps.pop()! : null;
  if (scale !== undefined && scale.factor > 1) {
    said.scales.pop();
    return { signal: scale.signal, by: scale.factor - 1, of: "own" as const };
  }
  const { raised } = stated;
  if (raised === null || raised.by <= 0 || others.includes(raised.signal)) return null;
  stated.stated.pop();
  stated.raised = null;
  return raised;
}

/** Gives what was taken to other signals, the same to each. */
export function give(taken: readonly Taken[], to: readonly Signal[], said: SaidWeights): void {
  for (const one of taken)
    for (const [at, signal] of to.entries()) {
      const part = one.by / to.length;
      // Of what the signals before have left.
      said.steps.push({ ...one, signal, by: one.of === "share" ? part / (1 - at * part) : part });
    }
}

/** Steps as they are; "geo 10 points up, growth 10 points down" goes from the one to the other. */
export function balanced(steps: SaidWeights["steps"]): WeightOperation[] {
  const sum = steps.reduce((all, { by }) => all + by, 0);
  const alone = steps.some(({ exact, from }) => !exact || from !== null) || Math.abs(sum) > 1e-9;
  if (alone) return steps.map((step) => ({ kind: "step", ...step }));
  const left = new Map(steps.map(({ by, signal }) => [signal, by]));
  return [...left].flatMap(([signal, up]) =>
    [...left].flatMap(([from, down]): WeightOperation[] => {
      const by = Math.min(left.get(signal) ?? up, -(left.get(from) ?? down));
      if (by <= 1e-9) return [];
      left.set(signal, (left.get(signal) ?? 0) - by).set(from, (left.get(from) ?? 0) + by);
      return [{ kind: "step", signal, by, from }];
    }),
  );
}

/** "half of growth": a share of a signal's own weight. */
export const isPartOf = ({ items }: Clause, number: Item | undefined): boolean =>
  number?.amounts[0]?.kind === "share" &&
  items[items.indexOf(number) + 1]?.text === "of" &&
  items[items.indexOf(number) + 2]?.kind === "signal";
