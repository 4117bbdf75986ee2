import { expect, it } from "vitest";
import { readConversation } from "../../../prompts/conversation/conversation.ts";
import { interpretOffline } from "../../../prompts/interpret-offline.ts";
import { vocabulary } from "../../support/vocabulary.ts";

const read = (message: string) => interpretOffline(message, readConversation([]), vocabulary);
const [A, B] = [980, 11_373];

it.each([
  ["Increase tier A to 1200 by taking from tier B", { A: 1200, B: A + B - 1200 }],
  ["Increase tier A by 200 by taking from tier B", { A: A + 200, B: B - 200 }],
  ["grow tier A to exactly 1,500 at the cost of tier B", { A: 1500, B: A + B - 1500 }],
])("a size that is said is a size, whatever is said of who gives: %s", (message, tierSizes) => {
  expect(read(message).policy).toEqual({ tierSizes });
});

it.each([
  ["raise category by five points at the expense of growth", { growth: 0.25, category: 0.2 }],
  ["more geo at the cost of runway", { runway: 0.3, geo: 0.25 }],
])("what one signal gains another gives, and the others stay: %s", (message, changed) => {
  const expected = { runway: 0.4, growth: 0.3, geo: 0.15, category: 0.15, ...changed };
  for (const [signal, weight] of Object.entries(read(message).weights!))
    expect(weight).toBeCloseTo(expected[signal as keyof typeof expected], 9);
});

it("what a question about an account says of a plan is named, since it is answered about the one in force", () => {
  const { ask, unread } = read("what happens to account 225432886 under a growth-only plan?");
  expect(ask).toEqual({ kind: "account", id: "225432886" });
  expect(unread).toEqual(["growth"]);
});

it.each([
  ["growth first, tier A stays put", { hold: ["tier:A"] }],
  ["prioritise tier B accounts, tier A stays put", { hold: ["tier:A"], mayRise: ["MarketTier_FY26:Tier B"] }],
])("what stays put is held, and not favoured: %s", (message, policy) => {
  expect(read(message).policy).toEqual(policy);
});

it.each([
  ["fewer moves, say 1 percent", { maxMovedShare: 0.01 }],
  ["lower the number of moves to 800", { maxMovedShare: 0.016 }],
  ["Tier B is bloated: bring it to 9,000", { tierSizes: { B: 9000, C: 6624 } }],
  ["allow jumps of two", { maxTierStep: 2 }],
])("a number that is said of what was named before it is read: %s", (message, policy) => {
  expect(read(message)).toMatchObject({ method: "hybrid", policy });
});

it.each([
  ["Re-rank Healthcare and Education by momentum", { scope: ["Commercial_Category:Healthcare|Education"] }],
  ["raise the limit to 3 %", { maxMovedShare: 0.03 }],
  ["I have two requests: growth first, hold Spain", { hold: ["Area_National:Spain"] }],
  ["growth first, hold Spain. It is not an easy year for us.", { hold: ["Area_National:Spain"] }],
])("what only tells does not keep a run from starting: %s", (message, policy) => {
  expect(read(message)).toMatchObject({ method: "hybrid", policy });
});

it.each([
  "What is revenue in focus?",
  "what does potential in the right tiers mean?",
  "what are tiers alike?",
])("the page's own words for its measures are known: %s", (message) => {
  expect(read(message).reply).toMatch(/^(?:Revenue in focus|Potential in the right tiers|Tiers alike) \(/);
});

it.each([
  "I don't think geo is irrelevant",
  "nobody said category is irrelevant",
  "I never said that geo doesn't matter",
])("a claim that is denied asks for nothing: %s", (claim) => {
  const { weights } = read(`${claim}. Growth first`);
  expect(weights).toEqual(read("Growth first").weights);
});

it("a signal that should not disappear is not left out", () => {
  expect(read("I would not want growth to disappear").weights!.growth).toBeGreaterThanOrEqual(0.3);
  expect(read("growth should disappear").weights!.growth).toBe(0);
});

it.each([
  ["one tier up or down, never two", { maxTierStep: 1 }],
  ["move at most 5 %, not a single account more", { maxMovedShare: 0.05 }],
  ["leave the weighting as it stands, only Africa", { scope: ["Geo_Entity:Africa"] }],
])("what only repeats a bound keeps no run from starting: %s", (message, policy) => {
  expect(read(message)).toMatchObject({ policy, unread: [], method: "hybrid" });
});

it.each<[string, object]>([
  ["promotions in Africa only", { mayRise: ["Geo_Entity:Africa"] }],
  ["downgrades in Healthcare only", { mayFall: ["Commercial_Category:Healthcare"] }],
  ["Africa can only go up", { mayFall: ["Geo_Entity!:Africa"] }],
])("who alone may is not what they may: %s", (message, policy) => {
  expect(read(message).policy).toEqual(policy);
});

it.each(["do not limit the moves to Spain", "don't restrict it to Africa"])(
  "what no rule says is asked about, and never its reverse proposed: %s",
  (message) => {
    expect(read(message)).toMatchObject({ method: "none", policy: {}, proposed: null });
  },
);

it.each([
  ["growth at half of what it is now", 0.15],
  ["half the growth weight", 0.15],
  ["cut growth to half of its weight", 0.15],
])("a part of a weight's own is of its own: %s", (message, growth) => {
  expect(read(message).weights!.growth).toBeCloseTo(growth, 12);
});
