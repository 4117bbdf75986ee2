import type { Accounts } from "../accounts.ts";
import { DEFAULT_POLICY, type Method, type Policy, tierLetter } from "../plan.ts";
import type { RuleOutcome } from "../run.ts";
import { countTiers } from "./migration.ts";

/**
 * Judges the business rules on a result: each kept, or broken by how many accounts. Rules that the
 * method does not obey are judged at the hybrid's defaults, so that every method shows the same table. O(N).
 */
export function judgeRules(
  accounts: Accounts,
  result: {
    readonly policy: Policy;
    readonly method: Method;
    readonly tiers: Uint8Array;
    /** Sizes the result should have; those of the baseline where absent. */
    readonly sizes?: ArrayLike<number>;
    /** 1 for each account that may move; shape [n]; absent where all may. */
    readonly movable?: Uint8Array;
  },
): RuleOutcome[] {
  const { policy, method, tiers } = result;
  const hybrid = method === "hybrid";
  return [
    judgeSizes(accounts, result, hybrid || policy.tierSizes !== undefined || method !== "kpi"),
    judgeStep(accounts, tiers, policy.maxTierStep, hybrid || method === "kpi"),
    judgeBudget(accounts, tiers, policy.maxMovedShare, hybrid),
    ...judgeFixed(accounts, result),
  ];
}

/** Accounts that may move under a share of the book: an even number, since moves come in pairs. */
export function movableCount(share: number, n: number): number {
  return 2 * Math.floor(Math.floor(share * n + 1e-9) / 2);
}

function judgeSizes(
  accounts: Accounts,
  result: { readonly tiers: Uint8Array; readonly sizes?: ArrayLike<number> },
  asked: boolean,
): RuleOutcome {
  const limit = result.sizes ?? countTiers(accounts.tier, accounts.tierCount);
  const found = countTiers(result.tiers, accounts.tierCount);
  let surplus = 0;
  const words: string[] = [];
  for (let k = 0; k < found.length; k++) {
    surplus += Math.max(0, found[k]! - limit[k]!);
    words.push(`${tierLetter(k)} ${group(limit[k]!)}`);
  }
  return { rule: "tier-sizes", limit: words.join(", "), asked, kept: surplus === 0, accounts: surplus };
}

function judgeStep(
  { tier, tierCount }: Accounts,
  tiers: Uint8Array,
  asked: Policy["maxTierStep"],
  obeyed: boolean,
): RuleOutcome {
  const step = asked === "free" ? tierCount : (asked ?? DEFAULT_POLICY.maxTierStep);
  let beyond = 0;
  for (let i = 0; i < tiers.length; i++) if (Math.abs(tiers[i]! - tier[i]!) > step) beyond++;
  const limit = asked === "free" ? "any number of tiers" : `at most ${step} ${step === 1 ? "tier" : "tiers"}`;
  return {
    rule: "max-tier-step",
    limit,
    asked: obeyed || asked !== undefined,
    kept: beyond === 0,
    accounts: beyond,
  };
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
  return {
    rule: "max-moved-share",
    limit,
    asked: obeyed || asked !== undefined,
    kept: over === 0,
    accounts: over,
  };
}

function judgeFixed(
  { tier }: Accounts,
  {
    policy,
    tiers,
    movable,
  }: { readonly policy: Policy; readonly tiers: Uint8Array; readonly movable?: Uint8Array },
): RuleOutcome[] {
  let broken = 0;
  if (movable !== undefined) {
    for (let i = 0; i < tiers.length; i++) if (movable[i] === 0 && tiers[i] !== tier[i]) broken++;
  }
  const outcome = (rule: "hold" | "scope", entries: readonly string[]): RuleOutcome[] =>
    entries.length === 0
      ? []
      : [{ rule, limit: entries.join("; "), asked: true, kept: broken === 0, accounts: broken }];
  return [...outcome("hold", policy.hold ?? []), ...outcome("scope", policy.scope ?? [])];
}

function group(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}
