import type { Book } from "../data/book.ts";
import { findAccount, type Plan, type Policy, TieringError } from "../tiering/index.ts";
import type { Hold, HoldSet } from "./store/holds.ts";
import type { Store } from "./store/open-store.ts";

/** What a plan names for the holds in force now. */
const NOW = "stored";

/** Longest reason of a plan, characters. */
const LONGEST = 200;
/** Left-out accounts that a note names. */
const NAMED = 5;

/**
 * A plan with the version of the holds that it names; one that names none, or a version, comes back as it is.
 * @throws {ServiceError} `store-unavailable`
 */
export async function settlePlan(store: Pick<Store, "holds">, plan: Plan, workspace: string): Promise<Plan> {
  if (plan.policy.holds !== NOW) return plan;
  const version = await store.holds.currentVersion(workspace);
  return { ...plan, policy: { ...plan.policy, holds: `${NOW}@${version}` } };
}

/** A plan whose workspace's holds are rules of its own, and what was left out of them, in a sentence. */
export interface ObeyingPlan {
  readonly plan: Plan;
  readonly left: string | null;
}

/**
 * Puts the workspace's holds that a plan names among its own rules: `hold`, `force`, and `reason` with who said it. What the
 * plan itself says of an account goes before; accounts and tiers that the book does not have are left out, and told.
 * @throws TieringError `invalid-policy` for a version that is not named, or that the workspace never had
 * @throws {ServiceError} `store-unavailable`
 */
export async function obeyHolds(
  { store, book }: { readonly store: Pick<Store, "holds">; readonly book: Book },
  plan: Plan,
  workspace: string | undefined,
): Promise<ObeyingPlan> {
  const { holds: named, ...policy } = plan.policy;
  if (named === undefined) return { plan, left: null };
  return obeying(book, { ...plan, policy }, await heldAt(store, named, workspace));
}

/**
 * Makes sure that the version of the holds that a plan names is there, before the plan is kept.
 * @throws TieringError `invalid-policy` for a version that is not named, or that the workspace never had
 * @throws {ServiceError} `store-unavailable`
 */
export async function requireHolds(
  store: Pick<Store, "holds">,
  { policy: { holds: named } }: Plan,
  workspace: string,
): Promise<void> {
  if (named !== undefined) await heldAt(store, named, workspace);
}

/** The holds of the version that a plan names. @throws as {@link requireHolds} */
async function heldAt(
  store: Pick<Store, "holds">,
  named: string,
  workspace: string | undefined,
): Promise<HoldSet> {
  const version = versionOf(named);
  const set = workspace === undefined ? null : await store.holds.at(workspace, version);
  if (set !== null) return set;
  throw refused(
    named,
    `there is no version ${version} of this workspace's holds; GET /v1/holds says which there is`,
  );
}

/** The workspace's holds that a plan obeys and its book has, in the order of accounts. @throws as {@link obeyHolds} */
export async function holdsOf(
  { store, book }: { readonly store: Pick<Store, "holds">; readonly book: Book },
  { policy: { holds: named } }: Plan,
  workspace: string,
): Promise<Hold[]> {
  const set = named === undefined ? null : await store.holds.at(workspace, versionOf(named));
  return set === null ? [] : set.holds.filter((hold) => isHere(book, hold));
}

function obeying(book: Book, plan: Plan, { version, holds }: HoldSet): ObeyingPlan {
  const { policy } = plan;
  const own = new Set(policy.hold ?? []);
  for (const entry of policy.force ?? []) own.add(entry.slice(0, entry.lastIndexOf(":")));
  const reasoned = (account: string) =>
    policy.reason?.some((entry) => entry.startsWith(`${account}:`) || entry.startsWith("id:")) ?? false;
  const obeyed = holds.filter((hold) => isHere(book, hold) && !own.has(hold.account));
  const rules: Policy = {
    ...policy,
    hold: [
      ...(policy.hold ?? []),
      ...obeyed.flatMap(({ account, tier }) => (tier === null ? [account] : [])),
    ],
    force: [
      ...(policy.force ?? []),
      ...obeyed.flatMap(({ account, tier }) => (tier === null ? [] : [`${account}:${tier}`])),
    ],
    reason: [
      ...(policy.reason ?? []),
      ...obeyed.flatMap((hold) => (reasoned(hold.account) ? [] : [`${hold.account}:${reasonOf(hold)}`])),
    ],
  };
  return { plan: { ...plan, policy: rules }, left: leftOutOf(book, { version, holds }) };
}

function versionOf(named: string): number {
  const [, version] = /^stored@(\d{1,9})$/.exec(named) ?? [];
  if (version !== undefined) return Number(version);
  throw refused(
    named,
    named === NOW
      ? "the holds of now are other ones tomorrow; expected their version here, such as stored@12 (GET /v1/holds)"
      : "expected stored@ and a version of GET /v1/holds, such as stored@12",
  );
}

function reasonOf({ reason, author, expires }: Hold): string {
  const text = `${reason} (${author}${expires === null ? "" : `, until ${expires.slice(0, 10)}`})`;
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}

function isHere(book: Book, { account, tier }: Hold): boolean {
  return (
    findAccount(book, account) >= 0 && (tier === null || !book.hasTiers || book.tierNames.includes(tier))
  );
}

/** Which of the holds a book has no account or tier for, in a sentence; null where it has all. */
export function leftOutOf(book: Book, { version, holds }: HoldSet): string | null {
  const left = holds.filter((hold) => !isHere(book, hold));
  if (left.length === 0) return null;
  const named = left
    .slice(0, NAMED)
    .map(({ account, tier }) => (tier === null ? account : `${account} (${tier})`));
  const more = left.length > NAMED ? ` and ${left.length - NAMED} more` : "";
  return `Left out of the workspace's holds (version ${version}), as this book has no such account or tier: ${named.join(", ")}${more}.`;
}

function refused(named: string, why: string): TieringError {
  const message = `holds is ${JSON.stringify(named.slice(0, 80))}: ${why}.`;
  return new TieringError("invalid-policy", message, { pointer: "/policy/holds" });
}

/** What words meant, with the version of the holds that its plan names. @throws {ServiceError} `store-unavailable` */
export async function settleInterpreted<T extends { readonly plan: Plan | null }>(
  store: Pick<Store, "holds">,
  interpreted: T,
  workspace: string,
): Promise<T> {
  const { plan } = interpreted;
  return plan === null ? interpreted : { ...interpreted, plan: await settlePlan(store, plan, workspace) };
}
