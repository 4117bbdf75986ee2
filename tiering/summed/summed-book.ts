import type { Accounts } from "../accounts.ts";
import { TieringError } from "../errors.ts";
import type { Coefficients, Plan } from "../plan/index.ts";
import { withDefaults } from "../plan/index.ts";
import { readCoefficients, readMoves, readSizes, readStep } from "../policy/limits.ts";

/** A book that is known by its sums: its accounts stay where they are. */
export interface SummedBook extends Pick<Accounts, "n" | "tierCount" | "tierNames" | "signals"> {
  /** Accounts per tier; shape [K]. */
  readonly sizes: Float64Array;
  readonly hasRevenue: boolean;
}

/** The limits of a plan on such a book. */
export interface SummedLimits {
  /** The plan with its method's defaults. */
  readonly plan: Plan;
  /** Accounts per tier after; shape [K]. */
  readonly sizes: Float64Array;
  /** Most accounts that may move. */
  readonly moves: number;
  /** Most tiers one account may move. */
  readonly step: number;
  readonly coefficients: Coefficients;
}

/** What needs every account at once, and why it cannot be asked of a table in bins. */
const NEEDS_THE_ACCOUNTS = {
  method:
    "fills the tiers by each account's exact rank, for which a warehouse would have to sort the whole table",
  baseline: "changes no tier, so there is nothing to write",
  prove: "branches over nodes that each need the accounts again and again",
  monotone:
    "searches assignments in order, which needs many more looks at the accounts than a warehouse is asked for",
  scale:
    "needs each account's exact rank in every signal, for which a warehouse would have to sort the whole table",
} as const;

/**
 * Refuses what cannot be pushed down, by name and with the reason.
 * @throws TieringError `invalid-argument`
 */
export function refuseWhatStays(plan: Plan, prove?: number): void {
  const { method, policy, scale } = plan;
  if (method === "baseline") throw stays("method baseline", NEEDS_THE_ACCOUNTS.baseline, "/method");
  if (method !== "hybrid") throw stays(`method ${method}`, NEEDS_THE_ACCOUNTS.method, "/method");
  if (prove !== undefined) throw stays("prove", NEEDS_THE_ACCOUNTS.prove, "/prove");
  if (policy.monotone === true) throw stays("monotone", NEEDS_THE_ACCOUNTS.monotone, "/policy/monotone");
  if (scale === "rank") throw stays("scale rank", NEEDS_THE_ACCOUNTS.scale, "/scale");
}

function stays(what: string, why: string, pointer: string): TieringError {
  const message = `${what} cannot be pushed down to a warehouse: it ${why}. Load the table as a book to use it.`;
  return new TieringError("invalid-argument", message, { pointer });
}

/**
 * Reads the limits of a plan; who may move is the source's to find.
 * @throws TieringError `invalid-policy`, `unknown-tier`, `infeasible-policy`
 */
export function limitsOf(book: SummedBook, asked: Plan): SummedLimits {
  const plan = withDefaults(asked, book.tierCount);
  const { policy } = plan;
  return {
    plan,
    sizes: readSizes(policy.tierSizes, book.sizes, book.tierNames),
    moves: readMoves(policy.maxMovedShare, book.n),
    step: readStep(policy.maxTierStep, book.tierCount, 1),
    coefficients: readCoefficients(policy.coefficients),
  };
}
