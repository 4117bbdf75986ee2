import { describe, expect, it } from "vitest";
import { readConversation } from "../../../prompts/conversation/conversation.ts";
import { interpretOffline } from "../../../prompts/interpret-offline.ts";
import { vocabulary } from "../../support/vocabulary.ts";

const read = (message: string) => interpretOffline(message, readConversation([]), vocabulary);

describe("what narrows is said of all that stand side by side", () => {
  it.each([
    "hold tiers A and B in Western Europe",
    "keep tier A and tier B in Western Europe",
    "freeze A and B accounts in Western Europe",
    "Tier A and B customers in Western Europe stay where they are",
  ])("%s", (message) =>
    expect(read(message).policy).toEqual({
      hold: ["tier:A&Geo_Entity:Western Europe", "tier:B&Geo_Entity:Western Europe"],
    }),
  );

  it("but not of what stands beside it in another column", () =>
    expect(new Set(read("freeze tier A and everything in Japan").policy.hold)).toEqual(
      new Set(["tier:A", "Area_National:Japan"]),
    ));
});

it("where accounts stay is no second hold", () => {
  expect(read("Tier A customers in Spain stay tier A").policy).toEqual({
    hold: ["tier:A&Area_National:Spain"],
  });
});

it.each<[string, string]>([
  ["accounts in Spain stay in tier A", "Area_National:Spain&tier:A"],
  [
    "Healthcare accounts over 20k stay tier A",
    "Commercial_Category:Healthcare&TotalRevenue_FY26>20000&tier:A",
  ],
  ["keep Spain in tier A", "Area_National:Spain&tier:A"],
  ["everyone in Spain remains in tier A", "Area_National:Spain&tier:A"],
])("%s: those of them that are there, and nobody is made to be", (message, entry) => {
  expect(read(message).policy).toEqual({ hold: [entry] });
});

it.each<[string, object]>([
  ["only tier B and above may move", { scope: ["MarketTier_FY26:Tier A|Tier B"] }],
  ["tiers C and below stay as they are", { hold: ["tier:C", "tier:D"] }],
  ["no downgrades for tier B and higher", { mayFall: ["tier:C|D"] }],
  ["hold everything above tier C", { hold: ["tier:A", "tier:B"] }],
  [
    "accounts below tier B in Spain keep their tier",
    { hold: ["tier:C&Area_National:Spain", "tier:D&Area_National:Spain"] },
  ],
  ["nobody below tier B may fall", { mayFall: ["tier:A|B"] }],
  ["nobody falls below tier B", { mayFall: ["tier:A|C|D"] }],
  ["nobody drops out of tier A", { mayFall: ["tier:B|C|D"] }],
])("%s: tiers above and below another one", (message, policy) => {
  expect(read(message).policy).toEqual(policy);
});

it("a bound on where some of the accounts may be, and not on who moves, is asked about", () => {
  const { method, policy, unread } = read("nothing in Healthcare below tier B");
  expect([method, policy, unread.length]).toEqual(["none", {}, 1]);
});

it.each(["Healthcare except Japan", "Healthcare minus Japan", "Healthcare accounts excluding Japan"])(
  "%s, and nothing else said: these alone may move, and who is excepted stays",
  (message) => {
    expect(read(message).policy).toEqual({
      scope: ["Commercial_Category:Healthcare"],
      hold: ["Area_National:Japan"],
    });
  },
);

it("a per cent and a half, the other two thirds and the letter of a side are what they say", () => {
  expect(read("move at most a percent and a half").policy).toEqual({ maxMovedShare: 0.015 });
  const { weights } = read("give category a third, growth the other two thirds");
  expect(weights).toMatchObject({ runway: 0, geo: 0 });
  expect(weights!.growth).toBeCloseTo(2 / 3, 12);
  expect(read("only W-Europe").policy).toEqual({ scope: ["Geo_Entity:Western Europe"] });
});

it("a quarter in a list of parts is a part", () => {
  expect(read("half runway, quarter growth, quarter category").weights).toEqual({
    runway: 0.5,
    growth: 0.25,
    geo: 0,
    category: 0.25,
  });
});

it("an amount of money is no weight", () => {
  expect(read("headroom above 1m only").policy).toEqual({ scope: ["Revenue_potential>1000000"] });
  for (const message of ["growth over 50k", "only runway of 2 million"])
    expect(read(message)).toMatchObject({
      method: "none",
      unread: expect.arrayContaining([expect.anything()]),
    });
  const own = {
    ...vocabulary,
    numbers: [...vocabulary.numbers, "Est. Wallet £"],
    columns: [...vocabulary.columns, { name: "On Stop", values: ["t", "f"] }],
    roles: { ...vocabulary.roles, potential: "Est. Wallet £" },
  };
  for (const message of [
    "est wallet above 100k only",
    "only est. wallet above 100k",
    "only wallet over 100k",
  ])
    expect(interpretOffline(message, readConversation([]), own).policy).toEqual({
      scope: ["Est. Wallet £>100000"],
    });
  expect(interpretOffline("accounts on stop keep their tier", readConversation([]), own).policy).toEqual({
    hold: ["On Stop:t"],
  });
});

it("what is all that counts counts alone", () => {
  for (const message of ["growth is all that counts", "growth is all that matters"])
    expect(read(message).weights).toEqual({ runway: 0, growth: 1, geo: 0, category: 0 });
});

it("what is taken from one signal goes to the one that it is given to", () => {
  for (const message of [
    "take geo out and give its share to growth",
    "drop geo and hand its weight to growth",
  ]) {
    const { weights } = read(message);
    expect(weights!.growth).toBeCloseTo(0.45, 12);
    expect(weights).toMatchObject({ runway: 0.4, geo: 0, category: 0.15 });
  }
});

it("a share beside what moves is a goal's value all the same", () => {
  for (const message of [
    "get SFI above 82 % moving as few as possible",
    "get SFI above 82 %, moving as few as possible",
  ])
    expect(read(message).ask).toEqual({ kind: "goal", kpi: "sfi", atLeast: 0.82 });
});

it.each([
  "hold every account in Spain",
  "keep each customer in Spain where it is",
  "every account in Spain stays in its tier",
])("%s: each of them, not a group by itself", (message) => {
  const { policy, unread } = read(`growth first, ${message}`);
  expect(policy).toEqual({ hold: ["Area_National:Spain"] });
  expect(unread).toEqual([]);
});
