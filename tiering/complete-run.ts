import type { Accounts } from "./accounts.ts";
import { certify } from "./certify.ts";
import { kpisOfSums, sumTiers, type TierSums, type Yardstick } from "./kpis.ts";
import { inOrder } from "./optimise/tier-means.ts";
import type { ResolvedPolicy } from "./policy/resolved-policy.ts";
import type { PreparedRun } from "./prepare-run.ts";
import { judgeRules } from "./report/rules.ts";
import { noteTies } from "./report/ties.ts";
import type { Prices, Proof, Run } from "./run.ts";

/** New tiers, shape [n], and the prices behind them where a linear problem was solved. */
export interface Assignment {
  readonly tiers: Uint8Array;
  readonly prices: Prices | null;
  /** How far the hybrid's assignment can be from the best. */
  readonly certificate: Proof | null;
}

/** Makes a run of an assignment: KPIs before and after, rule certificate, gaps. O(N). */
export function completeRun(
  { accounts, plan, potential, measures, resolved, notes }: PreparedRun,
  { tiers, prices, certificate }: Assignment,
): Run {
  const { tierCount, tierNames, hasTiers } = accounts;
  const sumsBefore = sumTiers(measures, accounts.tier, tierCount);
  const before = hasTiers ? kpisOfSums(measures, sumsBefore, resolved.yardstick) : null;
  const after = kpisOfSums(measures, sumTiers(measures, tiers, tierCount), resolved.yardstick);
  const obeys = baselineObeys(resolved, sumsBefore, plan.policy.monotone === true);
  return {
    plan,
    potential,
    tiers,
    tierCount,
    tierNames,
    strategic: resolved.yardstick.strategic,
    before,
    after,
    rules: judgeRules(accounts, plan, { tiers, potential }, resolved),
    certificate:
      certificate === null || before === null
        ? null
        : certify(capped(certificate, accounts, resolved.yardstick), before, after, obeys),
    prices,
    notes: [
      ...notes,
      ...noteTies(accounts, plan, potential, measures, { tiers, sizes: resolved.sizes, names: tierNames }),
    ],
  };
}

/**
 * A bound is never above what its measure can be by definition: where one account's potential dwarfs all others', the
 * secants alone leave it far above that. SFI may pass 1 where revenue is negative.
 */
function capped(proof: Proof, { revenue }: Accounts, { coefficients: { tpa, sfi, tci } }: Yardstick): Proof {
  if (proof.of === "tpa") return { ...proof, bound: Math.min(proof.bound, 1) };
  const isOpen = sfi > 0 && revenue.some((amount) => amount < 0);
  const most = isOpen ? Number.POSITIVE_INFINITY : tpa + sfi + 2 * tci;
  return { ...proof, bound: Math.min(proof.bound, most) };
}

/** True where staying put is an assignment that the policy allows: only sizes, forced accounts and the order of tiers can forbid it. */
export function baselineObeys(
  resolved: Pick<ResolvedPolicy, "forcedMoves" | "sizes">,
  before: TierSums,
  monotone: boolean,
): boolean {
  if (resolved.forcedMoves > 0) return false;
  if (resolved.sizes.some((size, k) => size !== before.size[k])) return false;
  return !monotone || inOrder(before);
}
