import type { Accounts } from "../accounts.ts";
import { TieringError } from "../errors.ts";
import { accountId, findAccount } from "../lookup.ts";
import { nearestNames } from "../policy/nearest.ts";
import type { CoverageRules, Seller } from "./input.ts";

/** Rules that name single accounts, by index. */
export interface SpecialAccounts {
  /** Seller who keeps the account. */
  readonly keep: ReadonlyMap<number, number>;
  /** Sellers who never have the account. */
  readonly forbid: ReadonlyMap<number, ReadonlySet<number>>;
  /** Pairs that never go to one seller, the lower index first; ascending, each once. */
  readonly apart: readonly (readonly [number, number])[];
  /** Every account that a rule names, ascending. */
  readonly accounts: readonly number[];
}

/**
 * Resolves the rules that name accounts and sellers by ID; sellers are sorted by ID.
 * @throws {TieringError} `unknown-account`, `unknown-value` for a seller, `infeasible-policy` where two rules clash
 */
export function resolveSpecial(
  accounts: Accounts,
  sellers: readonly Seller[],
  rules: CoverageRules,
): SpecialAccounts {
  const indexOf = new Map(sellers.map(({ id }, s) => [id, s]));
  const account = (id: string, pointer: string): number => {
    const found = findAccount(accounts, id.trim());
    if (found >= 0) return found;
    throw new TieringError("unknown-account", `Unknown account "${id}"; expected an ID of this book.`, {
      pointer,
    });
  };
  const seller = (id: string, pointer: string): number => {
    const found = indexOf.get(id.trim());
    if (found !== undefined) return found;
    const nearest = nearestNames(id, [...indexOf.keys()]);
    const message = `Unknown seller "${id}"; expected the ID of one, such as ${nearest.join(", ")}.`;
    throw new TieringError("unknown-value", message, { pointer, nearest });
  };

  const keep = new Map<number, number>();
  (rules.keep ?? []).forEach((pair, k) => {
    const pointer = `/rules/keep/${k}`;
    const i = account(pair.account, `${pointer}/account`);
    const s = seller(pair.seller, `${pointer}/seller`);
    const other = keep.get(i);
    if (other !== undefined && other !== s) {
      const message = `Account ${pair.account} is to stay with ${sellers[other]!.id} and with ${pair.seller}; expected one seller.`;
      throw new TieringError("infeasible-policy", message, { pointer });
    }
    keep.set(i, s);
  });
  const forbid = new Map<number, Set<number>>();
  (rules.forbid ?? []).forEach((pair, k) => {
    const pointer = `/rules/forbid/${k}`;
    const i = account(pair.account, `${pointer}/account`);
    const s = seller(pair.seller, `${pointer}/seller`);
    if (keep.get(i) === s) {
      const message = `Account ${pair.account} is to stay with ${pair.seller} and never to go there; expected one of the two.`;
      throw new TieringError("infeasible-policy", message, { pointer });
    }
    forbid.set(i, (forbid.get(i) ?? new Set()).add(s));
  });
  const pairs = new Map<string, readonly [number, number]>();
  (rules.apart ?? []).forEach(([a, b], k) => {
    const pointer = `/rules/apart/${k}`;
    const i = account(a, `${pointer}/0`);
    const j = account(b, `${pointer}/1`);
    if (i === j) {
      const message = `Account ${accountId(accounts, i)} cannot be kept apart from itself; expected two accounts.`;
      throw new TieringError("infeasible-policy", message, { pointer });
    }
    pairs.set(`${Math.min(i, j)} ${Math.max(i, j)}`, [Math.min(i, j), Math.max(i, j)]);
  });
  const apart = [...pairs.values()].sort((p, q) => p[0] - q[0] || p[1] - q[1]);
  const named = new Set([...keep.keys(), ...forbid.keys(), ...apart.flat()]);
  return { keep, forbid, apart, accounts: [...named].sort((a, b) => a - b) };
}
