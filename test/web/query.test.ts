import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { METHODS, type Plan } from "../../tiering/index.ts";
import { planFromQuery, planToQuery } from "../../web/words/query.ts";

const text = fc.string({ minLength: 1, maxLength: 12 }).map((raw) => raw.replaceAll("\\", "/"));
const share = fc.double({ min: 0, max: 1, noNaN: true });
const size = fc.integer({ min: 0, max: 50_000 });

const plan: fc.Arbitrary<Plan> = fc.record({
  method: fc.constantFrom(...METHODS),
  weights: fc
    .record({ runway: size, growth: size, geo: size, category: size })
    .filter(({ runway, growth, geo, category }) => runway + growth + geo + category > 0)
    .map(({ runway, growth, geo, category }) => {
      const sum = runway + growth + geo + category;
      return { runway: runway / sum, growth: growth / sum, geo: geo / sum, category: category / sum };
    }),
  policy: fc.record(
    {
      maxMovedShare: share,
      maxTierStep: fc.oneof(fc.integer({ min: 1, max: 25 }), fc.constant("free" as const)),
      tierSizes: fc.record({ A: size, C: size }),
      strategicTiers: fc.oneof(fc.integer({ min: 1, max: 26 }), fc.constantFrom("A,C", "revenue:0.8")),
      hold: fc.uniqueArray(text, { minLength: 1, maxLength: 4 }).map((entries) => entries.sort()),
      scope: fc.uniqueArray(text, { minLength: 1, maxLength: 4 }).map((entries) => entries.sort()),
      coefficients: fc.record({ tpa: share, sfi: share, tci: share }),
    },
    { requiredKeys: [] },
  ),
});

describe("a plan as a query", () => {
  it("reads back as the same plan", () => {
    fc.assert(
      fc.property(plan, (asked) => {
        const link = planToQuery(asked).toString();
        expect(planFromQuery(new URLSearchParams(link))).toEqual(asked);
      }),
    );
  });

  it("spells one plan in one way, whatever the order of its selectors", () => {
    const weights = { runway: 1, growth: 0, geo: 0, category: 0 };
    const one: Plan = { method: "hybrid", weights, policy: { hold: ["tier:A", "7"] } };
    const two: Plan = { method: "hybrid", weights, policy: { hold: ["7", "tier:A", "7"] } };
    expect(planToQuery(one).toString()).toBe(planToQuery(two).toString());
  });

  it("is no plan without a method, and takes weights of any sum", () => {
    expect(planFromQuery(new URLSearchParams("runway=1"))).toBeNull();
    expect(planFromQuery(new URLSearchParams("method=kpi&runway=3&geo=1"))?.weights).toEqual({
      runway: 0.75,
      growth: 0,
      geo: 0.25,
      category: 0,
    });
  });
});
