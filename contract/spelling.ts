import { z } from "zod";
import { DEFAULT_WEIGHTS, type Plan, type Policy, SIGNALS, type Weights } from "../tiering/index.ts";
import { ContractError } from "./errors.ts";
import { type PlanQuery, planQuery } from "./plan-query.ts";

/** The plan that a query asks for. @throws {ContractError} `invalid-query` where every weight is 0. */
export function planFromQuery(query: PlanQuery): Plan {
  const { method, runway, growth, geo, category, ...policy } = query;
  const weights = weightsFromQuery({ runway, growth, geo, category });
  return { method: method ?? "hybrid", weights, policy: canonicalPolicy(policy) };
}

/** The one query that spells a plan: fixed order, weights that are 0 left out. */
export function planToQuery(plan: Plan): URLSearchParams {
  const weights = SIGNALS.filter((signal) => plan.weights[signal] > 0).map((s) => [s, plan.weights[s]]);
  const spelled = z.encode(planQuery, {
    method: plan.method,
    ...Object.fromEntries(weights),
    ...canonicalPolicy(plan.policy),
  });
  return toParameters(spelled);
}

/** Encoded fields as parameters, a list as a repeated one. */
export function toParameters(spelled: object): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, values] of Object.entries(spelled)) {
    if (values === undefined) continue;
    for (const value of [values].flat()) query.append(name, String(value));
  }
  return query;
}

/**
 * The weights that a query names, normalised; the published ones where it names none.
 * @throws {ContractError} `invalid-query` where all are 0
 */
export function weightsFromQuery(named: Partial<Weights>): Weights {
  return SIGNALS.some((signal) => named[signal] !== undefined) ? normalised(named) : DEFAULT_WEIGHTS;
}

/** Weights that already sum to 1 stay bit for bit, so that a plan read from its own link is the same plan. */
function normalised(named: Partial<Weights>): Weights {
  const total = SIGNALS.reduce((sum, signal) => sum + (named[signal] ?? 0), 0);
  if (!(total > 0) || !Number.isFinite(total)) {
    throw new ContractError("invalid-query", `The weights sum to ${total}; at least one must be above 0.`, {
      faults: SIGNALS.filter((s) => named[s] !== undefined).map((parameter) => ({
        parameter,
        detail: "weights must not all be 0, and their sum must be finite",
      })),
    });
  }
  const scale = Math.abs(total - 1) <= 1e-12 ? 1 : total;
  const share = (signal: keyof Weights) => (named[signal] ?? 0) / scale;
  return { runway: share("runway"), growth: share("growth"), geo: share("geo"), category: share("category") };
}

/** The same rules in one spelling: fields in fixed order, hold and scope sorted and without repeats. */
export function canonicalPolicy(policy: Policy): Policy {
  const { maxMovedShare, maxTierStep, tierSizes, strategicTiers, hold, scope, coefficients } = policy;
  const sizes =
    tierSizes && Object.fromEntries(Object.entries(tierSizes).sort(([a], [b]) => (a < b ? -1 : 1)));
  const rules = {
    maxMovedShare,
    maxTierStep,
    tierSizes: sizes,
    strategicTiers,
    hold: sortedOnce(hold),
    scope: sortedOnce(scope),
    coefficients: coefficients && { tpa: coefficients.tpa, sfi: coefficients.sfi, tci: coefficients.tci },
  };
  return Object.fromEntries(Object.entries(rules).filter(([, rule]) => rule !== undefined));
}

function sortedOnce(entries: readonly string[] | undefined): string[] | undefined {
  return entries && entries.length > 0 ? [...new Set(entries)].sort() : undefined;
}
