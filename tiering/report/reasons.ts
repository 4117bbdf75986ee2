import type { Accounts } from "../accounts.ts";
import { kpiLabel } from "../kpi-names.ts";
import { readForced } from "../policy/force.ts";
import { selectHeld } from "../policy/select.ts";
import type { Run } from "../run.ts";
import { type MoveGain, moveGains } from "./gains.ts";
import { readGivenReasons } from "./given-reasons.ts";
import { createStanding } from "./standing.ts";

const NAMES = (["tpa", "sfi", "tciPi", "tciRev"] as const).map((key) => [key, kpiLabel(key)] as const);

/**
 * Prepares the one-line reason of each account's tier, the CSV's Reason column: why it moved, was forced, or what reason
 * was given; "" for others. A first tiering moves nobody: there it says where each stands. Made for the accounts
 * `among` all, where it says. O(N) once, then O(1) an account.
 */
export function createReasons(accounts: Accounts, run: Run, among?: Uint32Array): (i: number) => string {
  const { hold, force, reason } = run.plan.policy;
  const { forced } = readForced(namedBy(accounts, run), force);
  const held = hold?.length && accounts.hasTiers ? selectHeld(accounts, hold) : null;
  const given = readGivenReasons(accounts, reason);
  const told = createTold(accounts, run, among);
  return (i) => {
    const to = run.tiers[i]!;
    const isForced = forced?.[i] === to;
    const text = given.get(i);
    if (isForced) return `forced into ${run.tierNames[to]}${text === undefined ? "" : `: ${text}`}`;
    if (text === undefined) return told(i);
    if (held?.[i] === 1) return `on hold: ${text}`;
    return [told(i), `note: ${text}`].filter((part) => part !== "").join("; ");
  };
}

/** Whether an account of a run has a reason, without making it; prepared in O(N), then O(1) an account. */
export function hasReason(accounts: Accounts, run: Run): (i: number) => boolean {
  if (!accounts.hasTiers) return () => true;
  const { forced } = readForced(namedBy(accounts, run), run.plan.policy.force);
  const given = readGivenReasons(accounts, run.plan.policy.reason);
  return (i) => run.tiers[i] !== accounts.tier[i] || forced?.[i] === run.tiers[i] || given.has(i);
}

/** The accounts under the run's names of tiers, which a first tiering may have from its plan. */
function namedBy(accounts: Accounts, { tierNames, tierCount }: Run): Accounts {
  return { ...accounts, tierNames, tierCount };
}

/** What the run itself has to say of an account; "" for those that stay. */
function createTold(accounts: Accounts, run: Run, among?: Uint32Array): (i: number) => string {
  const standing = createStanding(run.potential, among);
  if (!accounts.hasTiers) return (i) => `Potential index ${standing(i)}`;
  const gainOf = moveGains(accounts, run);
  return (i) => {
    const from = accounts.tier[i]!;
    const to = run.tiers[i]!;
    if (from === to) return "";
    return `Potential index ${standing(i)}; ${driver(gainOf(i, to))}`;
  };
}

/** Parts of what a move gains that are named: the largest, and others from this share on. */
const NAMED = 0.15;

/** Which KPIs the move is for, by their share of what it gains, and which it costs. */
function driver(gain: MoveGain): string {
  const by = (sign: 1 | -1) =>
    NAMES.filter(([key]) => sign * gain[key] > 0).sort(([a], [b]) => sign * (gain[b] - gain[a]));
  const gaining = by(1);
  const sum = gaining.reduce((total, [key]) => total + gain[key], 0);
  // What it costs is named where it is as large as what is named of its gains.
  const costing = by(-1).filter(([key]) => -gain[key] >= NAMED * Math.max(sum, -gain.total));
  const costs = costing.length === 0 ? "" : `; costs ${costing.map(([, name]) => name).join(" and ")}`;
  if (gain.total <= 0 || sum === 0) return `makes room for accounts that gain more${costs}`;
  const share = (key: keyof MoveGain) => `${Math.round((gain[key] / sum) * 100)} %`;
  const [[first, name], ...others] = gaining as [(typeof NAMES)[number], ...(typeof NAMES)[number][]];
  const more = others
    .filter(([key]) => gain[key] >= NAMED * sum)
    .map(([key, other]) => `, ${other} ${share(key)}`);
  return `mainly ${name}: ${share(first)} of what this move gains${more.join("")}${costs}`;
}
