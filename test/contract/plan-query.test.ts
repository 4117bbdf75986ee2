import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { planFromQuery, planQuery, planToQuery } from "../../contract/plan-query.ts";
import { validateQuery } from "../../contract/validate.ts";
import { DEFAULT_WEIGHTS, METHODS } from "../../tiering/index.ts";

const plan = (query: string) => planFromQuery(validateQuery(planQuery, `/v1/tiers?${query}`));

describe("a plan in a query", () => {
  it("is the published default where nothing is named", () => {
    expect(plan("")).toEqual({ method: "hybrid", weights: DEFAULT_WEIGHTS, policy: {} });
  });

  it("normalises weights of any sum, an unnamed one being 0", () => {
    expect(plan("runway=3&geo=1").weights).toEqual({ runway: 0.75, growth: 0, geo: 0.25, category: 0 });
  });

  it("reads every rule", () => {
    const query =
      "method=kpi&maxMovedShare=.02&maxTierStep=free&tierSizes=A:1200,B:11153&strategicTiers=revenue:0.8" +
      "&hold=304930413,tier:A&hold=Geo_Entity:Korea\\, South&scope=Geo_Entity:Western%20Europe|Africa" +
      "&scope=Commercial_Category:Retail&coefficients=tpa:1,sfi:0,tci:0.5";
    expect(plan(query)).toEqual({
      method: "kpi",
      weights: DEFAULT_WEIGHTS,
      policy: {
        maxMovedShare: 0.02,
        maxTierStep: "free",
        tierSizes: { A: 1200, B: 11153 },
        strategicTiers: "revenue:0.8",
        hold: ["304930413", "Geo_Entity:Korea, South", "tier:A"],
        scope: ["Commercial_Category:Retail", "Geo_Entity:Western Europe|Africa"],
        coefficients: { tpa: 1, sfi: 0, tci: 0.5 },
      },
    });
  });

  it("has the spelling of each rule, a list as a repeated one", () => {
    const rules = {
      maxMovedShare: 0.02,
      maxTierStep: "free" as const,
      tierSizes: { A: 1200 },
      hold: ["7", "Geo_Entity:Korea, South"],
      scope: ["Geo_Entity:Africa"],
      monotone: true,
    };
    const spelled = z.encode(planQuery, rules);
    expect(spelled).toEqual({
      maxMovedShare: "0.02",
      maxTierStep: "free",
      tierSizes: "A:1200",
      hold: ["7", "Geo_Entity:Korea\\, South"],
      scope: "Geo_Entity:Africa",
      monotone: "1",
    });
    expect(planQuery.parse(spelled)).toEqual(rules);
  });

  it("has one spelling, whatever the order it was written in", () => {
    const spelled = planToQuery(plan("growth=1&runway=1&hold=7,5&hold=5&method=hybrid")).toString();
    expect(spelled).toBe("method=hybrid&runway=0.5&growth=0.5&hold=5&hold=7");
  });

  it("reads back from its own spelling bit for bit (property)", () => {
    const weight = fc.double({ min: 0, max: 1e6, noNaN: true });
    const entry = fc.string({
      minLength: 1,
      maxLength: 8,
      unit: fc.constantFrom("a", "B", ",", " ", "&", "é"),
    });
    fc.assert(
      fc.property(
        fc.record({
          method: fc.constantFrom(...METHODS),
          runway: weight,
          growth: weight,
          geo: weight,
          category: weight,
          maxMovedShare: fc.double({ min: 0, max: 1, noNaN: true }),
          hold: fc.array(entry, { minLength: 1, maxLength: 4 }),
          scope: fc.array(
            entry.map((text) => `Column:${text}`),
            { minLength: 1, maxLength: 3 },
          ),
        }),
        (query) => {
          fc.pre(query.runway + query.growth + query.geo + query.category > 0);
          const made = planFromQuery(query);
          expect(plan(planToQuery(made).toString())).toEqual(made);
        },
      ),
    );
  });

  it("refuses weights that are all 0 as a fault of each that was named, and of no other", () => {
    expect(() => plan("runway=0&geo=0")).toThrow(
      expect.objectContaining({
        code: "invalid-query",
        message: expect.stringMatching(/^The query is not valid: .*sum to 0.* positive.*\.$/),
        details: {
          faults: ["runway", "geo"].map((parameter) => ({
            parameter,
            detail: expect.stringMatching(/sum to 0; expected at least one that is positive[^.]*$/),
          })),
        },
      }),
    );
  });

  it.each([
    ["method=magic", "method", /expected one of hybrid, kpi, direct, baseline; got "magic"/],
    ["runway=abc", "runway", /decimal number; got "abc"/],
    ["runway=", "runway", /decimal number/],
    ["runway=-1", "runway", />=0; got -1/],
    ["runway=1&runway=2", "runway", /more than once/],
    ["runway=0&growth=0", "runway", /sum to 0; expected at least one that is positive/],
    ["maxMovedShare=1.5", "maxMovedShare", /<=1; got 1.5/],
    ["maxTierStep=far", "maxTierStep", /"free"/],
    ["tierSizes=A:x", "tierSizes", /number/],
    ["tierSizes=A", "tierSizes", /A:1200/],
    ["tierSizes=:5", "tierSizes", /name:number/],
    ["scope=Africa", "scope", /Column:value/],
    ["runaway=1", "runaway", /Unknown parameter "runaway"/],
  ])("refuses %s, naming %s", (query, parameter, detail) => {
    expect(() => plan(query)).toThrow(
      expect.objectContaining({
        code: "invalid-query",
        details: {
          faults: expect.arrayContaining([
            expect.objectContaining({ parameter, detail: expect.stringMatching(detail) }),
          ]),
        },
      }),
    );
  });
});
