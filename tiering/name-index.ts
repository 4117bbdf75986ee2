import type { Accounts, TextColumn } from "./accounts.ts";
import { plainName } from "./lookup.ts";

/** Slots a name in the table, so that probing stays short. */
const SLOTS_A_NAME = 2;

/**
 * A search for accounts by what people call them, regardless of case and punctuation: indexes of the accounts, ascending.
 * The first search makes a hash table, 8 to 16 bytes a distinct name, and a list of the accounts by name, 8 bytes each;
 * every search takes O(1) and what it finds. Finds nothing where the book has no names.
 */
export function indexNames({ n, roles, text }: Pick<Accounts, "n" | "roles" | "text">): {
  find(said: string): readonly number[];
} {
  const column = roles.name === null ? undefined : text.get(roles.name);
  let made: { readonly table: Uint32Array; readonly starts: Uint32Array; readonly rows: Uint32Array } | null =
    null;
  return {
    find(said) {
      const wanted = plainName(said);
      if (column === undefined || wanted === "") return [];
      made ??= { table: tableOf(column.values), ...rowsOf(column, n) };
      const { rows, starts, table } = made;
      const mask = table.length - 1;
      const found: number[] = [];
      for (let slot = hashOf(wanted) & mask; table[slot] !== 0; slot = (slot + 1) & mask) {
        const code = table[slot]! - 1;
        if (plainName(column.values[code]!) !== wanted) continue;
        for (let at = starts[code]!; at < starts[code + 1]!; at++) found.push(rows[at]!);
      }
      return found.sort((one, other) => one - other);
    },
  };
}

/** The accounts by name: those of code c at `rows[starts[c]]` … `rows[starts[c + 1]]`, ascending. */
function rowsOf({ codes, values }: TextColumn, n: number): { starts: Uint32Array; rows: Uint32Array } {
  const starts = new Uint32Array(values.length + 1);
  for (let i = 0; i < n; i++) starts[codes[i]! + 1]!++;
  for (let code = 0; code < values.length; code++) starts[code + 1]! += starts[code]!;
  const next = starts.slice();
  const rows = new Uint32Array(n);
  for (let i = 0; i < n; i++) rows[next[codes[i]!]!++] = i;
  return { starts, rows };
}

/** Codes of the names plus 1, by the hash of the name; 0 is empty. A power of two of slots. */
function tableOf(names: readonly string[]): Uint32Array {
  const table = new Uint32Array(2 ** Math.ceil(Math.log2(SLOTS_A_NAME * names.length + 2)));
  const mask = table.length - 1;
  names.forEach((name, code) => {
    let slot = hashOf(plainName(name)) & mask;
    while (table[slot] !== 0) slot = (slot + 1) & mask;
    table[slot] = code + 1;
  });
  return table;
}

/** FNV-1a over code units, unsigned. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
