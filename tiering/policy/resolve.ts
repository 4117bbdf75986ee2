import type { Accounts } from "../accounts.ts";
import { sumTiers } from "../kpis.ts";
import type { Measures } from "../measures.ts";
import { DEFAULT_POLICY, type Plan, type Policy } from "../plan.ts";
import { checkFeasible } from "./feasible.ts";
import { hybridLimits, readCoefficients, readMoves, readSizes, readStep } from "./limits.ts";
import type { ResolvedPolicy } from "./resolved-policy.ts";
import { selectHeld, selectScope } from "./select.ts";
import { resolveStrategicTiers } from "./strategic-tiers.ts";

/**
 * The hybrid's defaults filled in; the other methods are bound by what was asked only. The default of two
 * strategic tiers shrinks to a book of one, so that the plan can be run again as it is.
 */
export function effectivePolicy({ method, policy }: Plan, tierCount: number): Policy {
  // A field that is present but undefined was not asked for.
  const asked: Policy = Object.fromEntries(Object.entries(policy).filter(([, value]) => value !== undefined));
  const strategicTiers = Math.min(DEFAULT_POLICY.strategicTiers, tierCount);
  if (method === "hybrid") return { ...DEFAULT_POLICY, strategicTiers, ...asked };
  return { strategicTiers, ...asked };
}

/** True where the policy limits which accounts may go where, beyond how results are judged. */
export function limitsMoves(policy: Policy): boolean {
  return (
    policy.maxMovedShare !== undefined ||
    policy.maxTierStep !== undefined ||
    policy.tierSizes !== undefined ||
    (policy.hold?.length ?? 0) > 0 ||
    (policy.scope?.length ?? 0) > 0
  );
}

/**
 * Resolves the policy of a plan on a book and checks that it can be met. O(N).
 * @throws TieringError with a pointer to the field at fault
 */
export function resolvePolicy(accounts: Accounts, plan: Plan, measures: Measures): ResolvedPolicy {
  const { n, tier: tiers, tierCount } = accounts;
  const { method, policy } = plan;
  const hybrid = hybridLimits(n);
  const held = policy.hold?.length ? selectHeld(accounts, policy.hold) : null;
  const scope = policy.scope?.length ? selectScope(accounts, policy.scope) : null;
  const baseline = sumTiers(measures, tiers, tierCount).size;
  const resolved: ResolvedPolicy = {
    sizes: readSizes(policy.tierSizes, baseline),
    moves: readMoves(policy.maxMovedShare, n, method === "hybrid" ? hybrid.moves : n),
    step: readStep(policy.maxTierStep, tierCount, method === "direct" ? tierCount : hybrid.step),
    held,
    scope,
    movable: movableMask(n, held, scope),
    yardstick: {
      strategic: resolveStrategicTiers(policy.strategicTiers, { measures, tiers, tierCount }),
      coefficients: readCoefficients(policy.coefficients),
    },
  };
  if (policy.tierSizes !== undefined) checkFeasible(accounts, baseline, resolved);
  return resolved;
}

function movableMask(n: number, held: Uint8Array | null, scope: Uint8Array | null): Uint8Array | null {
  if (held === null && scope === null) return null;
  const movable = scope === null ? new Uint8Array(n).fill(1) : scope.slice();
  if (held !== null) for (let i = 0; i < n; i++) if (held[i] === 1) movable[i] = 0;
  return movable;
}
