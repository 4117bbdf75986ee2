import { describe, expect, it } from "vitest";
import { vocabulary } from "../../support/vocabulary.ts";
import { expectWeights } from "../../support/weights.ts";
import { playOffline } from "../../support/whole-plan.ts";

const read = (message: string, ...history: string[]) => playOffline({ message, history }, vocabulary).got;
const GROWTH = { runway: 0.2352941176, growth: 0.5882352941, geo: 0.0882352941, category: 0.0882352941 };

describe("what letters have around a wish", () => {
  it.each([
    "Two remarks: Spain stays as is, growth first. Best, Henrik",
    "To whom it may concern: growth first, Spain stays as it is. Sincerely, H. Lindqvist",
    "Hello! Growth first and Spain frozen. Thanks in advance, Tom",
    "Time is short: growth first, Spain is frozen.",
  ])("%s", (message) => {
    const { policy, unread, weights } = read(message);
    expect(unread).toEqual([]);
    expect(policy).toEqual({ hold: ["Area_National:Spain"] });
    expectWeights(weights, GROWTH);
  });

  it("a name behind thanks that the book has is asked about", () =>
    expect(read("Runway first. Cheers, Spain").unread).toEqual(["Spain"]));
});

it("a story ahead of a colon asks for nothing", () => {
  const { policy, unread, weights } = read(
    "The board met and after two hours of back and forth they settled on this: half of the score from runway, the other half from growth, and at most 500 moves.",
  );
  expect(unread).toEqual([]);
  expect(policy).toEqual({ maxMovedShare: 0.01 });
  expect(weights).toMatchObject({ runway: 0.5, growth: 0.5 });
});

it.each(["more geo, at growth's expense", "geo up at the cost of growth"])("%s", (message) => {
  const { weights } = read(message);
  expect(weights!.growth).toBeCloseTo(0.2, 9);
  expect(weights!.geo).toBeCloseTo(0.25, 9);
});

it.each([
  ["Nobody touches my tier A. Nobody.", { hold: ["tier:A"] }],
  [
    "Freeze list: Tier A, Public Administration, Education.",
    { hold: ["Commercial_Category:Public Administration|Education", "tier:A"] },
  ],
  [
    "It is out of question to move the accounts of the Tier A and the Tier B.",
    { hold: ["tier:A", "tier:B"] },
  ],
  ["only rows where Geo_Entity == 'Africa' may move", { scope: ["Geo_Entity:Africa"] }],
  ["no demotions anywhere", { mayFall: ["none"] }],
  [
    "Shrink tier A to 800 and keep every move to a single tier",
    { maxTierStep: 1, tierSizes: { A: 800, B: 11_553 } },
  ],
  [
    "Only Healthcare may be promoted, anyone may be moved down, and 2 % of the accounts is the limit.",
    { maxMovedShare: 0.02, mayRise: ["Commercial_Category:Healthcare"] },
  ],
])("%s", (message, policy) => expect(read(message)).toMatchObject({ policy, unread: [] }));

it("what two others say and who writes disputes counts for nothing", () => {
  const { weights } = read(
    "so my boss says category, my colleague says geo, and between us I think they're both wrong, it's runway, with growth a distant second",
  );
  expect(weights!.runway).toBeGreaterThan(weights!.growth);
  expect(weights!.growth).toBeGreaterThan(weights!.category);
  expect(weights!.growth).toBeGreaterThan(weights!.geo);
});

it("what was said of a rule may be taken back, and is no attack", () =>
  expect(read("forget what I said about the cap", "growth first, at most 100 moves").policy).toEqual({}));

it("the tiers that there are, disregarded: the direct method", () =>
  expect(read("Disregard the tiers we have: sort by runway alone").method).toBe("direct"));

it("a question of the results as a whole is one of no accounts", () =>
  expect(read("How do these results stack up against the direct ranking?").ask).toEqual({ kind: "compare" }));

describe("budgets", () => {
  it.each([
    ["Our change allowance is 0.8 % of the book", 0.008],
    ["300 moves is the most we can handle", 0.006],
    ["Budget is tight: no more than 400 accounts change tier this year", 0.008],
    ["maxMovedShare = 0.025", 0.025],
    ["forget the limit on moves", 1],
  ])("%s", (message, maxMovedShare) =>
    expect(read(message)).toMatchObject({ policy: { maxMovedShare }, unread: [] }),
  );

  it.each(["at most 500 moves, not one in Japan", "at most 500 moves, and not a single one in Japan"])(
    "%s: Japan stays",
    (message) =>
      expect(read(message)).toMatchObject({
        policy: { maxMovedShare: 0.01, hold: ["Area_National:Japan"] },
        unread: [],
      }),
  );

  it.each(["scratch that cap", "scratch that cap, the rest stays", "drop that limit, keep the rest"])(
    "%s: the cap goes, and nothing else",
    (message) => {
      const { policy, unread } = read(message, "growth first, hold Japan, at most 100 moves");
      expect(policy).toEqual({ hold: ["Area_National:Japan"] });
      expect(unread).toEqual([]);
    },
  );

  it("'no rules' where there are none leaves nothing unread", () =>
    expect(read("use the KPI method, no rules at all")).toMatchObject({ method: "kpi", unread: [] }));
});

describe("more, and less, than now", () => {
  it.each(["growth should weigh more than it does now", "growth should count for more than today"])(
    "%s",
    (message) => {
      const { unread, weights } = read(message);
      expect(unread).toEqual([]);
      expect(weights!.growth).toBeGreaterThan(0.3);
    },
  );

  it("less", () => expect(read("geo should matter less than it does today").weights!.geo).toBeLessThan(0.15));

  it.each([
    ["I would like Tier A enlarged to 1,100 accounts", { A: 1_100, B: 11_253 }],
    ["tier B reduced to 9,000 accounts", { B: 9_000, C: 6_624 }],
  ])("%s", (message, tierSizes) =>
    expect(read(message)).toMatchObject({ policy: { tierSizes }, unread: [] }),
  );

  it("a start from zero is none of the direct method", () =>
    expect(read("start from zero, all four equal")).toMatchObject({ method: "hybrid", unread: [] }));

  it("a coefficient is no goal", () =>
    expect(read("raise the TPA coefficient to 3").policy).toMatchObject({ coefficients: { tpa: 3 } }));
});
