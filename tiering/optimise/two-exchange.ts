import type { TierSums } from "../kpis.ts";
import type { Candidates } from "./candidates.ts";
import type { Objective, Slopes } from "./objective.ts";
import { tangentSlopes } from "./objective.ts";
import { inOrder } from "./tier-means.ts";

/** Accounts that are looked at for each way between two tiers; all pairs of them are tried. */
const SHORTLIST = 32;

/** Exchanges in one search; one or two are usual. */
const MOST_EXCHANGES = 60;

/** The same where the tiers have to stay in order, and exchanges may be all that climbs. */
const MOST_IN_ORDER = 1000;

/** An exchange has to raise the composite by more. */
const LEAST_GAIN = 1e-12;

/** An account that could change from one tier to another. */
interface Change {
  readonly place: number;
  /** Gain on the tangent. */
  readonly gain: number;
  /** Tangent's gain plus the account's own curvature: what the shortlist ranks by. */
  readonly promise: number;
  readonly change: number;
}

/**
 * Improves an assignment by exchanging two accounts between two tiers as long as the composite, curvature
 * included, really gains: the last step that the tangents cannot see. `tierOf` (by candidate) and `sums`
 * are changed in place; `room` is how many more accounts may move. With `ordered` the tiers' means stay in order. O(candidates) an exchange.
 */
export function twoExchange(
  candidates: Candidates,
  objective: Objective,
  state: { readonly tierOf: Uint8Array; readonly sums: TierSums; room: number },
  ordered = false,
): void {
  const K = candidates.tierCount;
  const slopes: Slopes = { rank: new Float64Array(K), pi: new Float64Array(K), revenue: new Float64Array(K) };
  for (let made = 0; made < (ordered ? MOST_IN_ORDER : MOST_EXCHANGES); made++) {
    tangentSlopes(objective, state.sums, { pi: 1, revenue: 1 }, slopes);
    const found = bestExchange(
      candidates,
      objective,
      shortlists(candidates, objective, slopes, state.tierOf),
      state.room,
      ordered ? state.sums : null,
    );
    if (found === null) return;
    exchange(candidates, state, found.down.place, found.up.place);
    state.room -= found.down.change + found.up.change;
  }
}

/** The most promising accounts for each ordered pair of tiers, best first; index from · K + to. */
function shortlists(
  candidates: Candidates,
  objective: Objective,
  slopes: Slopes,
  tierOf: Uint8Array,
): Change[][] {
  const K = candidates.tierCount;
  const lists: Change[][] = Array.from({ length: K * K }, () => []);
  const least = new Float64Array(K * K).fill(Number.NEGATIVE_INFINITY);
  for (let g = 0; g < candidates.home.length; g++) {
    const home = candidates.home[g]!;
    const low = candidates.first[g]!;
    const high = candidates.last[g]!;
    for (let j = candidates.start[g]!; j < candidates.start[g + 1]!; j++) {
      const from = tierOf[j]!;
      const r = candidates.rank[j]!;
      const x = candidates.pi[j]!;
      const v = candidates.revenue[j]!;
      for (let to = low; to <= high; to++) {
        if (to === from) continue;
        const gain =
          (slopes.rank[to]! - slopes.rank[from]!) * r +
          (slopes.pi[to]! - slopes.pi[from]!) * x +
          (slopes.revenue[to]! - slopes.revenue[from]!) * v;
        const promise =
          gain +
          (objective.piCurvature[from]! + objective.piCurvature[to]!) * x * x +
          (objective.revenueCurvature[from]! + objective.revenueCurvature[to]!) * v * v;
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
function insert(list: Change[], entry: Change): number {
  let at = list.length;
  while (at > 0 && list[at - 1]!.promise < entry.promise) at--;
  list.splice(at, 0, entry);
  if (list.length > SHORTLIST) list.pop();
  return list.length === SHORTLIST ? list[SHORTLIST - 1]!.promise : Number.NEGATIVE_INFINITY;
}

function bestExchange(
  candidates: Candidates,
  objective: Objective,
  lists: readonly Change[][],
  room: number,
  ordered: TierSums | null,
): { down: Change; up: Change } | null {
  const K = candidates.tierCount;
  let best: { down: Change; up: Change } | null = null;
  let most = LEAST_GAIN;
  for (let a = 0; a < K; a++) {
    for (let b = a + 1; b < K; b++) {
      const piCurvature = objective.piCurvature[a]! + objective.piCurvature[b]!;
      const revenueCurvature = objective.revenueCurvature[a]! + objective.revenueCurvature[b]!;
      for (const down of lists[a * K + b]!) {
        for (const up of lists[b * K + a]!) {
          if (down.change + up.change > room) continue;
          const x = candidates.pi[down.place]! - candidates.pi[up.place]!;
          const v = candidates.revenue[down.place]! - candidates.revenue[up.place]!;
          const gain = down.gain + up.gain + piCurvature * x * x + revenueCurvature * v * v;
          if (gain > most && (ordered === null || staysInOrder(ordered, a, b, x))) {
            most = gain;
            best = { down, up };
          }
        }
      }
    }
  }
  return best;
}

/** Whether the tiers' means stay in order when tiers a and b exchange accounts whose PI differs by x. */
function staysInOrder({ size, pi }: TierSums, a: number, b: number, x: number): boolean {
  const after = pi.slice();
  after[a]! -= x;
  after[b]! += x;
  return inOrder({ size, pi: after });
}

function exchange(
  candidates: Candidates,
  { tierOf, sums }: { readonly tierOf: Uint8Array; readonly sums: TierSums },
  down: number,
  up: number,
): void {
  const a = tierOf[down]!;
  const b = tierOf[up]!;
  tierOf[down] = b;
  tierOf[up] = a;
  for (const [sum, values] of [
    [sums.rank, candidates.rank],
    [sums.pi, candidates.pi],
    [sums.revenue, candidates.revenue],
  ] as const) {
    const difference = values[down]! - values[up]!;
    sum[a]! -= difference;
    sum[b]! += difference;
  }
}
