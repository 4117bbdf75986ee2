import type { Stopped } from "../tiering/index.ts";

/** What can go wrong in a use case, beside what the rooms below say themselves. */
export type ServiceErrorCode =
  | "invalid-config"
  | "client-left"
  | "queue-full"
  | "too-many-tasks"
  | "time-limit"
  | "draining"
  | "store-unavailable"
  | "store-full"
  | "store-conflict"
  | "key-reused"
  | "book-lost"
  | "invalid-backup"
  | "sign-in-failed"
  | "too-many-tries"
  | "no-role"
  | "role-not-sufficient"
  | "own-proposal"
  | "sign-in-unavailable";

/** An error of the service room; the message says what was got and what was expected. */
export class ServiceError extends Error {
  readonly code: ServiceErrorCode;
  /** Seconds after which asking again may help, where that is known, as with `queue-full` or `store-unavailable`. */
  readonly retryAfterSeconds: number | null;

  constructor(code: ServiceErrorCode, message: string, retryAfterSeconds: number | null = null) {
    super(message);
    this.name = "ServiceError";
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The error of a part of an answer that the time limit left out. */
export function outOfTime(stopped: Stopped | null): ServiceError {
  return new ServiceError("time-limit", stopped?.text ?? "The run took longer than it may.");
}

/** The error of a caller who went away before the answer was there. */
export function clientLeft(): ServiceError {
  return new ServiceError("client-left", "The client left before the run was over.");
}
