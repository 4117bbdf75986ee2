import type { Accounts } from "../accounts.ts";
import { completeRun } from "../complete-run.ts";
import { TieringError } from "../errors.ts";
import { requireTiers } from "../first-tiering.ts";
import { checkpoint } from "../hooks.ts";
import { type Kpis, kpisOfSums } from "../kpis.ts";
import type { Plan } from "../plan/index.ts";
import { movableCount } from "../policy/limits.ts";
import { type PreparedRun, prepareRun } from "../prepare-run.ts";
import type { Run } from "../run.ts";
import type { RunOptions } from "../run-tiering.ts";
import { ascend, type LocalOptimum } from "./ascent.ts";
import { reachableBox } from "./certificate/reachable-box.ts";
import { Relaxation } from "./certificate/relaxation.ts";
import { fewestMoves } from "./feasibility.ts";
import { LinearProblem } from "./linear-problem.ts";
import { buildObjective, type Objective } from "./objective.ts";
import { type PreparedProblem, prepareProblem } from "./problem.ts";

/** A KPI that is to reach a value. */
export interface Goal {
  readonly kpi: keyof Kpis;
  readonly atLeast: number;
}

/** The fewest moves found that reach a goal, and how few they could be at best. */
export interface GoalResult {
  readonly goal: Goal;
  readonly reached: boolean;
  /** Accounts that move. */
  readonly moves: number;
  /** No assignment within the policy reaches the goal with fewer moves; null where none was found that does. */
  readonly fewest: number | null;
  /** No assignment within the policy raises the KPI above this. */
  readonly bound: number;
  /** The assignment as a run; where the goal is out of reach, the one that comes nearest. */
  readonly run: Run;
}

/** Bounds of a goal are searched to within this. */
const TOLERANCE = 1e-6;

/** A KPI this little below its goal reaches it. */
const ROUNDING = 1e-12;

/**
 * Seeks a goal with the fewest moves within the plan's policy; its budget counts where the plan sets one.
 * Exact for TPA and SFI where accounts move at most one tier: they are linear, so that the most that a
 * budget brings is found exactly. TCI and the composite are climbed; `fewest` is proven for them too.
 * @throws TieringError
 */
export function seekGoal(
  accounts: Accounts,
  plan: Plan,
  goal: Goal,
  options: Pick<RunOptions, "zScores" | "onProgress" | "shouldStop"> = {},
): GoalResult {
  if (!Number.isFinite(goal.atLeast)) {
    const message = `The goal for ${goal.kpi} is ${goal.atLeast}; expected a finite number.`;
    throw new TieringError("invalid-argument", message, { pointer: "/atLeast" });
  }
  requireTiers(accounts, "a goal could improve");
  const { n, tier: tiers, tierCount } = accounts;
  const asked: Plan = { ...plan, method: "hybrid" };
  const base = prepareRun(accounts, asked, options.zScores);
  const { measures, resolved } = base;
  const cap = plan.policy.maxMovedShare === undefined ? n : movableCount(plan.policy.maxMovedShare, n);
  const whole = prepareProblem({ measures, tiers, tierCount, ...resolved, moves: cap });
  const prepared: PreparedProblem = { ...whole, objective: goalObjective(base, goal.kpi) };
  const least = fewestMoves(accounts, resolved);
  // Moves of one tier come in pairs; longer ones may come in threes.
  const pair = resolved.step === 1 ? 2 : 1;
  const linear = new LinearProblem(prepared.candidates, prepared);
  const best = (moves: number): LocalOptimum => {
    linear.setBudget(moves);
    return ascend(linear, prepared.objective, prepared.baseline, { pi: 1, revenue: 1 });
  };
  const worth = ({ sums }: LocalOptimum) => kpisOfSums(measures, sums, resolved.yardstick)[goal.kpi] ?? 0;
  const reaches = (found: LocalOptimum) => worth(found) >= goal.atLeast - ROUNDING;

  let found = best(cap);
  const bound = Math.max(worth(found), upperBound(base, prepared, cap, found));
  const reached = reaches(found);
  if (reached) {
    found = fewestThat({ least, most: found.moves.count, pair }, found, (moves, share) => {
      checkpoint(options, "goal", share);
      const tried = best(moves);
      return reaches(tried) ? tried : null;
    });
  }
  const isLinear = goal.kpi === "tpa" || goal.kpi === "sfi";
  const moves = found.moves.count;
  const fewest = !reached
    ? null
    : isLinear && resolved.step === 1
      ? moves
      : provenFewest(
          { least, most: moves, pair },
          (budget) => upperBound(base, prepared, budget, found) >= goal.atLeast - ROUNDING,
        );
  const budgeted = { ...base, plan: withBudget(base.plan, moves / Math.max(1, n)) };
  const run = completeRun(budgeted, {
    tiers: tiersOf(accounts, prepared, found),
    prices: found.prices,
    certificate: null,
  });
  return { goal, reached, moves, fewest, bound, run };
}

/** The objective that is the KPI alone. */
function goalObjective({ measures, resolved }: PreparedRun, kpi: keyof Kpis): Objective {
  const { sizes, yardstick } = resolved;
  if (kpi === "composite") return buildObjective(measures, sizes, yardstick);
  const coefficients = { tpa: 0, sfi: 0, tci: 0, [kpi === "tpa" || kpi === "sfi" ? kpi : "tci"]: 1 };
  const objective = buildObjective(measures, sizes, { ...yardstick, coefficients });
  if (kpi === "tciPi") objective.revenueCurvature.fill(0);
  if (kpi === "tciRev") objective.piCurvature.fill(0);
  return objective;
}

/** The root bound on the KPI with a budget. */
function upperBound(
  { measures }: PreparedRun,
  prepared: PreparedProblem,
  moves: number,
  near: LocalOptimum,
): number {
  const problem = { ...prepared, moves };
  const bounds = new Relaxation(problem, measures, TOLERANCE);
  return bounds.bound(reachableBox(problem.candidates, problem.baseline, problem), near.prices).bound;
}

/** Budgets that come into question: `least`, and `pair` by `pair` more, up to `most`. */
interface Budgets {
  readonly least: number;
  readonly most: number;
  readonly pair: number;
}

/** Halves the range of budgets down to the smallest for which an attempt succeeds. */
function fewestThat(
  { least, most, pair }: Budgets,
  known: LocalOptimum,
  attempt: (moves: number, share: number) => LocalOptimum | null,
): LocalOptimum {
  let found = known;
  let low = 0;
  let high = Math.ceil((most - least) / pair);
  const steps = Math.ceil(Math.log2(high + 1)) + 1;
  for (let step = 0; low < high; step++) {
    const middle = Math.floor((low + high) / 2);
    const tried = attempt(least + pair * middle, step / steps);
    if (tried === null) low = middle + 1;
    else {
      found = tried;
      high = middle;
    }
  }
  return found;
}

/** Smallest budget that a bound does not rule out. */
function provenFewest({ least, most, pair }: Budgets, possible: (moves: number) => boolean): number {
  let low = 0;
  let high = Math.ceil((most - least) / pair);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (possible(least + pair * middle)) high = middle;
    else low = middle + 1;
  }
  return Math.min(most, least + pair * low);
}

function withBudget(plan: Plan, maxMovedShare: number): Plan {
  return { ...plan, policy: { ...plan.policy, maxMovedShare } };
}

function tiersOf(accounts: Accounts, { candidates }: PreparedProblem, { moves }: LocalOptimum): Uint8Array {
  const tiers = accounts.tier.slice();
  for (let m = 0; m < moves.count; m++) tiers[candidates.account[moves.place[m]!]!] = moves.tier[m]!;
  return tiers;
}
