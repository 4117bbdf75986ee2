import type { Accounts } from "../accounts.ts";
import { checkpoint, type Hooks } from "../hooks.ts";
import { accountId, accountName } from "../lookup.ts";
import { selectAccounts } from "../policy/select.ts";
import type { Run } from "../run.ts";
import type { ProgressionList } from "./lists/lists.ts";
import type { Progression } from "./progression.ts";
import { type AccountProgression, ProgressionExplainer } from "./reasons/account.ts";

/** Which accounts of a list are shown. */
export interface ProgressionQuery {
  readonly list: ProgressionList;
  /** Selectors as in a plan's scope: an account has to match them all. */
  readonly where?: readonly string[];
  readonly offset: number;
  readonly limit: number;
}

/** One account of a list, with what money is at stake and the tier that a run gives it. */
export interface ListedProgression extends AccountProgression {
  readonly id: string;
  /** What people call it; null where the book has no names. */
  readonly name: string | null;
  readonly tier: string;
  /** Tier that the run gives it. */
  readonly plannedTier: string;
  /** Current revenue, book's currency. */
  readonly revenue: number;
  /** Potential less current revenue; null where undefined. */
  readonly runway: number | null;
}

/**
 * A page of a list in its order, each account with exact reasons; `total` counts all that match. O(n) a
 * selector, a few milliseconds an account.
 * @throws {TieringError} as `selectAccounts` with a pointer to the selector; `cancelled`
 */
export function progressionPage(
  accounts: Accounts,
  run: Run,
  progression: Progression,
  { list, where = [], offset, limit }: ProgressionQuery,
  hooks: Hooks = {},
): { readonly total: number; readonly accounts: readonly ListedProgression[] } {
  const masks = where.map((selector, at) => selectAccounts(accounts, selector, `/where/${at}`));
  const matching = progression.lists[list].filter((i) => masks.every((mask) => mask[i] === 1));
  const shown = [...matching.subarray(offset, offset + limit)];
  const explainer = new ProgressionExplainer(accounts, progression);
  const listed = shown.map((i, at) => {
    checkpoint(hooks, "Reasons", at / shown.length);
    const runway = accounts.potential[i] - accounts.revenue[i];
    return {
      id: accountId(accounts, i),
      name: accountName(accounts, i),
      tier: accounts.tierNames[accounts.tier[i]],
      plannedTier: run.tierNames[run.tiers[i]],
      revenue: accounts.revenue[i],
      runway: Number.isNaN(runway) ? null : runway,
      ...explainer.explain(i),
    };
  });
  return { total: matching.length, accounts: listed };
}
