import { expect, test } from "vitest";
import { bookNamed } from "../../support/book-vocabularies.ts";
import { vocabulary } from "../../support/vocabulary.ts";
import { playOffline } from "../../support/whole-plan.ts";

const HEALTHCARE = "Commercial_Category:Healthcare";
const demo = (message: string) => playOffline({ message }, vocabulary).got;

test.each([
  ["everyone may move apart from Healthcare in Africa", [`${HEALTHCARE}&Geo_Entity:Africa`]],
  [
    "freeze Utilities in Africa and Education in Latin America",
    [
      "Commercial_Category:Education&Geo_Entity:Latin America",
      "Commercial_Category:Utilities&Geo_Entity:Africa",
    ],
  ],
  [
    "hold everyone in Western Europe except Healthcare in Germany",
    [
      "Geo_Entity:Western Europe&Area_National!:Germany",
      "Geo_Entity:Western Europe&Commercial_Category!:Healthcare",
    ],
  ],
  ["freeze Healthcare and Africa", [HEALTHCARE, "Geo_Entity:Africa"]],
])("%s: a hold of those who are both, and of nobody else", (message, hold) => {
  expect([demo(message).policy, demo(message).unread]).toEqual([{ hold }, []]);
});

test("names that stand side by side narrow each other, those that are listed do not", () => {
  const saas = (message: string) => playOffline({ message }, bookNamed("saas")).got.policy;
  expect(saas("everyone but Priya Nair's Fintech accounts can move")).toEqual({
    hold: ["CSM:Priya Nair&Industry:Fintech"],
  });
  expect(saas("hold Fintech, EMEA")).toEqual({ hold: ["Industry:Fintech", "Region:EMEA"] });
});

test("what is taken out of a scope may be narrowed itself", () => {
  expect(demo("only Western Europe except Healthcare in Germany").policy).toEqual({
    scope: ["Geo_Entity:Western Europe"],
    hold: ["Commercial_Category:Healthcare&Area_National:Germany"],
  });
});

test.each([
  ["no promotions for Healthcare in Japan", { mayRise: [`!(${HEALTHCARE}&Area_National:Japan)`] }],
  ["protect Healthcare in Japan from downgrades", { mayFall: [`!(${HEALTHCARE}&Area_National:Japan)`] }],
  ["nobody from tier B in Africa goes up", { mayRise: ["!(tier:B&Geo_Entity:Africa)"] }],
  [
    "no upgrades for accounts in Germany with revenue under 50,000",
    { mayRise: ["!(Area_National:Germany&TotalRevenue_FY26<50000)"] },
  ],
  ["no upgrades for the top 50 accounts by revenue", { mayRise: ["!(top:50:TotalRevenue_FY26)"] }],
  [
    "no downgrades in Healthcare or Japan",
    { mayFall: ["Area_National!:Japan", "Commercial_Category!:Healthcare"] },
  ],
  ["Healthcare must not drop below B", { mayFall: [`!(${HEALTHCARE}&tier:B)`] }],
])("%s: those who meet every condition, and nobody else, may not", (message, policy) => {
  expect([demo(message).policy, demo(message).unread]).toEqual([policy, []]);
});

test.each([
  [
    "Only touch accounts in the UK, Ireland and the Nordics",
    { scope: ["!(Area_National!:United Kingdom|Ireland&!(Geo_Entity:Nordics & Baltics))"] },
  ],
  [
    "only Germany or accounts with more than 5 million revenue may rise",
    { mayRise: ["!(Area_National!:Germany&!(TotalRevenue_FY26>5000000))"] },
  ],
  [
    "only Healthcare in Japan or Education in Spain may fall",
    {
      mayFall: [
        `!(!(${HEALTHCARE}&Area_National:Japan)&!(Commercial_Category:Education&Area_National:Spain))`,
      ],
    },
  ],
  [
    "only Germany, the Nordics and Africa except Healthcare",
    { scope: ["!(Area_National!:Germany&!(Geo_Entity:Nordics & Baltics|Africa))"], hold: [HEALTHCARE] },
  ],
])("%s: any of them", (message, policy) => {
  expect([demo(message).policy, demo(message).unread]).toEqual([policy, []]);
});

test("where no account can meet all conditions, nothing runs", () => {
  expect(demo("Tier B must not drop below C").method).toBe("none");
});

test("accounts by what they did in the past are asked about, and are no budget", () => {
  const { policy, unread } = demo("only accounts with more than 3 moves in the past");
  expect([policy, unread.length]).toEqual([{}, 1]);
});
