import type { Fault } from "./problem.ts";

/** What can be wrong with a request's form. */
export type ContractErrorCode = "invalid-body" | "invalid-query";

/** A request that is not of its schema; the message says what was got and what was expected. */
export class ContractError extends Error {
  readonly code: ContractErrorCode;
  readonly details: { readonly faults: readonly Fault[] };

  constructor(code: ContractErrorCode, message: string, details: { readonly faults: readonly Fault[] }) {
    super(message);
    this.name = "ContractError";
    this.code = code;
    this.details = details;
  }
}
