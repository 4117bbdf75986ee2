import { ModelError, type OptionalParameter } from "./model.ts";

/** What is known of an answer with an error status. */
export interface HttpFailure {
  readonly status: number;
  /** The error's `code`, `type` and `param` where the body named them. */
  readonly code: string | null;
  readonly type: string | null;
  readonly parameter: string | null;
  /** The upstream's own words: read here, never passed on. */
  readonly message: string;
  readonly retryAfter: string | null;
}

const OPTIONAL: readonly OptionalParameter[] = ["temperature", "response_format", "max_completion_tokens"];
const UNSUPPORTED =
  /unsupported|not supported|does ?n.t support|unrecogni[sz]ed|unknown|not permitted|not allowed|only the default/iu;

/**
 * What an error status means for the loop.
 * @param now milliseconds since 1970, for a Retry-After that is a date.
 */
export function failureOfStatus(failure: HttpFailure, now: number): ModelError {
  const { status } = failure;
  if (failure.code === "insufficient_quota" || failure.type === "insufficient_quota" || status === 402) {
    return new ModelError("fatal", "the model's quota is spent");
  }
  const wait = parseRetryAfter(failure.retryAfter, now);
  if (status === 429 || (status === 503 && failure.retryAfter !== null)) {
    const details = wait === null ? {} : { retryAfterMs: wait };
    return new ModelError("busy", `the model is busy (status ${status})`, details);
  }
  if (status === 400 || status === 422) {
    const parameter = unsupportedParameter(failure);
    if (parameter !== null) {
      return new ModelError("unsupported", `the model does not take ${parameter}`, { parameter });
    }
  }
  if (status >= 500 || status === 408) {
    return new ModelError("transient", `the model's endpoint failed (status ${status})`);
  }
  return new ModelError("fatal", `the model's endpoint refused the request (status ${status})`);
}

/** Milliseconds that a Retry-After header asks for, or null where it is absent, negative or garbage. */
function parseRetryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  if (/^\d+(\.\d+)?$/u.test(text)) return Number(text) * 1000;
  if (!/^[A-Z][a-z]{2}, .+ GMT$/u.test(text)) return null;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

function unsupportedParameter(failure: HttpFailure): OptionalParameter | null {
  if (/contain the word/iu.test(failure.message)) return null;
  const named = OPTIONAL.find((name) => failure.parameter === name || failure.message.includes(name));
  if (named === undefined) return null;
  const says = UNSUPPORTED.test(failure.message) || (failure.code ?? "").startsWith("unsupported");
  return says ? named : null;
}

const UNREACHABLE =
  /^(?:ENOTFOUND|EAI_|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EPROTO|ERR_SSL|ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_INVALID_URL)/u;

/** What a connection that failed means for the loop: resets may pass, names and certificates will not. */
export function failureOfConnection(error: unknown): ModelError {
  for (const cause of causes(error)) {
    if (cause instanceof ModelError) return cause;
    if (/redirect/iu.test(cause.message)) {
      return new ModelError("fatal", "the model's endpoint redirects, which is not followed");
    }
    const code = "code" in cause ? String(cause.code) : "";
    if (UNREACHABLE.test(code))
      return new ModelError("fatal", `the model cannot be reached (${code.slice(0, 40)})`);
  }
  return new ModelError("transient", "the connection to the model broke");
}

/** The error and its causes, outermost first; an aggregate counts as its first member. */
function causes(error: unknown): Error[] {
  const chain: Error[] = [];
  let current = error;
  while (current instanceof Error && chain.length < 10) {
    chain.push(current);
    current = current instanceof AggregateError ? current.errors[0] : current.cause;
  }
  return chain;
}
