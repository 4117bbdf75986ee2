import { ServiceError } from "../errors.ts";

/** Seconds after which asking again may help. */
const RETRY_SECONDS = 2;

/** Result codes of SQLite: no room; taken by another process; a row that is there already. */
const SQLITE_FULL = 13;
const SQLITE_LOCKED = new Set([5, 6]);
const SQLITE_TAKEN = new Set([1555, 2067]);
/** Codes that mean that the file cannot be used now. */
const SQLITE_DENIED = new Set([3, 5, 6, 8, 10, 11, 14, 15, 26]);

/** SQLSTATEs of PostgreSQL: no room, written by two at once, and classes that mean that it is not there. */
const DISK_FULL = "53100";
const WRITTEN_AT_ONCE = new Set(["23505", "40001", "40P01"]);
const GONE = /^(?:08|53|57|25006|25P03)/;

/** What pg and the sockets say where no answer came. */
const NO_ANSWER = /timeout|terminated|ECONN|EPIPE|ENOTFOUND|EAI_AGAIN|closed|not queryable|discarded/i;

/** What a fault of the database means. */
export type FaultKind = "full" | "unavailable" | "at-once";

/** Tells faults of the database from those of our own; null for the latter. */
export function faultOf(error: unknown): FaultKind | null {
  if (!(error instanceof Error)) return null;
  const { code = "", errcode } = error as { code?: string; errcode?: number };
  if (typeof errcode === "number") {
    // Extended result codes carry the plain one in their low byte.
    const plain = errcode & 0xff;
    if (plain === SQLITE_FULL) return "full";
    if (SQLITE_TAKEN.has(errcode)) return "at-once";
    return SQLITE_DENIED.has(plain) ? "unavailable" : null;
  }
  if (code === DISK_FULL || code === "ENOSPC") return "full";
  if (WRITTEN_AT_ONCE.has(code)) return "at-once";
  if (GONE.test(code) || NO_ANSWER.test(code) || NO_ANSWER.test(error.message)) return "unavailable";
  return null;
}

/** Whether another process has an SQLite file to itself at this moment. */
export function isLocked(error: unknown): boolean {
  const { errcode } = error as { errcode?: number };
  return typeof errcode === "number" && SQLITE_LOCKED.has(errcode & 0xff);
}

/** The error that a caller sees for a fault of the database; the fault itself stays its cause. */
export function storeError(kind: FaultKind, cause: unknown): ServiceError {
  const [code, message] = SAID[kind];
  const error = new ServiceError(code, message, kind === "unavailable" ? RETRY_SECONDS : null);
  error.cause = cause;
  return error;
}

const SAID = {
  full: [
    "store-full",
    "The store has no room left, so nothing was written; what was there before is still there. It takes writes again when its disk has room.",
  ],
  unavailable: [
    "store-unavailable",
    "The store does not answer, so this could not be read or written; what needs no store still works.",
  ],
  "at-once": [
    "store-conflict",
    "Someone else changed the same thing at the same moment; look, then try again.",
  ],
} as const;
