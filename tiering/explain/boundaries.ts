import type { Accounts } from "../accounts.ts";
import { type Predictor, predictTier, standingWith } from "./predictor.ts";
import type { Direction } from "./what-if.ts";

/** Where an account would change tier if its PI_acct alone were other than it is. */
export interface Boundary {
  /** Name of the tier on the other side. */
  readonly tier: string;
  /** PI_acct at the boundary, and how far it is from the account's own. */
  readonly potentialIndex: number;
  readonly distance: number;
  /** Rank that goes with it, 1 the highest. */
  readonly rank: number;
}

/**
 * The nearest PI_acct above and below an account's own at which the run's prices or places put it in a
 * higher or lower tier, its revenue staying as it is; null where no PI_acct in the book does. O(log² N).
 */
export function findBoundaries(
  accounts: Accounts,
  predictor: Predictor,
  i: number,
): Readonly<Record<Direction, Boundary | null>> {
  const { ascending } = predictor;
  const n = ascending.length;
  return {
    up: findBoundary(accounts, predictor, i, ascending[n - 1]!, (tier, now) => tier < now),
    down: findBoundary(accounts, predictor, i, ascending[0]!, (tier, now) => tier > now),
  };
}

/** Distances tried at first; the first that crosses is then halved. */
const STEPS = 64;
const HALVINGS = 40;

function findBoundary(
  accounts: Accounts,
  predictor: Predictor,
  i: number,
  end: number,
  crosses: (tier: number, now: number) => boolean,
): Boundary | null {
  const own = predictor.run.potential[i]!;
  const now = predictor.run.tiers[i]!;
  const revenue = accounts.revenue[i]!;
  const at = (value: number) =>
    predictTier(accounts, predictor, i, standingWith(predictor, i, value, revenue));
  let stays = own;
  for (let step = 1; step <= STEPS; step++) {
    // Most accounts lie close together: cubic steps look there first.
    let moves = own + (end - own) * (step / STEPS) ** 3;
    if (!crosses(at(moves), now)) {
      stays = moves;
      continue;
    }
    for (let halving = 0; halving < HALVINGS; halving++) {
      const middle = (stays + moves) / 2;
      if (crosses(at(middle), now)) moves = middle;
      else stays = middle;
    }
    const { rank } = standingWith(predictor, i, moves, revenue);
    return {
      tier: predictor.run.tierNames[at(moves)]!,
      potentialIndex: moves,
      distance: moves - own,
      rank: Math.round((predictor.ascending.length + 1) / 2 - rank),
    };
  }
  return null;
}
