import type { Accounts } from "../accounts.ts";
import { invertedTiers } from "../optimise/tier-means.ts";
import { DEFAULT_POLICY, limitsMoves, type Plan } from "../plan/index.ts";
import { briefSelector } from "../policy/brief-selector.ts";
import { movableCount } from "../policy/limits.ts";
import type { ResolvedPolicy } from "../policy/resolved-policy.ts";
import type { RuleOutcome } from "../run.ts";
import { countTiers } from "./migration.ts";

/**
 * Judges the business rules on a result: each kept, or broken by how many accounts. Rules that neither
 * the plan nor its method sets are judged at the hybrid's defaults and marked as not asked for, so that
 * every method shows the same table. A first tiering has sizes alone. O(N).
 */
export function judgeRules(
  accounts: Accounts,
  { method, policy }: Plan,
  { tiers, potential }: { readonly tiers: Uint8Array; readonly potential: Float64Array },
  resolved: ResolvedPolicy,
): RuleOutcome[] {
  if (!accounts.hasTiers) return [judgeSizes(tiers, resolved.sizes, accounts.tierNames, true)];
  const bound = method === "hybrid" || limitsMoves(policy);
  return [
    judgeSizes(tiers, resolved.sizes, accounts.tierNames, bound || method === "direct"),
    judgeStep(accounts, tiers, policy.maxTierStep, method === "hybrid" || method === "kpi"),
    judgeBudget(accounts, tiers, policy.maxMovedShare, method === "hybrid"),
    ...judgeHold(accounts, tiers, policy.hold ?? [], resolved.held, 1, "hold"),
    ...judgeHold(accounts, tiers, policy.scope ?? [], resolved.scope, 0, "scope"),
    ...judgeDirection(accounts, tiers, policy.mayRise ?? [], resolved.mayRise, "may-rise"),
    ...judgeDirection(accounts, tiers, policy.mayFall ?? [], resolved.mayFall, "may-fall"),
    ...judgeOrder(accounts, tiers, policy.monotone === true, potential),
  ];
}

function judgeSizes(
  tiers: Uint8Array,
  limit: Float64Array,
  names: readonly string[],
  asked: boolean,
): RuleOutcome {
  const found = countTiers(tiers, limit.length);
  let surplus = 0;
  const words: string[] = [];
  for (let k = 0; k < found.length; k++) {
    surplus += Math.max(0, found[k]! - limit[k]!);
    words.push(`${names[k]} ${group(limit[k]!)}`);
  }
  return { rule: "tier-sizes", limit: words.join(", "), asked, kept: surplus === 0, accounts: surplus };
}

function judgeStep(
  { tier, tierCount }: Accounts,
  tiers: Uint8Array,
  asked: Plan["policy"]["maxTierStep"],
  obeyed: boolean,
): RuleOutcome {
  const step = asked === "free" ? tierCount : (asked ?? DEFAULT_POLICY.maxTierStep);
  let beyond = 0;
  for (let i = 0; i < tiers.length; i++) if (Math.abs(tiers[i]! - tier[i]!) > step) beyond++;
  const limit = asked === "free" ? "any number of tiers" : `at most ${step} ${step === 1 ? "tier" : "tiers"}`;
  const set = obeyed || asked !== undefined;
  return { rule: "max-tier-step", limit, asked: set, kept: beyond === 0, accounts: beyond };
}

function judgeBudget(
  { n, tier }: Accounts,
  tiers: Uint8Array,
  asked: number | undefined,
  obeyed: boolean,
): RuleOutcome {
  const most = movableCount(asked ?? DEFAULT_POLICY.maxMovedShare, n);
  let moved = 0;
  for (let i = 0; i < n; i++) if (tiers[i] !== tier[i]) moved++;
  const over = Math.max(0, moved - most);
  const limit = `at most ${group(most)} of ${group(n)} accounts`;
  const set = obeyed || asked !== undefined;
  return { rule: "max-moved-share", limit, asked: set, kept: over === 0, accounts: over };
}

/** Judges hold or scope: accounts marked `fixed` in the mask have to stay. */
function judgeHold(
  { tier }: Accounts,
  tiers: Uint8Array,
  entries: readonly string[],
  mask: Uint8Array | null,
  fixed: 0 | 1,
  rule: "hold" | "scope",
): RuleOutcome[] {
  if (mask === null) return [];
  let broken = 0;
  for (let i = 0; i < tiers.length; i++) if (mask[i] === fixed && tiers[i] !== tier[i]) broken++;
  return [
    { rule, limit: entries.map(briefSelector).join("; "), asked: true, kept: broken === 0, accounts: broken },
  ];
}

/** Judges who may rise or fall: accounts not marked in the mask may not go that way. */
function judgeDirection(
  { tier }: Accounts,
  tiers: Uint8Array,
  entries: readonly string[],
  mask: Uint8Array | null,
  rule: "may-rise" | "may-fall",
): RuleOutcome[] {
  if (mask === null) return [];
  let broken = 0;
  for (let i = 0; i < tiers.length; i++) {
    const goes = rule === "may-rise" ? tiers[i]! < tier[i]! : tiers[i]! > tier[i]!;
    if (mask[i] === 0 && goes) broken++;
  }
  return [{ rule, limit: entries.join("; "), asked: true, kept: broken === 0, accounts: broken }];
}

/** Judges the order of the tiers; the accounts that break it are those of tiers above which a lower one stands. */
function judgeOrder(
  { tierCount }: Accounts,
  tiers: Uint8Array,
  asked: boolean,
  potential: Float64Array,
): RuleOutcome[] {
  if (!asked) return [];
  const size = new Float64Array(tierCount);
  const pi = new Float64Array(tierCount);
  for (let i = 0; i < tiers.length; i++) {
    size[tiers[i]!]!++;
    pi[tiers[i]!]! += potential[i]!;
  }
  const broken = invertedTiers({ size, pi }).reduce((sum, k) => sum + size[k]!, 0);
  const limit = "mean PI_acct falls from tier to tier";
  return [{ rule: "monotone", limit, asked: true, kept: broken === 0, accounts: broken }];
}

function group(count: number): string {
  return count.toLocaleString("en");
}
