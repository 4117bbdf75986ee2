import { POLICY_FIELDS, type Policy, SIGNALS, type Signal } from "../../tiering/index.ts";
import { misses } from "./book-seen.ts";
import { signedOut } from "./signed-out.ts";

/** One fault of a request: where it stands, and what would be right. */
export interface Fault {
  readonly pointer?: string;
  readonly parameter?: string;
  readonly detail: string;
  /** Nearest values that exist, best first. */
  readonly nearest?: readonly string[];
}

/** What went wrong with a request, as the page shows it. */
export interface Trouble {
  /** `connection`: no answer came; `request`: the server refused it; `server`: it failed or is busy. */
  readonly kind: "connection" | "request" | "server";
  /** Of the server's answer; absent where none came. */
  readonly status?: number;
  readonly title: string;
  readonly detail: string;
  readonly faults: readonly Fault[];
}

/** A request that did not get its answer. */
export class RequestError extends Error {
  readonly trouble: Trouble;
  /** The answer as it came, where it says more than the trouble; null otherwise. */
  readonly body: unknown;

  constructor(trouble: Trouble, body: unknown = null) {
    super(trouble.detail);
    this.body = body;
    this.name = "RequestError";
    this.trouble = trouble;
  }
}

/** Reads an RFC 9457 problem, or makes the best of whatever else came. */
export function readProblem(status: number, body: unknown): Trouble {
  if (status === 401) signedOut.value = true;
  if (status === 404) misses.value = misses.peek() + 1;
  const problem = typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  const text = (name: string, otherwise: string) =>
    typeof problem[name] === "string" ? problem[name] : otherwise;
  return {
    kind: status >= 500 ? "server" : "request",
    status,
    title: text("title", status >= 500 ? "The server could not answer" : "The server refused this"),
    detail: text("detail", `The server answered with status ${status}.`),
    faults: Array.isArray(problem.errors) ? (problem.errors as Fault[]) : [],
  };
}

/** Anything thrown, as trouble to show; null for a request that was stopped on purpose. */
export function troubleOf(error: unknown): Trouble | null {
  if (error instanceof RequestError) return error.trouble;
  if (error instanceof DOMException && error.name === "AbortError") return null;
  if (error instanceof TypeError) {
    return {
      kind: "connection",
      title: "Connection lost",
      detail: "The server cannot be reached. Nothing is lost; this page tries again by itself.",
      faults: [],
    };
  }
  const detail = error instanceof Error ? error.message : String(error);
  return { kind: "server", title: "Something went wrong", detail, faults: [] };
}

/** A field of a plan, as a query and a pointer name it. */
export type Field = "method" | Signal | keyof Policy;

/** The fields of a plan that the page shows faults beside. */
const FIELDS: readonly Field[] = ["method", ...SIGNALS, ...POLICY_FIELDS];

/** The field that a fault is about: from its parameter, or from a pointer such as `#/policy/scope/0`. */
export function fieldOf(fault: Fault): Field | null {
  const steps = fault.parameter ? [fault.parameter] : (fault.pointer ?? "").replace(/^#/, "").split("/");
  return FIELDS.find((field) => steps.includes(field)) ?? null;
}
