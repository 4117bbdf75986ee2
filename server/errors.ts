import { ContractError, type ContractErrorCode } from "../contract/errors.ts";
import type { Fault, Problem } from "../contract/problem.ts";
import { PromptError } from "../prompts/index.ts";
import { clientLeft, ServiceError, type ServiceErrorCode } from "../service/errors.ts";
import { TieringError } from "../tiering/index.ts";

/** What can go wrong between a request and its answer. */
export type ServerErrorCode =
  | "malformed-json"
  | "malformed-request"
  | "not-found"
  | "wrong-host"
  | "cross-site"
  | "sign-in-needed"
  | "role-not-sufficient"
  | "too-many-requests"
  | "no-book"
  | "invalid-link"
  | "method-not-allowed"
  | "not-acceptable"
  | "precondition-failed"
  | "expectation-failed"
  | "headers-too-large"
  | "request-too-slow"
  | "body-too-large"
  | "unsupported-media-type"
  | "unsupported-encoding"
  | "invalid-book"
  | "invalid-file"
  | "upload-busy"
  | "replay-differs"
  | "interpreter-unavailable"
  | "interpreter-busy"
  | "internal";

interface ServerErrorDetails {
  readonly faults?: readonly Fault[];
  /** Response headers that belong to the error, such as `Allow` or `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** An error of the server room; the message says what was got and what was expected. */
export class ServerError extends Error {
  readonly code: ServerErrorCode;
  readonly details: ServerErrorDetails;

  constructor(code: ServerErrorCode, message: string, details: ServerErrorDetails = {}) {
    super(message);
    this.name = "ServerError";
    this.code = code;
    this.details = details;
  }
}

/** A problem and the headers that go with it. */
export interface ProblemAnswer {
  readonly problem: Omit<Problem, "instance" | "requestId">;
  readonly headers: Readonly<Record<string, string>>;
}

const KINDS: Readonly<
  Record<ServerErrorCode | ContractErrorCode | ServiceErrorCode, readonly [status: number, title: string]>
> = {
  "invalid-config": [500, "Configuration not valid"],
  "malformed-json": [400, "Body is not JSON"],
  "malformed-request": [400, "Request not readable"],
  "invalid-body": [422, "Body not valid"],
  "invalid-query": [400, "Query not valid"],
  "not-found": [404, "Not found"],
  "wrong-host": [421, "Not a name of this server"],
  "cross-site": [403, "Sent by another site"],
  "sign-in-needed": [401, "Sign-in needed"],
  "sign-in-failed": [401, "Not signed in"],
  "too-many-tries": [429, "Too many wrong tokens"],
  "no-role": [403, "No role here"],
  "sign-in-unavailable": [503, "Identity provider not reached"],
  "own-proposal": [403, "Another admin approves"],
  "role-not-sufficient": [403, "Not allowed to this role"],
  "too-many-requests": [429, "Too many requests"],
  "invalid-link": [422, "No link to a result"],
  "no-book": [404, "No book here"],
  "method-not-allowed": [405, "Method not allowed"],
  "not-acceptable": [406, "No acceptable representation"],
  "precondition-failed": [412, "Not what it was"],
  "expectation-failed": [417, "Expectation not met"],
  "headers-too-large": [431, "Headers too large"],
  "request-too-slow": [408, "Request too slow"],
  "body-too-large": [413, "Body too large"],
  "unsupported-media-type": [415, "Content type not supported"],
  "unsupported-encoding": [415, "Content encoding not supported"],
  "client-left": [499, "Client left"],
  "queue-full": [503, "Too many runs at once"],
  "too-many-tasks": [429, "Too many runs of one client"],
  "time-limit": [503, "Run took too long"],
  draining: [503, "Server is shutting down"],
  "store-unavailable": [503, "Store does not answer"],
  "store-full": [507, "Store is full"],
  "store-conflict": [409, "Changed meanwhile"],
  "book-lost": [503, "Book cannot be read any more"],
  "invalid-backup": [422, "Backup cannot be restored"],
  "key-reused": [422, "Idempotency-Key was used before"],
  "invalid-book": [422, "Book cannot be loaded"],
  "invalid-file": [422, "File cannot be read"],
  "upload-busy": [503, "Too many uploads at once"],
  "replay-differs": [409, "Comes out otherwise"],
  "interpreter-unavailable": [502, "Interpreter unavailable"],
  "interpreter-busy": [503, "Interpreter busy"],
  internal: [500, "Internal error"],
};

/** Turns anything thrown into the problem that the client sees; an unknown error shows nothing of itself. */
function toProblem(error: unknown): ProblemAnswer {
  if (error instanceof TieringError) return tieringProblem(error);
  if (error instanceof ContractError) return problemOf(error.code, error.message, error.details);
  if (error instanceof PromptError && error.code === "cancelled") return serviceProblem(clientLeft());
  if (error instanceof ServiceError) return serviceProblem(error);
  const { code, message, details } =
    error instanceof ServerError ? error : (fromPrompts(error) ?? fromParser(error) ?? internal());
  return problemOf(code, message, details);
}

function problemOf(code: keyof typeof KINDS, detail: string, details: ServerErrorDetails): ProblemAnswer {
  const [status, title] = KINDS[code];
  const { faults, headers = {} } = details;
  const type = `urn:tiering-assistant:problem:${code}`;
  return { problem: { type, title, status, detail, code, ...(faults && { errors: faults }) }, headers };
}

function serviceProblem({ code, message, retryAfterSeconds }: ServiceError): ProblemAnswer {
  if (retryAfterSeconds === null) return problemOf(code, message, {});
  return problemOf(code, message, { headers: { "Retry-After": String(retryAfterSeconds) } });
}

/** The problem as the body of an answer to one request, and the headers that go with it. */
export function problemBody(error: unknown, to: { method: string; path: string; requestId: string }) {
  const { problem, headers } = toProblem(error);
  const { errors } = problem;
  const named = to.method === "POST" ? errors : errors?.map(byParameter);
  return {
    body: { ...problem, ...(named ? { errors: named } : {}), instance: to.path, requestId: to.requestId },
    headers,
  };
}

/** Where there is no body, `#/policy/scope/0` is the parameter `scope`. */
function byParameter({ pointer, ...fault }: Fault): Fault {
  const parameter = pointer?.replace(/^#\/(policy\/)?/, "").split("/")[0];
  return parameter ? { parameter, ...fault } : fault;
}

function internal(): ServerError {
  return new ServerError("internal", "Something failed on our side; the request id finds it in the log.");
}

function tieringProblem(error: TieringError): ProblemAnswer {
  const { pointer, nearest } = error.details;
  const fault = { ...(pointer ? { pointer: `#${pointer}` } : {}), detail: error.message };
  return {
    problem: {
      type: `urn:tiering-assistant:problem:${error.code}`,
      title: error.code === "unknown-account" ? "No such account" : "Plan not possible",
      status: 422,
      detail: error.message,
      code: error.code,
      errors: [nearest ? { ...fault, nearest } : fault],
    },
    headers: {},
  };
}

/** What the interpreter throws: only where its fallback is switched off, or the client has left. */
function fromPrompts(error: unknown): ServerError | null {
  if (!(error instanceof PromptError)) return null;
  if (error.code === "model-failed") return new ServerError("interpreter-unavailable", error.message);
  if (error.code !== "model-busy") return null;
  const headers = { "Retry-After": String(error.retryAfterSeconds ?? 1) };
  return new ServerError("interpreter-busy", error.message, { headers });
}

/** What Express and its body parser throw, plain errors with a `type` and a `status`, in words of our own. */
function fromParser(error: unknown): ServerError | null {
  if (!(error instanceof Error)) return null;
  const { type, status, errno } = error as { type?: unknown; status?: unknown; errno?: unknown };
  if (typeof status !== "number" || status < 400 || status >= 500) return null;
  if (error instanceof URIError) {
    const message =
      "The path has a % that begins no character; expected percent-encoded UTF-8, in which % itself is %25.";
    return new ServerError("malformed-request", message);
  }
  if (type === "encoding.unsupported" || type === "charset.unsupported") {
    const message =
      "The body's Content-Encoding is none that is read here; expected gzip, deflate, br or none.";
    return new ServerError("unsupported-encoding", message);
  }
  // Only what unpacks has a number.
  const message =
    typeof errno === "number"
      ? "The body is not what its Content-Encoding says; expected one that unpacks to its end."
      : type === "request.size.invalid"
        ? "The body is not as long as Content-Length says; expected as many bytes."
        : "The request could not be read; expected a whole one, as HTTP writes it.";
  return new ServerError("malformed-request", message);
}
