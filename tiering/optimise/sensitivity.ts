import type { Accounts } from "../accounts.ts";
import { checkpoint, type Hooks } from "../hooks.ts";
import { measure } from "../measures.ts";
import { SIGNALS, type Signal, type Weights } from "../plan/index.ts";
import { readForced } from "../policy/force.ts";
import { resolvePolicy } from "../policy/resolve.ts";
import type { ResolvedPolicy } from "../policy/resolved-policy.ts";
import { computePotential, type ZScores, zScoresOf } from "../potential.ts";
import type { Prices, Run } from "../run.ts";
import { runTiering } from "../run-tiering.ts";

/** How firmly the moves of a run stand when one weight changes and the others make up for it. */
export interface WeightStability {
  /** Moves that the run makes, beside those that were forced. */
  readonly moves: number;
  /**
   * Share of the moves that new runs make too, whichever one weight is changed by ± 10 %, 0 … 1; null where
   * nothing moves.
   */
  readonly surviving: number | null;
  /** The same, for each weight alone; null for a weight of 0, of which ± 10 % is nothing. */
  readonly bySignal: Readonly<Record<Signal, number | null>>;
  /** Accounts that move, ascending; shape [moves]. */
  readonly accounts: Uint32Array;
  /**
   * For each of them the range of each weight in which its move stands at the run's prices, which a new run would
   * change too; each of shape [moves]. A range that ends where the search did may go on.
   */
  readonly ranges: Readonly<Record<Signal, { readonly low: Float64Array; readonly high: Float64Array }>>;
  /** Values of each weight at which ranges were looked for. */
  readonly searched: Readonly<Record<Signal, { readonly low: number; readonly high: number }>>;
}

/** The relative change that a surviving move stands. */
const TESTED = 0.1;

/** Relative changes at which the prices are asked; between them a move's margin is taken as a straight line. */
const CHANGES = [-1, -0.5, -0.25, -TESTED, TESTED, 0.25, 0.5, 1] as const;

/**
 * Judges which moves stand a small change of each weight, by running the plan again, and over which range of
 * each weight a move stands at the run's prices. Null for a run without prices. O(two runs for each weight).
 * @throws TieringError `cancelled`
 */
export function weightStability(
  accounts: Accounts,
  run: Run,
  known?: ZScores,
  hooks: Hooks = {},
): WeightStability | null {
  const { prices } = run;
  if (prices === null) return null;
  const zScores = zScoresOf(accounts, run.plan, known);
  const moved = movedPlaces(accounts, run);
  const policy = resolvePolicy(accounts, run.plan, measure(run.potential, accounts.revenue), hooks);
  const surviving = new Uint8Array(moved.length).fill(1);
  const shareOf = (standing: Uint8Array) =>
    moved.length === 0 ? null : standing.reduce((sum, on) => sum + on, 0) / moved.length;
  const judged = SIGNALS.map((signal, at) => {
    const weight = run.plan.weights[signal];
    const searched = { low: weight > 0 ? 0 : weight, high: Math.min(1, 2 * weight) };
    const tick = () => checkpoint(hooks, "stability", at / SIGNALS.length);
    const range = priceRanges({ accounts, run, prices, moved, zScores, policy, tick }, signal);
    const standing = new Uint8Array(moved.length).fill(1);
    for (const value of weight > 0 ? [weight * (1 - TESTED), Math.min(1, weight * (1 + TESTED))] : []) {
      tick();
      if (value === weight) continue;
      const weights = reweigh(run.plan.weights, signal, value);
      const { tiers } = runTiering(accounts, { ...run.plan, weights }, { ...hooks, zScores, bounded: false });
      for (let m = 0; m < moved.length; m++) if (tiers[moved[m]!] !== run.tiers[moved[m]!]) standing[m] = 0;
    }
    for (let m = 0; m < moved.length; m++) surviving[m]! &= standing[m]!;
    return { range, searched, share: weight > 0 ? shareOf(standing) : null };
  });
  const bySignal = <T>(of: (one: (typeof judged)[number]) => T) => ({
    runway: of(judged[0]!),
    growth: of(judged[1]!),
    geo: of(judged[2]!),
    category: of(judged[3]!),
  });
  return {
    moves: moved.length,
    surviving: shareOf(surviving),
    bySignal: bySignal(({ share }) => share),
    accounts: moved,
    ranges: bySignal(({ range }) => range),
    searched: bySignal(({ searched }) => searched),
  };
}

/** One weight set to a value, the others rescaled so that all sum to 1; equal parts where they were all 0. */
export function reweigh(weights: Weights, signal: Signal, value: number): Weights {
  const others = SIGNALS.filter((each) => each !== signal);
  const rest = others.reduce((sum, each) => sum + weights[each], 0);
  const scaled: Record<Signal, number> = { ...weights, [signal]: value };
  for (const each of others)
    scaled[each] = rest > 0 ? weights[each] * ((1 - value) / rest) : (1 - value) / others.length;
  return scaled;
}

/** The accounts that the method moved: those that were forced stand whatever the weights. */
function movedPlaces(accounts: Accounts, run: Run): Uint32Array {
  const { tiers } = readForced(accounts, run.plan.policy.force);
  const moved: number[] = [];
  for (let i = 0; i < accounts.n; i++) if (tiers[i] !== run.tiers[i]) moved.push(i);
  return Uint32Array.from(moved);
}

/** A run with prices, and its moved accounts. */
interface Priced {
  readonly accounts: Accounts;
  readonly run: Run;
  readonly prices: Prices;
  readonly moved: Uint32Array;
  readonly zScores: ZScores;
  readonly policy: ResolvedPolicy;
  /** Asks whether to stop. */
  readonly tick: () => void;
}

/** The range of a weight in which each move stands at the run's prices: PI_acct and its ranks change, the prices do not. */
function priceRanges(priced: Priced, signal: Signal): { low: Float64Array; high: Float64Array } {
  const { run, moved } = priced;
  const weight = run.plan.weights[signal];
  const low = new Float64Array(moved.length).fill(weight);
  const high = low.slice();
  if (weight === 0 || moved.length === 0) return { low, high };
  const now = margins(priced, run.plan.weights);
  const curves = CHANGES.map((change) => {
    const at = Math.min(1, weight * (1 + change));
    return { at, margins: margins(priced, reweigh(run.plan.weights, signal, at)) };
  });
  const below = curves.slice(0, CHANGES.length / 2).reverse();
  const above = curves.slice(CHANGES.length / 2);
  for (let m = 0; m < moved.length; m++) {
    const start = { at: weight, margin: Math.max(0, now[m]!) };
    low[m] = crossing(start, below, m) ?? below.at(-1)!.at;
    high[m] = crossing(start, above, m) ?? above.at(-1)!.at;
  }
  return { low, high };
}

/** By how much each moved account prefers its new tier to the next best at these weights. */
function margins(
  { accounts, run, prices, moved, zScores, policy, tick }: Priced,
  weights: Weights,
): Float64Array {
  tick();
  const { step } = policy;
  const measures = measure(computePotential(zScores, weights), accounts.revenue);
  return Float64Array.from(moved, (i) => {
    const home = accounts.tier[i]!;
    const worth = (t: number) =>
      prices.rank[t]! * measures.rank[i]! +
      prices.pi[t]! * measures.pi.values[i]! +
      prices.revenue[t]! * measures.revenue.values[i]! -
      prices.tier[t]! -
      (t === home ? 0 : prices.move);
    const chosen = worth(run.tiers[i]!);
    let next = Number.NEGATIVE_INFINITY;
    const first = policy.mayRise?.[i] === 0 ? home : Math.max(0, home - step);
    const last = policy.mayFall?.[i] === 0 ? home : Math.min(run.tierCount - 1, home + step);
    for (let t = first; t <= last; t++) {
      if (t !== run.tiers[i]) next = Math.max(next, worth(t));
    }
    return chosen - next;
  });
}

/** The weight at which the margin first falls to 0 on the way along the curves; null where it never does. */
function crossing(
  start: { readonly at: number; readonly margin: number },
  curves: readonly { readonly at: number; readonly margins: Float64Array }[],
  m: number,
): number | null {
  let { at, margin } = start;
  for (const curve of curves) {
    const next = curve.margins[m]!;
    if (next < 0) return at + (curve.at - at) * (margin / (margin - next));
    at = curve.at;
    margin = next;
  }
  return null;
}
