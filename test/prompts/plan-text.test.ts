import fc from "fast-check";
import { expect, test } from "vitest";
import { normaliseWeights } from "../../prompts/interpretation.ts";
import { describePlan, parsePlan } from "../../prompts/plan-text.ts";
import { METHODS, type Plan } from "../../tiering/index.ts";

const weight = fc.double({ min: 0, max: 1, noNaN: true, noDefaultInfinity: true });
const plans: fc.Arbitrary<Plan> = fc
  .record({
    method: fc.constantFrom(...METHODS),
    weights: fc
      .record({ runway: weight, growth: weight, geo: weight, category: weight })
      .filter((weights) => Object.values(weights).some((value) => value > 0))
      .map(normaliseWeights),
    policy: fc.record(
      {
        maxMovedShare: weight,
        maxTierStep: fc.constantFrom("free" as const, 1, 2),
        tierSizes: fc.dictionary(fc.constantFrom("A", "B"), fc.nat()),
        strategicTiers: fc.constantFrom<number | string>(3, "A,C", "revenue:0.8"),
        hold: fc.array(fc.string({ minLength: 1 }), { maxLength: 3 }),
        scope: fc.array(
          fc.string({ minLength: 1 }).map((value) => `Geo_Entity:${value}`),
          { maxLength: 3 },
        ),
      },
      { requiredKeys: [] },
    ),
  })
  .map((plan) => plan as Plan);

test("a plan's sentence reads back as the same plan, whatever its values", () => {
  fc.assert(
    fc.property(plans, (plan) => {
      expect(parsePlan(`Done; enjoy. ${describePlan(plan)}`)).toEqual(plan);
    }),
  );
});

test("a shorter statement of the weights is a hybrid plan", () => {
  expect(parsePlan("Done. Weights: runway 0.00, growth 0.00, geo 1.00, category 0.00.")).toEqual({
    method: "hybrid",
    weights: { runway: 0, growth: 0, geo: 1, category: 0 },
    policy: {},
  });
});

test("text without weights is no plan", () => {
  for (const text of ["", "Hello!", "Weights: none", "Weights: runway 0, growth 0"])
    expect(parsePlan(text)).toBeNull();
});
