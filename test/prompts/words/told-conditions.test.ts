import { describe, expect, test } from "vitest";
import { readConversation } from "../../../prompts/conversation/conversation.ts";
import { interpretOffline } from "../../../prompts/interpret-offline.ts";
import { turnOf } from "../../../prompts/turn.ts";
import { vocabulary } from "../../support/vocabulary.ts";
import { planOf } from "../../support/whole-plan.ts";

const read = (message: string) => interpretOffline(message, readConversation([]), vocabulary);
const HEALTHCARE = "Commercial_Category:Healthcare";

describe("a condition that is told of an account is that of the rule behind it", () => {
  test.each([
    ["if an account is in Healthcare and in tier A it stays", { hold: [`${HEALTHCARE}&tier:A`] }],
    ["if an account is in Healthcare and Japan it stays", { hold: [`${HEALTHCARE}&Area_National:Japan`] }],
    [
      "if a customer is in Germany or France, then it may not fall",
      { mayFall: ["Area_National!:Germany|France"] },
    ],
    ["accounts that are in Healthcare and in tier A stay", { hold: [`${HEALTHCARE}&tier:A`] }],
    [
      "if a customer has more than 5 million revenue, it must not fall",
      { mayFall: ["TotalRevenue_FY26<=5000000"] },
    ],
    ["if an account shrinks, it must not rise", { mayRise: ["Revenue_CAGR>=0"] }],
    [
      "only promote accounts that grew by over 15 percent and have a potential above 3 million",
      { mayRise: ["PotentialRevenue_FY30>3000000", "Revenue_CAGR>15"] },
    ],
    [
      "hold accounts whose revenue is over 5 million and whose potential is under 6 million",
      { hold: ["TotalRevenue_FY26>5000000&PotentialRevenue_FY30<6000000"] },
    ],
    [
      "accounts which are in Healthcare and have more than 5 million revenue stay",
      { hold: [`${HEALTHCARE}&TotalRevenue_FY26>5000000`] },
    ],
  ])("%s", (message, policy) => {
    const { policy: got, unread } = read(message);
    expect([got, unread]).toEqual([policy, []]);
  });

  test("one that nothing can tell is asked about", () => {
    for (const message of [
      "if an account is in renewal, it stays",
      "if an account in Japan is unhappy, it stays",
    ])
      expect(read(message).method, message).toBe("none");
  });
});

test("a condition that no account tells, ahead of a rule, is asked about", () => {
  for (const message of ["if the union agrees, move at most 2 %", "once the merger is through, hold Africa"])
    expect(read(message), message).toMatchObject({ method: "none", unread: [message.split(",")[0]] });
  expect(read("if possible, move at most 2 %")).toMatchObject({ method: "hybrid", unread: [] });
});

describe("nobody leaves a tier, and nobody comes to it", () => {
  test.each([
    ["nobody leaves tier B", { hold: ["tier:B"] }],
    ["no account may leave A", { hold: ["tier:A"] }],
    ["no promotions to A", { mayRise: ["tier:A|C|D"] }],
    ["nobody in Healthcare is promoted into tier A", { mayRise: [`!(${HEALTHCARE}&tier:B)`] }],
    ["nobody falls to D", { mayFall: ["tier:A|B|D"] }],
    ["A accounts keep their place", { hold: ["tier:A"] }],
    ["nobody in A should lose their spot", { mayFall: ["tier:B|C|D"] }],
    [
      "Africa is off limits for downgrades and Japan for upgrades",
      { mayRise: ["Area_National!:Japan"], mayFall: ["Geo_Entity!:Africa"] },
    ],
  ])("%s", (message, policy) => {
    const { policy: got, unread } = read(message);
    expect([got, unread]).toEqual([policy, []]);
  });

  test("where more than one step is free, no rule says who comes to a tier", () => {
    expect(read("accounts may move two tiers. no promotions to A")).toMatchObject({ method: "none" });
  });
});

test("a ratio in words is one", () => {
  const { weights } = read("half the weight to runway, the rest between growth and category two to one");
  expect(weights?.runway).toBeCloseTo(1 / 2, 12);
  expect(weights?.growth).toBeCloseTo(1 / 3, 12);
  expect(weights?.category).toBeCloseTo(1 / 6, 12);
  expect(read("weigh growth and runway one to three").weights?.growth).toBeCloseTo(1 / 4, 12);
});

test("the same of another signal is what was said of the one before", () => {
  expect(read("drop geo, and the same goes for category").weights).toMatchObject({ geo: 0, category: 0 });
  expect(read("ignore geo; the same with category").weights).toMatchObject({ geo: 0, category: 0 });
  const { weights } = read("runway 40, the same for growth");
  expect(weights?.runway).toBeCloseTo(0.4, 12);
  expect(weights?.growth).toBeCloseTo(0.4, 12);
});

test.each([
  "lift all restrictions",
  "no restrictions any more",
  "forget the rules",
  "without any restrictions",
])("%s: every rule goes", (message) => {
  const first = read("hold Africa, at most 2 %");
  const history = [
    { role: "user" as const, content: "hold Africa, at most 2 %" },
    turnOf(first, planOf(first)),
  ];
  expect(interpretOffline(message, readConversation(history), vocabulary)).toMatchObject({
    policy: {},
    unread: [],
  });
});

test.each([
  ["the second tier stays", { hold: ["tier:B"] }],
  ["only tier one is strategic", { strategicTiers: "A" }],
  ["tier 2 accounts in Japan stay", { hold: ["tier:B&Area_National:Japan"] }],
  ["make D bigger by 500 at C's expense", { tierSizes: { C: 3751, D: 33_896 } }],
  ["half a percent of the book", { maxMovedShare: 0.005 }],
  ["move accounts by one tier", { maxTierStep: 1 }],
])("%s: a tier by its place, or a part of the book", (message, policy) => {
  expect([read(message).policy, read(message).unread]).toEqual([policy, []]);
});

test("up and down before a number are steps, and what is taken off a signal does not leave it out", () => {
  expect(read("runway down 10, growth up 10").weights).toEqual(read("runway -10, growth +10").weights);
  expect(read("runway minus 10, growth plus 10").weights).toEqual(read("runway -10, growth +10").weights);
  expect(read("growth minus 10").method).toBe("none");
  expect(read("make category worth a fifth, take it off growth")).toMatchObject({
    method: "none",
    unread: ["take it off growth"],
  });
});

test.each([
  "Bump growth to the front, leave the other three level with each other",
  "growth first, keep the other three level",
])("%s: the others count the same", (message) => {
  const { unread, weights } = read(message);
  expect(unread).toEqual([]);
  expect(weights?.growth).toBeGreaterThan(0.5);
  expect(weights?.geo).toBeCloseTo(weights?.runway ?? 0, 12);
  expect(weights?.category).toBeCloseTo(weights?.runway ?? 0, 12);
});

test.each([
  [
    "for Healthcare hold tier A, for Education hold tier B",
    { hold: ["Commercial_Category:Education&tier:B", `${HEALTHCARE}&tier:A`] },
  ],
  ["Germany: A accounts frozen", { hold: ["Area_National:Germany&tier:A"] }],
  ["hold the 20 largest accounts in Germany", { hold: ["top:20:TotalRevenue_FY26&Area_National:Germany"] }],
])("%s: those of the place in front, and nobody else", (message, policy) => {
  expect([read(message).policy, read(message).unread]).toEqual([policy, []]);
});

test("the reply tells a rank among some accounts as both", () => {
  expect(read("hold the 20 largest accounts in Germany").reply).toContain(
    "the 20 accounts with the largest TotalRevenue FY26, Area National Germany",
  );
});

test.each([
  "hold small accounts in Spain",
  "freeze new customers in Healthcare",
  "ignore growth in Spain",
  "I want Technology to end up with more A's",
])("%s: what no rule says is asked about", (message) => {
  const { method, unread } = read(message);
  expect(method).toBe("none");
  expect(unread).not.toEqual([]);
});
