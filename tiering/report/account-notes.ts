import type { Accounts } from "../accounts.ts";
import { TieringError } from "../errors.ts";
import { findAccount } from "../lookup.ts";
import type { Policy } from "../plan/index.ts";

/**
 * What a plan notes about accounts, by index. An entry's first part that is an ID of the book, up to a colon, is the
 * account, so that IDs with colons are found. O(entries · colons · log n).
 * @throws TieringError `unknown-account`, `invalid-policy` for a second note about one account
 */
export function readNotes(accounts: Accounts, entries: Policy["note"]): ReadonlyMap<number, string> {
  const notes = new Map<number, string>();
  entries?.forEach((entry, index) => {
    const pointer = `/policy/note/${index}`;
    const { account, text } = splitNote(accounts, entry, pointer);
    if (notes.has(account)) {
      const message = `Two notes are about one account ("${notes.get(account)}", "${text}"); expected one.`;
      throw new TieringError("invalid-policy", message, { pointer });
    }
    notes.set(account, text);
  });
  return notes;
}

function splitNote(accounts: Accounts, entry: string, pointer: string): { account: number; text: string } {
  for (let colon = entry.indexOf(":"); colon >= 0; colon = entry.indexOf(":", colon + 1)) {
    const account = findAccount(accounts, entry.slice(0, colon).trim());
    if (account >= 0) return { account, text: entry.slice(colon + 1).trim() };
  }
  const message = `"${entry}" is a note about no account; expected an ID of this book, a colon and the text.`;
  throw new TieringError("unknown-account", message, { pointer });
}
