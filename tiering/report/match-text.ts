import type { Accounts } from "../accounts.ts";
import { checkpoint, type Hooks } from "../hooks.ts";
import { accountId } from "../lookup.ts";

const BLOCK = 65_536;

/**
 * Marks the accounts whose ID or any text holds the words, without regard to case: 1 for each, shape [n].
 * O(N · (length of an ID + columns with a match) + all values of all text columns).
 */
export function matchText(accounts: Accounts, words: string, hooks: Hooks = {}): Uint8Array {
  const wanted = words.toLowerCase();
  const mask = matchIds(accounts, wanted, hooks);
  let done = 0;
  for (const { values, codes } of accounts.text.values()) {
    checkpoint(hooks, "Searching", done++ / accounts.text.size);
    const matches = new Uint8Array(values.length);
    let some = false;
    for (let code = 0; code < values.length; code++) {
      if (!values[code]!.toLowerCase().includes(wanted)) continue;
      matches[code] = 1;
      some = true;
    }
    if (some) for (let i = 0; i < accounts.n; i++) mask[i]! |= matches[codes[i]!]!;
  }
  return mask;
}

function matchIds(accounts: Accounts, wanted: string, hooks: Hooks): Uint8Array {
  const { n, ids } = accounts;
  const mask = new Uint8Array(n);
  const plain = [...wanted].every((letter) => letter <= "~");
  const codes = Uint8Array.from(wanted, (letter) => letter.charCodeAt(0));
  for (let i = 0; i < n; i++) {
    if (i % BLOCK === 0) checkpoint(hooks, "Searching", i / n);
    const holds = plain
      ? holdsBytes(ids.bytes, ids.offsets[i]!, ids.offsets[i + 1]!, codes)
      : accountId(accounts, i).toLowerCase().includes(wanted);
    if (holds) mask[i] = 1;
  }
  return mask;
}

/** True where the bytes from `start` to `end` hold the wanted ones, ASCII letters without regard to case. */
function holdsBytes(bytes: Uint8Array, start: number, end: number, wanted: Uint8Array): boolean {
  for (let from = start; from <= end - wanted.length; from++) {
    let length = 0;
    while (length < wanted.length && lower(bytes[from + length]!) === wanted[length]) length++;
    if (length === wanted.length) return true;
  }
  return false;
}

function lower(byte: number): number {
  return byte >= 65 && byte <= 90 ? byte + 32 : byte;
}
