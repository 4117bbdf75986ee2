import type { GoalAnswer } from "../api/answers.ts";
import { goalWords, kpiValue, takeGoal } from "../state/goal.ts";
import { accountsWords, count } from "../words/format.ts";

interface Props {
  /** The goal's own query. */
  readonly query: string;
  readonly answer: GoalAnswer;
}

/** What came of a goal, and the way to have it as a plan. */
export function GoalOutcome({ query, answer }: Props) {
  const { goal } = answer;
  return (
    <div class="goal-outcome" role="status">
      <p>
        <b>{goalWords(goal.goal)}</b> {outcomeWords(answer)}
      </p>
      <button type="button" class="small" onClick={() => takeGoal(query, answer)}>
        {goal.state === "reached" ? "Take it as the plan" : "Take the nearest as the plan"}
      </button>
    </div>
  );
}

/** Reached with so many moves, proven impossible, or not found though it may exist. */
function outcomeWords({ goal, summary }: GoalAnswer): string {
  const { kpi } = goal.goal;
  const moves = accountsWords(goal.moves);
  const reached = kpiValue(kpi, summary.kpis.after[kpi]);
  if (goal.state === "reached") {
    if (goal.fewest === goal.moves)
      return `takes ${moves} to move, and no fewer can; it comes to ${reached}.`;
    const least = goal.fewest === null ? "" : `; fewer than ${count(goal.fewest)} cannot`;
    return `takes ${moves} to move${least}; it comes to ${reached}.`;
  }
  const most = goal.bound === null ? "" : `: nothing exceeds ${kpiValue(kpi, goal.bound)}`;
  const nearest = `${moves} moving bring ${reached}.`;
  return goal.state === "impossible"
    ? `is proven impossible under these constraints${most}; ${nearest}`
    : `was not found, though it may exist${most}; ${nearest}`;
}
