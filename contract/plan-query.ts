import { z } from "zod";
import { METHODS } from "../tiering/index.ts";
import { listParameter, numberOrWord, numberParameter, numbersByName, textsParameter } from "./parameters.ts";
import { policySchema } from "./policy.ts";

const rule = policySchema.shape;

const weight = (about: string) =>
  numberParameter(z.number().min(0)).describe(`Weight of ${about}; any scale, an unnamed weight is 0.`);

/** The four weights of PI_acct. */
export const weightsShape = {
  runway: weight("future revenue potential"),
  growth: weight("the growth rate"),
  geo: weight("the share of the geography's market"),
  category: weight("the share of the category's market"),
};

const planShape = {
  method: z
    .enum(METHODS, { error: `expected one of ${METHODS.join(", ")}` })
    .describe("Tiering method; hybrid unless named."),
  ...weightsShape,
  maxMovedShare: numberParameter(rule.maxMovedShare.unwrap()),
  maxTierStep: numberOrWord(rule.maxTierStep.unwrap()),
  tierSizes: numbersByName(rule.tierSizes.unwrap(), "A:1200,B:11153"),
  strategicTiers: numberOrWord(rule.strategicTiers.unwrap()),
  hold: listParameter(rule.hold.unwrap()),
  scope: textsParameter(rule.scope.unwrap()),
  coefficients: numbersByName(rule.coefficients.unwrap(), "tpa:0.35,sfi:0.35,tci:0.3"),
};

/** A plan as a query spells it. */
export const planQuery = z.strictObject(planShape).partial();
export type PlanQuery = z.output<typeof planQuery>;

/** Target of `gap` to prove the hybrid to. */
export const proveParameter = numberParameter(z.number().min(0).max(1)).describe(
  "Prove the hybrid to this gap = (bound − value) / value by branch and bound.",
);
