/** What can be wrong with a request to the tiering core; each is the caller's to mend. */
export type TieringErrorCode =
  | "unknown-account"
  | "unknown-column"
  | "unknown-value"
  | "unknown-tier"
  | "invalid-policy"
  | "infeasible-policy"
  | "invalid-weights"
  | "no-signal"
  | "no-baseline"
  | "invalid-argument"
  | "cancelled";

/** Details of a {@link TieringError}: where in the request, and what would have been right. */
export interface TieringErrorDetails {
  /** Field of the plan at fault, as a JSON pointer below the plan, such as `/policy/scope/0`. */
  readonly pointer?: string;
  /** Nearest values that exist, best first, when a name was not found. */
  readonly nearest?: readonly string[];
}

/** An error of the tiering core; the message says what was got and what was expected. */
export class TieringError extends Error {
  readonly code: TieringErrorCode;
  readonly details: TieringErrorDetails;

  constructor(code: TieringErrorCode, message: string, details: TieringErrorDetails = {}) {
    super(message);
    this.name = "TieringError";
    this.code = code;
    this.details = details;
  }
}
