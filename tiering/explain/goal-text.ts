import { KPI_NAMES, kpiLabel } from "../kpi-names.ts";
import type { Kpis } from "../kpis.ts";
import type { GoalResult } from "../optimise/goal.ts";
import { roundedDown, roundedUp } from "../report/round.ts";
import { formatCount } from "../rules/format.ts";

/** Digits after the point, and the most that are written where fewer would not tell two numbers apart. */
const DIGITS = 4;
const MOST_DIGITS = 40;

/**
 * What came of a goal in a sentence or two: what was reached, what is proven, and what is merely not found.
 * `after` are the KPIs of the goal's run. Bounds are rounded up, what was reached down.
 */
export function goalText(
  { goal, state, moves, fewest, bound }: Omit<GoalResult, "run">,
  after: Kpis,
): string {
  const name = nameOf(goal.kpi);
  const now = after[goal.kpi];
  const wanted = String(goal.atLeast);
  if (now === null || bound === null) {
    return `${capital(name)} is undefined for this book under this plan, so it cannot reach ${wanted}.`;
  }
  const count = moves === 1 ? "1 move" : `${formatCount(moves)} moves`;
  if (state === "reached") {
    const proof =
      fewest === moves
        ? "no fewer can"
        : fewest === null || fewest === 0
          ? "fewer may do, none was found"
          : `fewer than ${formatCount(fewest)} cannot; whether fewer than ${formatCount(moves)} can is not proven`;
    const verb = moves === 1 ? "brings" : "bring";
    return moves === 0
      ? `${capital(name)} is at ${reachedText(now, goal.atLeast)} already: no move is needed.`
      : `${count} ${verb} ${name} to ${reachedText(now, goal.atLeast)}; ${proof}.`;
  }
  const most = boundText(bound, state === "impossible" ? goal.atLeast : Number.POSITIVE_INFINITY);
  const best = `the best found has ${roundedDown(now, DIGITS)} with ${count}`;
  return state === "impossible"
    ? `${capital(name)} cannot reach ${wanted} under these rules: more than ${most} is impossible, and ${best}.`
    : `No plan was found under these rules that brings ${name} to ${wanted}, but one may exist: ${best}, and what is proven is only that more than ${most} is impossible.`;
}

/** A measure in plain words, its name in the field behind them. */
function nameOf(key: keyof Kpis): string {
  return key === "composite" ? `the ${kpiLabel(key)}` : `${kpiLabel(key)} (${KPI_NAMES[key].name})`;
}

/** A reached value rounded down, but not below the goal that it reaches. */
function reachedText(value: number, goal: number): string {
  for (let digits = DIGITS; digits < MOST_DIGITS; digits++) {
    const text = roundedDown(value, digits);
    if (Number(text) >= goal) return text;
  }
  return String(Math.max(value, goal));
}

/** A bound rounded up, but not to the goal that it rules out. */
function boundText(bound: number, below: number): string {
  for (let digits = DIGITS; digits < MOST_DIGITS; digits++) {
    const text = roundedUp(bound, digits);
    if (Number(text) < below) return text;
  }
  return String(bound);
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
