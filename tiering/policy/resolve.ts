import type { Accounts } from "../accounts.ts";
import { sumTiers } from "../kpis.ts";
import type { Measures } from "../measures.ts";
import { fillByPotential } from "../methods/kpi.ts";
import { DEFAULT_POLICY, type Plan } from "../plan/index.ts";
import { firstSizes } from "./first-sizes.ts";
import { readCoefficients, readMoves, readSizes, readStep } from "./limits.ts";
import type { ResolvedPolicy } from "./resolved-policy.ts";
import { selectDirection, selectHeld, selectScope } from "./select.ts";
import { resolveStrategicTiers } from "./strategic-tiers.ts";

/**
 * Resolves the policy of a plan whose defaults are filled in; whether it can be met on this book is the
 * optimiser's question. O(N).
 * @throws TieringError with a pointer to the field at fault
 */
export function resolvePolicy(accounts: Accounts, plan: Plan, measures: Measures): ResolvedPolicy {
  if (!accounts.hasTiers) return resolveFirstTiering(accounts, plan, measures);
  const { n, tier: tiers, tierCount, tierNames } = accounts;
  const { method, policy } = plan;
  const held = policy.hold?.length ? selectHeld(accounts, policy.hold) : null;
  const scope = policy.scope?.length ? selectScope(accounts, policy.scope) : null;
  const baseline = sumTiers(measures, tiers, tierCount).size;
  // The constrained KPI method is bound to one tier by its own definition.
  const step = method === "direct" ? tierCount : DEFAULT_POLICY.maxTierStep;
  return {
    sizes: readSizes(policy.tierSizes, baseline, tierNames),
    moves: readMoves(policy.maxMovedShare, n),
    step: readStep(policy.maxTierStep, tierCount, step),
    held,
    scope,
    movable: movableMask(n, held, scope),
    mayRise: selectDirection(accounts, "mayRise", policy.mayRise),
    mayFall: selectDirection(accounts, "mayFall", policy.mayFall),
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
  const tiers = fillByPotential(measures.order, sizes);
  return {
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

function movableMask(n: number, held: Uint8Array | null, scope: Uint8Array | null): Uint8Array | null {
  if (held === null && scope === null) return null;
  const movable = scope === null ? new Uint8Array(n).fill(1) : scope.slice();
  if (held !== null) for (let i = 0; i < n; i++) if (held[i] === 1) movable[i] = 0;
  return movable;
}
