import type { Accounts } from "../accounts.ts";
import { TieringError } from "../errors.ts";
import type { Hooks } from "../hooks.ts";
import { sumTiers } from "../kpis.ts";
import type { Measures } from "../measures.ts";
import { fillByPotential } from "../methods/kpi.ts";
import { DEFAULT_POLICY, type Plan } from "../plan/index.ts";
import { firstSizes } from "./first-sizes.ts";
import { type Forced, readForced } from "./force.ts";
import { readCoefficients, readMoves, readSizes, readStep } from "./limits.ts";
import { NOT_FORCED, type ResolvedPolicy } from "./resolved-policy.ts";
import { selectDirection, selectHeld, selectScope } from "./select.ts";
import { resolveStrategicTiers } from "./strategic-tiers.ts";

/**
 * Resolves the policy of a plan whose defaults are filled in; whether it can be met on this book is the
 * optimiser's question. O(N).
 * @throws TieringError with a pointer to the field at fault; `cancelled`
 */
export function resolvePolicy(
  accounts: Accounts,
  plan: Plan,
  measures: Measures,
  hooks: Hooks = {},
): ResolvedPolicy {
  if (!accounts.hasTiers) return resolveFirstTiering(accounts, plan, measures);
  const { n, tier: tiers, tierCount, tierNames } = accounts;
  const { method, policy } = plan;
  const held = policy.hold?.length ? selectHeld(accounts, policy.hold, hooks) : null;
  const scope = policy.scope?.length ? selectScope(accounts, policy.scope, hooks) : null;
  const baseline = sumTiers(measures, tiers, tierCount).size;
  // The constrained KPI method is bound to one tier by its own definition.
  const step = method === "direct" ? tierCount : DEFAULT_POLICY.maxTierStep;
  const force = readForced(accounts, policy.force);
  return {
    ...force,
    sizes: readSizes(policy.tierSizes, baseline, tierNames),
    moves: movesBeside(force, readMoves(policy.maxMovedShare, n), n),
    step: readStep(policy.maxTierStep, tierCount, step),
    held,
    scope,
    movable: movableMask(n, held, scope, force.forced),
    mayRise: selectDirection(accounts, "mayRise", policy.mayRise, hooks),
    mayFall: selectDirection(accounts, "mayFall", policy.mayFall, hooks),
    yardstick: {
      strategic: resolveStrategicTiers(policy.strategicTiers, { measures, tiers, tierNames }),
      coefficients: readCoefficients(policy.coefficients),
    },
  };
}

/** The policy of a first tiering: sizes and yardstick, as nobody moves; what SFI counts is judged on its result. */
function resolveFirstTiering(accounts: Accounts, { policy }: Plan, measures: Measures): ResolvedPolicy {
  const { n, tierCount, tierNames } = accounts;
  const sizes = firstSizes(policy.tierSizes, tierNames, n);
  const { forced } = readForced(accounts, policy.force);
  const tiers = fillByPotential(measures.order, sizes, forced);
  return {
    tiers,
    forced,
    forcedMoves: 0,
    sizes,
    moves: n,
    step: tierCount,
    held: null,
    scope: null,
    movable: null,
    mayRise: null,
    mayFall: null,
    yardstick: {
      strategic: resolveStrategicTiers(policy.strategicTiers, { measures, tiers, tierNames }),
      coefficients: readCoefficients(policy.coefficients),
    },
  };
}

function movableMask(
  n: number,
  held: Uint8Array | null,
  scope: Uint8Array | null,
  forced: Uint8Array | null,
): Uint8Array | null {
  if (held === null && scope === null && forced === null) return null;
  const movable = scope === null ? new Uint8Array(n).fill(1) : scope.slice();
  if (held !== null) for (let i = 0; i < n; i++) if (held[i] === 1) movable[i] = 0;
  if (forced !== null) for (let i = 0; i < n; i++) if (forced[i] !== NOT_FORCED) movable[i] = 0;
  return movable;
}

/**
 * What the budget leaves to the method beside the forced moves.
 * @throws TieringError `infeasible-policy` where these alone exceed it
 */
function movesBeside({ forcedMoves }: Forced, moves: number, n: number): number {
  if (forcedMoves <= moves) return moves - forcedMoves;
  const share = Math.ceil((forcedMoves / n) * 1e6) / 1e6;
  const message = `${forcedMoves} accounts are forced into another tier, maxMovedShare allows ${moves} to move; expected a share of at least ${share}, or fewer in force.`;
  throw new TieringError("infeasible-policy", message, { pointer: "/policy/force" });
}
