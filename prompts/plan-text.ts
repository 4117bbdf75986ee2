import { policySchema } from "../contract/policy.ts";
import {
  METHODS,
  type Method,
  normaliseWeights,
  type Plan,
  type Policy,
  SIGNALS,
  type Signal,
  type Weights,
} from "../tiering/index.ts";

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

function parsePolicy(text: string): Policy {
  const start = text.indexOf("Policy: ");
  if (start < 0) return {};
  const entries: Record<string, unknown> = {};
  // `name=JSON` pairs; a JSON string may hold any character, so the ends are found by trying.
  for (const match of text
    .slice(start + 8)
    .matchAll(/(?<!\w)(\w+)=("(?:[^"\\]|\\.)*"|\[(?:"(?:[^"\\]|\\.)*"|[^\]"])*\]|\{[^}]*\}|[\d.e+-]*\d)/gu)) {
    entries[match[1] as string] = JSON.parse(match[2] as string) as unknown;
  }
  const parsed = policySchema.safeParse(entries);
  return parsed.success ? parsed.data : {};
}
