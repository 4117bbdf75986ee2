import type { AccountIds, Accounts } from "./accounts.ts";

/** The ID of account i, as the book spells it. */
export function accountId({ ids }: { readonly ids: AccountIds }, i: number): string {
  const bytes = ids.bytes.subarray(ids.offsets[i]!, ids.offsets[i + 1]!);
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at]!;
    // The length of a UTF-8 sequence stands in the leading bits of its first byte.
    const length = byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    let point = length === 1 ? byte : byte & (0xff >> (length + 1));
    for (let k = 1; k < length; k++) point = (point << 6) | (bytes[at + k]! & 0x3f);
    text += String.fromCodePoint(point);
    at += length;
  }
  return text;
}

/** What people call account i; null where the book has no names or none for it. */
export function accountName({ roles, text }: Pick<Accounts, "roles" | "text">, i: number): string | null {
  const column = roles.name === null ? undefined : text.get(roles.name);
  return column?.values[column.codes[i]!] || null;
}

/** The index of the account with this ID, or −1; a binary search over the ascending IDs. */
export function findAccount(accounts: Accounts, id: string): number {
  const { numeric } = accounts.ids;
  if (numeric && !/^[+-]?\d+$/.test(id)) return -1;
  let low = 0;
  let high = accounts.n - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = accountId(accounts, middle);
    if (found === id) return middle;
    const before = numeric ? compareIntegers(found, id) < 0 : found < id;
    if (before) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** The accounts with this ID or, regardless of case and punctuation, this name; O(names + n). */
export function findAccounts(accounts: Accounts, said: string): number[] {
  const known = findAccount(accounts, said);
  if (known >= 0) return [known];
  const column = accounts.roles.name === null ? undefined : accounts.text.get(accounts.roles.name);
  if (column === undefined) return [];
  const wanted = plainName(said);
  const codes = new Set<number>();
  column.values.forEach((value, code) => {
    if (plainName(value) === wanted) codes.add(code);
  });
  const found: number[] = [];
  for (let i = 0; codes.size > 0 && i < accounts.n; i++) if (codes.has(column.codes[i]!)) found.push(i);
  return found;
}

/** A name without case, blanks and punctuation. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** Compares integers of any length by value, equal values (`7`, `007`) by code unit. */
export function compareIntegers(a: string, b: string): number {
  const x = BigInt(a.replace(/^\+/, ""));
  const y = BigInt(b.replace(/^\+/, ""));
  if (x !== y) return x < y ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
