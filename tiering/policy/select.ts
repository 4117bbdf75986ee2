import type { Accounts } from "../accounts.ts";
import { TieringError } from "../errors.ts";
import { findAccount } from "../lookup.ts";
import { nearestNames } from "./nearest.ts";
import { parseTier } from "./tier-letters.ts";

/**
 * Selects accounts by `Column:value|value` (any of the values of a text column) or `tier:A|B` (current
 * tier); 1 for each account that matches, shape [n]. Values are matched as the book spells them, O(N).
 * @throws TieringError `unknown-column`, `unknown-value` with the nearest that exist, `unknown-tier`,
 * `invalid-policy`; `pointer` says where in the request the selector stands.
 */
export function selectAccounts(accounts: Accounts, selector: string, pointer = ""): Uint8Array {
  const colon = selector.indexOf(":");
  if (colon < 0) {
    const message = `"${selector}" selects nothing; expected Column:value|value or tier:A.`;
    throw new TieringError("invalid-policy", message, { pointer });
  }
  const name = selector.slice(0, colon).trim();
  const values = selector.slice(colon + 1).split("|");
  return name.toLowerCase() === "tier" && !accounts.text.has(name)
    ? selectTiers(accounts, values, pointer)
    : selectValues(accounts, name, values, pointer);
}

/**
 * Selects the accounts that keep their tier: each entry an account's ID, or a selector of
 * {@link selectAccounts}; shape [n].
 * @throws TieringError as {@link selectAccounts}, and `unknown-account`
 */
export function selectHeld(accounts: Accounts, hold: readonly string[]): Uint8Array {
  const held = new Uint8Array(accounts.n);
  hold.forEach((entry, index) => {
    const pointer = `/policy/hold/${index}`;
    const account = findAccount(accounts, entry.trim());
    if (account >= 0) held[account] = 1;
    else if (entry.includes(":")) mark(held, selectAccounts(accounts, entry, pointer));
    else {
      const message = `Unknown account "${entry}"; expected an ID of this book, tier:A, or Column:value|value.`;
      throw new TieringError("unknown-account", message, { pointer });
    }
  });
  return held;
}

/**
 * Selects the accounts in scope: those that match every entry; shape [n].
 * @throws TieringError as {@link selectAccounts}
 */
export function selectScope(accounts: Accounts, scope: readonly string[]): Uint8Array {
  const within = new Uint8Array(accounts.n).fill(1);
  scope.forEach((entry, index) => {
    const selected = selectAccounts(accounts, entry, `/policy/scope/${index}`);
    for (let i = 0; i < within.length; i++) if (selected[i] === 0) within[i] = 0;
  });
  return within;
}

function selectTiers({ tier, tierCount }: Accounts, letters: readonly string[], pointer: string): Uint8Array {
  const wanted = new Uint8Array(tierCount);
  for (const letter of letters) wanted[parseTier(letter.trim(), tierCount, pointer)] = 1;
  return tier.map((t) => wanted[t]!);
}

function selectValues(
  accounts: Accounts,
  name: string,
  values: readonly string[],
  pointer: string,
): Uint8Array {
  const column = accounts.text.get(name);
  if (column === undefined) {
    const known = [...accounts.text.keys()];
    const numeric = accounts.numbers.has(name) ? " (it holds numbers)" : "";
    throw unknown(
      "unknown-column",
      `Unknown text column "${name}"${numeric}`,
      nearestNames(name, known),
      pointer,
    );
  }
  const places = new Map(column.values.map((value, code) => [value, code]));
  const wanted = new Uint8Array(column.values.length);
  for (const value of values) {
    const code = places.get(value) ?? places.get(value.trim());
    if (code === undefined) {
      const nearest = nearestNames(value, column.values);
      throw unknown("unknown-value", `Unknown value "${value}" of ${name}`, nearest, pointer);
    }
    wanted[code] = 1;
  }
  const mask = new Uint8Array(accounts.n);
  for (let i = 0; i < mask.length; i++) mask[i] = wanted[column.codes[i]!]!;
  return mask;
}

function unknown(
  code: "unknown-column" | "unknown-value",
  what: string,
  nearest: readonly string[],
  pointer: string,
): TieringError {
  const offer = nearest.length > 0 ? `; nearest are ${nearest.map((name) => `"${name}"`).join(", ")}` : "";
  return new TieringError(code, `${what}${offer}.`, { pointer, nearest });
}

function mark(mask: Uint8Array, selected: Uint8Array): void {
  for (let i = 0; i < mask.length; i++) if (selected[i] === 1) mask[i] = 1;
}
