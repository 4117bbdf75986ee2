import { describe, expect, it } from "vitest";
import { vocabulary } from "../../support/vocabulary.ts";
import { expectWeights } from "../../support/weights.ts";
import { playOffline } from "../../support/whole-plan.ts";

const read = (message: string, ...history: string[]) => playOffline({ message, history }, vocabulary).got;

describe("what data people write for a rule", () => {
  it.each([
    ["moved share ≤ 2%", { maxMovedShare: 0.02 }],
    ["moved_share <= 0.02", { maxMovedShare: 0.02 }],
    ["moved/N <= .03", { maxMovedShare: 0.03 }],
    ["n_moves ≤ 750", { maxMovedShare: 0.015 }],
    ["max_moves = 750", { maxMovedShare: 0.015 }],
    ["SUM(moves) < 500", { maxMovedShare: 0.01 }],
    ["|Δtier| ≤ 1", { maxTierStep: 1 }],
    ["abs(step) <= 2", { maxTierStep: 2 }],
    ["|A| = 1200", { tierSizes: { A: 1200, B: 11153 } }],
    ["n(A) = 1100", { tierSizes: { A: 1100, B: 11253 } }],
    ["Geo_Entity ∈ {South Asia, South-East Asia}", { scope: ["Geo_Entity:South Asia|South-East Asia"] }],
    ["Geo_Entity in {South Asia, South-East Asia}", { scope: ["Geo_Entity:South Asia|South-East Asia"] }],
    [
      "Only rows where TotalRevenue_FY26 > 1e7 && Geo_Entity == 'North America' may change tier",
      { scope: ["Geo_Entity:North America", "TotalRevenue_FY26>10000000"] },
    ],
    ["hold where TotalRevenue_FY26 > 5000000", { hold: ["TotalRevenue_FY26>5000000"] }],
    [
      "hold: Commercial_Category == 'Utilities' | 'Telecommunications'",
      { hold: ["Commercial_Category:Utilities|Telecommunications"] },
    ],
    ["Geo_Entity = 'Africa': freeze. All other records eligible.", { hold: ["Geo_Entity:Africa"] }],
  ] as const)("%s", (message, policy) => {
    const { unread, ...got } = read(message);
    expect(unread).toEqual([]);
    expect(got.policy).toEqual(policy);
  });
});

describe("what data people write for weights", () => {
  it.each([
    ["runway = growth = 0.5", [0.5, 0.5, 0, 0]],
    ["runway=.6; growth=.4; geo=category=0", [0.6, 0.4, 0, 0]],
    ["growth/runway = 2", [0.7 / 3, 1.4 / 3, 0.15, 0.15]],
    ["growth:runway = 2:1, rest as is", [0.7 / 3, 1.4 / 3, 0.15, 0.15]],
    ["growth to runway 2 to 1, keep the rest", [0.7 / 3, 1.4 / 3, 0.15, 0.15]],
    ["growth : runway : category = 3 : 2 : 1", [2 / 6, 3 / 6, 0, 1 / 6]],
    ["w(growth) = w(category) = .5", [0, 0.5, 0, 0.5]],
    ["w = {rw: .55, gr: .25, geo: .1, cat: .1}", [0.55, 0.25, 0.1, 0.1]],
    ["3x geo vs default", [0.55 * (0.4 / 0.85), 0.55 * (0.3 / 0.85), 0.45, 0.55 * (0.15 / 0.85)]],
    ["geo and category, each 30, the remaining for runway and growth half half", [0.2, 0.2, 0.3, 0.3]],
  ] as const)("%s", (message, wanted) => {
    const { unread, weights } = read(message);
    expect(unread).toEqual([]);
    expectWeights(weights, wanted);
  });

  it("the same weights in a letter", () =>
    expect(read("same w; tier step <= 1", "growth 60, runway 40")).toMatchObject({
      policy: { maxTierStep: 1 },
      weights: { growth: 0.6, runway: 0.4 },
    }));
});

describe("a plan as the API spells it", () => {
  it.each([
    [
      'policy: {maxMovedShare: 0.03, maxTierStep: 1, hold: ["tier:A"]}, default weights',
      { maxMovedShare: 0.03, maxTierStep: 1, hold: ["tier:A"] },
    ],
    ["scope Geo_Entity = Central Europe", { scope: ["Geo_Entity:Central Europe"] }],
    ["scope=Geo_Entity:Africa|South Asia", { scope: ["Geo_Entity:Africa|South Asia"] }],
    ["hold=tier:A", { hold: ["tier:A"] }],
    ["hold top:50:TotalRevenue_FY26", { hold: ["top:50:TotalRevenue_FY26"] }],
    ["Set strategicTiers to revenue:0.75", { strategicTiers: "revenue:0.75" }],
    ["strategicTiers 2", { strategicTiers: 2 }],
    ["mayFall=none", { mayFall: ["none"] }],
    ["drop the tier step limit", { maxTierStep: "free" }],
  ] as const)("%s", (message, policy) => {
    const { unread, ...got } = read(message);
    expect(unread).toEqual([]);
    expect(got.policy).toEqual(policy);
  });

  it("a field that is dropped, and a number that is raised, of the plan before", () =>
    expect(
      read(
        "bump maxMovedShare to 0.05 and drop maxTierStep, everything else stays",
        "maxTierStep 2, max 2 %, hold tier A",
      ).policy,
    ).toEqual({ maxMovedShare: 0.05, hold: ["tier:A"] }));
});

it("what a page is written in is no formula", () => {
  const { policy, weights } = read('Growth matters most <img src=x onerror="pwned=1">, move at most 20 %');
  expect(policy).toEqual({ maxMovedShare: 0.2 });
  expect(weights!.growth).toBeGreaterThan(0.5);
});
