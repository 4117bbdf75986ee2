import { z } from "zod";
import {
  canonicalPlan,
  METHODS,
  type Plan,
  POLICY_SPELLING,
  type Policy,
  spellPlan,
  TieringError,
  type Weights,
  weightsOf,
} from "../tiering/index.ts";
import { ContractError } from "./errors.ts";
import { decimalText, numberParameter, once, pairsText, repeatable } from "./parameters.ts";
import { policySchema, scaleSchema } from "./policy.ts";

const weight = (about: string) =>
  numberParameter(z.number().min(0)).describe(`Weight of ${about}; any scale, an unnamed weight is 0.`);

/** The four weights of PI_acct. */
export const weightsShape = {
  runway: weight("future revenue potential"),
  growth: weight("the growth rate"),
  geo: weight("the share of the geography's market"),
  category: weight("the share of the category's market"),
};

const rule = policySchema.shape;

/** One rule of the policy: its text's form, read by the plan's one spelling, of the policy's own schema. */
function spelled<K extends keyof Policy, T extends z.ZodType<string | string[]>>(field: K, text: T) {
  type Rule = Required<Policy>[K];
  const schema = rule[field].unwrap() as unknown as z.ZodType<Rule, Rule>;
  const { read, write } = POLICY_SPELLING[field];
  return z.codec(text as z.ZodType<string | string[], string | string[]>, schema, {
    decode: (given) => read([given].flat()),
    // One text is no list: most rules may be given once alone.
    encode: (value) => {
      const texts = write(value);
      return texts.length === 1 ? texts[0]! : [...texts];
    },
  });
}

/** A plan as a query spells it. */
export const planQuery = z
  .strictObject({
    method: z
      .enum(METHODS, { error: `expected one of ${METHODS.join(", ")}` })
      .describe("Tiering method; hybrid unless named."),
    ...weightsShape,
    maxMovedShare: spelled("maxMovedShare", decimalText),
    maxTierStep: spelled("maxTierStep", once),
    tierSizes: spelled("tierSizes", pairsText("A:1200,B:11153")),
    strategicTiers: spelled("strategicTiers", once),
    hold: spelled("hold", repeatable),
    force: spelled("force", repeatable),
    holds: spelled("holds", once),
    scope: spelled("scope", repeatable),
    mayRise: spelled("mayRise", repeatable),
    mayFall: spelled("mayFall", repeatable),
    monotone: spelled("monotone", z.enum(["1", "0", "true", "false"])),
    coefficients: spelled("coefficients", pairsText("tpa:0.35,sfi:0.35,tci:0.3")),
    reason: spelled("reason", repeatable),
    scale: scaleSchema.describe("Scale on which the signals are weighed; zscore unless named."),
  })
  .partial();
/** A plan in a query as it is read. */
export type PlanQuery = z.output<typeof planQuery>;

/** The plan that a query asks for. @throws {ContractError} `invalid-query` where every weight is 0 */
export function planFromQuery(query: PlanQuery): Plan {
  const { method = "hybrid", runway, growth, geo, category, scale, ...policy } = query;
  return canonicalPlan({
    method,
    weights: weightsFromQuery({ runway, growth, geo, category }),
    policy,
    scale,
  });
}

/** The one query that spells a plan. */
export function planToQuery(plan: Plan): URLSearchParams {
  return new URLSearchParams(spellPlan(plan).map(([name, text]): [string, string] => [name, text]));
}

/**
 * The weights that a query names, normalised; the published ones where it names none.
 * @throws {ContractError} `invalid-query` where all are 0
 */
export function weightsFromQuery(named: Partial<Weights>): Weights {
  try {
    return weightsOf(Object.fromEntries(Object.entries(named).filter(([, weight]) => weight !== undefined)));
  } catch (error) {
    if (!(error instanceof TieringError)) throw error;
    const detail = error.message.replace(/\.$/, "");
    const faults = Object.entries(named)
      .filter(([, weight]) => weight !== undefined)
      .map(([parameter]) => ({ parameter, detail }));
    throw new ContractError("invalid-query", `The query is not valid: ${error.message}`, { faults });
  }
}

/** Target of `gap` to prove the hybrid to. */
export const proveParameter = numberParameter(z.number().min(0).max(1)).describe(
  "Prove the hybrid to this gap = (bound − value) / value by branch and bound.",
);

/** Target of `gap` to narrow the bound of a run to that is told, not replaced. */
export const boundParameter = numberParameter(z.number().min(0).max(1)).describe(
  "Prove how far the plan's own tiers can be from the best, to this relative gap; they stay as they are.",
);
