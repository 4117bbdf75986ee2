import type { Accounts } from "../accounts.ts";
import { invertedTiers } from "../optimise/tier-means.ts";
import { DEFAULT_POLICY, limitsMoves, type Plan } from "../plan/index.ts";
import { briefSelector } from "../policy/brief-selector.ts";
import { movableCount } from "../policy/limits.ts";
import { NOT_FORCED, type ResolvedPolicy } from "../policy/resolved-policy.ts";
import type { RuleOutcome } from "../run.ts";

/** Most forced entries that are named one by one. */
const NAMED = 3;

/**
 * Judges the business rules on a result: each kept, or broken by how many accounts. Rules that neither
 * the plan nor its method sets are judged at the hybrid's defaults and marked as not asked for, so that
 * every method shows the same table. A first tiering has sizes alone. O(N).
 */
export function judgeRules(
  accounts: JudgedBook,
  { method, policy }: Plan,
  { tiers, potential, counts = null }: JudgedResult,
  resolved: Omit<ResolvedPolicy, "tiers">,
): RuleOutcome[] {
  const judged: Judged = { accounts, tiers, forced: resolved.forced, countOf: (i) => counts?.[i] ?? 1 };
  const force = judgeForce(judged, policy.force ?? []);
  if (!accounts.hasTiers) return [judgeSizes(judged, resolved.sizes, true), ...force];
  const bound = method === "hybrid" || limitsMoves(policy);
  return [
    judgeSizes(judged, resolved.sizes, bound || method === "direct"),
    judgeStep(judged, policy.maxTierStep, method === "hybrid" || method === "kpi"),
    judgeBudget(judged, policy.maxMovedShare, method === "hybrid"),
    ...judgeHold(judged, policy.hold ?? [], resolved.held, 1, "hold"),
    ...force,
    ...judgeHold(judged, policy.scope ?? [], resolved.scope, 0, "scope"),
    ...judgeDirection(judged, policy.mayRise ?? [], resolved.mayRise, "may-rise"),
    ...judgeDirection(judged, policy.mayFall ?? [], resolved.mayFall, "may-fall"),
    ...judgeOrder(judged, policy.monotone === true, potential),
  ];
}

/** What the rules read of a book; n counts all accounts. */
export type JudgedBook = Pick<Accounts, "n" | "tier" | "tierCount" | "tierNames" | "hasTiers">;

/** A result by account, or by cells of accounts alike that stand for as many as `counts` says. */
export interface JudgedResult {
  readonly tiers: Uint8Array;
  /** PI_acct of each account, or its mean in each cell. */
  readonly potential: Float64Array;
  readonly counts?: Float64Array | null;
}

/** What rules on single accounts are judged on: forced accounts are exempt from them. */
interface Judged {
  readonly accounts: JudgedBook;
  readonly tiers: Uint8Array;
  readonly forced: Uint8Array | null;
  /** How many accounts entry i stands for. */
  readonly countOf: (i: number) => number;
}

/** How many accounts break a rule, and how many that were forced would. */
function countBroken({ tiers, forced, countOf }: Judged, breaks: (i: number) => boolean) {
  let broken = 0;
  let exempt = 0;
  for (let i = 0; i < tiers.length; i++) {
    if (!breaks(i)) continue;
    if (forced !== null && forced[i] === tiers[i]) exempt += countOf(i);
    else broken += countOf(i);
  }
  return {
    kept: broken === 0,
    accounts: broken,
    but: exempt === 0 ? "" : `, but for ${group(exempt)} forced`,
  };
}

/** Judges whether forced accounts are where they have to be; many are told by their number a tier. */
function judgeForce(
  { accounts: { tierNames }, tiers, forced, countOf }: Judged,
  entries: readonly string[],
): RuleOutcome[] {
  if (forced === null) return [];
  const counts = new Float64Array(tierNames.length);
  let elsewhere = 0;
  for (let i = 0; i < tiers.length; i++) {
    if (forced[i] === NOT_FORCED) continue;
    counts[forced[i]!]! += countOf(i);
    if (tiers[i] !== forced[i]) elsewhere += countOf(i);
  }
  const named = tierNames.flatMap((name, k) =>
    counts[k] === 0 ? [] : `${group(counts[k]!)} ${counts[k] === 1 ? "account" : "accounts"} in ${name}`,
  );
  const limit = entries.length <= NAMED ? entries.map(forcedWords).join("; ") : named.join(", ");
  return [{ rule: "force", limit, asked: true, kept: elsewhere === 0, accounts: elsewhere }];
}

function forcedWords(entry: string): string {
  const colon = entry.lastIndexOf(":");
  return `${briefSelector(entry.slice(0, colon))} in ${entry.slice(colon + 1).trim()}`;
}

function judgeSizes({ accounts, tiers, countOf }: Judged, limit: Float64Array, asked: boolean): RuleOutcome {
  const found = new Float64Array(limit.length);
  for (let i = 0; i < tiers.length; i++) found[tiers[i]!]! += countOf(i);
  let surplus = 0;
  const words: string[] = [];
  for (let k = 0; k < found.length; k++) {
    surplus += Math.max(0, found[k]! - limit[k]!);
    words.push(`${accounts.tierNames[k]} ${group(limit[k]!)}`);
  }
  return { rule: "tier-sizes", limit: words.join(", "), asked, kept: surplus === 0, accounts: surplus };
}

function judgeStep(judged: Judged, asked: Plan["policy"]["maxTierStep"], obeyed: boolean): RuleOutcome {
  const { tiers } = judged;
  const { tier, tierCount } = judged.accounts;
  const step = asked === "free" ? tierCount : (asked ?? DEFAULT_POLICY.maxTierStep);
  const { but, ...outcome } = countBroken(judged, (i) => Math.abs(tiers[i]! - tier[i]!) > step);
  const limit = asked === "free" ? "any number of tiers" : `at most ${step} ${step === 1 ? "tier" : "tiers"}`;
  const set = obeyed || asked !== undefined;
  return { rule: "max-tier-step", limit: limit + but, asked: set, ...outcome };
}

function judgeBudget(
  { accounts: { n, tier }, tiers, countOf }: Judged,
  asked: number | undefined,
  obeyed: boolean,
): RuleOutcome {
  const most = movableCount(asked ?? DEFAULT_POLICY.maxMovedShare, n);
  let moved = 0;
  for (let i = 0; i < tiers.length; i++) if (tiers[i] !== tier[i]) moved += countOf(i);
  const over = Math.max(0, moved - most);
  const limit = `at most ${group(most)} of ${group(n)} accounts`;
  const set = obeyed || asked !== undefined;
  return { rule: "max-moved-share", limit, asked: set, kept: over === 0, accounts: over };
}

/** Judges hold or scope: accounts marked `fixed` in the mask have to stay. */
function judgeHold(
  judged: Judged,
  entries: readonly string[],
  mask: Uint8Array | null,
  fixed: 0 | 1,
  rule: "hold" | "scope",
): RuleOutcome[] {
  if (mask === null) return [];
  const { tiers } = judged;
  const { tier } = judged.accounts;
  const { but, ...outcome } = countBroken(judged, (i) => mask[i] === fixed && tiers[i] !== tier[i]);
  return [{ rule, limit: entries.map(briefSelector).join("; ") + but, asked: true, ...outcome }];
}

/** Judges who may rise or fall: accounts not marked in the mask may not go that way. */
function judgeDirection(
  judged: Judged,
  entries: readonly string[],
  mask: Uint8Array | null,
  rule: "may-rise" | "may-fall",
): RuleOutcome[] {
  if (mask === null) return [];
  const { tiers } = judged;
  const { tier } = judged.accounts;
  const goes = (i: number) => (rule === "may-rise" ? tiers[i]! < tier[i]! : tiers[i]! > tier[i]!);
  const { but, ...outcome } = countBroken(judged, (i) => mask[i] === 0 && goes(i));
  return [{ rule, limit: entries.map(briefSelector).join("; ") + but, asked: true, ...outcome }];
}

/** Judges the order of the tiers; the accounts that break it are those of tiers above which a lower one stands. */
function judgeOrder(
  { accounts: { tierCount }, tiers, countOf }: Judged,
  asked: boolean,
  potential: Float64Array,
): RuleOutcome[] {
  if (!asked) return [];
  const size = new Float64Array(tierCount);
  const pi = new Float64Array(tierCount);
  for (let i = 0; i < tiers.length; i++) {
    size[tiers[i]!]! += countOf(i);
    pi[tiers[i]!]! += countOf(i) * potential[i]!;
  }
  const broken = invertedTiers({ size, pi }).reduce((sum, k) => sum + size[k]!, 0);
  const limit = "mean potential falls from tier to tier";
  return [{ rule: "monotone", limit, asked: true, kept: broken === 0, accounts: broken }];
}

function group(count: number): string {
  return count.toLocaleString("en");
}
