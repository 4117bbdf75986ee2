import fc from "fast-check";
import { expect, test } from "vitest";
import { describePlan, parsePlan } from "../../prompts/conversation/plan-text.ts";
import { METHODS, normaliseWeights, type Plan, SIGNALS } from "../../tiering/index.ts";

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

test("a plan's sentence reads back as its method, its policy, and its weights to four decimals", () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const read = parsePlan(`Done; enjoy. ${describePlan(plan)}`);
      expect(read?.method).toBe(plan.method);
      expect(read?.policy).toEqual(plan.policy);
      const weights = read?.weights ?? { runway: 0, growth: 0, geo: 0, category: 0 };
      for (const signal of SIGNALS)
        expect(Math.abs(weights[signal] - plan.weights[signal])).toBeLessThanOrEqual(0.0003);
      expect(Math.abs(SIGNALS.reduce((sum, signal) => sum + weights[signal], 0) - 1)).toBeLessThanOrEqual(
        1e-12,
      );
    }),
  );
});

test("a plan's sentence has no weight with more than four decimals", () => {
  fc.assert(
    fc.property(plans, (plan) => {
      expect(describePlan({ ...plan, policy: {} })).not.toMatch(/\.\d{5}|\d(?:\.\d+)?e-/u);
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

test("a policy that is none is no policy, and never an exception", () => {
  for (const policy of [
    "a=[x]",
    "hold=[",
    'hold=["a',
    "hold={",
    "=",
    "maxMovedShare=x",
    "hold=[1]",
    "maxMovedShare=7",
    `hold=${"[".repeat(5000)}`,
  ]) {
    const plan = parsePlan(`Weights: geo 1. Policy: ${policy}.`);
    expect(plan?.policy, policy).toEqual({});
  }
});

test("hostile history text is read in time that grows with its length alone", () => {
  const time = (length: number) => {
    const text = `Weights: geo 1. Policy: ${'a="'.repeat(length)}`;
    const times = Array.from({ length: 5 }, () => {
      const before = process.threadCpuUsage();
      for (let run = 0; run < 50; run++) parsePlan(text);
      return process.threadCpuUsage(before).user / 1000;
    });
    return Math.min(...times);
  };
  time(1000);
  // Of the thread itself, however busy the machine is. Quadratic reading would take 64 times as long.
  expect(time(16_000)).toBeLessThan(40 * Math.max(1, time(2000)));
});
