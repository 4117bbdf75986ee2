/** Why no interpretation could be given; the server maps each to a status. */
export type PromptErrorCode =
  /** The model failed and the fallback is switched off: 502. */
  | "model-failed"
  /** The model may be asked again later and the fallback is switched off: 503 with Retry-After. */
  | "model-busy"
  /** The caller's signal was aborted. */
  | "cancelled"
  /** An option of the interpreter is out of range. */
  | "invalid-option";

/** An error of the prompts room; the message says what was got and what was expected. */
export class PromptError extends Error {
  readonly code: PromptErrorCode;
  /** Seconds after which asking again may help, with `model-busy` only. */
  readonly retryAfterSeconds: number | null;

  constructor(code: PromptErrorCode, message: string, retryAfterSeconds: number | null = null) {
    super(message);
    this.name = "PromptError";
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
