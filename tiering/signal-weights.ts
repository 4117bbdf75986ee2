import type { Accounts } from "./accounts.ts";
import { TieringError } from "./errors.ts";
import { accountId } from "./lookup.ts";
import {
  normaliseWeights,
  type Plan,
  SIGNALS,
  type Signal,
  signalLabel,
  type Weights,
  weightPercents,
} from "./plan/index.ts";
import type { ZScores } from "./potential.ts";
import { listed, type RunNote, sentence } from "./run-notes.ts";
import { type Spread, spreadOf } from "./signal-survey.ts";

/** The weights that a plan has on a book, and what is to be said about them. */
export interface FittedWeights {
  readonly weights: Weights;
  readonly notes: readonly RunNote[];
}

/**
 * Fits a plan's weights to what the book has: a signal that is absent or does not vary gets weight 0, and
 * its weight goes to the others in proportion. The baseline needs no signal. O(N).
 * @throws TieringError `invalid-weights`, or `no-signal` where no weight is left, naming what is missing
 */
export function fitWeights(accounts: Accounts, plan: Plan, zScores: ZScores): FittedWeights {
  const spreads = new Map(SIGNALS.map((signal) => [signal, spreadOf(zScores[signal])]));
  const lone = SIGNALS.filter((signal) => plan.weights[signal] > 0).flatMap((signal) =>
    noteLone(accounts, signal, spreads.get(signal)!, plan),
  );
  return fitToSpread(accounts, plan, (signal) => spreads.get(signal)!.varies, lone);
}

/** What the weights are fitted to; a book whose accounts lie elsewhere has no columns. */
export type WeighedBook = Pick<Accounts, "n" | "signals"> & Partial<Pick<Accounts, "roles" | "revenue">>;

/**
 * Fits a plan's weights where it is known which signals vary; `lone` are further notes.
 * @throws TieringError as {@link fitWeights}
 */
export function fitToSpread(
  accounts: WeighedBook,
  plan: Plan,
  varies: (signal: Signal) => boolean,
  lone: readonly RunNote[] = [],
): FittedWeights {
  const asked = normaliseWeights(plan.weights);
  const weighed = SIGNALS.filter((signal) => asked[signal] > 0);
  const idle = weighed.filter((signal) => !varies(signal));
  if (idle.length === 0) return { weights: asked, notes: lone };
  if (idle.length === weighed.length) {
    // One account has nobody to be told apart from.
    if (accounts.n < 2) return { weights: asked, notes: [] };
    if (plan.method === "baseline") return { weights: asked, notes: noteIdle(accounts, idle, "") };
    throw noSignal(accounts, idle, SIGNALS.filter(varies));
  }
  const kept: Record<Signal, number> = { ...asked };
  for (const signal of idle) kept[signal] = 0;
  const weights = normaliseWeights(kept);
  const given = weighed.filter((signal) => !idle.includes(signal));
  const percents = weightPercents(weights);
  const whole = (signal: Signal) => `${signalLabel(signal)} ${percents[signal]} %`;
  const went = `its weight goes to the others in proportion (${given.map(whole).join(", ")})`;
  return { weights, notes: [...noteIdle(accounts, idle, went), ...lone] };
}

/** Why a signal does not count: what the book lacks, or that it is the same for all. */
function causeOf(accounts: Pick<Accounts, "signals">, signal: Signal): string {
  const source = accounts.signals[signal];
  return source.kind === "absent" ? source.missing : "the same for every account that has it";
}

function noteIdle(accounts: Pick<Accounts, "signals">, idle: readonly Signal[], went: string): RunNote[] {
  const kinds = [
    ["absent-signals", idle.filter((signal) => accounts.signals[signal].kind === "absent")],
    ["constant-signals", idle.filter((signal) => accounts.signals[signal].kind !== "absent")],
  ] as const;
  return kinds.flatMap(([kind, signals]): RunNote[] => {
    if (signals.length === 0) return [];
    const causes = signals.map((signal) => `${signalLabel(signal)} (${causeOf(accounts, signal)})`);
    const verb = signals.length === 1 ? "does" : "do";
    const moved = signals.length === 1 ? went : went.replace("its weight goes", "their weight goes");
    const text = `${sentence(listed(causes))} ${verb} not count here${moved && `: ${moved}`}.`;
    return [{ kind, text, signals }];
  });
}

function noSignal(accounts: WeighedBook, idle: readonly Signal[], others: readonly Signal[]): TieringError {
  const causes = idle.map((signal) => `${signal}: ${causeOf(accounts, signal)}`).join("; ");
  const advice =
    others.length > 0
      ? `The book has ${listed(others)}: give them weight.`
      : `Add the missing columns, or name number columns as signals in the mapping${revenueAdvice(accounts)}.`;
  const message = `No signal is left to tell the accounts apart by (${causes}). ${advice}`;
  return new TieringError("no-signal", message, { pointer: "/weights", nearest: others });
}

/** A book with a revenue and nothing beside it can go by that alone, where it is asked to. */
function revenueAdvice({ roles, revenue }: WeighedBook): string {
  const column = roles?.revenues[0];
  if (column === undefined || revenue === undefined || revenue.every((value) => value === revenue[0]))
    return "";
  return `, such as "signals": {"runway": ${JSON.stringify(column)}} to go by the revenue alone`;
}

function noteLone(accounts: Accounts, signal: Signal, { lone }: Spread, plan: Plan): RunNote[] {
  if (lone === null) return [];
  const account = accountId(accounts, lone.account);
  const share = `${Math.floor(lone.share * 100)} %`;
  // Of what one account leaves, the others make the rest: little of it only where it is little.
  const isAll = lone.share >= 0.8;
  const rest = isAll
    ? "so the others hardly differ in it"
    : `all the others together ${100 - Math.floor(lone.share * 100)} %`;
  const gain = isAll ? "would tell the others apart" : "would give it less weight";
  const advice = plan.scale === "rank" ? "" : `; ranks (scale rank) ${gain}`;
  const text = `One account (${account}) makes ${share} of the spread of ${signalLabel(signal)}, ${rest}${advice}.`;
  return [{ kind: "lone-spread", text, signals: [signal], account }];
}
