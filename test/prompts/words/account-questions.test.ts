import { describe, expect, test } from "vitest";
import type { Question } from "../../../contract/question.ts";
import { readConversation } from "../../../prompts/conversation/conversation.ts";
import { interpretOffline } from "../../../prompts/interpret-offline.ts";
import { vocabulary } from "../../support/vocabulary.ts";

const read = (message: string, book = vocabulary) => interpretOffline(message, readConversation([]), book);
const accounts = (rest: Partial<Extract<Question, { kind: "accounts" }>>): Question => ({
  kind: "accounts",
  by: null,
  where: [],
  order: null,
  limit: null,
  ...rest,
});
const [REVENUE, POTENTIAL] = ["TotalRevenue_FY26", "PotentialRevenue_FY30"];

test.each<[string, Question]>([
  [
    "How many Tier B customers do we have in France?",
    accounts({ where: ["tier:B", "Area_National:France"] }),
  ],
  ["how many accounts do we have?", accounts({})],
  ["what share of revenue sits in tier A?", accounts({ where: ["tier:A"] })],
  ["How big is our potential in Africa?", accounts({ where: ["Geo_Entity:Africa"] })],
  [
    "how many customers with more than 5 million revenue are in tier C?",
    accounts({ where: [`${REVENUE}>5000000`, "tier:C"] }),
  ],
  ["revenue by region please", accounts({ by: "Geo_Entity", order: "revenue" })],
  ["which region has the most accounts", accounts({ by: "Geo_Entity" })],
  [
    "count of healthcare accounts by country",
    accounts({ by: "Area_National", where: ["Commercial_Category:Healthcare"] }),
  ],
  [
    "List the ten biggest accounts in Spain",
    accounts({ where: ["Area_National:Spain"], order: REVENUE, limit: 10 }),
  ],
  [
    "who are our top 5 customers in Japan & Korea?",
    accounts({ where: ["Geo_Entity:Japan & Korea"], order: REVENUE, limit: 5 }),
  ],
  [
    "which customers in Healthcare have the most upside?",
    accounts({ where: ["Commercial_Category:Healthcare"], order: POTENTIAL, limit: 20 }),
  ],
  [
    "show me all D accounts above 5 million revenue",
    accounts({ where: ["tier:D", `${REVENUE}>5000000`], limit: 20 }),
  ],
  [
    "which of our tier C accounts in France have the most headroom?",
    accounts({ where: ["tier:C", "Area_National:France"], order: POTENTIAL, limit: 20 }),
  ],
  ["which region has the most tier A customers?", accounts({ by: "Geo_Entity", where: ["tier:A"] })],
  ["how many Healthcare accounts do we have?", accounts({ where: ["Commercial_Category:Healthcare"] })],
  [
    "the five biggest accounts in Italy",
    accounts({ where: ["Area_National:Italy"], order: REVENUE, limit: 5 }),
  ],
  ["top 50 accounts by revenue", accounts({ order: REVENUE, limit: 50 })],
  [
    "top 3 Healthcare firms by potential",
    accounts({ where: ["Commercial_Category:Healthcare"], order: POTENTIAL, limit: 3 }),
  ],
  [
    "list all the Healthcare ones in Spain",
    accounts({ where: ["Commercial_Category:Healthcare", "Area_National:Spain"], limit: 20 }),
  ],
  [
    "who has the largest wallet in Spain?",
    accounts({ where: ["Area_National:Spain"], order: POTENTIAL, limit: 20 }),
  ],
  ["which countries have the most tier A customers?", accounts({ by: "Area_National", where: ["tier:A"] })],
])("%s", (message, ask) => {
  const { ask: read_, method, unread } = read(message);
  expect({ ask: read_, method, unread }).toEqual({ ask, method: "none", unread: [] });
});

test("the owner's column is that of whoever looks after accounts", () => {
  const owned = { ...vocabulary, roles: { ...vocabulary.roles, owner: "Betreuer" } };
  const book = {
    ...owned,
    columns: [...owned.columns, { name: "Betreuer", values: ["J. Okoro", "S. Nair"] }],
  };
  for (const message of [
    "how many customers does each account manager have?",
    "which account managers have the most customers?",
    "who has the most customers?",
    "which account managers look after the most customers?",
  ])
    expect(read(message, book).ask).toEqual(accounts({ by: "Betreuer" }));
});

test("what it is to be counted by and is not known is asked about", () => {
  expect(read("how many customers does each flurb have?").ask).toBeNull();
});

test("a place that the book does not have is named beside the answer", () => {
  expect(read("how many accounts are there in Zambonia?").unread).toEqual(["Zambonia"]);
});

test("a wish beside the question runs", () => {
  const { ask, method, weights } = read("growth first, and how many Tier A accounts are in Germany?");
  expect(ask).toEqual(accounts({ where: ["tier:A", "Area_National:Germany"] }));
  expect(method).toBe("hybrid");
  expect(weights!.growth).toBeGreaterThan(weights!.runway);
});

test.each([
  "top 50 accounts by revenue must stay",
  "only the five biggest accounts in Italy",
  "reward the ten biggest accounts",
  "show me who moved in Spain",
  "how many accounts may move at most?",
  "how many A accounts can we cover?",
  "growth by region matters most",
  "give big accounts in Spain more weight",
  "which accounts look at risk?",
  "show me the rules",
])("is none of them: %s", (message) => {
  expect(read(message).ask?.kind).not.toBe("accounts");
});

test.each<[string, Partial<Extract<Question, { kind: "movers" }>>]>([
  [
    "any account that went down although its revenue growth is above 40 percent a year?",
    { direction: "down", where: ["Revenue_CAGR>40"] },
  ],
  ["any Healthcare customer that went up?", { direction: "up", where: ["Commercial_Category:Healthcare"] }],
])("%s: those that moved, not all that meet the rest", (message, rest) => {
  expect(read(message)).toMatchObject({ method: "none", unread: [], ask: { kind: "movers", ...rest } });
});

test.each([
  "distribution of moves by category as share of each category's accounts, highest on top",
  "the distribution of promotions over the industries, most first",
])("%s: asked, and no wish for weights", (message) => {
  expect(read(message)).toMatchObject({ method: "none", weights: null });
});

describe("what sounds like another question", () => {
  test.each([
    ["how many accounts do we have in total?", { kind: "accounts", where: [] }],
    ["what are the tier sizes?", { kind: "accounts", where: [] }],
    ["how big is each tier?", { kind: "accounts", where: [] }],
    ["How stable is this plan under ±10 % noise?", { kind: "stability" }],
  ])("%s", (message, ask) => expect(read(message).ask).toMatchObject(ask));

  test.each([
    ["which accounts are closest to being promoted to A?", /did not understand that question/],
    ["compare this with the last plan", /no run before/],
    ["download the CSV", /the tiers are in the answer/],
    ["give me the file", /the tiers are in the answer/],
  ])("%s has no answer of another", (message, reply) => {
    const meaning = read(message);
    expect(meaning.ask).toBeNull();
    expect(meaning.reply).toMatch(reply);
  });
});
