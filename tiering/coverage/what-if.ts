import { TieringError } from "../errors.ts";
import { checkpoint, type Hooks } from "../hooks.ts";
import { describeConflict } from "./conflict.ts";
import type { CoverageEngine } from "./engine.ts";
import type { CoverageRules } from "./input.ts";
import { type CoverageProblem, prepareCoverage } from "./problem.ts";
import { type Coverage, finishCoverage } from "./solve.ts";
import { solvePart } from "./solve-part.ts";
import { splitCoverage } from "./split.ts";

/** A coverage with further rules on single accounts, and what they cost. */
export interface Override {
  readonly problem: CoverageProblem;
  readonly coverage: Coverage;
  /** Objective given up, in the book's currency; negative where the answer happened to get better. */
  readonly price: number;
  /** Fall of the bound, at least 0: the price without what rounding adds or takes. */
  readonly priceOfBound: number;
}

/**
 * Adds locks, bans and pairs to a coverage and solves only what they touch anew, at once: the price of a
 * manual override, or of accepting, rejecting or redirecting one change.
 * @throws {TieringError} as {@link prepareCoverage}; `infeasible-policy` where the rules cannot all be kept
 */
export function overrideCoverage(
  before: { readonly problem: CoverageProblem; readonly coverage: Coverage },
  rules: Pick<CoverageRules, "keep" | "forbid" | "apart">,
  engine: CoverageEngine,
  hooks: Hooks = {},
): Override {
  checkpoint(hooks, "What if", 0);
  const { input } = before.problem;
  const joined = {
    ...input.rules,
    // A new lock on an account takes the place of the old one.
    keep: [
      ...(input.rules.keep ?? []).filter(
        ({ account }) => !rules.keep?.some((lock) => lock.account === account),
      ),
      ...(rules.keep ?? []),
    ],
    forbid: [...(input.rules.forbid ?? []), ...(rules.forbid ?? [])],
    apart: [...(input.rules.apart ?? []), ...(rules.apart ?? [])],
  };
  const problem = prepareCoverage({ ...input, rules: joined }, hooks);
  const parts = splitCoverage(problem);
  const solved = new Map(before.coverage.parts.map((part, p) => [keyOf(before.problem, part), p]));
  const solutions = parts.map((part) => {
    const same = solved.get(keyOf(problem, part));
    if (same !== undefined) return before.coverage.solutions[same]!;
    const solution = solvePart(part, engine, { ...hooks, seconds: 10 });
    if (solution.infeasible) throw describeConflict(problem, part, engine);
    return solution;
  });
  const coverage = finishCoverage(problem, parts, solutions);
  return {
    problem,
    coverage,
    price: before.coverage.objective - coverage.objective,
    priceOfBound: Math.max(0, before.coverage.bound - coverage.bound),
  };
}

/** What a part is made of: equal keys are equal programs, since only rules on single accounts differ. */
function keyOf({ classes, special }: CoverageProblem, part: Coverage["parts"][number]): string {
  const named = part.classes
    .filter(({ id }) => classes[id]!.accounts.length === 1)
    .map(({ id }) => classes[id]!.accounts[0]!)
    .filter((i) => special.accounts.includes(i))
    .map((i) => [i, special.keep.get(i) ?? -1, [...(special.forbid.get(i) ?? [])].sort((a, b) => a - b)]);
  return JSON.stringify([part.geos, named, special.apart.filter(([a]) => named.some(([i]) => i === a))]);
}

/** Refuses an override that names nothing. */
export function requireOverride(rules: Pick<CoverageRules, "keep" | "forbid" | "apart">): void {
  if ((rules.keep?.length ?? 0) + (rules.forbid?.length ?? 0) + (rules.apart?.length ?? 0) > 0) return;
  throw new TieringError(
    "invalid-argument",
    "The override names no account; expected keep, forbid or apart.",
  );
}
