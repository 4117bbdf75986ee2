import { z } from "zod";
import { nearestNames } from "../tiering/index.ts";
import type { Fault } from "./problem.ts";

/** Most faults that a problem lists; the others are counted. */
const MOST_FAULTS = 20;

/** What a schema found wrong: the first faults, and how many there are in all. */
export interface Faults {
  readonly faults: readonly Fault[];
  readonly total: number;
}

/** The faults of a body, each with its pointer. */
export function faultsOfBody(error: z.ZodError, schema: z.ZodType): Faults {
  return collect(error, schema, "field", (path, detail) => ({ pointer: pointerOf(path), ...detail }));
}

/** The faults of a query, each with its parameter. */
export function faultsOfQuery(error: z.ZodError, schema: z.ZodType): Faults {
  return collect(error, schema, "parameter", ([parameter], detail) =>
    parameter === undefined ? detail : { parameter: String(parameter), ...detail },
  );
}

/** The one fault of a body that says something under a name which it cannot have. */
export function faultOfName(path: readonly PropertyKey[]): Faults {
  const detail = unknownName("field", String(path.at(-1)), []);
  return { faults: [{ pointer: pointerOf(path), ...detail }], total: 1 };
}

/** The faults as one sentence's end: where and what the first is, and how many more there are. */
export function summaryOf({ faults, total }: Faults): string {
  const first = faults[0]!;
  const where = first.pointer ?? first.parameter ?? "query";
  const more = total > 1 ? ` (and ${total - 1} more)` : "";
  return `${where}: ${first.detail}${more}.`;
}

type Detail = Pick<Fault, "detail" | "nearest">;
type Locate = (path: readonly PropertyKey[], detail: Detail) => Fault;

function collect(error: z.ZodError, schema: z.ZodType, kind: string, locate: Locate): Faults {
  const faults: Fault[] = [];
  let total = 0;
  for (const issue of error.issues) {
    if (issue.code !== "unrecognized_keys") {
      if (total++ < MOST_FAULTS) faults.push(locate(issue.path, { detail: gotAndExpected(issue) }));
      continue;
    }
    for (const key of issue.keys.slice(0, MOST_FAULTS - faults.length)) {
      const known = issue.path.length === 0 && schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
      faults.push(locate([...issue.path, key], unknownName(kind, key, known)));
    }
    total += issue.keys.length;
  }
  return { faults, total };
}

function unknownName(kind: string, name: string, known: readonly string[]): Detail {
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
  // What a schema says of itself goes before what its alternatives say.
  if (issue.code === "invalid_union" && issue.errors.length > 0 && issue.message === "Invalid input") {
    return issue.errors.map(([first]) => (first ? expected(first) : "")).join(", or ");
  }
  if (issue.code === "invalid_key" && issue.issues[0]) return expected(issue.issues[0]);
  return issue.message.replace(/^Invalid (input|option): /, "");
}

function shown(value: unknown): string {
  // JSON has no word for what is no finite number.
  const text = typeof value === "number" ? String(value) : (JSON.stringify(value) ?? String(value));
  return text.length <= 60 ? text : `${text.slice(0, 57)}… (${text.length} characters)`;
}

/** Longest name in a pointer, characters: a field of any name may be asked for, and takes some nine bytes a character here. */
const LONGEST_NAME = 200;

/** JSON pointer to a place in a body, as a URI fragment; a name that is longer than any of ours is cut. */
export function pointerOf(path: readonly PropertyKey[]): string {
  const names = path.map((step) => String(step).slice(0, LONGEST_NAME).toWellFormed());
  const steps = names.map((name) => name.replaceAll("~", "~0").replaceAll("/", "~1"));
  return `#${steps.map((step) => `/${encodeURIComponent(step)}`).join("")}`;
}
