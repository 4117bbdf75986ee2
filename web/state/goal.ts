import { type Goal, KPI_NAMES, type Plan } from "../../tiering/index.ts";
import type { GoalAnswer } from "../api/answers.ts";
import { share } from "../words/format.ts";
import { planFromQuery, planToQuery } from "../words/query.ts";
import { changePlan } from "./planning.ts";
import { session } from "./session.ts";
import { createTask } from "./task.ts";

/** The goal that is sought, or what came of it. */
export const goalTask = createTask<GoalAnswer>();

/** The composite's coefficients that let one measure alone count. */
const ALONE = {
  tpa: { tpa: 1, sfi: 0, tci: 0 },
  sfi: { tpa: 0, sfi: 1, tci: 0 },
  tciPi: { tpa: 0, sfi: 0, tci: 1 },
  tciRev: { tpa: 0, sfi: 0, tci: 1 },
  composite: undefined,
} as const;

/** Seeks the fewest moves that reach a goal under the plan's constraints. */
export function seekGoal({ kpi, atLeast }: Goal): void {
  const query = planToQuery(session.plan.value);
  query.delete("method");
  query.set("kpi", kpi);
  query.set("atLeast", String(atLeast));
  void goalTask.start(`v1/goals?${query}`);
}

/**
 * The plan that does what was found for a goal: as many moves, all of them for the measure of the goal.
 * `query` is the goal's own.
 */
export function goalPlan(query: string, { goal, summary }: GoalAnswer): Plan | null {
  const parameters = new URLSearchParams(query);
  parameters.set("method", "hybrid");
  const plan = planFromQuery(parameters);
  if (plan === null) return null;
  const coefficients = ALONE[goal.goal.kpi];
  return {
    ...plan,
    policy: {
      ...plan.policy,
      maxMovedShare: goal.moves / summary.accounts,
      ...(coefficients === undefined ? {} : { coefficients }),
    },
  };
}

/** Takes what was found for a goal as the plan: a scenario like any other. */
export function takeGoal(query: string, answer: GoalAnswer): void {
  const plan = goalPlan(query, answer);
  const name = `${goalWords(answer.goal.goal)} with the fewest moves`;
  if (plan !== null) changePlan(plan, "by hand", { name, named: true });
}

/** A goal in its own units: `Revenue in focus at least 82 %`. */
export function goalWords({ kpi, atLeast }: Goal): string {
  return `${KPI_NAMES[kpi].label} at least ${kpiValue(kpi, atLeast)}`;
}

/** A measure's value as people say it: a share of revenue in per cent, the others as they are. */
export function kpiValue(kpi: Goal["kpi"], value: number | null): string {
  if (value === null) return "undefined";
  return kpi === "sfi" ? share(value, 2) : String(Number(value.toFixed(4)));
}
