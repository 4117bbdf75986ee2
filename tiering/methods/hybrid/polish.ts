import type { TierSums } from "../../kpis.ts";
import type { Lines, Objective } from "./objective.ts";
import { tangentLines } from "./objective.ts";
import type { Pool } from "./pool.ts";

/** Accounts that are looked at for each way between two tiers; all pairs of them are tried. */
const SHORTLIST = 32;

/** Swaps in one polish; one or two are usual. */
const MOST_SWAPS = 60;

/** A swap has to raise the composite by more. */
const LEAST_GAIN = 1e-12;

/** An account that could change from one tier to another. */
interface Candidate {
  readonly place: number;
  /** Gain on the tangent. */
  readonly gain: number;
  /** Tangent's gain plus the account's own curvature: what the shortlist ranks by. */
  readonly promise: number;
  readonly change: number;
}

/**
 * Improves an assignment by exchanging two accounts between two tiers as long as the composite, curvature
 * included, really gains: the last step that the tangents cannot see. `tierOf` (by pool place) and `sums`
 * are changed in place; `room` is how many more accounts may move. O(pool size) a swap.
 */
export function polish(
  pool: Pool,
  objective: Objective,
  state: { readonly tierOf: Uint8Array; readonly sums: TierSums; room: number },
): void {
  const K = pool.tierCount;
  const lines: Lines = { rank: new Float64Array(K), pi: new Float64Array(K), revenue: new Float64Array(K) };
  for (let swap = 0; swap < MOST_SWAPS; swap++) {
    tangentLines(objective, state.sums, { pi: 1, revenue: 1 }, lines);
    const found = bestSwap(pool, objective, shortlists(pool, objective, lines, state.tierOf), state.room);
    if (found === null) return;
    exchange(pool, state, found.down.place, found.up.place);
    state.room -= found.down.change + found.up.change;
  }
}

/** The most promising accounts for each ordered pair of tiers, best first; index from · K + to. */
function shortlists(pool: Pool, objective: Objective, lines: Lines, tierOf: Uint8Array): Candidate[][] {
  const K = pool.tierCount;
  const lists: Candidate[][] = Array.from({ length: K * K }, () => []);
  const least = new Float64Array(K * K).fill(Number.NEGATIVE_INFINITY);
  for (let home = 0; home < K; home++) {
    const low = pool.first[home]!;
    const high = pool.last[home]!;
    for (let j = pool.start[home]!; j < pool.start[home + 1]!; j++) {
      const from = tierOf[j]!;
      const r = pool.rank[j]!;
      const x = pool.pi[j]!;
      const v = pool.revenue[j]!;
      for (let to = low; to <= high; to++) {
        if (to === from) continue;
        const gain =
          (lines.rank[to]! - lines.rank[from]!) * r +
          (lines.pi[to]! - lines.pi[from]!) * x +
          (lines.revenue[to]! - lines.revenue[from]!) * v;
        const promise =
          gain +
          (objective.piCurve[from]! + objective.piCurve[to]!) * x * x +
          (objective.revenueCurve[from]! + objective.revenueCurve[to]!) * v * v;
        const list = from * K + to;
        if (promise <= least[list]!) continue;
        const change = (to === home ? 0 : 1) - (from === home ? 0 : 1);
        least[list] = insert(lists[list]!, { place: j, gain, promise, change });
      }
    }
  }
  return lists;
}

/** Inserts by descending promise, equal promises in order of arrival; returns what the next has to beat. */
function insert(list: Candidate[], candidate: Candidate): number {
  let at = list.length;
  while (at > 0 && list[at - 1]!.promise < candidate.promise) at--;
  list.splice(at, 0, candidate);
  if (list.length > SHORTLIST) list.pop();
  return list.length === SHORTLIST ? list[SHORTLIST - 1]!.promise : Number.NEGATIVE_INFINITY;
}

function bestSwap(
  pool: Pool,
  objective: Objective,
  lists: readonly Candidate[][],
  room: number,
): { down: Candidate; up: Candidate } | null {
  const K = pool.tierCount;
  let best: { down: Candidate; up: Candidate } | null = null;
  let most = LEAST_GAIN;
  for (let a = 0; a < K; a++) {
    for (let b = a + 1; b < K; b++) {
      const piCurve = objective.piCurve[a]! + objective.piCurve[b]!;
      const revenueCurve = objective.revenueCurve[a]! + objective.revenueCurve[b]!;
      for (const down of lists[a * K + b]!) {
        for (const up of lists[b * K + a]!) {
          if (down.change + up.change > room) continue;
          const x = pool.pi[down.place]! - pool.pi[up.place]!;
          const v = pool.revenue[down.place]! - pool.revenue[up.place]!;
          const gain = down.gain + up.gain + piCurve * x * x + revenueCurve * v * v;
          if (gain > most) {
            most = gain;
            best = { down, up };
          }
        }
      }
    }
  }
  return best;
}

function exchange(
  pool: Pool,
  { tierOf, sums }: { readonly tierOf: Uint8Array; readonly sums: TierSums },
  down: number,
  up: number,
): void {
  const a = tierOf[down]!;
  const b = tierOf[up]!;
  tierOf[down] = b;
  tierOf[up] = a;
  for (const [sum, values] of [
    [sums.rank, pool.rank],
    [sums.pi, pool.pi],
    [sums.revenue, pool.revenue],
  ] as const) {
    const difference = values[down]! - values[up]!;
    sum[a]! -= difference;
    sum[b]! += difference;
  }
}
