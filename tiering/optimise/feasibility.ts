import type { Accounts } from "../accounts.ts";
import { TieringError } from "../errors.ts";
import type { ResolvedPolicy } from "../policy/resolved-policy.ts";
import { emptyCandidates, type Groups, grouping, homesOf, type Mobility } from "./candidates.ts";
import type { PreparedProblem } from "./problem.ts";
import { recoverPrimal } from "./recover-primal.ts";

/**
 * Checks that new tier sizes can be reached within the policy's other limits. O(N).
 * @throws TieringError `infeasible-policy`, naming the limit that stands in the way
 */
export function checkFeasible(accounts: Accounts, policy: ResolvedPolicy): void {
  const { n, tierCount } = accounts;
  const { sizes, step } = policy;
  const least = fewestWith(accounts, sizes, policy);
  if (least <= policy.moves) return;
  if (least < Number.POSITIVE_INFINITY) {
    const share = Math.ceil((least / n) * 1e6) / 1e6;
    throw conflict(
      `The tier sizes need at least ${least} accounts to move, maxMovedShare allows ${policy.moves}; ` +
        `expected a share of at least ${share}.`,
    );
  }
  const possible = (mobility: Mobility) => fewestWith(accounts, sizes, mobility) < Number.POSITIVE_INFINITY;
  const { movable, mayRise, mayFall } = policy;
  if (possible({ movable: null, mayRise, mayFall, step })) {
    throw conflict(
      "Too few accounts may move to reach the tier sizes: hold and scope keep the others in place.",
    );
  }
  if (possible({ movable, step })) {
    throw conflict(
      "Too few accounts may move to reach the tier sizes: mayRise and mayFall keep the others from it.",
    );
  }
  if (possible({ movable: null, step })) {
    throw conflict(
      "Too few accounts may move to reach the tier sizes: hold, scope, mayRise and mayFall together keep the others from it.",
    );
  }
  throw conflict(
    possible({ movable: null, step: tierCount })
      ? `The tier sizes cannot be reached when no account moves more than ${step === 1 ? "one tier" : `${step} tiers`}; raise maxTierStep.`
      : "The tier sizes cannot be reached.",
  );
}

/** Fewest accounts that have to move for the sizes of a problem, whatever its budget; infinite where they cannot be met. */
export function fewestMoves({ candidates, inflow }: PreparedProblem): number {
  const counts = candidates.home.length;
  return fewest(
    candidates,
    Float64Array.from({ length: counts }, (_, g) => candidates.start[g + 1]! - candidates.start[g]!),
    inflow,
  );
}

function fewestWith({ n, tier, tierCount }: Accounts, sizes: Float64Array, mobility: Mobility): number {
  const { groups, groupOf } = grouping(tier, tierCount, mobility);
  const inflow = sizes.slice();
  const counts = new Float64Array(groups.home.length);
  for (let i = 0; i < n; i++) {
    inflow[tier[i]!]!--;
    const g = groupOf(i);
    if (g >= 0) counts[g]!++;
  }
  return fewest(groups, counts, inflow);
}

/** Fewest accounts that have to move for given net inflows, with so many in each group. */
function fewest(groups: Groups, counts: Float64Array, inflow: Float64Array): number {
  if (inflow.every((net) => net === 0)) return 0;
  const K = inflow.length;
  // More accounts of one group than flow in all never have to move.
  const flow = inflow.reduce((sum, k) => sum + Math.abs(k), 0) * K;
  const capacity = counts.reduce((sum, count) => sum + Math.min(count, flow), 0);
  const candidates = emptyCandidates(K, capacity, groups);
  counts.forEach((count, g) => {
    candidates.start[g + 1] = candidates.start[g]! + Math.min(count, flow);
  });
  candidates.size = capacity;
  // Each move costs 1 and gains nothing: the dearest solution has the fewest moves.
  const column = () => new Float64Array(K);
  const prices = { rank: column(), pi: column(), revenue: column(), tier: column(), move: 1 };
  const tierOf = new Uint8Array(capacity);
  const options = { prices, window: Number.POSITIVE_INFINITY, tierOf };
  const constraints = { inflow, moves: Number.POSITIVE_INFINITY };
  if (!recoverPrimal(candidates, constraints, options)) return Number.POSITIVE_INFINITY;
  return homesOf(candidates).reduce((moves, home, j) => moves + (tierOf[j] === home ? 0 : 1), 0);
}

function conflict(message: string): TieringError {
  return new TieringError("infeasible-policy", message, { pointer: "/policy/tierSizes" });
}
