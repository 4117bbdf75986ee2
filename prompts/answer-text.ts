import { type ModelAnswer, modelAnswerSchema } from "../contract/model-answer.ts";
import { findStructureFault } from "./json-structure.ts";

/** One thing that is wrong with an answer: where, and what was got and expected. */
export interface Fault {
  /** Dotted path such as `weights.runway`; empty for the answer as a whole. */
  readonly path: string;
  readonly message: string;
}

/** A model's answer as read: either valid, or with the faults to correct. */
export type Reading = { readonly answer: ModelAnswer } | { readonly faults: readonly Fault[] };

/** Most faults that one correction names; more would not be read. */
const MAX_FAULTS = 8;

/**
 * Reads the model's text strictly: one JSON object, no duplicate keys, every number a number. Only a
 * byte order mark and a code fence around the whole are mended.
 */
export function readAnswer(content: string | null, finishReason: string | null): Reading {
  const text = unfence((content ?? "").replace(/^\uFEFF/u, "").trim());
  if (text === "") return whole("the answer was empty, expected one JSON object");
  if (finishReason === "length")
    return whole("the answer was cut off at the token limit; give a shorter reply");
  if (finishReason === null) return whole("the answer was not finished, expected one complete JSON object");
  if (finishReason === "tool_calls" || finishReason === "function_call") {
    return whole("the answer was a tool call, expected one JSON object as text");
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return whole("the answer is not valid JSON; expected exactly one JSON object and nothing around it");
  }
  const structure = findStructureFault(text);
  if (structure !== null) return whole(structure);
  const parsed = modelAnswerSchema.safeParse(value);
  if (parsed.success) return { answer: parsed.data };
  return {
    faults: parsed.error.issues.slice(0, MAX_FAULTS).map((issue) => ({
      path: issue.path.map(String).join("."),
      message:
        issue.path.at(-1) === "method"
          ? withGot('expected "hybrid", "kpi" or "none"', value, issue.path)
          : withGot(issue.message, value, issue.path),
    })),
  };
}

function whole(message: string): Reading {
  return { faults: [{ path: "", message }] };
}

function unfence(text: string): string {
  return /^```[a-z]*\s*\n?([\s\S]*?)\s*```$/iu.exec(text)?.[1]?.trim() ?? text;
}

/** The message with what stood at the path, as escaped JSON and cut short. */
function withGot(message: string, root: unknown, path: readonly PropertyKey[]): string {
  let value: unknown = root;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key))
      return `${message}; it is missing`;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  if (typeof value === "object" && value !== null) return message;
  return `${message}; got ${JSON.stringify(value)?.slice(0, 60)}`;
}
