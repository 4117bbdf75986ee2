import type { Accounts } from "../accounts.ts";
import { TieringError } from "../errors.ts";
import { NOT_FORCED, type ResolvedPolicy } from "../policy/resolved-policy.ts";
import { emptyCandidates, type Groups, grouping, homesOf, type Mobility } from "./candidates.ts";
import type { PreparedProblem } from "./problem.ts";
import { recoverPrimal } from "./recover-primal.ts";

/**
 * Checks that new tier sizes, or the old ones around forced accounts, can be reached within the policy's other
 * limits. O(N).
 * @throws TieringError `infeasible-policy`, naming the limit that stands in the way
 */
export function checkFeasible(accounts: Accounts, policy: ResolvedPolicy): void {
  const { n, tierCount } = accounts;
  const { sizes, step, forced, forcedMoves } = policy;
  const beside = forced === null ? "" : " beside the forced accounts";
  const conflict = (message: string) =>
    new TieringError("infeasible-policy", message, {
      pointer: forced === null ? "/policy/tierSizes" : "/policy/force",
    });
  const fewestWith = (mobility: Mobility) => fewestOf(policy, tierCount, mobility);
  const least = fewestWith(policy);
  if (least <= policy.moves) return;
  if (least < Number.POSITIVE_INFINITY) {
    const all = least + forcedMoves;
    const share = Math.ceil((all / n) * 1e6) / 1e6;
    const forcing = forcedMoves === 0 ? "" : ` (${forcedMoves} of them forced)`;
    throw conflict(
      `The tier sizes need at least ${all} accounts to move${forcing}, maxMovedShare allows ${policy.moves + forcedMoves}; ` +
        `expected a share of at least ${share}.`,
    );
  }
  const free = movableBeside(forced);
  const full = fullestForced(sizes, forced);
  if (full !== null) {
    const { places, accounts: put } = full;
    throw conflict(
      `${put} accounts are forced into ${accounts.tierNames[full.tier]}, which has room for ${places}; expected at most as many.`,
    );
  }
  const possible = (mobility: Mobility) => fewestWith(mobility) < Number.POSITIVE_INFINITY;
  const { movable, mayRise, mayFall } = policy;
  const tooFew = `Too few accounts may move to reach the tier sizes${beside}`;
  if (possible({ movable: free, mayRise, mayFall, step })) {
    throw conflict(`${tooFew}: hold and scope keep the others in place.`);
  }
  if (possible({ movable, step })) {
    throw conflict(`${tooFew}: mayRise and mayFall keep the others from it.`);
  }
  if (possible({ movable: free, step })) {
    throw conflict(`${tooFew}: hold, scope, mayRise and mayFall together keep the others from it.`);
  }
  throw conflict(
    possible({ movable: free, step: tierCount })
      ? `The tier sizes cannot be reached${beside} when no account moves more than ${step === 1 ? "one tier" : `${step} tiers`}; raise maxTierStep.`
      : `The tier sizes cannot be reached${beside}.`,
  );
}

/** All but the forced accounts; null where none is. */
function movableBeside(forced: Uint8Array | null): Uint8Array | null {
  return forced?.map((tier) => (tier === NOT_FORCED ? 1 : 0)) ?? null;
}

/** The first tier that has fewer places than accounts forced into it; null where none has. */
function fullestForced(
  sizes: Float64Array,
  forced: Uint8Array | null,
): { readonly tier: number; readonly places: number; readonly accounts: number } | null {
  const counts = new Float64Array(sizes.length);
  for (const tier of forced ?? []) if (tier !== NOT_FORCED) counts[tier]!++;
  const tier = counts.findIndex((count, k) => count > sizes[k]!);
  return tier < 0 ? null : { tier, places: sizes[tier]!, accounts: counts[tier]! };
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

function fewestOf({ sizes, tiers }: ResolvedPolicy, tierCount: number, mobility: Mobility): number {
  const { groups, groupOf } = grouping(tiers, tierCount, mobility);
  const inflow = sizes.slice();
  const counts = new Float64Array(groups.home.length);
  for (let i = 0; i < tiers.length; i++) {
    inflow[tiers[i]!]!--;
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
