import { expect, test } from "vitest";
import { readConversation } from "../../../prompts/conversation/conversation.ts";
import { interpretOffline } from "../../../prompts/interpret-offline.ts";
import { turnOf } from "../../../prompts/turn.ts";
import { readOffline } from "../../../prompts/words/read.ts";
import { FRAMES, WISHES } from "../../../prompts/words/rules/frames.ts";
import { vocabulary } from "../../support/vocabulary.ts";

const before = {
  role: "assistant" as const,
  content: "",
  plan: {
    method: "hybrid" as const,
    weights: { runway: 1, growth: 0, geo: 0, category: 0 },
    policy: {
      hold: ["Commercial_Category:Healthcare"],
      scope: ["Geo_Entity:South Asia"],
      mayFall: ["none"],
      mayRise: ["Geo_Entity!:Africa"],
      tierSizes: { A: 1000, B: 11_353 },
    },
  },
};

for (const [says] of [...FRAMES, ...WISHES]) {
  test(`the table reads "${says}" as a rule, whole`, () => {
    const reading = readOffline(says, readConversation([before]), vocabulary);
    // Nothing is asked to change.
    const patch =
      (says.includes("my patch") && says.includes("nothing")) ||
      says === "keep the rules" ||
      says === "keep tier B at its size";
    expect(reading.operations.some(({ on }) => on === "rules")).toBe(!patch);
    expect(reading.unread).toEqual([]);
    expect(interpretOffline(says, readConversation([before]), vocabulary).method).toBe(
      patch ? "none" : "hybrid",
    );
  });
}

const policyOf = (message: string) => interpretOffline(message, readConversation([]), vocabulary).policy;

test("a prohibition is never read as the permission inside it", () => {
  for (const [message, policy] of [
    ["nobody may rise", { mayRise: ["none"] }],
    ["accounts in Africa must not move", { hold: ["Geo_Entity:Africa"] }],
    ["do not let anyone jump tiers", { maxTierStep: 1 }],
    ["don't allow more than 2 % to move", { maxMovedShare: 0.02 }],
    ["no account in Africa may be promoted", { mayRise: ["Geo_Entity!:Africa"] }],
    ["accounts outside Africa must not be downgraded", { mayFall: ["Geo_Entity:Africa"] }],
  ] as const)
    expect(policyOf(message), message).toEqual(policy);
});

test("a negation reaches as far as its clause", () => {
  const read = (message: string) => interpretOffline(message, readConversation([]), vocabulary);
  expect(read("don't move Africa, growth first").weights?.growth).toBeGreaterThan(0.5);
  expect(read("growth first, no downgrades").weights?.growth).toBeGreaterThan(0.5);
  expect(read("ignore region, hold Healthcare").policy.hold).toEqual(["Commercial_Category:Healthcare"]);
  expect(read("nobody in Tier A moves; industry matters").weights?.category).toBeGreaterThan(0.3);
});

test("numbers, ranks and conjunctions select accounts", () => {
  for (const [message, policy] of [
    ["only accounts with revenue above 10 million may move", { scope: ["TotalRevenue_FY26>10000000"] }],
    ["hold the top 50 accounts by potential", { hold: ["top:50:PotentialRevenue_FY30"] }],
    ["freeze the bottom 20 customers", { hold: ["bottom:20:TotalRevenue_FY26"] }],
    ["freeze Healthcare in Africa", { hold: ["Commercial_Category:Healthcare&Geo_Entity:Africa"] }],
    [
      "only Healthcare in Africa may move",
      { scope: ["Commercial_Category:Healthcare", "Geo_Entity:Africa"] },
    ],
    [
      "freeze Europe except Western Europe",
      {
        hold: [
          "Geo_Entity:Western Europe|Central Europe|United Kingdom & Ireland|Southern Europe|Nordics & Baltics|Eastern Europe&Geo_Entity!:Western Europe",
        ],
      },
    ],
  ] as const)
    expect(policyOf(message), message).toEqual(policy);
});

test("what may only rise may not fall, and the words of a direction say so", () => {
  for (const [message, policy] of [
    ["Healthcare can only go up", { mayFall: ["Commercial_Category!:Healthcare"] }],
    ["only upgrades", { mayFall: ["none"] }],
    ["only downgrades", { mayRise: ["none"] }],
    ["protect Africa from demotion", { mayFall: ["Geo_Entity!:Africa"] }],
  ] as const)
    expect(policyOf(message), message).toEqual(policy);
});

test("a comparison with an amount of money is no budget of moves", () => {
  for (const message of [
    "only accounts with revenue above 10 million may move",
    "hold every account with revenue below 200,000",
  ])
    expect(policyOf(message), message).not.toHaveProperty("maxMovedShare");
});

test("half a percent and one in a hundred are shares", () => {
  expect(policyOf("move at most half a percent")).toEqual({ maxMovedShare: 0.005 });
  expect(policyOf("move no more than one account in a hundred")).toEqual({ maxMovedShare: 0.01 });
});

test("something left out that the book does not have is asked, not lost", () => {
  const got = interpretOffline("growth first. insurance is out", readConversation([]), vocabulary);
  expect(got.method).toBe("none");
  expect(got.proposed).not.toBeNull();
});

test("a message that answers no question leaves the question open", () => {
  const first = interpretOffline("growth first, hold the whales", readConversation([]), vocabulary);
  expect(first.method).toBe("none");
  const after = readConversation([turnOf(first, null)]);
  const second = interpretOffline("move at most 2 %", after, vocabulary);
  expect([second.method, second.proposed?.policy.maxMovedShare]).toEqual(["none", 0.02]);
  const without = interpretOffline("then without that", after, vocabulary);
  expect(without.method).toBe("hybrid");
});

test("rules that leave no account free to move say so", () => {
  const got = interpretOffline(
    "nobody may rise and nobody may be downgraded",
    readConversation([]),
    vocabulary,
  );
  expect(got.reply).toMatch(/no account (?:can|may) move|nothing (?:can|may|will) move/iu);
});
