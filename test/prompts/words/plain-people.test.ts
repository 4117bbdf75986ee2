import { describe, expect, it } from "vitest";
import { vocabulary } from "../../support/vocabulary.ts";
import { expectGreatest, expectWeights } from "../../support/weights.ts";
import { playOffline } from "../../support/whole-plan.ts";

const read = (message: string, ...history: string[]) => playOffline({ message, history }, vocabulary).got;
const GROWTH = { runway: 0.2352941176, growth: 0.5882352941, geo: 0.0882352941, category: 0.0882352941 };

describe("what a speaker did not wish for after all", () => {
  it.each([
    "I was about to say runway first, but no, growth first",
    "I was going to say forget geo, but no, growth first",
    "We nearly asked for category on top, but growth first",
  ])("%s", (message) => {
    const { unread, weights } = read(message);
    expect(unread).toEqual([]);
    expect(weights!.growth).toBeCloseTo(GROWTH.growth, 6);
    expect(weights!.runway).toBeCloseTo(GROWTH.runway, 6);
  });

  it("of two holds the second", () =>
    expect(read("I was going to freeze tier A but actually freeze tier B").policy).toEqual({
      hold: ["tier:B"],
    }));

  it("the last of several numbers", () =>
    expect(read("Max 5% moves. Hmm, 3? No, 2%.").policy).toEqual({ maxMovedShare: 0.02 }));

  it("a number of another kind", () =>
    expect(read("growth at 45, no, 35 percent, runway 35, geo 20 and category 10").weights).toMatchObject({
      growth: 0.35,
      runway: 0.35,
    }));
});

describe("a tale of another time asks for nothing", () => {
  it.each([
    "We lost eleven customers in the big reshuffle of 2009. Growth first.",
    "We had a fellow once who promoted a customer from D straight to A. Growth first.",
    "My old boss used to say that a shaken tree loses its apples. Growth first.",
  ])("%s", (message) => {
    const { policy, weights } = read(message);
    expect(policy).toEqual({});
    expect(weights!.growth).toBeCloseTo(GROWTH.growth, 6);
  });

  it("unless it names who is meant", () =>
    expect(read("once we froze Africa. growth first").unread).not.toEqual([]));
});

describe("weights", () => {
  it.each([
    [
      "half potential, a quarter growth, the rest split evenly between geo and category",
      [0.5, 0.25, 0.125, 0.125],
    ],
    ["50/50 growth runway", [0.5, 0.5, 0, 0]],
    [
      "growth and runway should weigh the same, and category half of what either of them does; no geo",
      [0.4, 0.4, 0, 0.2],
    ],
    ["all signals but geo", [0.4 / 0.85, 0.3 / 0.85, 0, 0.15 / 0.85]],
    ["category should weigh less than geo", [0.4, 0.3, 0.2, 0.1]],
    ["potential 80%, growth gets the other 20", [0.8, 0.2, 0, 0]],
  ] as const)("%s", (message, wanted) => {
    const { weights } = read(message);
    expectWeights(weights, wanted);
  });

  it("what somebody lives off is not left out", () =>
    expect(read("category share is what my resellers live off").weights!.category).toBeGreaterThan(0.4));

  it("a part of a weight that moves is no budget", () =>
    expect(read("move half of geo to growth, the rest to runway").policy).toEqual({}));
});

describe("rules", () => {
  it.each([
    ["One tier up or down is the furthest anybody may go", { maxTierStep: 1 }],
    ["the one-step rule stays", { maxTierStep: 1 }],
    ["maxTierStep 2", { maxTierStep: 2 }],
    ["no brakes, let accounts jump", { maxTierStep: "free" }],
    ["we are having 2 percent budget only for changes this quarter", { maxMovedShare: 0.02 }],
    ["need a quick retier for Africa", { scope: ["Geo_Entity:Africa"] }],
    ["I run Africa. Whatever lies outside Africa stays as it is.", { scope: ["Geo_Entity:Africa"] }],
    [
      "North America. Financial Services. Headroom on top. Nothing else moves.",
      { scope: ["Commercial_Category:Financial Services", "Geo_Entity:North America"] },
    ],
    ["Let Africa rest where they are", { hold: ["Geo_Entity:Africa"] }],
    ["is it ok if Africa doesn't change?", { hold: ["Geo_Entity:Africa"] }],
    ["freeze Ireland, whereas the United Kingdom is not frozen", { hold: ["Area_National:Ireland"] }],
    [
      "tier A stays at 980 but tier B goes down to 10,000 accounts",
      { tierSizes: { A: 980, B: 10000, C: 5624 } },
    ],
    ["Strategic means A. Only A.", { strategicTiers: "A" }],
    [
      "the strategic tiers shall be those that together hold 80 % of the revenue",
      { strategicTiers: "revenue:0.8" },
    ],
    ["nobody in Africa may fall, but going up is very welcome", { mayFall: ["Geo_Entity!:Africa"] }],
  ] as const)("%s", (message, policy) => {
    const { unread, ...got } = read(message);
    expect(unread).toEqual([]);
    expect(got.policy).toEqual(policy);
  });
});

it.each([
  ["Near-term momentum beats far-off potential for us", "growth"],
  ["We should stop underestimating geo share", "geo"],
  ["we underestimate growth", "growth"],
  ["elsewhere do whatever the growth numbers tell you", "growth"],
  ["growth pays off", "growth"],
  ["In my zone I want to give priority to the potential, the growth comes after", "runway"],
] as const)("what is for a signal never leaves it out: %s", (message, signal) => {
  const { weights } = read(message);
  expectGreatest(weights, signal);
});

it.each([
  ["five for runway, three for growth, one each for geo and category, so ten in all", [0.5, 0.3, 0.1, 0.1]],
  ["five points for runway, three for growth, two for geo", [0.5, 0.3, 0.2, 0]],
  ["category share and nothing besides", [0, 0, 0, 1]],
  ["give me like I don't know sixty no seventy percent runway and the rest growth", [0.7, 0.3, 0, 0]],
] as const)("%s", (message, wanted) => {
  const { unread, weights } = read(message);
  expect(unread).toEqual([]);
  expectWeights(weights, wanted);
});

it.each([
  ["UK & Ireland only, 1%.", { maxMovedShare: 0.01, scope: ["Geo_Entity:United Kingdom & Ireland"] }],
  ["only Africa. Fifty basis points", { maxMovedShare: 0.005, scope: ["Geo_Entity:Africa"] }],
  [
    "Africa and Japan & Korea are in renewal, neither may move",
    { hold: ["Geo_Entity:Africa|Japan & Korea"] },
  ],
  ["Manufacturing customers, please do not change", { hold: ["Commercial_Category:Manufacturing"] }],
  ["double the cap and restrict it to Africa", { maxMovedShare: 0.1, scope: ["Geo_Entity:Africa"] }],
  [
    "North American healthcare accounts only",
    { scope: ["Commercial_Category:Healthcare", "Geo_Entity:North America"] },
  ],
] as const)("%s", (message, policy) => {
  const { unread, ...got } = read(message);
  expect(unread).toEqual([]);
  expect(got.policy).toEqual(policy);
});

it("a share alone is no budget where a weight is spoken of", () =>
  expect(read("growth first, Africa only, 3 %").unread).toContain("3 %"));

describe("a message that changes the one before", () => {
  it.each([
    [
      "only Africa, max 2 %",
      "wait scratch the two percent make it one and a half",
      { maxMovedShare: 0.015, scope: ["Geo_Entity:Africa"] },
    ],
    [
      "only Africa, max 3 %",
      "hmm maybe a teeny bit less, 2 %?",
      { maxMovedShare: 0.02, scope: ["Geo_Entity:Africa"] },
    ],
    ["max 400 moves", "it may be 600", { maxMovedShare: 0.012 }],
    ["max 400 moves", "600 is okay too", { maxMovedShare: 0.012 }],
    ["only Africa", "Wrong region. Latin America.", { scope: ["Geo_Entity:Latin America"] }],
    [
      "only Africa",
      "Now the same also for Latin America, please.",
      { scope: ["Geo_Entity:Africa|Latin America"] },
    ],
    [
      "only Healthcare",
      "Healthcare shouldn't move, everything else may",
      { hold: ["Commercial_Category:Healthcare"] },
    ],
    [
      "hold Utilities and Healthcare",
      "Utilities may move after all; Healthcare still not",
      { hold: ["Commercial_Category:Healthcare"] },
    ],
    ["max 2.5 %", "Amendment to requirement 2: the ceiling is 1.75 %, not 2.5 %.", { maxMovedShare: 0.0175 }],
  ] as const)("%s, then %s", (before, message, policy) => {
    const { unread, ...got } = read(message, before);
    expect(unread).toEqual([]);
    expect(got.policy).toEqual(policy);
  });
});

it.each([
  ["Country-wise count of upgraded accounts", { kind: "movers", by: "Area_National", direction: "up" }],
  [
    "how few accounts must move for the strategic tiers to carry 80 percent of revenue?",
    { kind: "goal", kpi: "sfi", atLeast: 0.8 },
  ],
  [
    "what groups do we have? find seven segments with k-means",
    { kind: "segment", k: 7, algorithm: "kmeans" },
  ],
  ["I'm not sure what the difference between the direct method and the KPI method is", { kind: "compare" }],
  ["how does that stack up against a simple KPI ranking?", { kind: "compare" }],
  ["is that any better than what the straight KPI ranking would give us?", { kind: "compare" }],
] as const)("%s", (message, ask) => expect(read(message).ask).toMatchObject(ask));

describe("what the last messages of people came to", () => {
  it("a number for each taken back in words", () =>
    expect(read("runway sixty growth forty no wait make that fifty fifty").weights).toMatchObject({
      runway: 0.5,
      growth: 0.5,
    }));

  it("what is out in the lead is not out", () =>
    expect(read("run it with growth way out in the lead").weights!.growth).toBeCloseTo(GROWTH.growth, 6));

  it("two signals that are to be the same", () =>
    expect(
      read(
        "I think growth is a little too strong. Please make growth and potential same.",
        "growth 60 runway 40",
      ).weights,
    ).toMatchObject({ growth: 0.5, runway: 0.5 }));

  it("sellers who are there are none to be added", () =>
    expect(read("we have 5 reps in Africa").ask).toBeNull());

  it.each([
    ["do include the Nordics and Baltics too", { scope: ["Geo_Entity:Africa|Nordics & Baltics"] }],
    ["and Japan & Korea, obviously", { scope: ["Geo_Entity:Africa|Japan & Korea"] }],
    ["Please forget all conditions, start from the beginning.", {}],
  ] as const)("only Africa, then %s", (message, policy) =>
    expect(read(message, "only Africa").policy).toEqual(policy),
  );
});

it.each([
  ["growth stands out", "growth"],
  ["growth won't be forgotten", "growth"],
  ["can't do without growth", "growth"],
  ["without growth nothing works", "growth"],
  ["we have ignored geo for too long", "geo"],
  ["I'd trade geo for growth any day", "growth"],
  ["runway is what gets us out of bed", "runway"],
] as const)("praise that takes away elsewhere: %s", (message, signal) => {
  const { weights } = read(message);
  expectGreatest(weights, signal);
});

it.each(["the three biggest by potential in Africa go to A", "the Africa accounts belong in tier A"])(
  "who is to be where is asked about: %s",
  (message) => {
    const { policy, unread } = read(message);
    expect(policy).toEqual({});
    expect(unread).not.toEqual([]);
  },
);

describe("parts of what is left", () => {
  it.each([
    ["growth 50, the rest two thirds runway and one third geo", [1 / 3, 0.5, 1 / 6, 0]],
    ["growth at 40 %, the rest half runway and half category", [0.3, 0.4, 0, 0.3]],
    ["keep geo as is, halve category and put the rest on runway", [0.475, 0.3, 0.15, 0.075]],
  ] as const)("%s", (message, wanted) => {
    const { unread, weights } = read(message);
    expect(unread).toEqual([]);
    expectWeights(weights, wanted);
  });
});

it.each([
  ["I want Africa frozen", { hold: ["Geo_Entity:Africa"] }],
  ["I want the top 100 accounts by potential protected", { hold: ["top:100:PotentialRevenue_FY30"] }],
  ["only B through D may move", { scope: ["MarketTier_FY26:Tier B|Tier C|Tier D"] }],
] as const)("%s", (message, policy) => {
  const { unread, ...got } = read(message);
  expect(unread).toEqual([]);
  expect(got.policy).toEqual(policy);
});

describe("a part of the budget that is in force", () => {
  it.each([
    ["cut the budget in half", 0.02],
    ["make the budget half of what it was", 0.02],
    ["half the budget", 0.02],
    ["reduce the cap by a quarter", 0.03],
    ["what about half?", 0.02],
    ["cut the budget to 2 %", 0.02],
    ["raise the budget to a tenth", 0.1],
  ] as const)("max 4 %%, then %s", (message, share) =>
    expect(read(message, "max 4 %").policy).toEqual({ maxMovedShare: share }),
  );

  it("of the usual one where none was said", () =>
    expect(read("cut the budget in half").policy).toEqual({ maxMovedShare: 0.025 }));
});

it.each(["what's our SFI now?", "how is our composite?", "where is TPA now"])("%s", (message) =>
  expect(read(message).ask).toEqual({ kind: "story" }),
);

it("the plan before is compared with, and no method", () =>
  expect(read("compare with the plan before", "growth first", "max 2 %").ask?.kind).toBe("changes"));

it.each([
  ["what would change with growth first?", "whatIf"],
  ["is it worth going to 10 %?", "frontier"],
  ["what did you do?", "story"],
] as const)("%s", (message, kind) => expect(read(message).ask?.kind).toBe(kind));

it.each([
  ["C should lose 300 accounts to D", { tierSizes: { C: 3951, D: 33696 } }],
  ["B gives 100 accounts to A", { tierSizes: { A: 1080, B: 11273 } }],
  ["give the field a rest: 150 moves, that's all", { maxMovedShare: 0.003 }],
] as const)("%s", (message, policy) => expect(read(message).policy).toEqual(policy));

it("a size that is kept but for a tier holds nobody", () =>
  expect(read("keep sizes as they are except A").policy).toEqual({}));
