import type { Accounts } from "../../accounts.ts";
import { TieringError } from "../../errors.ts";
import { numericFeatures } from "../../features.ts";
import { requireTiers } from "../../first-tiering.ts";
import { checkpoint, type Hooks, isOutOfTime, type Stopped, stoppedWith } from "../../hooks.ts";
import { kpisOfSums, sumTiers } from "../../kpis.ts";
import { type Measures, measure } from "../../measures.ts";
import { buildObjective } from "../../optimise/objective.ts";
import { resolvePolicy } from "../../policy/resolve.ts";
import type { ResolvedPolicy } from "../../policy/resolved-policy.ts";
import { judgeRules } from "../../report/rules.ts";
import type { Run } from "../../run.ts";
import { createSplitColumns, fitTree, type SplitColumns } from "../cart.ts";
import { DEFAULT_RULES, type RulesOptions } from "../learn.ts";
import { type DecisionTree, predict } from "../tree.ts";
import { type Assignment, type ExchangeProblem, exchange, worth } from "./exchange.ts";

/** How the loop between tiers and rules is closed. */
export interface ClosedLoopOptions extends Hooks, Pick<RulesOptions, "maxDepth" | "minLeaf"> {
  /** True: every tier counts the same in the tree. */
  readonly balanced?: boolean;
  /**
   * Rewards to try, ascending, each > 0: what an account in the tree's tier is worth, as a share of the
   * run's mean lift per moved account; {@link DEFAULT_REWARDS} where absent.
   */
  readonly rewards?: readonly number[];
}

/** From hardly any weight on agreement to far more than on the composite. */
export const DEFAULT_REWARDS: readonly number[] = [0.1, 0.5, 1, 2, 4];

/** One choice between composite and agreement. */
export interface LoopPoint {
  /** As asked; 0 is the run itself. */
  readonly reward: number;
  readonly composite: number;
  /** Composite given up against the run itself. */
  readonly cost: number;
  /** Share of the accounts whose tier the tree gives, 0 … 1. */
  readonly agreement: number;
  readonly moved: number;
  /** Rounds of fitting and re-optimising, and whether the last one changed nothing. */
  readonly rounds: number;
  readonly stable: boolean;
  readonly tree: DecisionTree;
  /** The same plan with these tiers, as a run like any other. */
  readonly run: Run;
}

/** The choices found, and what was reached at the time limit; null where all were. */
export interface ClosedLoop {
  readonly points: readonly LoopPoint[];
  readonly stopped: Stopped | null;
}

/** Rounds of fitting and re-optimising for one reward. */
const MOST_ROUNDS = 6;

/**
 * Agreement against composite: re-optimises a hybrid run with a small reward for agreeing with its own tree,
 * fits the tree anew, and so on until nothing changes, for each reward. The first point is the run itself.
 * Trees are fitted to all accounts. Where the time is over, the rewards so far are all. Source: the closed loop that the article leaves to future work.
 * O(rewards · rounds · (a fit + exchanges)).
 * @throws TieringError `invalid-argument` for another method or a bad reward; `cancelled`
 */
export function closeLoop(accounts: Accounts, run: Run, options: ClosedLoopOptions = {}): ClosedLoop {
  requireTiers(accounts, "a closed loop could keep");
  const rewards = checkRequest(run, options.rewards ?? DEFAULT_REWARDS);
  const measures = measure(run.potential, accounts.revenue);
  const policy = resolvePolicy(accounts, run.plan, measures, options);
  const { columns } = numericFeatures(accounts, run.potential);
  const progress = { share: 0 };
  const tick = () => checkpoint(options, "Closed loop", progress.share);
  const table = createSplitColumns(columns, tick);
  const loop: Loop = { accounts, run, measures, policy, table, options, tick };
  const tree = learnTree(loop, run.tiers);
  const points = [pointOf(loop, { reward: 0, tiers: run.tiers, tree, rounds: 0, stable: true })];
  const moved = points[0]!.moved;
  const unit = moved === 0 ? 0 : (run.after.composite - run.before!.composite) / moved;
  for (const [done, reward] of rewards.entries()) {
    progress.share = done / rewards.length;
    if (isOutOfTime(options)) {
      const reached = `${done} of ${rewards.length} rewards, the smaller ones first`;
      return { points, stopped: stoppedWith(options, reached) };
    }
    // Each reward starts from the one before: a little more agreement at a time.
    points.push(settle(loop, reward, reward * Math.max(0, unit), points[points.length - 1]!));
  }
  return { points, stopped: null };
}

interface Loop {
  readonly accounts: Accounts;
  readonly run: Run;
  readonly measures: Measures;
  readonly policy: ResolvedPolicy;
  readonly table: SplitColumns;
  readonly options: ClosedLoopOptions;
  /** Asks whether to stop. */
  readonly tick: () => void;
}

function settle(loop: Loop, reward: number, perAccount: number, start: LoopPoint): LoopPoint {
  const { accounts, measures, policy, run, table } = loop;
  const objective = buildObjective(measures, policy.sizes, policy.yardstick);
  let best = { tiers: start.run.tiers, tree: start.tree };
  let value = Number.NEGATIVE_INFINITY;
  for (let rounds = 1; ; rounds++) {
    const problem: ExchangeProblem = {
      measures,
      objective,
      home: policy.tiers,
      movable: policy.movable,
      mayRise: policy.mayRise,
      mayFall: policy.mayFall,
      monotone: run.plan.policy.monotone === true,
      step: policy.step,
      moves: policy.moves,
      wanted: predict(best.tree, table.columns, accounts.n),
      reward: perAccount,
    };
    const tiers = best.tiers.slice();
    const state: Assignment = {
      tiers,
      sums: sumTiers(measures, tiers, run.tierCount),
      away: countAway(tiers, policy.tiers),
    };
    exchange(problem, state, loop.tick);
    const tree = learnTree(loop, tiers);
    const wanted = predict(tree, table.columns, accounts.n);
    const reached = worth({ ...problem, wanted }, state);
    // A tree is fitted for purity, not for the reward: a round that loses by it is not taken.
    const stable = reached <= value + 1e-12;
    if (!stable) best = { tiers, tree };
    value = Math.max(value, reached);
    if (stable || rounds === MOST_ROUNDS) return pointOf(loop, { reward, ...best, rounds, stable });
  }
}

function learnTree({ table, run, options, tick }: Loop, tiers: Uint8Array): DecisionTree {
  return fitTree(table, tiers, {
    classes: run.tierCount,
    maxDepth: options.maxDepth ?? DEFAULT_RULES.maxDepth,
    minSamplesLeaf: options.minLeaf ?? DEFAULT_RULES.minLeaf,
    balanced: options.balanced ?? false,
    tick,
  });
}

function pointOf(
  { accounts, run, measures, policy, table }: Loop,
  found: { reward: number; tiers: Uint8Array; tree: DecisionTree; rounds: number; stable: boolean },
): LoopPoint {
  const { reward, tiers, tree, rounds, stable } = found;
  const after = kpisOfSums(measures, sumTiers(measures, tiers, run.tierCount), policy.yardstick);
  const wanted = predict(tree, table.columns, accounts.n);
  const agreeing = tiers.reduce((count, tier, i) => count + (tier === wanted[i] ? 1 : 0), 0);
  const rules = judgeRules(accounts, run.plan, { tiers, potential: run.potential }, policy);
  return {
    reward,
    composite: after.composite,
    cost: run.after.composite - after.composite,
    agreement: accounts.n === 0 ? 1 : agreeing / accounts.n,
    moved: countAway(tiers, accounts.tier),
    rounds,
    stable,
    tree,
    run: reward === 0 ? run : { ...run, tiers, after, rules, certificate: null, prices: null },
  };
}

function countAway(tiers: Uint8Array, home: Uint8Array): number {
  let away = 0;
  for (let i = 0; i < tiers.length; i++) if (tiers[i] !== home[i]) away++;
  return away;
}

function checkRequest(run: Run, rewards: readonly number[]): readonly number[] {
  if (run.plan.method !== "hybrid") {
    const message = `The method is ${run.plan.method}; the loop can be closed for hybrid only.`;
    throw new TieringError("invalid-argument", message, { pointer: "/method" });
  }
  rewards.forEach((reward, at) => {
    if (Number.isFinite(reward) && reward > (rewards[at - 1] ?? 0)) return;
    const message = `Reward ${at + 1} is ${reward}; expected positive numbers in ascending order.`;
    throw new TieringError("invalid-argument", message, { pointer: `/rewards/${at}` });
  });
  return rewards;
}
