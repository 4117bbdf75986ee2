import { expect, test } from "vitest";
import { readConversation } from "../../../prompts/conversation.ts";
import { FRAMES, WISHES } from "../../../prompts/words/frames.ts";
import { interpretOffline } from "../../../prompts/words/interpret.ts";
import { readOffline } from "../../../prompts/words/read.ts";
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
      tierSizes: { A: 1000, B: 11_353 },
    },
  },
};

for (const [says] of [...FRAMES, ...WISHES]) {
  test(`the table reads "${says}" as a rule, whole`, () => {
    const reading = readOffline(says, readConversation([before]), vocabulary);
    const patch = says.includes("my patch") && says.includes("nothing");
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
