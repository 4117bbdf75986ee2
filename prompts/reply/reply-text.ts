import { MAX_REPLY } from "../merge/meaning.ts";

const ESCAPE = String.fromCharCode(0x1b);
const ANSI = new RegExp(
  `${ESCAPE}(?:\\[[0-9;?]*[ -/]*[@-~]|\\][^${ESCAPE}]{0,200}?(?:\\u0007|${ESCAPE}\\\\))`,
  "gu",
);
/** Control and format characters (bidirectional marks, zero widths, tags), line breaks and tabs apart. */
const INVISIBLE = /(?![\n\t])[\p{Cc}\p{Cf}]/gu;

/**
 * The text as it may reach a user: at most 2,000 characters, well-formed, without terminal escapes,
 * control, bidirectional or invisible characters; line breaks stay.
 */
export function cleanReply(text: string): string {
  // Cut generously first: a reply of megabytes is not worth cleaning whole.
  const cleaned = text
    .slice(0, 4 * MAX_REPLY)
    .replace(/\r\n?|[\u2028\u2029]/gu, "\n")
    .replace(ANSI, "")
    .replace(INVISIBLE, "")
    .toWellFormed()
    .trim();
  if (cleaned.length <= MAX_REPLY) return cleaned;
  return `${cleaned.slice(0, MAX_REPLY - 1).replace(/[\ud800-\udbff]$/u, "")}…`;
}
