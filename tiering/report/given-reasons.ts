import type { Accounts } from "../accounts.ts";
import { TieringError } from "../errors.ts";
import { findAccount } from "../lookup.ts";
import type { Policy } from "../plan/index.ts";

/** Longest text of a given reason, characters. */
export const LONGEST_REASON = 200;

/**
 * The reasons that a plan gives for single accounts, by index. What stands before the first colon that makes it an ID
 * of the book is the account, so that IDs with colons are found; `id:7|12` are several. O(entries · colons · log n).
 * @throws TieringError `unknown-account`, `invalid-policy` for a long text or a second one about one account
 */
export function readGivenReasons(accounts: Accounts, entries: Policy["reason"]): ReadonlyMap<number, string> {
  const reasons = new Map<number, string>();
  entries?.forEach((entry, index) => {
    const pointer = `/policy/reason/${index}`;
    const { about, text } = splitEntry(accounts, entry, pointer);
    if (text.length > LONGEST_REASON) {
      const message = `A reason has ${text.length} characters; expected at most ${LONGEST_REASON}.`;
      throw new TieringError("invalid-policy", message, { pointer });
    }
    for (const account of about) {
      if (reasons.has(account)) {
        const message = `Two reasons are about one account ("${reasons.get(account)}", "${text}"); expected one.`;
        throw new TieringError("invalid-policy", message, { pointer });
      }
      reasons.set(account, text);
    }
  });
  return reasons;
}

function splitEntry(accounts: Accounts, entry: string, pointer: string): { about: number[]; text: string } {
  for (let colon = entry.indexOf(":"); colon >= 0; colon = entry.indexOf(":", colon + 1)) {
    const account = findAccount(accounts, entry.slice(0, colon).trim());
    if (account >= 0) return { about: [account], text: entry.slice(colon + 1).trim() };
  }
  const [, ids = "", text = ""] = /^id:([^:]*):(.*)$/i.exec(entry) ?? [];
  const about = ids === "" ? [] : ids.split("|").map((id) => findAccount(accounts, id.trim()));
  if (about.length > 0 && about.every((account) => account >= 0)) return { about, text: text.trim() };
  const message = `"${brief(entry)}" is a reason about no account; expected an ID of this book or id:7|12, a colon and the text.`;
  throw new TieringError("unknown-account", message, { pointer });
}

function brief(entry: string): string {
  return entry.length > 80 ? `${entry.slice(0, 80)}…` : entry;
}
