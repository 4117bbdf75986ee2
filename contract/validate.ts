import { z } from "zod";
import { nearestNames } from "../tiering/index.ts";
import { ContractError } from "./errors.ts";
import type { Fault } from "./problem.ts";

/** Reads a body against its schema. @throws {ContractError} `invalid-body` with a pointer for each fault. */
export function validateBody<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  const parsed = schema.safeParse(body, { reportInput: true });
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.flatMap((issue) => bodyFaults(issue, schema));
  throw new ContractError("invalid-body", `The body is not valid: ${summary(faults)}`, { faults });
}

/** Query parameters by name; a repeated one is an array, in the order given. */
export function readParameters(url: string): Record<string, string | string[]> {
  const parameters: Record<string, string | string[]> = Object.create(null);
  const start = url.indexOf("?");
  for (const [name, value] of new URLSearchParams(start < 0 ? "" : url.slice(start))) {
    const before = parameters[name];
    parameters[name] = before === undefined ? value : [before, value].flat();
  }
  return parameters;
}

/** Reads a query against its schema. @throws {ContractError} `invalid-query`, naming each faulty parameter. */
export function validateQuery<T extends z.ZodObject>(schema: T, url: string): z.output<T> {
  const parsed = schema.safeParse({ ...readParameters(url) }, { reportInput: true });
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.flatMap((issue) => queryFaults(issue, schema));
  throw new ContractError("invalid-query", `The query is not valid: ${summary(faults)}`, { faults });
}

function bodyFaults(issue: z.core.$ZodIssue, schema: z.ZodType): Fault[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      pointer: pointer([...issue.path, key]),
      ...unknownName("field", key, issue.path.length === 0 ? schema : null),
    }));
  }
  return [{ pointer: pointer(issue.path), detail: gotAndExpected(issue) }];
}

function queryFaults(issue: z.core.$ZodIssue, schema: z.ZodObject): Fault[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ parameter: key, ...unknownName("parameter", key, schema) }));
  }
  const parameter = issue.path.length > 0 ? { parameter: String(issue.path[0]) } : {};
  return [{ ...parameter, detail: gotAndExpected(issue) }];
}

function unknownName(kind: string, name: string, schema: z.ZodType | null) {
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const detail = `Unknown ${kind} ${shown(name)}${known.length > 0 ? `; known are ${known.join(", ")}` : ""}`;
  return known.length > 0 ? { detail, nearest: nearestNames(name, known).slice(0, 1) } : { detail };
}

function gotAndExpected(issue: z.core.$ZodIssue): string {
  const message = expected(issue);
  if (issue.input === undefined) return `Missing: ${message.replace(/, received undefined$/, "")}`;
  const got = typeof issue.input === "object" ? "" : `; got ${shown(issue.input)}`;
  return message + got;
}

function expected(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    return issue.errors.map(([first]) => (first ? expected(first) : "")).join(", or ");
  }
  if (issue.code === "invalid_key" && issue.issues[0]) return expected(issue.issues[0]);
  return issue.message.replace(/^Invalid (input|option): /, "");
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= 60 ? text : `${text.slice(0, 57)}… (${text.length} characters)`;
}

function summary(faults: readonly Fault[]): string {
  const first = faults[0]!;
  const where = first.pointer ?? first.parameter ?? "query";
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : "";
  return `${where}: ${first.detail}${more}.`;
}

function pointer(path: readonly PropertyKey[]): string {
  const steps = path.map((step) => String(step).replaceAll("~", "~0").replaceAll("/", "~1"));
  return `#${steps.map((step) => `/${encodeURIComponent(step)}`).join("")}`;
}
