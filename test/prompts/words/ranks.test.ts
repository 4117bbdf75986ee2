import { describe, expect, test } from "vitest";
import { readConversation } from "../../../prompts/conversation/conversation.ts";
import { interpretOffline } from "../../../prompts/interpret-offline.ts";
import { vocabulary } from "../../support/vocabulary.ts";
import { planOf } from "../../support/whole-plan.ts";

const read = (message: string) => interpretOffline(message, readConversation([]), vocabulary);
const DEFAULT = { runway: 0.4, growth: 0.3, geo: 0.15, category: 0.15 };

describe("the accounts at an end of an order", () => {
  test.each([
    ["the top 10 % by revenue stay", { hold: ["top:5000:TotalRevenue_FY26"] }],
    ["hold the top decile of accounts by revenue", { hold: ["top:5000:TotalRevenue_FY26"] }],
    ["hold the smallest 20 % of accounts", { hold: ["bottom:10000:TotalRevenue_FY26"] }],
    ["only the bottom third by growth may fall", { mayFall: ["bottom:16667:Revenue_CAGR"] }],
    ["hold the 50 fastest growing accounts", { hold: ["top:50:Revenue_CAGR"] }],
    ["hold the 50 accounts that grow fastest", { hold: ["top:50:Revenue_CAGR"] }],
    ["hold the 50 accounts with the highest runway", { hold: ["top:50:Revenue_potential"] }],
    ["only the top half by potential may move", { scope: ["top:25000:PotentialRevenue_FY30"] }],
    ["freeze the top 10 % of tier A", { hold: ["top:98:TotalRevenue_FY26&tier:A"] }],
    ["keep the top 100 in A", { hold: ["top:100:TotalRevenue_FY26&tier:A"] }],
    [
      "the top 50 of tier B may be promoted",
      { mayRise: ["MarketTier_FY26:Tier B", "top:50:TotalRevenue_FY26"] },
    ],
    [
      "no account in the bottom decile by revenue should be promoted",
      { mayRise: ["!(bottom:5000:TotalRevenue_FY26)"] },
    ],
    ["put the 100 largest in tier A", { force: ["top:100:TotalRevenue_FY26:A"] }],
    ["the 50 fastest growing accounts must end up in A", { force: ["top:50:Revenue_CAGR:A"] }],
    ["the top 50 of tier B must go to A", { force: ["top:50:TotalRevenue_FY26&tier:B:A"] }],
  ])("%s", (message, policy) => {
    const meaning = read(message);
    expect(meaning.unread).toEqual([]);
    expect(planOf(meaning)?.policy).toEqual(policy);
    expect(planOf(meaning)?.weights).toEqual(DEFAULT);
  });

  test.each([
    ["Only the 500 largest accounts by TAM may move", "an order the book does not have"],
    ["Top 10 % by growth may go up two tiers", "a step is for the whole book"],
    ["no more than 5 accounts per country", "a budget is for the whole book"],
    ["Healthcare accounts should be in A", "not all of them are said"],
    ["our German customers belong in tier A", "not all of them are said"],
    ["Tier A is for accounts above 5 million", "who belongs into a tier"],
    ["Tier A: Healthcare only", "who belongs into a tier"],
    ["the top 3 industries by growth only", "groups by a figure"],
    ["only industries that grow", "groups by a figure"],
    ["the biggest five countries first", "groups by a figure"],
    ["exclude countries with fewer than 100 accounts", "groups by a figure"],
    ["Keep 90% of tier A", "a share of a tier"],
    ["No more than 10 % of Tier A may be new", "a share of a tier"],
    ["B is too small", "a tier, and no favour"],
    ["Give the smallest accounts a chance", "no question"],
    ["Accounts with more than 10 million in revenue must be in tier A or B.", "one tier of two"],
  ])("%s: %s, so nothing runs", (message) => {
    const meaning = read(message);
    expect(meaning.method).toBe("none");
    expect(meaning.unread).not.toEqual([]);
  });

  test("an order by a signal is spoken of by its name", () => {
    expect(read("hold the 50 fastest growing accounts").reply).toContain(
      "the 50 accounts with the largest growth",
    );
  });
});

describe("tiers that are to be alike", () => {
  const quarter = { A: 12_500, B: 12_500, C: 12_500, D: 12_500 };
  test.each([
    ["The same number of accounts in each tier", quarter],
    ["make all four tiers the same size", quarter],
    ["equal tiers", quarter],
    ["a quarter of the book in each tier", quarter],
    ["split the book evenly across the tiers", quarter],
    ["I want the same number of accounts in each tier as today", undefined],
  ])("%s", (message, tierSizes) => {
    const meaning = read(message);
    expect(meaning.unread).toEqual([]);
    expect(planOf(meaning)?.policy.tierSizes).toEqual(tierSizes);
    expect(planOf(meaning)?.weights).toEqual(DEFAULT);
  });

  test("sizes add up to the book where it cannot be parted evenly", () => {
    const book = { ...vocabulary, n: 50_001 };
    const policy = planOf(interpretOffline("equal tiers", readConversation([]), book))?.policy;
    expect(Object.values(policy?.tierSizes ?? {}).reduce((a, b) => Number(a) + Number(b), 0)).toBe(50_001);
  });

  test.each(["at most 10 % of each tier may move", "rank by growth within each tier"])(
    "%s: of each by itself, which no rule says",
    (message) => expect(read(message).method).toBe("none"),
  );

  test("'the others as they come' leaves a size as it was said", () => {
    const sizes = read("Keep the number of A accounts at 800 and leave the others as they come");
    expect(sizes.unread).toEqual(["leave the others as they come"]);
  });
});

describe("a signal that says which accounts", () => {
  test.each([
    [
      "only accounts whose runway is above 1 million may be promoted",
      { mayRise: ["Revenue_potential>1000000"] },
    ],
    ["freeze accounts with whitespace below 50,000", { hold: ["Revenue_potential<50000"] }],
    ["accounts with headroom over 2m may not fall", { mayFall: ["Revenue_potential<=2000000"] }],
  ])("%s", (message, policy) => {
    const meaning = read(message);
    expect(meaning.unread).toEqual([]);
    expect(planOf(meaning)?.policy).toEqual(policy);
    expect(planOf(meaning)?.weights).toEqual(DEFAULT);
  });

  test("where a column of the book is the signal, its name weighs, ranks and bounds", () => {
    const book = {
      ...vocabulary,
      numbers: [...vocabulary.numbers, "Expansion Potential"],
      signalColumns: { runway: "Expansion Potential" },
    };
    const own = (message: string) => interpretOffline(message, readConversation([]), book);
    expect(own("rank by expansion potential").weights!.runway).toBeGreaterThan(0.5);
    expect(own("Japan stays as it is; the rest by expansion potential").weights!.runway).toBeGreaterThan(0.5);
    expect(own("hold the 10 accounts with the highest expansion potential").policy).toEqual({
      hold: ["top:10:Expansion Potential"],
    });
    expect(own("only accounts with expansion potential above 1M may rise").policy).toEqual({
      mayRise: ["Expansion Potential>1000000"],
    });
  });
});

describe("who is meant by what they are not", () => {
  test.each([
    ["Only non-European accounts please", "scope"],
    ["Move only accounts that are not European", "scope"],
    ["non-European accounts stay", "hold"],
  ] as const)("%s", (message, rule) => {
    const [entry = "", more] = planOf(read(message))?.policy[rule] ?? [];
    expect(entry).toMatch(/^Geo_Entity!:.*Western Europe/);
    expect(more).toBeUndefined();
  });
});
