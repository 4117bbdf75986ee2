import { TieringError } from "../errors.ts";
import { type Hooks, partOf } from "../hooks.ts";
import { nearestNames } from "../policy/nearest.ts";
import type { CoverageEngine } from "./engine.ts";
import type { CoverageInput, CoverageRules, CoverageWeights, RoleCapacities, Seller } from "./input.ts";
import { prepareCoverage } from "./problem.ts";
import { type CoverageSummary, reportCoverage } from "./report.ts";
import { solveCoverage } from "./solve.ts";

/** Changes to try: each part is optional, and they are made in this order. */
export interface Scenario {
  readonly name: string;
  /** IDs of sellers who leave. */
  readonly retire?: readonly string[];
  /** Further sellers, `count` of each. */
  readonly add?: readonly (Omit<Seller, "id" | "name"> & { readonly count: number })[];
  /** Capacities by role that take the place of the present ones. */
  readonly capacities?: RoleCapacities;
  /** Rules that take the place of the present ones, field by field. */
  readonly rules?: CoverageRules;
  readonly weights?: Partial<CoverageWeights>;
}

/** What came of a scenario. */
export interface ScenarioResult {
  readonly name: string;
  /** Null where the rules cannot all be kept; `infeasible` says why. */
  readonly summary: CoverageSummary | null;
  readonly infeasible: string | null;
}

/** The input as a scenario would have it. @throws {TieringError} `unknown-value` for a seller that there is not */
export function applyScenario(input: CoverageInput, scenario: Scenario): CoverageInput {
  const ids = new Set(input.sellers.map(({ id }) => id));
  for (const id of scenario.retire ?? []) {
    if (ids.has(id)) continue;
    const nearest = nearestNames(id, [...ids]);
    const message = `Unknown seller "${id}" to retire; expected the ID of one, such as ${nearest.join(", ")}.`;
    throw new TieringError("unknown-value", message, { pointer: "/retire", nearest });
  }
  const retired = new Set(scenario.retire);
  const added: Seller[] = [];
  for (const { count, ...seller } of scenario.add ?? []) {
    for (let k = 0; k < count; k++) {
      let id = `new ${added.length + 1}`;
      while (ids.has(id)) id += "+";
      added.push({ id, ...seller });
    }
  }
  return {
    ...input,
    sellers: [...input.sellers.filter(({ id }) => !retired.has(id)), ...added],
    capacities: { ...input.capacities, ...scenario.capacities },
    rules: { ...input.rules, ...scenario.rules },
    weights: { ...input.weights, ...scenario.weights },
  };
}

/** Solves the input as it is and under each scenario, at once and side by side; the first is the input's own. */
export function compareScenarios(
  input: CoverageInput,
  scenarios: readonly Scenario[],
  engine: CoverageEngine,
  hooks: Hooks = {},
): ScenarioResult[] {
  const all: readonly Scenario[] = [{ name: "as it is" }, ...scenarios];
  return all.map((scenario, k) => {
    const part = partOf(hooks, k / all.length, (k + 1) / all.length);
    try {
      const problem = prepareCoverage(applyScenario(input, scenario), part);
      const summary = reportCoverage(problem, solveCoverage(problem, engine, part), part);
      return { name: scenario.name, summary, infeasible: null };
    } catch (error) {
      if (!(error instanceof TieringError) || error.code !== "infeasible-policy") throw error;
      return { name: scenario.name, summary: null, infeasible: error.message };
    }
  });
}

/** One point of the frontier of continuity against whitespace. */
export interface ContinuityPoint {
  /** Weight of continuity over its sum with whitespace, 0 … 1. */
  readonly continuity: number;
  readonly kept: number;
  /** Accounts of today's owners that go elsewhere or nowhere. */
  readonly changed: number;
  readonly coveredWhitespace: number;
  readonly gap: number;
}

/**
 * The frontier of continuity against whitespace: instant coverages at shares of continuity from 0 to 0.9, those
 * alone that no other point beats in both; ascending in kept accounts.
 */
export function continuityFrontier(
  input: CoverageInput,
  { points }: { readonly points: number },
  engine: CoverageEngine,
  hooks: Hooks = {},
): ContinuityPoint[] {
  const found = Array.from({ length: points }, (_, k): ContinuityPoint => {
    const part = partOf(hooks, k / points, (k + 1) / points);
    // The squares put more points where little continuity already keeps much.
    const continuity = 0.9 * (k / Math.max(1, points - 1)) ** 2;
    const weights = { ...input.weights, whitespace: 1 - continuity, continuity };
    const problem = prepareCoverage({ ...input, weights }, part);
    const { kept, owned, coveredWhitespace, gap } = reportCoverage(
      problem,
      solveCoverage(problem, engine, part),
      part,
    );
    return { continuity, kept, changed: owned - kept, coveredWhitespace, gap };
  });
  return found
    .filter(
      (one) =>
        !found.some(
          (other) =>
            other !== one &&
            other.kept >= one.kept &&
            other.coveredWhitespace >= one.coveredWhitespace &&
            (other.kept > one.kept || other.coveredWhitespace > one.coveredWhitespace),
        ),
    )
    .sort((a, b) => a.kept - b.kept);
}
