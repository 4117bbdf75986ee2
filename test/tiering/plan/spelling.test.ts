import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  canonicalPlan,
  DEFAULT_WEIGHTS,
  METHODS,
  type Plan,
  type Policy,
  readPlan,
  SCALES,
  spellPlan,
  withDefaults,
} from "../../../tiering/index.ts";

const spelled = (plan: Plan) =>
  new URLSearchParams(spellPlan(plan).map(([name, text]): [string, string] => [name, text])).toString();
const read = (query: string) => readPlan([...new URLSearchParams(query)]);

const entry = fc.string({
  minLength: 1,
  maxLength: 8,
  unit: fc.constantFrom("a", "B", ",", " ", "&", "é", "|"),
});
const selector = entry.map((text) => `Column:${text}`);
const policy = fc.record(
  {
    maxMovedShare: fc.double({ min: 0, max: 1, noNaN: true }),
    maxTierStep: fc.oneof(fc.integer({ min: 1, max: 25 }), fc.constant("free" as const)),
    tierSizes: fc.dictionary(
      fc.constantFrom("A", "B", "Gold", "Mid-Market"),
      fc.oneof(
        fc.nat(),
        fc.integer({ min: 0, max: 100 }).map((share) => `${share}%` as const),
      ),
      { minKeys: 1, noNullPrototype: true },
    ),
    strategicTiers: fc.constantFrom<number | string>(1, 2, "A,C", "top:0.5", "revenue:0.8"),
    hold: fc.array(entry, { minLength: 1, maxLength: 4 }),
    force: fc.array(
      entry.map((text) => `${text}:A`),
      { minLength: 1, maxLength: 3 },
    ),
    scope: fc.array(selector, { minLength: 1, maxLength: 3 }),
    mayRise: fc.array(selector, { minLength: 1, maxLength: 3 }),
    mayFall: fc.constant(["none"]),
    monotone: fc.constant(true),
    coefficients: fc.record({
      tpa: fc.double({ min: 0, max: 9, noNaN: true }),
      sfi: fc.nat(),
      tci: fc.nat(),
    }),
    reason: fc.array(
      entry.map((text) => `7:${text}`),
      { minLength: 1, maxLength: 3 },
    ),
  },
  { requiredKeys: [] },
);
const weight = fc.double({ min: 0, max: 1e300, noNaN: true });
const plans = fc
  .record({
    method: fc.constantFrom(...METHODS),
    weights: fc
      .record({ runway: weight, growth: weight, geo: weight, category: weight })
      .filter((weights) => Object.values(weights).some((value) => value > 0)),
    policy: policy as fc.Arbitrary<Policy>,
    scale: fc.constantFrom(undefined, ...SCALES),
  })
  .map(({ scale, ...plan }): Plan => (scale === undefined ? plan : { ...plan, scale }));

describe("the spelling of a plan", () => {
  it("reads back from its own query to the bit", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const once = read(spelled(plan));
        expect(read(spelled(once))).toEqual(once);
        expect(once.policy).toEqual(canonicalPlan(plan).policy);
      }),
    );
  });

  it("is one for plans that ask for the same, whatever the order of fields, tiers and entries", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const reversed = (entries: object) => Object.fromEntries(Object.entries(entries).reverse());
        const { tierSizes, hold } = plan.policy;
        const same = reversed({
          ...plan.policy,
          ...(tierSizes && { tierSizes: reversed(tierSizes) }),
          ...(hold && { hold: [...hold, ...hold].reverse() }),
          monotone: plan.policy.monotone ?? false,
        });
        expect(spelled({ ...plan, policy: same })).toBe(spelled(plan));
      }),
    );
  });

  it("is the default plan where nothing is named", () => {
    expect(read("")).toEqual({ method: "hybrid", weights: DEFAULT_WEIGHTS, policy: {} });
  });

  it("leaves a number that is none to the run's own checks", () => {
    const { maxMovedShare, tierSizes } = read("maxMovedShare=a lot&tierSizes=A:x").policy;
    expect([maxMovedShare, tierSizes?.A]).toEqual([Number.NaN, Number.NaN]);
  });
});

describe("the defaults of a plan", () => {
  it("are the hybrid's rules, and of other methods only the strategic tiers", () => {
    const plan = (method: Plan["method"]) => ({ method, weights: DEFAULT_WEIGHTS, policy: {} });
    expect(withDefaults(plan("hybrid"), 4).policy).toEqual({
      maxMovedShare: 0.05,
      maxTierStep: 1,
      strategicTiers: 2,
    });
    expect(withDefaults(plan("kpi"), 4).policy).toEqual({ strategicTiers: 2 });
    expect(withDefaults(plan("direct"), 1).policy).toEqual({ strategicTiers: 1 });
  });

  it("give way to what was asked, and filling them in twice changes nothing", () => {
    fc.assert(
      fc.property(plans, fc.integer({ min: 1, max: 26 }), (plan, tierCount) => {
        const filled = withDefaults(plan, tierCount);
        expect(filled.policy).toMatchObject(plan.policy);
        expect(withDefaults(filled, tierCount)).toEqual(filled);
      }),
    );
  });
});
