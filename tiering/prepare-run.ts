import type { Accounts } from "./accounts.ts";
import { TieringError } from "./errors.ts";
import { fitFirstTiering } from "./first-tiering.ts";
import { type Hooks, stopWhereAsked } from "./hooks.ts";
import { type Measures, measure } from "./measures.ts";
import { checkFeasible } from "./optimise/feasibility.ts";
import { type Plan, withDefaults } from "./plan/index.ts";
import { resolvePolicy } from "./policy/resolve.ts";
import type { ResolvedPolicy } from "./policy/resolved-policy.ts";
import { computePotential, type ZScores, zScoresOf } from "./potential.ts";
import { readGivenReasons } from "./report/given-reasons.ts";
import type { RunNote } from "./run-notes.ts";
import { fitWeights } from "./signal-weights.ts";
import { snapTies } from "./snap-ties.ts";

/** What every computation on a plan begins with. */
export interface PreparedRun {
  /** The book; one that was never tiered has the tiers that the plan names. */
  readonly accounts: Accounts;
  /** The plan as it runs: its weights fitted to the book and summing to 1, the defaults of its method. */
  readonly plan: Plan;
  /** PI_acct; shape [n]. */
  readonly potential: Float64Array;
  readonly measures: Measures;
  readonly resolved: ResolvedPolicy;
  /** What was fitted, in sentences. */
  readonly notes: readonly RunNote[];
}

/**
 * Fits a plan to a book, fills in its defaults, computes its PI_acct and resolves its policy; `zScores` are
 * made anew where absent or of another scale. O(N).
 * @throws TieringError
 */
export function prepareRun(
  book: Accounts,
  asked: Plan,
  zScores: ZScores | undefined,
  hooks: Hooks,
): PreparedRun {
  if (asked.policy.holds !== undefined) throw unread(asked.policy.holds);
  const { accounts, plan: fitted, notes } = fitFirstTiering(book, asked);
  const scores = zScoresOf(accounts, fitted, zScores);
  const signals = fitWeights(accounts, fitted, scores);
  const plan = withDefaults({ ...fitted, weights: signals.weights }, accounts.tierCount);
  const potential = computePotential(scores, plan.weights);
  stopWhereAsked(hooks, "Preparation");
  const measures = measureSnapped(potential, accounts);
  const resolved = resolvePolicy(accounts, plan, measures, hooks);
  readGivenReasons(accounts, plan.policy.reason);
  stopWhereAsked(hooks, "Preparation");
  if (mayNotFit(accounts, plan)) checkFeasible(accounts, resolved);
  return {
    accounts,
    plan,
    potential,
    measures,
    resolved,
    notes: [...notes, ...signals.notes, ...noteRevenue(accounts)],
  };
}

/** Whether the policy asks for places that staying put does not fill. */
function mayNotFit({ hasTiers }: Accounts, { policy }: Plan): boolean {
  return hasTiers && (policy.tierSizes !== undefined || policy.force !== undefined);
}

/**
 * Measures the accounts, ties made by rounding undone.
 * @throws TieringError `invalid-argument` where the squares of the amounts are no numbers
 */
function measureSnapped(potential: Float64Array, { revenue, roles }: Accounts): Measures {
  const rough = measure(potential, revenue);
  const measures = snapTies(potential, rough.order) ? measure(potential, revenue) : rough;
  if (Number.isFinite(measures.revenue.squares) && Number.isFinite(measures.pi.squares)) return measures;
  const name = roles.revenues[0] ?? "revenue";
  const message = `The squares of ${name} add up to more than a number can hold; expected amounts below 1e150.`;
  throw new TieringError("invalid-argument", message);
}

/** Whoever runs a plan puts the holds that it names among its rules: none is left out in silence. */
function unread(holds: string): TieringError {
  const message = `The plan names holds that are kept elsewhere (${holds}), and nothing reads them here.`;
  return new TieringError("invalid-policy", message, { pointer: "/policy/holds" });
}

/** Says that SFI and TCI_REV have nothing to be made of. */
function noteRevenue({ roles }: Accounts): RunNote[] {
  if (roles.revenues.length > 0) return [];
  const text = "The book has no revenue, so SFI and TCI_REV count 0 in the composite.";
  return [{ kind: "no-revenue", text }];
}
