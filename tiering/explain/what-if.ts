import type { Accounts } from "../accounts.ts";
import { type Hooks, stopWhereAsked } from "../hooks.ts";
import { SIGNALS, type Signal } from "../plan/index.ts";
import { computePotential, computeZScores, type ZScores } from "../potential.ts";
import { runTiering } from "../run-tiering.ts";
import { scaleSignal } from "../scales.ts";
import { spreadOf } from "../signal-survey.ts";
import { aloneOf, computeSignals, SIGNAL_ROUNDING, type Signals, signalsOfAccount } from "../signals.ts";
import type { Standing } from "./gains.ts";
import { INPUTS, type Input, withInput, withWeight, zScoresAfter } from "./levers.ts";
import { peerRange } from "./peer-range.ts";
import { type Predictor, predictTier, standingWith } from "./predictor.ts";

/** What may be turned to move an account: one of its inputs, or one of the plan's weights. */
export type Lever = Input | `weights.${Signal}`;

/** Which way an account would go: `up` to a higher tier than the run gave it, or `down`. */
export type Direction = "up" | "down";

/** All levers, inputs first. */
export const LEVERS: readonly Lever[] = [...INPUTS, ...SIGNALS.map((signal) => `weights.${signal}` as const)];

/** One account's book and run with a lever turned: as predicted, and as it really comes out. */
export interface WhatIf {
  /** Accounts in the book. */
  readonly accounts: number;
  /** Of the book, as it spells it; null where it does not say. */
  readonly currency: string | null;
  /** Where the lever stands; NaN where the input is undefined. */
  from(lever: Lever): number;
  /** True for the weight of a signal that tells no accounts apart, or of the only one that does: it moves nobody. */
  isIdle(lever: Lever): boolean;
  /**
   * Values that the lever may take to move the account that way: 0 … 1 for a weight; for an input what its peers
   * have shown, more of it to rise and less to fall. An account is not lifted by selling it less.
   */
  range(lever: Lever, direction: Direction): readonly [number, number];
  /** The tier at the run's prices; O(log N) for an input, O(N) for a weight. */
  predict(lever: Lever, value: number): number;
  /** The tier in a new run of the whole book; remembered. */
  rerun(lever: Lever, value: number): number;
  /** New runs so far. */
  runs(): number;
}

/**
 * Prepares what-ifs about account i; `zScores` of the book where the caller has them. O(N).
 * The hooks end a prediction or a new run with a `cancelled` error.
 */
export function createWhatIf(
  accounts: Accounts,
  predictor: Predictor,
  i: number,
  zScores: ZScores = computeZScores(accounts, predictor.run.plan.scale),
  hooks: Hooks = {},
): WhatIf {
  const { run } = predictor;
  const signals = computeSignals(accounts);
  const weigher = createWeigher(predictor, zScores, i);
  const score = createScore(accounts, predictor, signals, i);
  const varying = SIGNALS.filter((signal) => spreadOf(zScores[signal]).varies);
  const done = new Map<string, number>();
  const from = (lever: Lever) => {
    const signal = signalOf(lever);
    return signal === null ? accounts[lever as Input][i]! : run.plan.weights[signal];
  };
  return {
    accounts: accounts.n,
    currency: accounts.currency,
    from,
    isIdle(lever) {
      const signal = signalOf(lever);
      return signal !== null && (varying.length < 2 || !varying.includes(signal));
    },
    range(lever, direction) {
      if (signalOf(lever) !== null) return [0, 1];
      const [low, high] = peerRange(accounts, lever as Input, i);
      return direction === "up" ? [from(lever), high] : [low, from(lever)];
    },
    predict(lever, value) {
      stopWhereAsked(hooks, "Counterfactuals");
      const signal = signalOf(lever);
      const standing = signal === null ? score(lever as Input, value) : weigher(signal, value);
      return predictTier(accounts, predictor, i, standing);
    },
    rerun(lever, value) {
      const key = `${lever} ${value}`;
      const known = done.get(key);
      if (known !== undefined) return known;
      const signal = signalOf(lever);
      const { shouldStop } = hooks;
      const options = { ...(shouldStop && { shouldStop }), bounded: false };
      let tier: number;
      if (signal === null) {
        const changed = withInput(accounts, i, lever as Input, value);
        const after = zScoresAfter(changed, i, { signals, zScores });
        tier = runTiering(changed, run.plan, { ...options, zScores: after }).tiers[i]!;
      } else {
        const weights = withWeight(run.plan.weights, signal, value);
        tier = runTiering(accounts, { ...run.plan, weights }, { ...options, zScores }).tiers[i]!;
      }
      done.set(key, tier);
      return tier;
    },
    runs: () => done.size,
  };
}

/** The signal whose weight a lever is, or null for an input. */
export function signalOf(lever: Lever): Signal | null {
  return lever.startsWith("weights.") ? (lever.slice("weights.".length) as Signal) : null;
}

/** How account i stands with one input changed, at the book's present means and deviations. */
function createScore(accounts: Accounts, predictor: Predictor, signals: Signals, i: number) {
  const { weights, scale = "zscore" } = predictor.run.plan;
  const scaled = SIGNALS.map((signal) => ({
    signal,
    scoreOf: scaleSignal(signals.values[signal], scale, SIGNAL_ROUNDING[signal]).scoreOf,
  }));
  // A book of this account alone, so that trying a value does not copy columns.
  const alone = aloneOf(accounts, i);
  return (input: Input, value: number): Standing => {
    const own = signalsOfAccount({ ...alone, [input]: Float64Array.of(value) }, 0);
    let potential = 0;
    for (const { signal, scoreOf } of scaled) potential += weights[signal] * scoreOf(own[signal]);
    return standingWith(predictor, i, potential, input === "revenue" ? value : accounts.revenue[i]!);
  };
}

/** How account i stands under other weights: everyone's PI_acct changes, on the run's scale of PI. */
function createWeigher(predictor: Predictor, zScores: ZScores, i: number) {
  const { run, measures } = predictor;
  const n = run.potential.length;
  const deviation = Math.sqrt(measures.pi.squares / n);
  return (signal: Signal, value: number): Standing => {
    const potential = computePotential(zScores, withWeight(run.plan.weights, signal, value));
    const own = potential[i]!;
    let sum = 0;
    let squares = 0;
    let below = 0;
    let equal = 0;
    for (let j = 0; j < n; j++) {
      const other = potential[j]!;
      sum += other;
      squares += other * other;
      if (other < own) below++;
      else if (other === own) equal++;
    }
    const mean = sum / n;
    const spread = Math.sqrt(Math.max(0, squares / n - mean * mean));
    return {
      rank: below + (equal + 1) / 2 - (n + 1) / 2,
      // TCI does not change with the scale of PI, so a line in PI holds for PI in deviations.
      pi: spread > 0 ? ((own - mean) * deviation) / spread : 0,
      revenue: measures.revenue.values[i]!,
    };
  };
}
