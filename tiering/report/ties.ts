import type { Accounts } from "../accounts.ts";
import type { Measures } from "../measures.ts";
import { limitsMoves, type Plan } from "../plan/index.ts";
import { formatCount } from "../rules/format.ts";
import type { RunNote } from "../run-notes.ts";

/** A run of accounts with the same PI_acct: places `start` … `end` − 1 of the descending order. */
interface Tie {
  readonly start: number;
  readonly end: number;
}

/** The ties of two and more accounts, from the highest PI_acct; O(n). */
function tiesOf({ order }: Measures, potential: Float64Array): Tie[] {
  const ties: Tie[] = [];
  for (let start = 0, end: number; start < order.length; start = end) {
    const value = potential[order[start]!]!;
    for (end = start + 1; end < order.length && potential[order[end]!]! === value; end++);
    if (end - start > 1) ties.push({ start, end });
  }
  return ties;
}

/**
 * Counts the accounts that nothing but their IDs told apart: where tiers are filled by rank, those that tie
 * at a boundary; elsewhere those of equal PI_acct, revenue and previous tier that got different tiers. O(n).
 */
export function noteTies(
  accounts: Accounts,
  plan: Plan,
  potential: Float64Array,
  measures: Measures,
  result: { readonly tiers: Uint8Array; readonly sizes: Float64Array; readonly names: readonly string[] },
): RunNote[] {
  if (plan.method === "baseline") return [];
  const ties = tiesOf(measures, potential);
  const filled = plan.method !== "hybrid" && (!accounts.hasTiers || !limitsMoves(plan.policy));
  return filled ? noteBoundaries(ties, result) : noteAlike(accounts, measures, ties, result.tiers);
}

function noteBoundaries(
  ties: readonly Tie[],
  { sizes, names }: { readonly sizes: Float64Array; readonly names: readonly string[] },
): RunNote[] {
  const notes: RunNote[] = [];
  for (let k = 0, begin = 0; k + 1 < sizes.length; k++) {
    const end = begin + sizes[k]!;
    const tie = ties.find(({ start, end: last }) => start < end && last > end);
    if (tie !== undefined && end > begin) {
      const places = end - Math.max(tie.start, begin);
      const which = `the last ${places === 1 ? "place" : `${formatCount(places)} places`} in ${names[k]}`;
      const text = `${formatCount(tie.end - tie.start)} accounts tie for ${which}; the IDs decided.`;
      notes.push({ kind: "ties", text });
    }
    begin = end;
  }
  return notes;
}

function noteAlike(
  accounts: Accounts,
  { order }: Measures,
  ties: readonly Tie[],
  tiers: Uint8Array,
): RunNote[] {
  let parted = 0;
  for (const { start, end } of ties) {
    const groups = new Map<string, number[]>();
    for (let at = start; at < end; at++) {
      const i = order[at]!;
      const key = `${accounts.revenue[i]} ${accounts.tier[i]}`;
      const group = groups.get(key);
      if (group) group.push(i);
      else groups.set(key, [i]);
    }
    for (const group of groups.values()) {
      if (group.some((i) => tiers[i] !== tiers[group[0]!])) parted += group.length;
    }
  }
  if (parted === 0) return [];
  const text = `${formatCount(parted)} accounts are alike in PI_acct, revenue and previous tier but got different tiers; the rules of the plan or the IDs decided.`;
  return [{ kind: "ties", text }];
}
