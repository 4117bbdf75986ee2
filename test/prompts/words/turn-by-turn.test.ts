import { describe, expect, test } from "vitest";
import { readConversation } from "../../../prompts/conversation/conversation.ts";
import { interpretOffline } from "../../../prompts/interpret-offline.ts";
import { turnOf } from "../../../prompts/turn.ts";
import { vocabulary } from "../../support/vocabulary.ts";
import { planOf } from "../../support/whole-plan.ts";

/** What the last of several messages comes to. */
function said(...messages: readonly string[]) {
  const history: Parameters<typeof readConversation>[0][number][] = [];
  let last = interpretOffline("", readConversation([]), vocabulary);
  for (const message of messages) {
    last = interpretOffline(message, readConversation(history), vocabulary);
    history.push({ role: "user", content: message }, turnOf(last, planOf(last)));
  }
  return last;
}

describe("a message that changes a rule of the one before", () => {
  test.each([
    [["no downgrades", "except in tier D"], { mayFall: ["MarketTier_FY26:Tier D"] }],
    [["no upgrades", "except in Africa"], { mayRise: ["Geo_Entity:Africa"] }],
    [
      ["no upgrades and no downgrades", "except in Africa"],
      { mayRise: ["Geo_Entity:Africa"], mayFall: ["Geo_Entity:Africa"] },
    ],
    [["no downgrades in Africa", "nor in South Asia"], { mayFall: ["Geo_Entity!:Africa|South Asia"] }],
    [
      ["promote nobody in Utilities", "or Telecommunications either"],
      { mayRise: ["Commercial_Category!:Utilities|Telecommunications"] },
    ],
    [["hold Japan and Germany", "let Germany go again"], { hold: ["Area_National:Japan"] }],
    [["freeze Healthcare", "unfreeze it"], {}],
    [["only in France", "forget France"], {}],
    [["only in France and Spain", "forget France"], { scope: ["Area_National:Spain"] }],
    [
      ["only in France, move at most 2 %", "drop the cap but keep France"],
      { scope: ["Area_National:France"] },
    ],
    [
      ["only in France", "keep France as it is"],
      { scope: ["Area_National:France"], hold: ["Area_National:France"] },
    ],
    [["only in Italy", "now widen it to all of Southern Europe"], { scope: ["Geo_Entity:Southern Europe"] }],
    [["only in Italy", "extend it to Spain"], { scope: ["Area_National:Italy|Spain"] }],
    [["hold tier A", "actually only hold the ones in Germany"], { hold: ["tier:A&Area_National:Germany"] }],
    [["hold tier A and Japan", "only hold tier A"], { hold: ["tier:A"] }],
    [["Nobody moves down unless revenue is below 50,000"], { mayFall: ["TotalRevenue_FY26<50000"] }],
    [["Don't let anything with revenue below 5000 rise"], { mayRise: ["TotalRevenue_FY26>=5000"] }],
    [["Don't let anything with a growth rate below zero climb"], { mayRise: ["Revenue_CAGR>=0"] }],
    [
      ["1) growth 50 2) runway 30 3) geo and category 10 each 4) no downgrades 5) max 250 moves"],
      { mayFall: ["none"], maxMovedShare: 0.005 },
    ],
    [
      ["Not a single account from the Nordics should be demoted; promoted is fine."],
      { mayFall: ["Geo_Entity!:Nordics & Baltics"] },
    ],
    [["only Germany", "and Austria"], { scope: ["Area_National:Germany|Austria"] }],
    [["hold tier D", "and tier C"], { hold: ["tier:C", "tier:D"] }],
    [["no downgrades in Africa", "and South Asia"], { mayFall: ["Geo_Entity!:Africa|South Asia"] }],
    [["hold 304930413", "unhold the first one"], {}],
    [["max 2%", "3"], { maxMovedShare: 0.03 }],
    [["max 2%", "no, 2.5"], { maxMovedShare: 0.025 }],
    [["tier A 1200", "make it 1100"], { tierSizes: { A: 1100, B: 11_253 } }],
    [["tier A 1200", "take them from C", "no, from B"], { tierSizes: { A: 1200, B: 11_153 } }],
    [["at most one tier", "two is fine"], { maxTierStep: 2 }],
    [["at most 500 moves", "same but with 300"], { maxMovedShare: 0.006 }],
    [
      ["only promotions", "in DACH", "not in Austria"],
      { scope: ["Area_National:Germany|Switzerland"], mayFall: ["none"] },
    ],
    [["only Utilities", "everything again"], {}],
    [["hold tier A, no downgrades", "lift all of that"], {}],
    [
      ["hold Germany", "except Healthcare"],
      { hold: ["Area_National:Germany&Commercial_Category!:Healthcare"] },
    ],
    [
      ["no promotions in Retail", "except tier D"],
      { mayRise: ["!(Commercial_Category:Retail & Consumer Goods&tier:A|B|C)"] },
    ],
    [["no one in Retail moves down", "forget Retail"], {}],
    [
      ["freeze all A accounts in Africa", "and the B ones too"],
      { hold: ["tier:A&Geo_Entity:Africa", "tier:B&Geo_Entity:Africa"] },
    ],
    [
      ["only tier B and C", "and only in Africa", "drop the tier restriction"],
      { scope: ["Geo_Entity:Africa"] },
    ],
    [
      ["only tier B and C", "and only in Africa", "drop the regional restriction"],
      { scope: ["MarketTier_FY26:Tier B|Tier C"] },
    ],
    [["growth first", "only Spain", "hold tier A", "go back two steps"], {}],
    [
      ["growth first", "only Spain", "hold tier A", "max 2 %", "undo the last two changes"],
      { scope: ["Area_National:Spain"] },
    ],
    [["only in Spain", "actually Italy"], { scope: ["Area_National:Italy"] }],
    [["only in Spain", "no, Italy"], { scope: ["Area_National:Italy"] }],
    [["Retail first, then everything else"], { mayRise: ["Commercial_Category:Retail & Consumer Goods"] }],
    [
      ["freeze Healthcare", "freeze everything but Healthcare"],
      { scope: ["Commercial_Category:Healthcare"] },
    ],
    [["max 500 moves", "three quarters of it"], { maxMovedShare: 0.0075 }],
    [["only growing accounts may rise"], { mayRise: ["Revenue_CAGR>0"] }],
    [["only growing accounts may rise", "faster than 10 percent I mean"], { mayRise: ["Revenue_CAGR>10"] }],
  ] as const)("%j", (messages, policy) => {
    const { method, policy: got, unread } = said(...messages);
    expect({ method, policy: got, unread }).toEqual({ method: "hybrid", policy, unread: [] });
  });
});

describe("a message that changes the weights of the one before", () => {
  test("even more is more of the same, and no equal weights", () => {
    const [first, second] = [
      said("growth 50 runway 50", "bit more growth"),
      said("growth 50 runway 50", "bit more growth", "even more"),
    ];
    expect(second.weights?.growth).toBeGreaterThan(first.weights?.growth ?? 1);
    expect(second.weights?.geo).toBe(0);
    const [more, less] = [said("more weight on category"), said("more weight on category", "a bit less")];
    expect(less.weights?.category).toBeLessThan(more.weights?.category ?? 0);
  });

  test("another signal is left out too, comes back, or counts as much", () => {
    expect(said("geo out", "and category").weights).toMatchObject({ geo: 0, category: 0 });
    expect(said("growth out", "also runway").weights).toMatchObject({ growth: 0, runway: 0 });
    expect(said("geo out", "bring geo back").weights?.geo).toBeCloseTo(0.15, 9);
    const { weights } = said("growth first", "and category");
    expect(weights?.category).toBeCloseTo(weights?.growth ?? 0, 12);
  });
});

describe("what is said of one signal beside others", () => {
  const order = (message: string) =>
    Object.entries(said(message).weights ?? {})
      .sort(([, a], [, b]) => b - a)
      .map(([signal]) => signal);

  test("a third place leaves the second to what is not named", () => {
    expect(order("growth first, category third")).toEqual(["growth", "runway", "category", "geo"]);
    expect(
      order("Category's a distant third, geo's dead last, and between runway and growth I'd back growth"),
    ).toEqual(["growth", "runway", "category", "geo"]);
  });

  test("what is left out as well counts for nothing, and one alone is all that counts", () => {
    expect(said("Leave growth out, and geo as well").weights).toMatchObject({ growth: 0, geo: 0 });
    expect(said("Run the direct method on geo alone")).toMatchObject({
      method: "direct",
      weights: { runway: 0, growth: 0, geo: 1, category: 0 },
    });
  });
});

test("a place that is preferred takes the place of the one that alone might move", () => {
  expect(said("prioritize growth, only Africa", "I prefer Western Europe and not Africa").policy).toEqual({
    scope: ["Geo_Entity:Western Europe"],
  });
  expect(said("runway first, leave tier B alone", "same again for Eastern Europe").policy).toEqual({
    hold: ["tier:B"],
    scope: ["Geo_Entity:Eastern Europe"],
  });
  expect(said("Only Eastern European healthcare accounts").policy).toEqual({
    scope: ["Commercial_Category:Healthcare", "Geo_Entity:Eastern Europe"],
  });
});

test.each([
  ["take out 20 points of runway and put in growth", { runway: 0.6, growth: 0.4 }],
  ["take 20 points out of runway and put them in growth", { runway: 0.6, growth: 0.4 }],
])("%s: from the one to the other", (message, weights) => {
  const got = said("runway 80 growth 20", message).weights;
  expect(got?.runway).toBeCloseTo(weights.runway, 9);
  expect(got?.growth).toBeCloseTo(weights.growth, 9);
});

test("points that are taken out are no weight", () => {
  expect(said("runway 80 growth 20", "take out 20 points of runway").weights?.runway).toBeCloseTo(0.6, 9);
});

test("what has a place after all counts, and a step for each way is asked about", () => {
  const { weights } = said("Not growth. Well, growth comes second, runway first");
  expect(weights?.growth).toBeGreaterThan(weights?.geo ?? 1);
  expect(said("one tier up, two tiers down")).toMatchObject({
    method: "none",
    unread: ["one tier up", "two tiers down"],
  });
  expect(said("one tier up or down").policy).toEqual({ maxTierStep: 1 });
});

test.each([
  ["Rank them: growth, geo, category, runway", ["growth", "geo", "category", "runway"]],
  [
    "Most important is potential. Second important is growth. Third, category. Geo is last.",
    ["runway", "growth", "category", "geo"],
  ],
])("%s: in that order", (message, order) => {
  const sorted = Object.entries(said(message).weights ?? {}).sort(([, a], [, b]) => b - a);
  expect(sorted.map(([signal]) => signal)).toEqual(order);
});

test("take off is of points, and a clean slate has no tiers of today", () => {
  const { weights } = said("runway 20, growth 60, geo 20", "take off 20 from growth and give to geo, ok?");
  expect(weights?.growth).toBeCloseTo(0.4, 9);
  expect(weights?.geo).toBeCloseTo(0.4, 9);
  expect(said("rank everybody from scratch, no regard for today's tiers").method).toBe("direct");
});
