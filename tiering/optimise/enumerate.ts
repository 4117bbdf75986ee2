import { checkpoint, type Hooks } from "../hooks.ts";
import type { TierSums } from "../kpis.ts";
import { newDualPoint } from "./dual-point.ts";
import type { Incumbent } from "./incumbent.ts";
import { objectiveValue } from "./objective.ts";
import type { PreparedProblem } from "./problem.ts";
import { inOrder } from "./tier-means.ts";

/** Assignments, sizes and budget aside, up to which all are tried: some hundredths of a second. */
const MOST_ASSIGNMENTS = 3e5;

/** Tries between two looks at whether to stop. */
const EVERY = 1 << 14;

/** True where a problem has so few assignments that the best is found by trying them all. */
export function isEnumerable({ candidates }: PreparedProblem): boolean {
  const { home, first, last, start } = candidates;
  let assignments = 1;
  for (let g = 0; g < home.length && assignments <= MOST_ASSIGNMENTS; g++) {
    assignments *= (last[g]! - first[g]! + 1) ** (start[g + 1]! - start[g]!);
  }
  return assignments <= MOST_ASSIGNMENTS;
}

/** The best assignment of a problem by exhaustive search; null where none is allowed. Exponential. */
export function enumerate(problem: PreparedProblem, hooks: Hooks = {}): Incumbent | null {
  const { candidates, baseline, inflow, moves: budget } = problem;
  const { tierCount: K, size, home, first, last } = candidates;
  const objective = problem.ordered ?? problem.objective;
  const groupOf = new Uint8Array(size);
  for (let g = 0; g < home.length; g++) groupOf.fill(g, candidates.start[g]!, candidates.start[g + 1]!);
  // The sums after the first j candidates are placed, so that no rounding piles up on the way back.
  const sums: TierSums[] = Array.from({ length: size + 1 }, () => ({
    size: baseline.size.slice(),
    rank: baseline.rank.slice(),
    pi: baseline.pi.slice(),
    revenue: baseline.revenue.slice(),
  }));
  const tierOf = new Uint8Array(size);
  const missing = inflow.slice();
  let best: Incumbent | null = null;
  let tries = 0;
  const prices = newDualPoint(K);
  const offer = (moved: number): void => {
    if (++tries % EVERY === 0) checkpoint(hooks, "certificate", 0);
    for (let k = 0; k < K; k++) if (missing[k] !== 0) return;
    const at = sums[size]!;
    if (problem.ordered !== null && !inOrder(at)) return;
    const value = objectiveValue(objective, at);
    if (best !== null && value <= best.value) return;
    const copy = {
      size: at.size.slice(),
      rank: at.rank.slice(),
      pi: at.pi.slice(),
      revenue: at.revenue.slice(),
    };
    best = { problem, value, tierOf: tierOf.slice(), sums: copy, moves: moved, prices };
  };
  const place = (j: number, moved: number): void => {
    if (j === size) {
      offer(moved);
      return;
    }
    const g = groupOf[j]!;
    const o = home[g]!;
    for (let t = first[g]!; t <= last[g]!; t++) {
      if (t !== o && moved === budget) continue;
      move(sums[j]!, sums[j + 1]!, o, t, candidates.rank[j]!, candidates.pi[j]!, candidates.revenue[j]!);
      tierOf[j] = t;
      missing[t]!--;
      missing[o]!++;
      place(j + 1, moved + (t === o ? 0 : 1));
      missing[t]!++;
      missing[o]!--;
    }
  };
  place(0, 0);
  return best;
}

function move(
  from: TierSums,
  to: TierSums,
  home: number,
  tier: number,
  rank: number,
  pi: number,
  revenue: number,
): void {
  to.size.set(from.size);
  to.rank.set(from.rank);
  to.pi.set(from.pi);
  to.revenue.set(from.revenue);
  if (home === tier) return;
  to.size[home]!--;
  to.size[tier]!++;
  to.rank[home]! -= rank;
  to.rank[tier]! += rank;
  to.pi[home]! -= pi;
  to.pi[tier]! += pi;
  to.revenue[home]! -= revenue;
  to.revenue[tier]! += revenue;
}
