import { policySchema } from "../../contract/policy.ts";
import {
  METHODS,
  type Method,
  normaliseWeights,
  type Plan,
  type Policy,
  SIGNALS,
  type Signal,
  type Weights,
} from "../../tiering/index.ts";

/**
 * The plan in one canonical sentence for people, which {@link parsePlan} reads back: method and policy
 * exactly, weights to four decimals. An assistant's turn ends with it, so that a history without `plan`
 * fields still remembers; the turn's `plan` is exact.
 */
export function describePlan(plan: Plan): string {
  const weights = SIGNALS.map((signal) => `${signal} ${decimal(plan.weights[signal])}`).join(", ");
  const rules = Object.entries(plan.policy)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return `Method: ${plan.method}. Weights: ${weights}. Policy: ${rules.length === 0 ? "default" : rules.join("; ")}.`;
}

const NUMBER = String.raw`(\d+(?:\.\d+)?(?:e[-+]?\d+)?)\s*(%)?`;
const WEIGHTS = SIGNALS.map((signal) => ({
  signal,
  pattern: new RegExp(`\\b${signal}\\b[\\s:=]*${NUMBER}`, "iu"),
}));

/**
 * The plan that a turn's text states, or null where it states no usable weights. Reads
 * {@link describePlan}'s sentence, and shorter forms ("Weights: runway 0.40, growth 0.30 …").
 */
export function parsePlan(text: string): Plan | null {
  const start = text.lastIndexOf("Weights:");
  if (start < 0) return null;
  const weights = parseWeights(text.slice(start));
  if (weights === null) return null;
  return { method: parseMethod(text.slice(0, start)), weights, policy: parsePolicy(text.slice(start)) };
}

function decimal(value: number): string {
  const [short, long] = [value.toFixed(2), value.toFixed(4)];
  return Number(short) === Number(long) ? short : long;
}

function parseWeights(text: string): Weights | null {
  const found = { runway: 0, growth: 0, geo: 0, category: 0 } satisfies Record<Signal, number>;
  for (const { signal, pattern } of WEIGHTS) {
    const match = pattern.exec(text);
    if (match !== null) found[signal] = Number(match[1]);
  }
  const sum = SIGNALS.reduce((total, signal) => total + found[signal], 0);
  return sum > 0 && Number.isFinite(sum) ? normaliseWeights(found) : null;
}

function parseMethod(text: string): Method {
  const name = /Method:\s*([a-z]+)\.?\s*$/u.exec(text)?.[1];
  return METHODS.find((method) => method === name) ?? "hybrid";
}

/** Longest part of a turn's text in which a policy is looked for, characters. */
const MAX_POLICY = 8000;

/** `name=JSON` pairs between semicolons. One pass; what is no such pair, or no valid policy, gives none. */
function parsePolicy(text: string): Policy {
  const start = text.indexOf("Policy: ");
  if (start < 0) return {};
  const said = text.slice(start + 8, start + 8 + MAX_POLICY);
  const entries: Record<string, unknown> = {};
  for (let at = 0; at < said.length; ) {
    const [name] = /^\w{1,40}(?==)/u.exec(said.slice(at, at + 42)) ?? [];
    if (name === undefined) break;
    const from = at + name.length + 1;
    const end = endOfJson(said, from);
    try {
      entries[name] = JSON.parse(said.slice(from, end)) as unknown;
    } catch {
      return {};
    }
    at = said.startsWith("; ", end) ? end + 2 : said.length;
  }
  const parsed = policySchema.safeParse(entries);
  return parsed.success ? parsed.data : {};
}

/** Where a JSON value that begins at `from` ends: brackets and quotes closed, or before what ends a bare number. */
function endOfJson(text: string, from: number): number {
  let depth = 0;
  let quoted = false;
  for (let at = from; at < text.length; at++) {
    const sign = text[at] as string;
    if (quoted) {
      if (sign === "\\") at++;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === "[" || sign === "{") depth++;
    else if (sign === "]" || sign === "}") depth--;
    else if (depth === 0 && (sign === ";" || (sign === "." && !/\d/u.test(text[at + 1] ?? "")))) return at;
    else if (depth === 0 && !/[\w.+-]/u.test(sign)) return at;
    if (depth === 0 && !quoted && (sign === '"' || sign === "]" || sign === "}")) return at + 1;
  }
  return text.length;
}
