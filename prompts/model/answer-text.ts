import { type ModelAnswer, modelAnswerSchema, SPOKEN_FIELDS } from "../../contract/model-answer.ts";
import { findStructureFault } from "./json-structure.ts";

/** One thing that is wrong with an answer: where, and what was got and expected. */
export interface Fault {
  /** Dotted path such as `weights.runway`; empty for the answer as a whole. */
  readonly path: string;
  readonly message: string;
}

/** A model's answer as read: valid, or with the faults to correct and what is valid without them. */
export type AnswerReading =
  | { readonly answer: ModelAnswer }
  | {
      readonly faults: readonly Fault[];
      /** The answer without its faulty rules or question; null where the rest is not valid either. */
      readonly rest: ModelAnswer | null;
    };

/** Most faults that one correction names; more would not be read. */
const MAX_FAULTS = 8;

/** Longest answer that is parsed, characters: ours need a few hundred. */
const MAX_ANSWER = 256 * 1024;

const SELECTORS =
  'selectors such as "Column:value|value", "tier:A", "Column>1000" or "top:50:Column", or null';

/** What a field takes, for corrections of what a union refuses in general words. */
const FORMS: Readonly<Record<string, string>> = {
  method: 'expected "hybrid", "kpi" or "none"',
  "policy.maxTierStep": 'expected a whole number from 1 to 25, "free" or null',
  "policy.tierSizes": 'expected accounts by tier, as in {"A": 1200}, or shares, as in {"A": "5%"}, or null',
  "policy.strategicTiers":
    'expected how many top tiers, tier names as in "A,C", "top:0.5", "revenue:0.8" or null',
  "policy.hold": `expected a list of account IDs or ${SELECTORS}`,
  "policy.scope": `expected a list of ${SELECTORS}`,
  "policy.mayRise": `expected a list of ${SELECTORS}, or ["none"]`,
  "policy.mayFall": `expected a list of ${SELECTORS}, or ["none"]`,
  "policy.lift": `expected a list of ${SPOKEN_FIELDS.join(", ")}, or null`,
  "policy.coefficients": 'expected {"tpa": number, "sfi": number, "tci": number} or null',
  ask: 'expected null or one question, as in {"kind": "account", "id": "42"}',
  plan: 'expected "undo", "redo", "start-over" or null',
};

/**
 * Reads the model's text strictly: one JSON object, no duplicate keys, every weight a number. Only a byte
 * order mark and a code fence around the whole are mended. Cost: linear in the text, at most 256 kB of it.
 * @param methods those that the message allows
 */
export function readAnswer(
  content: string | null,
  finishReason: string | null,
  methods: readonly ModelAnswer["method"][] = ["hybrid", "kpi", "none"],
): AnswerReading {
  const given = content ?? "";
  if (given.length > MAX_ANSWER)
    return whole("the answer is longer than 256 kB; expected one short JSON object");
  const text = unfence(given.trim());
  if (text === "") return whole("the answer was empty, expected one JSON object");
  if (finishReason === "length")
    return whole("the answer was cut off at the token limit; give a shorter reply");
  if (finishReason === null) return whole("the answer was not finished, expected one complete JSON object");
  if (finishReason === "tool_calls" || finishReason === "function_call")
    return whole("the answer was a tool call, expected one JSON object as text");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return whole("the answer is not valid JSON; expected exactly one JSON object and nothing around it");
  }
  const structure = findStructureFault(text);
  if (structure !== null) return whole(structure);
  const parsed = modelAnswerSchema.safeParse(value);
  if (parsed.success && methods.includes(parsed.data.method)) return { answer: parsed.data };
  if (parsed.success) {
    const message = withGot(
      `${FORMS.method}; "direct" and "baseline" only where the message asks for them`,
      value,
      ["method"],
    );
    return { faults: [{ path: "method", message }], rest: null };
  }
  const { issues } = parsed.error;
  const faults = issues.slice(0, MAX_FAULTS).map(({ message, path }) => ({
    path: path.map(String).join("."),
    message: withGot(formOf(path) ?? message, value, path),
  }));
  return {
    faults,
    rest: withoutFaulty(
      value,
      issues.map(({ path }) => path),
    ),
  };
}

function formOf(path: readonly PropertyKey[]): string | null {
  const names = path.filter((key) => typeof key === "string");
  const exact = FORMS[names.join(".")];
  if (exact !== undefined || names[0] === "weights") return exact ?? null;
  return (
    (names.length > 2 ? FORMS[names.slice(0, 2).join(".")] : undefined) ??
    (names[0] === "ask" && names.length <= 2 && names[1] === "kind" ? (FORMS.ask ?? null) : null)
  );
}

/** The answer with the faulty rules and the faulty question left out; null where that does not help. */
function withoutFaulty(value: unknown, paths: readonly (readonly PropertyKey[])[]): ModelAnswer | null {
  // What has to be there is missed when it is left out, so that only rules and questions can go.
  const kept: Record<string, unknown> = { ...(value as object) };
  for (const [head, field] of paths) {
    const { policy } = kept;
    const inside = head === "policy" && field !== undefined && typeof policy === "object" && policy !== null;
    if (inside) kept.policy = Object.fromEntries(Object.entries(policy).filter(([name]) => name !== field));
    else delete kept[String(head)];
  }
  const parsed = modelAnswerSchema.safeParse(kept);
  return parsed.success ? parsed.data : null;
}

function whole(message: string): AnswerReading {
  return { faults: [{ path: "", message }], rest: null };
}

/** The text inside a code fence that stands around the whole; the text itself where none does. */
function unfence(text: string): string {
  if (!text.startsWith("```") || !text.endsWith("```") || text.length < 6) return text;
  const line = text.indexOf("\n");
  const start = line >= 0 && /^[a-z]{0,12}\s{0,3}$/iu.test(text.slice(3, Math.min(line, 24))) ? line + 1 : 3;
  return text.slice(start, -3).trim();
}

/** The message with what stood at the path, as escaped JSON and cut short. */
function withGot(message: string, root: unknown, path: readonly PropertyKey[]): string {
  let value: unknown = root;
  for (const key of path) {
    // One value where a list stands is read as a list of it.
    if (typeof value !== "object" || value === null) break;
    if (!Object.hasOwn(value, key)) return `${message}; it is missing`;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  if (typeof value === "object" && value !== null) return message;
  return `${message}; got ${JSON.stringify(value).slice(0, 60)}`;
}
