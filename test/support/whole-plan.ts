import { readFileSync } from "node:fs";
import type { Question } from "../../contract/question.ts";
import type { Turn } from "../../contract/turn.ts";
import { readConversation } from "../../prompts/conversation/conversation.ts";
import type { Meaning, Vocabulary } from "../../prompts/index.ts";
import { interpretOffline } from "../../prompts/interpret-offline.ts";
import { turnOf } from "../../prompts/turn.ts";
import {
  DEFAULT_WEIGHTS,
  type Plan,
  type Policy,
  SIGNALS,
  type Signal,
  type Weights,
} from "../../tiering/index.ts";

/** A message and the whole plan that it must lead to: nothing extra, nothing missing. */
export interface WholeExpectation {
  readonly id: string;
  readonly message: string;
  /** Of another company's book: a number for `otherBook`, else the name of one of `bookNamed`. */
  readonly book?: number | string;
  /** Messages before it, played first. */
  readonly history?: readonly string[];
  readonly none?: boolean;
  readonly ask?: Readonly<Record<string, unknown>>;
  /** Kind of a question beside the run. */
  readonly also?: Question["kind"];
  readonly method?: string;
  /** The whole policy; absent: empty. `coefficients` checks that `coef` leads. */
  readonly policy?: Policy | "coefficients";
  readonly coef?: "tpa" | "sfi" | "tci";
  /** The weights of the plan before. */
  readonly same?: boolean;
  readonly exact?: Readonly<Partial<Record<Signal, number>>>;
  readonly top?: readonly Signal[];
  /** The heaviest first; of a list within it each. */
  readonly order?: readonly (Signal | readonly Signal[])[];
  /** Patterns that the reply must have. */
  readonly says?: readonly string[];
  readonly zero?: readonly Signal[];
  readonly only?: readonly Signal[];
  readonly lift?: readonly Signal[];
  readonly lower?: readonly Signal[];
  readonly equal?: readonly Signal[];
  readonly more?: readonly [Signal, number];
  readonly less?: readonly [Signal, number];
  readonly any?: boolean;
}

/** How a message ended: right, wrong but said so, or silently wrong. */
export type Ending = "right" | "said so" | "silent";

/** The messages of a fixture file, one JSON object a line. */
export function readWholeMessages(name: string): WholeExpectation[] {
  const text = readFileSync(new URL(`../fixtures/messages/${name}.jsonl`, import.meta.url), "utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as WholeExpectation);
}

/** The plan that a meaning runs; null for none. */
export function planOf({ method, policy, scale, weights }: Meaning): Plan | null {
  if (method === "none" || weights === null) return null;
  return { method, weights, policy, ...(scale === undefined ? {} : { scale }) };
}

/** Plays a message after its history; the plan before it, and what it means. */
export function playOffline(expected: Pick<WholeExpectation, "history" | "message">, vocabulary: Vocabulary) {
  const history: Turn[] = [];
  for (const message of expected.history ?? []) {
    const meaning = interpretOffline(message, readConversation(history), vocabulary);
    history.push({ role: "user", content: message }, turnOf(meaning, planOf(meaning)));
  }
  const conversation = readConversation(history);
  return { before: conversation.current, got: interpretOffline(expected.message, conversation, vocabulary) };
}

/** How a message ended, and what is wrong. */
export function judge(
  expected: WholeExpectation,
  vocabulary: Vocabulary,
): { readonly ending: Ending; readonly faults: readonly string[]; readonly got: Meaning } {
  const { before, got } = playOffline(expected, vocabulary);
  const faults = faultsOfWhole(expected, got, before?.weights ?? DEFAULT_WEIGHTS, before?.method ?? "hybrid");
  if (faults.length === 0) return { ending: "right", faults, got };
  const declines =
    /did not (?:find|understand)|nothing was run|not run anything|has no (?:value|column|account)|shall I|should I|\?$/iu;
  const said =
    got.unread.length > 0 || (got.method === "none" && got.ask === null && declines.test(got.reply));
  return { ending: said ? "said so" : "silent", faults, got };
}

function faultsOfWhole(expected: WholeExpectation, got: Meaning, old: Weights, method: string): string[] {
  const faults: string[] = [];
  const check = (right: boolean, fault: string) => {
    if (!right) faults.push(fault);
  };
  for (const pattern of expected.says ?? [])
    check(new RegExp(pattern, "iu").test(got.reply), `does not say ${pattern}: ${got.reply}`);
  if (expected.none) {
    check(got.method === "none" && got.ask === null, `ran ${got.method}`);
    return faults;
  }
  if (expected.ask !== undefined) {
    for (const [key, value] of Object.entries(expected.ask)) {
      const found = (got.ask as Readonly<Record<string, unknown>> | null)?.[key];
      check(
        JSON.stringify(found) === JSON.stringify(value),
        `ask.${key} ${JSON.stringify(found)} not ${JSON.stringify(value)}`,
      );
    }
    return faults;
  }
  if (got.weights === null) return [`no run: ${got.reply.slice(0, 120)}`];
  const { weights } = got;
  check(got.method === (expected.method ?? (expected.same ? method : "hybrid")), `method ${got.method}`);
  if (expected.also !== undefined) check(got.ask?.kind === expected.also, `no question beside the run`);
  const shown = SIGNALS.map((signal) => `${signal} ${weights[signal].toFixed(2)}`).join(" ");
  const claim = (right: boolean, what: string) => check(right, `${what}: ${shown}`);
  if (expected.policy === "coefficients") {
    const { coefficients, ...rest } = got.policy;
    const best =
      coefficients &&
      (["tpa", "sfi", "tci"] as const).reduce((a, b) => (coefficients[b] > coefficients[a] ? b : a));
    check(best === expected.coef && Object.keys(rest).length === 0, `policy ${JSON.stringify(got.policy)}`);
  } else
    check(
      flat(got.policy) === flat(expected.policy ?? {}),
      `policy ${JSON.stringify(got.policy)} not ${JSON.stringify(expected.policy ?? {})}`,
    );
  const others = (named: readonly Signal[]) => SIGNALS.filter((signal) => !named.includes(signal));
  const { equal, exact, less, lift, lower, more, only, order, same, top, zero } = expected;
  for (const [signal, value] of Object.entries(exact ?? {}))
    claim(Math.abs(weights[signal as Signal] - value) <= 0.015, `${signal} not ${value}`);
  if (top !== undefined)
    claim(
      Math.min(...top.map((s) => weights[s])) > Math.max(0, ...others(top).map((s) => weights[s])) + 0.01,
      `top not ${top}`,
    );
  const places = (order ?? []).map((place) => [place].flat());
  for (const [at, place] of places.slice(1).entries())
    for (const high of places[at]!)
      for (const low of place) claim(weights[high] > weights[low] + 0.005, `${high} not over ${low}`);
  for (const signal of zero ?? []) claim(weights[signal] <= 0.005, `${signal} not 0`);
  if (only !== undefined)
    claim(
      others(only).every((s) => weights[s] === 0),
      `not only ${only}`,
    );
  for (const signal of lift ?? []) claim(weights[signal] > old[signal] + 0.01, `${signal} not raised`);
  for (const signal of lower ?? []) claim(weights[signal] < old[signal] - 0.01, `${signal} not lowered`);
  if (equal !== undefined)
    claim(
      equal.every((s) => Math.abs(weights[s] - weights[equal[0] as Signal]) < 1e-9) &&
        equal.every((s) => others(equal).every((o) => weights[o] < weights[s])),
      `not equal ${equal}`,
    );
  if (more !== undefined) claim(weights[more[0]] > more[1], `not more ${more}`);
  if (less !== undefined) claim(weights[less[0]] < less[1], `not less ${less}`);
  if (same)
    for (const signal of SIGNALS)
      claim(Math.abs(weights[signal] - old[signal]) <= 1e-9, `${signal} not kept`);
  const told =
    [exact, top, order, zero, only, lift, lower, equal, more, less].some((one) => one !== undefined) ||
    same ||
    expected.any ||
    expected.policy === "coefficients";
  if (!told)
    for (const signal of SIGNALS)
      claim(Math.abs(weights[signal] - DEFAULT_WEIGHTS[signal]) <= 1e-9, `${signal} not the default`);
  return faults;
}

/** A policy with its lists taken apart into single values and sorted, so that spelling does not matter. */
function flat(policy: Policy): string {
  const list = (entries: readonly string[]) =>
    entries
      .flatMap((entry) => {
        const match = /^([^:&<>]+!?:)([^:]*)$/u.exec(entry);
        return match === null
          ? [entry]
          : (match[2] as string).split("|").map((value) => `${match[1]}${value}`);
      })
      .sort();
  const fields = Object.entries(policy).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(
    fields.map(([field, value]) => [
      field,
      Array.isArray(value)
        ? list(value as readonly string[])
        : typeof value === "object"
          ? Object.entries(value).sort()
          : value,
    ]),
  );
}
