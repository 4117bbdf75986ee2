import type { Accounts } from "../accounts.ts";
import { TieringError } from "../errors.ts";
import { emptyPool, type Pool, reach } from "../methods/hybrid/pool.ts";
import { settle } from "../methods/hybrid/settle.ts";
import { countTiers } from "../report/migration.ts";
import type { ResolvedPolicy } from "./resolved-policy.ts";

/**
 * Checks that new tier sizes can be reached within the policy's other limits; `baseline` are the sizes
 * before, shape [K].
 * @throws TieringError `infeasible-policy`, naming the limit that stands in the way
 */
export function checkFeasible(accounts: Accounts, baseline: Float64Array, policy: ResolvedPolicy): void {
  const { n, tierCount } = accounts;
  const inflow = policy.sizes.map((size, k) => size - baseline[k]!);
  const least = fewestMoves(accounts, baseline, policy);
  if (least <= policy.moves) return;
  if (least < Number.POSITIVE_INFINITY) {
    const share = Math.ceil((least / n) * 1e6) / 1e6;
    throw conflict(
      `The tier sizes need at least ${least} accounts to move, maxMovedShare allows ${policy.moves}; ` +
        `expected a share of at least ${share}.`,
    );
  }
  if (leastMoves(baseline, inflow, policy.step) < Number.POSITIVE_INFINITY) {
    throw conflict(
      "Too few accounts may move to reach the tier sizes: hold and scope keep the others in place.",
    );
  }
  const free = leastMoves(baseline, inflow, tierCount) < Number.POSITIVE_INFINITY;
  throw conflict(
    free
      ? `The tier sizes cannot be reached when no account moves more than ${policy.step === 1 ? "one tier" : `${policy.step} tiers`}; raise maxTierStep.`
      : "The tier sizes cannot be reached.",
  );
}

/**
 * Fewest accounts that have to move to reach the policy's tier sizes, whatever its budget; infinite where
 * they cannot be reached. `baseline` are the sizes before, shape [K].
 */
export function fewestMoves(accounts: Accounts, baseline: Float64Array, policy: ResolvedPolicy): number {
  const inflow = policy.sizes.map((size, k) => size - baseline[k]!);
  if (inflow.every((net) => net === 0)) return 0;
  return leastMoves(Float64Array.from(countMovable(accounts, policy.movable)), inflow, policy.step);
}

/** Accounts per tier that may move. */
function countMovable({ tier, tierCount }: Accounts, movable: Uint8Array | null): number[] {
  return countTiers(movable === null ? tier : tier.filter((_, i) => movable[i] === 1), tierCount);
}

/** Fewest accounts that have to move for the net inflow of each tier; infinite where it cannot be met. */
function leastMoves(movable: Float64Array, inflow: Float64Array, step: number): number {
  const K = inflow.length;
  // More accounts of one tier than flow in all never have to move.
  const flow = inflow.reduce((sum, k) => sum + Math.abs(k), 0) * K;
  const pool: Pool = emptyPool(
    K,
    movable.reduce((sum, count) => sum + Math.min(count, flow), 0),
    reach(K, step),
  );
  for (let k = 0; k < K; k++) pool.start[k + 1] = pool.start[k]! + Math.min(movable[k]!, flow);
  pool.size = pool.start[K]!;
  // Each move costs 1 and gains nothing: the dearest solution that settles has the fewest moves.
  const column = () => new Float64Array(K);
  const prices = { rank: column(), pi: column(), revenue: column(), tier: column(), move: 1 };
  const tierOf = new Uint8Array(pool.size);
  const demand = { inflow, moves: Number.POSITIVE_INFINITY };
  if (!settle(pool, demand, prices, Number.POSITIVE_INFINITY, tierOf)) return Number.POSITIVE_INFINITY;
  let moves = 0;
  for (let k = 0; k < K; k++) {
    for (let j = pool.start[k]!; j < pool.start[k + 1]!; j++) if (tierOf[j] !== k) moves++;
  }
  return moves;
}

function conflict(message: string): TieringError {
  return new TieringError("infeasible-policy", message, { pointer: "/policy/tierSizes" });
}
