import type { Accounts, TextColumn } from "./accounts.ts";
import { accountId } from "./lookup.ts";

/** What is different between two versions of a book. */
export interface BookChange {
  /** Accounts that are in the later version alone, in the earlier one alone, in both with a cell that differs, and alike. */
  readonly added: number;
  readonly gone: number;
  readonly changed: number;
  readonly same: number;
  /** Columns in which accounts of both versions differ, those of most accounts first. */
  readonly columns: readonly { readonly name: string; readonly accounts: number }[];
  /** Columns that one of the versions has alone. */
  readonly addedColumns: readonly string[];
  readonly goneColumns: readonly string[];
  /** The first IDs of each kind, in ID order. */
  readonly examples: {
    readonly added: readonly string[];
    readonly gone: readonly string[];
    readonly changed: readonly string[];
  };
}

/** IDs of each kind that are named. */
const NAMED = 10;

/** Compares two versions of a book, account by account as their IDs say, column by column as they are called. O(N · columns). */
export function compareBooks(before: Accounts, after: Accounts): BookChange {
  const places = new Map<string, number>();
  for (let i = 0; i < before.n; i++) places.set(accountId(before, i), i);
  const kept = new Int32Array(after.n).fill(-1);
  const examples = { added: [] as string[], gone: [] as string[], changed: [] as string[] };
  const name = (kind: keyof typeof examples, id: string) => {
    if (examples[kind].length < NAMED) examples[kind].push(id);
  };
  let added = 0;
  for (let i = 0; i < after.n; i++) {
    const id = accountId(after, i);
    kept[i] = places.get(id) ?? -1;
    if (!places.delete(id)) {
      added++;
      name("added", id);
    }
  }
  for (const id of places.keys()) name("gone", id);
  const isChanged = new Uint8Array(after.n);
  const columns = [...columnsOf(after)].flatMap(([column, cell]) => {
    const was = columnsOf(before).get(column);
    const accounts = was === undefined ? 0 : markChanged(kept, isChanged, was, cell);
    return accounts === 0 ? [] : [{ name: column, accounts }];
  });
  let changed = 0;
  for (let i = 0; i < after.n; i++) {
    if (isChanged[i] === 0) continue;
    changed++;
    name("changed", accountId(after, i));
  }
  const [were, are] = [columnsOf(before), columnsOf(after)];
  return {
    added,
    gone: places.size,
    changed,
    same: after.n - added - changed,
    columns: columns.sort((a, b) => b.accounts - a.accounts || (a.name < b.name ? -1 : 1)),
    addedColumns: [...are.keys()].filter((column) => !were.has(column)),
    goneColumns: [...were.keys()].filter((column) => !are.has(column)),
    examples,
  };
}

/** The value of account i in a column: a text, or a number that is NaN where blank. */
type CellOf = (i: number) => string | number;

function columnsOf({ text, numbers }: Accounts): ReadonlyMap<string, CellOf> {
  const ofText = ({ values, codes }: TextColumn): CellOf => {
    return (i) => values[codes[i]!]!;
  };
  return new Map([
    ...[...text].map(([name, column]): [string, CellOf] => [name, ofText(column)]),
    ...[...numbers].map(([name, column]): [string, CellOf] => [name, (i) => column[i]!]),
  ]);
}

/** Marks the accounts of both versions whose cell differs; how many they are. */
function markChanged(kept: Int32Array, isChanged: Uint8Array, was: CellOf, is: CellOf): number {
  let accounts = 0;
  for (let i = 0; i < kept.length; i++) {
    if (kept[i]! < 0 || Object.is(was(kept[i]!), is(i))) continue;
    isChanged[i] = 1;
    accounts++;
  }
  return accounts;
}
