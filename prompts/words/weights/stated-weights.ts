import { DEFAULT_WEIGHTS, SIGNALS, type Signal } from "../../../tiering/index.ts";
import type { WeightOperation } from "../../merge/operations.ts";
import type { Amount } from "../items/numbers.ts";
import type { SpokenOf } from "./spoken-of.ts";

/** A signal (or, null, each or all of those not named) with the number stated for it. */
export interface Stated {
  readonly signal: Signal;
  readonly amount: Amount;
}

/** What a message states in numbers, gathered clause by clause. */
export interface StatedWeights {
  readonly stated: Stated[];
  /** Signals that the words of the plan in force named: numbers alone are theirs. */
  readonly spokenOf: readonly Signal[];
  /** Whether they stated one number, a weight, and no other. */
  readonly sole: boolean;
  /** Signals that get what is left, by their parts of it. */
  readonly restTo: { readonly signal: Signal; readonly part: number }[];
  rest: "zero" | "proportional" | "even" | null;
  /** How far "from 15 to 25" raises the signal that was stated last; below 0 where it lowers it. */
  raised: { readonly signal: Signal; readonly by: number } | null;
  /** What "out of 10" says the numbers sum to. */
  total: number | null;
  /** Ratios: a counts `times` as much as b; null is each of the others. */
  readonly ratios: {
    readonly a: readonly Signal[];
    readonly b: Signal | null;
    readonly times: number;
    readonly together: boolean;
  }[];
}

/** Nothing stated yet. */
export function createStated({ named: spokenOf, sole }: SpokenOf): StatedWeights {
  return { stated: [], spokenOf, sole, restTo: [], rest: null, raised: null, total: null, ratios: [] };
}

/** The stated numbers as one change of the weights, or null where none was stated. */
export function statedChange(all: StatedWeights, zero: ReadonlySet<Signal>): WeightOperation | null {
  const said = { ...all, stated: asParts(all.stated) };
  if (said.stated.length === 0) return said.ratios.length === 0 ? null : ratioChange(said, zero);
  const raw = new Map<Signal, number>();
  for (const { amount, signal } of said.stated) raw.set(signal, amount.value);
  const sum = [...raw.values()].reduce((total, value) => total + value, 0);
  const plain = said.stated.some(({ amount }) => amount.kind === "plain" || amount.kind === "parts");
  const shared = said.stated.some(({ amount }) => amount.kind === "share" || amount.kind === "points");
  const whole = said.total ?? (plain && !shared ? wholeOf(said, raw, sum) : 1);
  // "upside 50 %, growth 30": plain numbers beside per cents are per cents too.
  // "7 out of 10 on growth, 3 on geo"
  const outOf = said.stated.find(({ amount }) => amount.whole !== undefined)?.amount.whole ?? 100;
  const value = ({ amount }: Stated) =>
    shared && amount.kind === "plain" && amount.value > 1 ? amount.value / outOf : amount.value / whole;
  const values: Partial<Record<Signal, number>> = {};
  for (const one of said.stated) values[one.signal] = value(one);
  for (const signal of zero) values[signal] ??= 0;
  const total = SIGNALS.reduce((all, signal) => all + (values[signal] ?? 0), 0);
  if (said.restTo.length > 0)
    for (const { part, signal } of said.restTo)
      values[signal] =
        (Math.max(0, 1 - total) * part) / said.restTo.reduce((sum, each) => sum + each.part, 0);
  for (const { a, b, times } of said.ratios)
    if (b !== null && values[b] !== undefined) for (const signal of a) values[signal] ??= values[b] * times;
  // "growth 1.5x runway, geo and category at 10 % each": the ratio parts what is left.
  const tied =
    said.ratios.length === 0
      ? []
      : Object.entries((ratioChange(said, zero) as { parts: Partial<Record<Signal, number>> }).parts).filter(
          ([signal]) => values[signal as Signal] === undefined,
        );
  const parts = tied.reduce((all, [, part]) => all + part, 0);
  // What is not named keeps its part of what is left.
  const left = SIGNALS.filter((signal) => values[signal] === undefined);
  const mass = (signals: readonly Signal[]) =>
    signals.reduce((all, signal) => all + DEFAULT_WEIGHTS[signal], 0);
  const own = left.filter((signal) => tied.some(([one]) => one === signal));
  const share =
    own.length === 0 ? 0 : (Math.max(0, 1 - total) * mass(own)) / mass(said.rest === "zero" ? own : left);
  for (const [signal, part] of tied) values[signal as Signal] = (share * part) / parts;
  const rest =
    said.rest ??
    (total > 1 - 1e-6 || said.restTo.length > 0 || (raw.size > 1 && whole === sum) ? "zero" : "proportional");
  return { kind: "set", values, rest };
}

/** "five points for runway, three for growth": points that come to so little are parts. */
function asParts(stated: readonly Stated[]): Stated[] {
  const points = stated.filter(({ amount }) => amount.kind === "points");
  const isFew =
    points.length > 0 &&
    stated.length > 1 &&
    stated.every(({ amount: { kind, value } }) =>
      kind === "points" ? value <= 0.1 : kind !== "share" && value <= 10,
    );
  return stated.map((one) =>
    isFew && one.amount.kind === "points"
      ? { ...one, amount: { ...one.amount, kind: "parts", value: one.amount.value * 100 } }
      : one,
  );
}

/** What plain numbers are parts of: 1, 100, or their own sum. */
function wholeOf({ rest, restTo }: StatedWeights, raw: ReadonlyMap<Signal, number>, sum: number): number {
  const values = [...raw.values()];
  if (sum <= 1.0001 && values.some((value) => !Number.isInteger(value) || value === 1 || value === 0))
    return 1;
  const percents = values.some((value) => value >= 10);
  const open =
    rest !== null || restTo.length > 0 || raw.size === 1 || (percents && raw.size < SIGNALS.length);
  return open && sum <= 100 ? (sum <= 1 ? 1 : 100) : sum;
}

function ratioChange({ ratios }: StatedWeights, zero: ReadonlySet<Signal>): WeightOperation {
  const parts: Partial<Record<Signal, number>> = {};
  for (const { a, b, times, together } of ratios) {
    const share = together && a.length > 1 ? times / a.length : times;
    // "twice as important as everything else together"
    if (b === null && together && a.length === 1) {
      const others = SIGNALS.filter((signal) => !a.includes(signal) && !zero.has(signal));
      for (const signal of others) parts[signal] ??= DEFAULT_WEIGHTS[signal];
      parts[a[0]!] = times * others.reduce((all, signal) => all + (parts[signal] ?? 0), 0);
      continue;
    }
    if (b === null) {
      for (const signal of a) rescaleTo(parts, signal, times);
      for (const signal of SIGNALS) if (!zero.has(signal)) parts[signal] ??= 1;
      continue;
    }
    const known = a.find((signal) => parts[signal] !== undefined);
    if (parts[b] === undefined) parts[b] = known === undefined ? 1 : (parts[known] as number) / share;
    for (const signal of a) parts[signal] = (parts[b] as number) * share;
  }
  for (const signal of zero) delete parts[signal];
  const unnamed = SIGNALS.filter((signal) => parts[signal] === undefined && !zero.has(signal));
  return { kind: "ratio", parts, rest: unnamed.length === 0 ? "zero" : "proportional" };
}

/** "runway 2x everything else", said after "growth 2x runway": what is tied to runway grows with it. */
function rescaleTo(parts: Partial<Record<Signal, number>>, signal: Signal, value: number): void {
  const known = parts[signal];
  if (known === undefined || known === 0) parts[signal] = value;
  else
    for (const other of SIGNALS)
      if (parts[other] !== undefined) parts[other] = ((parts[other] as number) / known) * value;
}
