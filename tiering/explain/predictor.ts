import type { Accounts } from "../accounts.ts";
import type { Hooks } from "../hooks.ts";
import { type Measures, measure } from "../measures.ts";
import { resolvePolicy } from "../policy/resolve.ts";
import type { ResolvedPolicy } from "../policy/resolved-policy.ts";
import type { Run } from "../run.ts";
import { netGain, type Standing } from "./gains.ts";

/** What is needed to say, without another run, which tier an account of some standing would get. */
export interface Predictor {
  readonly run: Run;
  readonly measures: Measures;
  readonly policy: ResolvedPolicy;
  /** PI_acct of all accounts, ascending; shape [n]. */
  readonly ascending: Float64Array;
}

/** Prepares predictions for a run; O(N). */
export function createPredictor(accounts: Accounts, run: Run, hooks: Hooks = {}): Predictor {
  const measures = measure(run.potential, accounts.revenue);
  const ascending = new Float64Array(accounts.n);
  for (let at = 0; at < accounts.n; at++)
    ascending[at] = run.potential[measures.order[accounts.n - 1 - at]!]!;
  return { run, measures, ascending, policy: resolvePolicy(accounts, run.plan, measures, hooks) };
}

/** Tiers that account i may get under the policy's step, hold, force, scope and directions: first to last, 0 the highest. */
export function reachOf(
  accounts: Accounts,
  { run, policy }: Predictor,
  i: number,
): { readonly first: number; readonly last: number } {
  const home = run.plan.method === "baseline" ? accounts.tier[i]! : policy.tiers[i]!;
  const fixed = run.plan.method === "baseline" || policy.movable?.[i] === 0;
  const step = fixed ? 0 : policy.step;
  return {
    first: policy.mayRise?.[i] === 0 ? home : Math.max(0, home - step),
    last: policy.mayFall?.[i] === 0 ? home : Math.min(run.tierCount - 1, home + step),
  };
}

/** How account i would stand with another PI_acct and revenue, everyone else as they are; O(log N). */
export function standingWith(
  { measures, ascending, run }: Predictor,
  i: number,
  potential: number,
  revenue: number,
): Standing {
  const n = ascending.length;
  const own = run.potential[i]!;
  const below = countBelow(ascending, potential) - (own < potential ? 1 : 0);
  const notAbove = countBelow(ascending, nextUp(potential)) - (own <= potential ? 1 : 0);
  // Ties share their mean rank: 1 + those below + half of the equals, around (n + 1)/2.
  return {
    rank: 1 + below + (notAbove - below) / 2 - (n + 1) / 2,
    pi: potential - measures.pi.mean,
    revenue: revenue - measures.revenue.mean,
  };
}

/** The tier that account i would get with this standing, at the run's prices or places; a prediction. */
export function predictTier(accounts: Accounts, predictor: Predictor, i: number, standing: Standing): number {
  const { run, policy } = predictor;
  const { first, last } = reachOf(accounts, predictor, i);
  if (run.plan.method === "baseline") return accounts.tier[i]!;
  const home = policy.tiers[i]!;
  if (run.prices === null) return clamp(tierOfPlace(standing, policy.sizes), first, last);
  let best = home;
  let most = 0;
  for (let to = first; to <= last; to++) {
    const net = netGain(run.prices, standing, home, to);
    if (net > most) {
      most = net;
      best = to;
    }
  }
  return best;
}

/** The tier whose places, filled from the top by PI_acct, include this rank. */
function tierOfPlace({ rank }: Standing, sizes: Float64Array): number {
  const n = sizes.reduce((sum, size) => sum + size, 0);
  const place = (n + 1) / 2 - rank - 0.5;
  let end = 0;
  for (let k = 0; k < sizes.length; k++) {
    end += sizes[k]!;
    if (place < end) return k;
  }
  return sizes.length - 1;
}

/** How many entries of an ascending array lie below the value. */
function countBelow(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The next larger number. */
function nextUp(value: number): number {
  return value + Math.max(Math.abs(value) * Number.EPSILON, Number.MIN_VALUE);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
