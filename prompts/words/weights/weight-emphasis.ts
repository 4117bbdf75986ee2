import { DEFAULT_WEIGHTS, SIGNALS, type Signal } from "../../../tiering/index.ts";
import type { WeightOperation } from "../../merge/operations.ts";
import { LAST, type Level, type SaidWeights } from "./said-weights.ts";

/** Points of emphasis by what was said, and by rank. */
const POINTS: Readonly<Partial<Record<Level, number>>> = {
  strong: 5,
  plain: 3,
  mild: 1.5,
  weak: 0.9,
  also: 1.2,
  spare: 1,
};
const RANK_POINTS = [8, 4, 2, 1] as const;

/** Signals that are named with more or less emphasis; null where none is. */
export function emphasis(
  { equal, levels, ranks, rest, scales, steps }: SaidWeights,
  only: readonly Signal[],
): WeightOperation | null {
  const named = SIGNALS.filter(
    (signal) => (levels.has(signal) && levels.get(signal) !== "zero") || ranks.has(signal),
  );
  if (equal !== null && equal !== SIGNALS && named.every((signal) => equal.includes(signal)))
    return { kind: "equal", signals: equal };
  if (only.length > 0) {
    const others = named.filter((signal) => !only.includes(signal));
    // "geo and runway only, same weight"
    if (others.length === 0 && equal !== null && only.length > 1)
      return { kind: "ratio", parts: Object.fromEntries(only.map((signal) => [signal, 1])), rest: "zero" };
    if (others.length === 0) return { kind: "only", signals: only };
  }
  if (equal === SIGNALS) return { kind: "equal", signals: equal };
  // "geography most, growth least": the least of all four, those that are not named among them.
  const least = named.filter((signal) => ranks.get(signal) === LAST && levels.get(signal) !== "faint");
  const faint = named.filter((signal) => levels.get(signal) === "faint");
  const loud = named.filter((signal) => !faint.includes(signal) && !least.includes(signal));
  // "geo is only a tie breaker", "a distant second": behind, where nothing is said to come before it.
  if (
    loud.length > 0 &&
    loud.every((signal) => (ranks.get(signal) ?? 0) > 0) &&
    steps.length + scales.length === 0
  )
    return { kind: "points", points: {}, faint: loud, least, evenRest: false };
  const quiet = loud.filter(
    (signal) => ["spare", "also", "weak"].includes(levels.get(signal) ?? "") && !ranks.has(signal),
  );
  // "category last, the others equal"
  const behind = [...faint, ...least];
  if (loud.length === 0 && rest === "even" && behind.length > 0 && behind.length < SIGNALS.length) {
    const parts = SIGNALS.map((signal) => [signal, behind.includes(signal) ? 0.25 : 1]);
    return { kind: "ratio", parts: Object.fromEntries(parts), rest: "zero" };
  }
  if (loud.length === 0)
    return faint.length + least.length === 0 || rest !== null || least.length === SIGNALS.length
      ? null
      : { kind: "points", points: {}, faint, least, evenRest: false };
  const [one, ...more] = loud;
  // "some weight on industry": more than now, and no more than that.
  if (
    one !== undefined &&
    more.length === 0 &&
    levels.get(one) === "mild" &&
    !ranks.has(one) &&
    faint.length + least.length === 0
  )
    return { kind: "step", signal: one, by: 0.1, from: null };
  // "I do not wish growth to disappear, only that it counts less": how it counts is said by the step.
  if (quiet.length === loud.length && loud.length === 1 && steps.some(({ signal }) => signal === loud[0]))
    return null;
  if (one !== undefined && quiet.length === loud.length && more.length === 0 && least.length === 0) {
    const level = levels.get(one);
    return {
      kind: "step",
      signal: one,
      by: level === "weak" ? 0.05 : level === "spare" ? 0 : 0.1,
      from: null,
    };
  }
  if ((steps.length > 0 || scales.length > 0) && loud.every((signal) => levels.get(signal) === "spare"))
    return null;
  // "Growth. Region second.": what is named without a rank comes before the second.
  const ranksFrom = ranks.size === 0 ? 0 : Math.min(...ranks.values());
  const points: Partial<Record<Signal, number>> = {};
  for (const signal of loud) {
    const level = levels.get(signal) ?? "plain";
    const rank = ranks.get(signal) ?? (ranksFrom > 0 && level !== "weak" && level !== "mild" ? 0 : undefined);
    const byLevel = POINTS[level === "only" ? "strong" : level] ?? 3;
    points[signal] =
      rank === undefined
        ? byLevel
        : level === "weak" || level === "mild"
          ? Math.min(byLevel, RANK_POINTS[Math.min(rank, 3)] as number)
          : RANK_POINTS[Math.min(rank, 3)];
  }
  // "growth first, category third": what is not named comes second.
  const places = new Set(ranks.values());
  const second = SIGNALS.find((signal) => !named.includes(signal) && levels.get(signal) !== "zero");
  if (places.has(0) && places.has(2) && !places.has(1) && second !== undefined)
    points[second] = RANK_POINTS[1];
  // "growth first, the two shares trailing at equal weight"
  const alike = (equal ?? []).flatMap((signal) => points[signal] ?? []);
  for (const signal of equal ?? []) if (points[signal] !== undefined) points[signal] = Math.min(...alike);
  const spared = loud.filter((signal) => levels.get(signal) === "spare");
  return spared.length > 0
    ? spare(points, spared)
    : {
        kind: "points",
        points,
        faint: rest === "faint" ? SIGNALS.filter((s) => points[s] === undefined) : faint,
        least,
        evenRest: rest === "even",
      };
}

/** "push headroom without hurting growth": growth keeps at least its default part. */
function spare(points: Partial<Record<Signal, number>>, spared: readonly Signal[]): WeightOperation {
  const values: Partial<Record<Signal, number>> = {};
  for (const signal of spared) values[signal] = DEFAULT_WEIGHTS[signal];
  const loud = SIGNALS.filter((signal) => points[signal] !== undefined && !spared.includes(signal));
  const left = 1 - spared.reduce((sum, signal) => sum + DEFAULT_WEIGHTS[signal], 0);
  for (const signal of loud) values[signal] = (0.8 * left) / loud.length;
  return { kind: "set", values, rest: "proportional" };
}
