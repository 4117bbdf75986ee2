import type { TierSums } from "../../kpis.ts";
import type { Measures } from "../../measures.ts";
import { type Objective, objectiveValue, type Slopes, tangentSlopes } from "../../optimise/objective.ts";
import { inOrder } from "../../optimise/tier-means.ts";

/** What exchanges have to respect and aim at. */
export interface ExchangeProblem {
  readonly measures: Measures;
  readonly objective: Objective;
  /** Tier of each account before the run; shape [n]. */
  readonly home: Uint8Array;
  /** 1 for each account that may move; shape [n]; null where all may. */
  readonly movable: Uint8Array | null;
  /** 1 for each account that may be above its home, and below it; shape [n]; null where all may. */
  readonly mayRise: Uint8Array | null;
  readonly mayFall: Uint8Array | null;
  /** True where mean PI must not rise from one tier to the next lower one. */
  readonly monotone: boolean;
  /** Most tiers one account may be from home. */
  readonly step: number;
  /** Most accounts that may be away from home. */
  readonly moves: number;
  /** Tier in which each account earns the reward; shape [n]. */
  readonly wanted: Uint8Array;
  /** Composite that an account in its wanted tier is worth. */
  readonly reward: number;
}

/** An assignment under way: tiers of shape [n], their sums, and how many accounts are away from home. */
export interface Assignment {
  readonly tiers: Uint8Array;
  readonly sums: TierSums;
  away: number;
}

/** Rounds over all pairs of tiers; a handful is usual. */
const MOST_ROUNDS = 40;

/** A round that raises the objective by less has converged. */
const CONVERGED = 1e-11;

/** Halvings of the price of a move. */
const HALVINGS = 24;

/**
 * Raises composite plus reward by exchanging accounts between two tiers at a time, many at once, until no
 * such exchange helps; sizes, steps and budget are kept. The composite is convex in the tiers' sums, so that
 * it gains at least what its tangent says: no exchange can lower it. Changes the assignment in place.
 * O(rounds · K² · N).
 * @param tick Called several times for each pair of tiers.
 */
export function exchange(problem: ExchangeProblem, state: Assignment, tick: () => void): void {
  const K = problem.objective.tierCount;
  const slopes: Slopes = { rank: new Float64Array(K), pi: new Float64Array(K), revenue: new Float64Array(K) };
  let value = worth(problem, state);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    for (let a = 0; a < K; a++) {
      for (let b = a + 1; b < K; b++) {
        tangentSlopes(problem.objective, state.sums, { pi: 1, revenue: 1 }, slopes);
        exchangePair(problem, state, { slopes, a, b, tick });
      }
    }
    const reached = worth(problem, state);
    if (reached <= value + CONVERGED) return;
    value = reached;
  }
}

/** Composite plus reward; O(N). */
export function worth({ objective, wanted, reward }: ExchangeProblem, { tiers, sums }: Assignment): number {
  let agreeing = 0;
  for (let i = 0; i < tiers.length; i++) if (tiers[i] === wanted[i]) agreeing++;
  return objectiveValue(objective, sums) + reward * agreeing;
}

/** Accounts that could go from one tier to another: gain on the tangent, and change of accounts away. */
interface Way {
  readonly from: number;
  readonly to: number;
  readonly account: Uint32Array;
  readonly gain: Float64Array;
  readonly change: Int8Array;
}

interface Exchange {
  readonly down: readonly number[];
  readonly up: readonly number[];
  /** Change of accounts away from home. */
  readonly change: number;
}

function exchangePair(
  problem: ExchangeProblem,
  state: Assignment,
  {
    slopes,
    a,
    b,
    tick,
  }: { readonly slopes: Slopes; readonly a: number; readonly b: number; readonly tick: () => void },
): void {
  tick();
  const down = waysBetween(problem, state, slopes, a, b);
  const up = waysBetween(problem, state, slopes, b, a);
  if (down.account.length === 0 || up.account.length === 0) return;
  const room = problem.moves - state.away;
  let chosen = pairUp(down, up, 0);
  if (chosen.change > room) {
    // The least price of a move at which the budget suffices; at the highest, no move away pays.
    let low = 0;
    let high = 2 * (highest(down.gain) + highest(up.gain)) + Number.MIN_VALUE;
    chosen = pairUp(down, up, high);
    for (let halving = 0; halving < HALVINGS; halving++) {
      tick();
      const middle = (low + high) / 2;
      const found = pairUp(down, up, middle);
      if (found.change > room) low = middle;
      else {
        high = middle;
        chosen = found;
      }
    }
  }
  if (chosen.change > room) return;
  if (problem.monotone && !keepsOrder(problem, state, down, up, chosen)) return;
  for (const place of chosen.down) move(problem, state, down, place);
  for (const place of chosen.up) move(problem, state, up, place);
}

function waysBetween(
  { measures, home, movable, mayRise, mayFall, step, wanted, reward }: ExchangeProblem,
  { tiers }: Assignment,
  slopes: Slopes,
  from: number,
  to: number,
): Way {
  const account: number[] = [];
  for (let i = 0; i < tiers.length; i++) {
    if (tiers[i] !== from || Math.abs(to - home[i]!) > step || movable?.[i] === 0) continue;
    const barred = to < home[i]! ? mayRise?.[i] === 0 : to > home[i]! && mayFall?.[i] === 0;
    if (!barred) account.push(i);
  }
  const [rank, pi, revenue] = [slopes.rank, slopes.pi, slopes.revenue].map((line) => line[to]! - line[from]!);
  const gain = new Float64Array(account.length);
  const change = new Int8Array(account.length);
  account.forEach((i, place) => {
    const agreeing = (wanted[i] === to ? reward : 0) - (wanted[i] === from ? reward : 0);
    const composite =
      rank! * measures.rank[i]! + pi! * measures.pi.values[i]! + revenue! * measures.revenue.values[i]!;
    gain[place] = composite + agreeing;
    change[place] = (to === home[i] ? 0 : 1) - (from === home[i] ? 0 : 1);
  });
  return { from, to, account: Uint32Array.from(account), gain, change };
}

/** Whether the tiers' mean PI stays in order when the chosen accounts are exchanged. */
function keepsOrder(
  { measures }: ExchangeProblem,
  { sums: { size, pi } }: Assignment,
  down: Way,
  up: Way,
  chosen: Exchange,
): boolean {
  const total = (way: Way, places: readonly number[]) =>
    places.reduce((sum, place) => sum + measures.pi.values[way.account[place]!]!, 0);
  const flow = total(down, chosen.down) - total(up, chosen.up);
  const after = pi.slice();
  after[down.from]! -= flow;
  after[down.to]! += flow;
  return inOrder({ size, pi: after });
}

/** The best accounts of both ways, pair by pair, as long as a pair gains at this price of a move. */
function pairUp(down: Way, up: Way, price: number): Exchange {
  const worthOf = (way: Way) => way.gain.map((gain, place) => gain - price * way.change[place]!);
  const [downs, ups] = [worthOf(down), worthOf(up)];
  // Only accounts that pay with the best partner can be in a pair.
  const [ofDown, ofUp] = [ranked(downs, -highest(ups)), ranked(ups, -highest(downs))];
  let pairs = 0;
  let change = 0;
  while (pairs < ofDown.length && pairs < ofUp.length) {
    const [d, u] = [ofDown[pairs]!, ofUp[pairs]!];
    if (!(downs[d]! + ups[u]! > CONVERGED)) break;
    change += down.change[d]! + up.change[u]!;
    pairs++;
  }
  return { down: ofDown.slice(0, pairs), up: ofUp.slice(0, pairs), change };
}

/** Places whose value is above the least, by descending value, ties by place. */
function ranked(values: Float64Array, least: number): number[] {
  const places: number[] = [];
  for (let place = 0; place < values.length; place++) if (values[place]! > least) places.push(place);
  return places.sort((a, b) => values[b]! - values[a]! || a - b);
}

function highest(values: Float64Array): number {
  let most = Number.NEGATIVE_INFINITY;
  for (const value of values) if (value > most) most = value;
  return most;
}

function move({ measures }: ExchangeProblem, state: Assignment, way: Way, place: number): void {
  const i = way.account[place]!;
  const { from, to } = way;
  const { sums } = state;
  state.tiers[i] = to;
  state.away += way.change[place]!;
  for (const [sum, value] of [
    [sums.size, 1],
    [sums.rank, measures.rank[i]!],
    [sums.pi, measures.pi.values[i]!],
    [sums.revenue, measures.revenue.values[i]!],
  ] as const) {
    sum[from]! -= value;
    sum[to]! += value;
  }
}
