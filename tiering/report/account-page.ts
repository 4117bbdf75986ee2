import type { Accounts } from "../accounts.ts";
import type { Hooks } from "../hooks.ts";
import type { Run } from "../run.ts";
import { type ListQuery, listAccounts } from "./list-accounts.ts";
import { type Cell, runColumn } from "./run-columns.ts";

/** Which part of a list is wanted, and which columns of it. */
export interface PageQuery {
  readonly columns: readonly string[];
  readonly offset: number;
  readonly limit: number;
}

/** A part of a list of accounts as columns, and how many accounts the whole list has. */
export interface AccountPage {
  readonly total: number;
  readonly offset: number;
  readonly columns: readonly { readonly name: string; readonly cells: readonly Cell[] }[];
}

/**
 * A page of the accounts that a query lets through; costs {@link listAccounts} and O(limit) a column.
 * @throws TieringError as {@link listAccounts}, and `unknown-column` for a column of the page
 */
export function accountPage(
  accounts: Accounts,
  run: Run,
  query: ListQuery,
  { columns, offset, limit }: PageQuery,
  hooks: Hooks = {},
): AccountPage {
  const listed = listAccounts(accounts, run, query, hooks);
  const among = listed.slice(offset, offset + limit);
  const rows = [...among];
  return {
    total: listed.length,
    offset,
    columns: columns.map((name, at) => {
      const { cellOf } = runColumn(accounts, run, name, { pointer: `/columns/${at}`, among });
      return { name, cells: rows.map(cellOf) };
    }),
  };
}
