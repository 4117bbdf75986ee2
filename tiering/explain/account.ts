import type { Accounts } from "../accounts.ts";
import { TieringError } from "../errors.ts";
import { numericFeatures } from "../features.ts";
import { fitFirstTiering } from "../first-tiering.ts";
import type { Hooks } from "../hooks.ts";
import { accountId, compareIntegers, findAccount } from "../lookup.ts";
import { SIGNALS, type Signal } from "../plan/index.ts";
import { type ZScores, zScoresOf } from "../potential.ts";
import { createReasons } from "../report/reasons.ts";
import type { RuleKind, Rules } from "../rules/learn.ts";
import { type RulePath, rulePath } from "../rules/path.ts";
import type { Run } from "../run.ts";
import { computeSignals } from "../signals.ts";
import { type Boundary, findBoundaries } from "./boundaries.ts";
import { type Counterfactuals, findCounterfactuals } from "./counterfactuals.ts";
import { type TierGain, tierGains } from "./gains.ts";
import { createPredictor, reachOf } from "./predictor.ts";
import type { Direction } from "./what-if.ts";
import { createWhatIf } from "./what-if.ts";

/** What goes into an explanation beside the account. */
export interface ExplainOptions extends Hooks {
  /** Rules learnt from the same run: adds the account's rule path. */
  readonly rules?: Rules;
  /** Which of the two trees; `plain` where absent. */
  readonly kind?: RuleKind;
  /** True: look for verified counterfactuals, which takes a few dozen runs. */
  readonly counterfactuals?: boolean;
  /** Z-scores of this book made earlier by `computeZScores`. */
  readonly zScores?: ZScores;
}

/** A value and where it stands: shares of accounts below, ties counted half, 0 … 1; null where undefined. */
export interface Position {
  readonly value: number | null;
  readonly bookPercentile: number | null;
  /** Among the accounts in the same tier after the run. */
  readonly tierPercentile: number | null;
}

/** A signal of an account and what it adds to PI_acct. */
export interface SignalPosition extends Position {
  readonly signal: Signal;
  readonly z: number;
  readonly weight: number;
  /** Weight times z. */
  readonly contribution: number;
}

/** Why an account is where it is: plain JSON. */
export interface AccountExplanation {
  readonly id: string;
  /** What people call it; null where the book has no names. */
  readonly name: string | null;
  readonly previousTier: string | null;
  readonly tier: string;
  readonly change: "up" | "same" | "down" | null;
  /** The one-line reason, as in the CSV; "" for an account that stays. */
  readonly reason: string;
  readonly signals: readonly SignalPosition[];
  readonly potentialIndex: Position & { readonly rank: number; readonly of: number };
  readonly inputs: Readonly<Record<"revenue" | "baseRevenue" | "potential", Position>>;
  /** What each tier in its reach is worth to it, its old tier being 0: which KPI pays for its move. */
  readonly gains: readonly TierGain[];
  /** The nearest PI_acct at which the run's prices or places put it in another tier. */
  readonly boundaries: Readonly<Record<Direction, Boundary | null>>;
  /** The rule that it falls under; null where no rules were given. */
  readonly rule: RulePath | null;
  /** What would move it; null where not asked for. */
  readonly counterfactuals: Counterfactuals | null;
}

/**
 * The index of the account with this ID.
 * @throws TieringError `unknown-account`, with the IDs on either side of where it would stand
 */
export function requireAccount(accounts: Accounts, id: string): number {
  const wanted = id.trim();
  const found = findAccount(accounts, wanted);
  if (found >= 0) return found;
  const nearest = neighbours(accounts, wanted);
  const offer = nearest.length > 0 ? `; nearest are ${nearest.join(", ")}` : "";
  const message = `Unknown account "${wanted.slice(0, 80)}": the book has no such ID${offer}.`;
  throw new TieringError("unknown-account", message, { pointer: "/id", nearest });
}

/** Explains where account i stands in a run and why. O(features · N); with counterfactuals, a few dozen runs. */
export function explainAccount(
  book: Accounts,
  run: Run,
  i: number,
  options: ExplainOptions = {},
): AccountExplanation {
  const { accounts } = fitFirstTiering(book, run.plan);
  const { hasTiers, tierNames } = accounts;
  const zScores = zScoresOf(accounts, run.plan, options.zScores);
  const predictor = createPredictor(accounts, run, options);
  const { values } = computeSignals(accounts);
  const home = accounts.tier[i]!;
  const tier = run.tiers[i]!;
  const place = (column: Float64Array) => positionOf(column, run.tiers, i);
  return {
    id: accountId(accounts, i),
    name: nameOf(accounts, i),
    previousTier: hasTiers ? tierNames[home]! : null,
    tier: run.tierNames[tier]!,
    change: !hasTiers ? null : tier < home ? "up" : tier > home ? "down" : "same",
    reason: createReasons(accounts, run, Uint32Array.of(i))(i),
    signals: SIGNALS.map((signal): SignalPosition => {
      const z = zScores[signal][i]!;
      const weight = run.plan.weights[signal];
      return { signal, ...place(values[signal]), z, weight, contribution: weight * z };
    }),
    potentialIndex: {
      ...place(run.potential),
      rank: 1 + run.potential.reduce((above, other) => above + (other > run.potential[i]! ? 1 : 0), 0),
      of: accounts.n,
    },
    inputs: {
      revenue: place(accounts.revenue),
      baseRevenue: place(accounts.baseRevenue),
      potential: place(accounts.potential),
    },
    gains: !hasTiers ? [] : tierGains(accounts, run, i, reachOf(accounts, predictor, i)),
    boundaries: findBoundaries(accounts, predictor, i),
    rule: options.rules === undefined ? null : ruleOf(accounts, run, options.rules, options.kind, i),
    counterfactuals: options.counterfactuals
      ? findCounterfactuals(
          accounts,
          predictor,
          createWhatIf(accounts, predictor, i, zScores, options),
          i,
          options,
        )
      : null,
  };
}

/** What the book calls account i; null where it has no name for it. */
function nameOf({ roles, text }: Accounts, i: number): string | null {
  const names = roles.name === null ? undefined : text.get(roles.name);
  return names?.values[names.codes[i]!] || null;
}

function ruleOf(accounts: Accounts, run: Run, rules: Rules, kind: RuleKind = "plain", i: number): RulePath {
  const { columns } = numericFeatures(accounts, run.potential);
  return rulePath(rules, rules[kind].merged, columns, i);
}

function positionOf(column: Float64Array, tiers: Uint8Array, i: number): Position {
  const own = column[i]!;
  if (Number.isNaN(own)) return { value: null, bookPercentile: null, tierPercentile: null };
  // Counts of defined values and, in halves, of those below: in the book and in the tier.
  const count = [0, 0];
  const below = [0, 0];
  for (let j = 0; j < column.length; j++) {
    const other = column[j]!;
    if (Number.isNaN(other)) continue;
    const halves = other < own ? 2 : other === own ? 1 : 0;
    for (let within = tiers[j] === tiers[i] ? 1 : 0; within >= 0; within--) {
      count[within]!++;
      below[within]! += halves;
    }
  }
  return {
    value: own,
    bookPercentile: below[0]! / (2 * count[0]!),
    tierPercentile: below[1]! / (2 * count[1]!),
  };
}

/** Up to four IDs around the place where an unknown one would stand. */
function neighbours(accounts: Accounts, id: string): string[] {
  const integer = /^[+-]?\d{1,400}$/.test(id);
  if (accounts.ids.numeric && !integer) return [];
  const before = (other: string) => (accounts.ids.numeric ? compareIntegers(other, id) < 0 : other < id);
  let low = 0;
  let high = accounts.n;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (before(accountId(accounts, middle))) low = middle + 1;
    else high = middle;
  }
  const from = Math.max(0, low - 2);
  const to = Math.min(accounts.n, low + 2);
  return Array.from({ length: to - from }, (_, at) => accountId(accounts, from + at));
}
