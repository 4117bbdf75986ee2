import type { Accounts } from "../accounts.ts";
import { completeRun } from "../complete-run.ts";
import { TieringError } from "../errors.ts";
import { requireTiers } from "../first-tiering.ts";
import { isOutOfTime, type Stopped, stoppedWith } from "../hooks.ts";
import type { Kpis } from "../kpis.ts";
import type { Plan } from "../plan/index.ts";
import { prepareRun } from "../prepare-run.ts";
import type { Run } from "../run.ts";
import type { RunOptions } from "../run-tiering.ts";
import { fewestMoves } from "./feasibility.ts";
import { goalObjective, largestKpi } from "./goal-objective.ts";
import { decide, movesIn, nodesFor, type Quest, seekFewest, upperBound } from "./goal-search.ts";
import { noneInOrder, searchOf } from "./hybrid.ts";
import { tiersOf } from "./incumbent.ts";
import { prepareProblem, usableBudget, withObjective } from "./problem.ts";

/** A KPI that is to reach a value. */
export interface Goal {
  readonly kpi: keyof Kpis;
  readonly atLeast: number;
}

/** What came of a goal, and the fewest moves found that reach it. */
export interface GoalResult {
  readonly goal: Goal;
  /**
   * `reached`: the run reaches it. `impossible`: proven that no assignment within the plan's rules does.
   * `not-found`: no assignment was found that does, but one may exist.
   */
  readonly state: "reached" | "impossible" | "not-found";
  /** Accounts that move; where the goal is not reached, those of the run that comes nearest. */
  readonly moves: number;
  /** Proven: the goal cannot be reached with fewer moves; null where it is not reached. */
  readonly fewest: number | null;
  /** Proven: no assignment within the plan's rules raises the KPI above this; null where the KPI is undefined. */
  readonly bound: number | null;
  /** What was reached at the time limit; null where the search ended by itself. */
  readonly stopped: Stopped | null;
  /** The assignment as a run; sought again under its plan, the goal gives the same one. */
  readonly run: Run;
}

/** What seeking a goal takes beside it. */
export interface GoalOptions extends Pick<RunOptions, "zScores" | "onProgress" | "shouldStop" | "limit"> {
  /** True: decide by branch and bound what the search and the quick bound leave open, however long it takes. */
  readonly proof?: boolean;
}

/** A KPI this little below its goal reaches it. */
const ROUNDING = 1e-12;

/**
 * Seeks a goal with the fewest moves within the plan's rules; the budget counts where the plan sets one.
 * Small books are decided by branch and bound; larger ones by search and the quick bound, unless a proof is
 * asked for.
 * @throws TieringError
 */
export function seekGoal(accounts: Accounts, plan: Plan, goal: Goal, options: GoalOptions = {}): GoalResult {
  if (!Number.isFinite(goal.atLeast)) {
    const message = `The goal for ${goal.kpi} is ${goal.atLeast}; expected a finite number.`;
    throw new TieringError("invalid-argument", message, { pointer: "/atLeast" });
  }
  requireTiers(accounts, "a goal could improve");
  const { n, tierCount } = accounts;
  const base = prepareRun(accounts, unlimited({ ...plan, method: "hybrid" }), options.zScores, options);
  const { measures, resolved } = base;
  const { tiers, forcedMoves } = resolved;
  const whole = prepareProblem({
    measures,
    tierCount,
    ...resolved,
    monotone: base.plan.policy.monotone === true,
  });
  const problem = withObjective(whole, goalObjective(base, goal.kpi));
  const least = fewestMoves(problem);
  const search = searchOf(problem, options);
  const nodes = nodesFor(problem, options.proof === true);
  const target = goal.atLeast - ROUNDING;
  const quest: Quest = {
    problem,
    measures,
    search,
    target,
    least,
    hooks: options,
    decided: new Map(),
    ...(nodes && { nodes }),
  };

  const most = usableBudget(problem, resolved.moves);
  const decided = decide(quest, most);
  if (decided.bound === Number.NEGATIVE_INFINITY) throw noneInOrder();
  let sought = decided.state === "reached" ? seekFewest(quest, decided.best) : null;
  // Sought within its own moves until it is what that finds: its plan then gives it again.
  for (let within = most; sought !== null && movesIn(sought.best) < within && !isOutOfTime(options); ) {
    within = movesIn(sought.best);
    const again = decide(quest, within);
    if (again.state === "reached") sought = seekFewest(quest, again.best);
  }
  const best = sought?.best ?? decided.best;
  const moves = movesIn(best) + forcedMoves;
  const { policy } = base.plan;
  const asked = { ...base.plan, policy: { ...policy, maxMovedShare: n === 0 ? 0 : moves / n } };
  const run = completeRun(
    { ...base, plan: sought === null ? base.plan : asked },
    { tiers: tiersOf(best, tiers), prices: best.prices, certificate: null },
  );
  const value = run.after[goal.kpi];
  const largest = largestKpi(accounts, goal.kpi);
  const bound = Math.min(largest, decided.state === "reached" ? upperBound(quest, most) : decided.bound);
  return {
    goal,
    state: value === null ? "impossible" : decided.state === "unknown" ? "not-found" : decided.state,
    moves,
    fewest: sought === null || value === null ? null : sought.fewest + forcedMoves,
    bound: value === null ? null : Math.max(value, bound),
    stopped: stoppedWith(options, isOutOfTime(options) ? "the fewest moves found by then" : null),
    run,
  };
}

/** No stated budget means none. */
export function unlimited(plan: Plan): Plan {
  return { ...plan, policy: { ...plan.policy, maxMovedShare: plan.policy.maxMovedShare ?? 1 } };
}
