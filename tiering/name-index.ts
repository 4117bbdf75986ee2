import type { Accounts } from "./accounts.ts";
import { plainName } from "./lookup.ts";

/** Slots a name in the table, so that probing stays short. */
const SLOTS_A_NAME = 2;

/**
 * A search for accounts by what people call them, regardless of case and punctuation: indexes of the accounts, ascending.
 * The first search makes a hash table, 8 to 16 bytes and one pass a distinct name; every search that finds a name takes
 * O(n), every other O(1). Finds nothing where the book has no names.
 */
export function indexNames({ n, roles, text }: Pick<Accounts, "n" | "roles" | "text">): {
  find(said: string): readonly number[];
} {
  const column = roles.name === null ? undefined : text.get(roles.name);
  let table: Uint32Array | null = null;
  return {
    find(said) {
      const wanted = plainName(said);
      if (column === undefined || wanted === "") return [];
      table ??= tableOf(column.values);
      const mask = table.length - 1;
      const codes = new Set<number>();
      for (let slot = hashOf(wanted) & mask; table[slot] !== 0; slot = (slot + 1) & mask) {
        const code = table[slot]! - 1;
        if (plainName(column.values[code]!) === wanted) codes.add(code);
      }
      const found: number[] = [];
      for (let i = 0; codes.size > 0 && i < n; i++) if (codes.has(column.codes[i]!)) found.push(i);
      return found;
    },
  };
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
