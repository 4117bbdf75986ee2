import type { Accounts } from "./accounts.ts";
import { TieringError } from "./errors.ts";
import { findLadder, tierKey } from "./ladders.ts";
import type { Method, Plan, Policy } from "./plan/index.ts";
import { listed, type RunNote } from "./run-notes.ts";

/** Rules about who may move, which a book that was never tiered has no use for. */
const MOVEMENT_RULES = [
  "maxMovedShare",
  "maxTierStep",
  "hold",
  "scope",
  "mayRise",
  "mayFall",
] as const satisfies readonly (keyof Policy)[];

/** A book and a plan as they run. */
export interface Fitted {
  readonly accounts: Accounts;
  readonly plan: Plan;
  readonly notes: readonly RunNote[];
}

/** The method that a book runs by: a first tiering is `direct`, whatever is named, but for `baseline`, which it refuses. */
export function methodFor({ hasTiers }: Pick<Accounts, "hasTiers">, named: Method): Method {
  return hasTiers || named === "baseline" ? named : "direct";
}

/**
 * Fits a plan to a book that was never tiered: the method is `direct`, rules about who may move fall away,
 * and `tierSizes` may name tiers of its own. A book that has tiers and its plan come back as they are.
 * @throws TieringError `no-baseline` for the method `baseline`, `unknown-tier` where the plan names tiers
 * whose order cannot be known
 */
export function fitFirstTiering(accounts: Accounts, plan: Plan): Fitted {
  if (accounts.hasTiers) return { accounts, plan, notes: [] };
  const runs = methodFor(accounts, plan.method);
  if (runs === "baseline") throw noBaseline("the method baseline shows");
  const { policy } = plan;
  const left = MOVEMENT_RULES.filter((rule) => isAsked(policy[rule]));
  const kept: Policy = Object.fromEntries(
    Object.entries(policy).filter(([name]) => !MOVEMENT_RULES.some((rule) => rule === name)),
  );
  const book = withTiersOf(accounts, policy.tierSizes);
  const method = plan.method === runs ? "" : `, by the method ${runs} in place of ${plan.method}`;
  const stated =
    policy.tierSizes === undefined
      ? `; no sizes were given, so they are ${pyramidWords(book.tierNames)}`
      : "";
  const notes: RunNote[] = [
    {
      kind: "first-tiering",
      text: `The book has no tiers yet: this is its first tiering${method}, without a before to compare with${stated}.`,
    },
  ];
  if (left.length > 0) {
    const text = `Nobody can move yet, so ${listed(left)} ${left.length === 1 ? "does" : "do"} not apply.`;
    notes.push({ kind: "rules-left-out", text });
  }
  return { accounts: book, plan: { ...plan, method: runs, policy: kept }, notes };
}

/**
 * Refuses what needs a baseline, on a book that was never tiered; `what` such as `the frontier shows`.
 * @throws TieringError `no-baseline`
 */
export function requireTiers({ hasTiers }: Pick<Accounts, "hasTiers">, what: string): void {
  if (!hasTiers) throw noBaseline(what);
}

function noBaseline(what: string): TieringError {
  const message = `The book was never tiered, so there is nothing that ${what}; expected a book with a tier column, or the method direct.`;
  return new TieringError("no-baseline", message, { pointer: "/method" });
}

function isAsked(rule: unknown): boolean {
  return rule !== undefined && rule !== "free" && !(Array.isArray(rule) && rule.length === 0);
}

/** The book with the tiers that the sizes name, where these are not the book's own. */
function withTiersOf(accounts: Accounts, sizes: Policy["tierSizes"]): Accounts {
  const names = Object.keys(sizes ?? {});
  const own = new Set(accounts.tierNames.map(tierKey));
  if (names.every((name) => own.has(tierKey(name)))) {
    const said = new Set(names.map(tierKey));
    const isWhole =
      said.size < own.size && said.size > 0 && coversAll(Object.values(sizes ?? {}), accounts.n);
    return isWhole
      ? withTiers(
          accounts,
          accounts.tierNames.filter((name) => said.has(tierKey(name))),
        )
      : accounts;
  }
  const ladder = findLadder(new Map(names.map((name) => [tierKey(name), 1])));
  if (ladder === null || ladder.strays.length > 0) {
    const message = `The order of the tiers ${listed(names)} is not known; expected ${listed(accounts.tierNames)}, a ladder such as Gold, Silver, Bronze, or "tiers" in the book's mapping, highest first.`;
    throw new TieringError("unknown-tier", message, {
      pointer: "/policy/tierSizes",
      nearest: accounts.tierNames,
    });
  }
  const tierNames = ladder.names.map((key) => names.find((name) => tierKey(name) === key)!.trim());
  return withTiers(accounts, tierNames);
}

/** True for sizes that leave no account for a tier beside them. */
function coversAll(sizes: readonly (number | string)[], n: number): boolean {
  const shares = sizes.map((size) => (typeof size === "number" ? size / n : Number(size.slice(0, -1)) / 100));
  return Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-9;
}

function withTiers(accounts: Accounts, tierNames: readonly string[]): Accounts {
  const tierCount = tierNames.length;
  return { ...accounts, tierNames, tierCount, tier: new Uint8Array(accounts.n).fill(tierCount - 1) };
}

/** Share of each of K tiers where nothing else is said: as 1, 3, 6, 10, …, which is 5, 15, 30 and 50 % of four. */
export function pyramidShares(tierCount: number): number[] {
  const parts = Array.from({ length: tierCount }, (_, k) => ((k + 1) * (k + 2)) / 2);
  const total = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => part / total);
}

function pyramidWords(names: readonly string[]): string {
  const shares = pyramidShares(names.length);
  return listed(names.map((name, k) => `${name} ${Number((shares[k]! * 100).toFixed(1))} %`));
}
