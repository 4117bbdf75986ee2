import { readFileSync } from "node:fs";
import type { Turn } from "../../contract/turn.ts";
import type { Meaning } from "../../prompts/index.ts";
import { type Policy, SIGNALS, type Signal } from "../../tiering/index.ts";

/** A strategist's message and what a right interpretation must satisfy. */
export interface Expectation {
  readonly id: string;
  readonly message: string;
  readonly history?: readonly Turn[];
  readonly method: string;
  /** Weights within .01; an unnamed one is unchecked. */
  readonly exact?: Readonly<Partial<Record<Signal, number>>>;
  /** The largest weight is one of these. */
  readonly top?: readonly Signal[];
  /** `a>b`: strictly greater. */
  readonly order?: readonly string[];
  /** At most .05. */
  readonly zero?: readonly Signal[];
  /** a/b within 5 % of the number. */
  readonly ratio?: readonly [Signal, Signal, number];
  readonly less?: readonly [Signal, number];
  readonly more?: readonly [Signal, number];
  /** Policy fields that must have these values. */
  readonly policy?: Policy;
  /** Policy fields that must be absent. */
  readonly nopolicy?: readonly (keyof Policy)[];
  readonly ask?: Readonly<Record<string, unknown>>;
}

/** The messages of a fixture file, one JSON object a line. */
export function readMessages(name: string): Expectation[] {
  const text = readFileSync(new URL(`../fixtures/messages/${name}.jsonl`, import.meta.url), "utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Expectation);
}

/** What an interpretation gets wrong, in words; empty where it is right. */
export function faultsOf(expected: Expectation, got: Meaning): string[] {
  const faults: string[] = [];
  const check = (right: boolean, fault: string) => {
    if (!right) faults.push(fault);
  };
  check(got.method === expected.method, `method ${got.method}, expected ${expected.method}`);
  check(got.reply !== "", "no reply");
  for (const [key, value] of Object.entries(expected.ask ?? {})) {
    const found = (got.ask as Readonly<Record<string, unknown>> | null)?.[key];
    check(
      JSON.stringify(found) === JSON.stringify(value),
      `ask.${key} ${JSON.stringify(found)}, expected ${JSON.stringify(value)}`,
    );
  }
  for (const [key, value] of Object.entries(expected.policy ?? {})) {
    const found = got.policy[key as keyof Policy];
    check(same(found, value), `policy.${key} ${JSON.stringify(found)}, expected ${JSON.stringify(value)}`);
  }
  for (const key of expected.nopolicy ?? [])
    check(got.policy[key] === undefined, `policy.${key} is still there`);
  const { weights } = got;
  if (weights === null) return faults;
  const sum = SIGNALS.reduce((total, signal) => total + weights[signal], 0);
  check(Math.abs(sum - 1) <= 1e-12, `weights sum to ${sum}`);
  const shown = SIGNALS.map((signal) => `${signal} ${weights[signal].toFixed(3)}`).join(" ");
  for (const [signal, value] of Object.entries(expected.exact ?? {})) {
    check(Math.abs(weights[signal as Signal] - value) <= 0.01, `${signal} expected ${value}: ${shown}`);
  }
  if (expected.top !== undefined) {
    const largest = Math.max(...SIGNALS.map((signal) => weights[signal]));
    const top = SIGNALS.filter((signal) => weights[signal] === largest);
    check(
      top.every((signal) => expected.top?.includes(signal)),
      `top ${top.join()}, expected ${expected.top.join()}: ${shown}`,
    );
  }
  for (const pair of expected.order ?? []) {
    const [a, b] = pair.split(">") as [Signal, Signal];
    check(weights[a] > weights[b], `expected ${pair}: ${shown}`);
  }
  for (const signal of expected.zero ?? []) check(weights[signal] <= 0.05, `${signal} expected 0: ${shown}`);
  if (expected.ratio !== undefined) {
    const [a, b, ratio] = expected.ratio;
    check(Math.abs(weights[a] / weights[b] / ratio - 1) <= 0.05, `expected ${a}/${b} = ${ratio}: ${shown}`);
  }
  if (expected.less !== undefined)
    check(weights[expected.less[0]] < expected.less[1], `expected less: ${shown}`);
  if (expected.more !== undefined)
    check(weights[expected.more[0]] > expected.more[1], `expected more: ${shown}`);
  return faults;
}

function same(a: unknown, b: unknown): boolean {
  if (typeof a === "number" && typeof b === "number") return Math.abs(a - b) < 1e-9;
  const sorted = (value: unknown): unknown =>
    Array.isArray(value)
      ? [...value].sort()
      : typeof value === "object" && value !== null
        ? Object.entries(value).sort()
        : value;
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}
