import { expect, test } from "vitest";
import type { Question } from "../../../contract/question.ts";
import { readConversation } from "../../../prompts/conversation/conversation.ts";
import { interpretOffline } from "../../../prompts/interpret-offline.ts";
import { otherBook } from "../../support/other-book.ts";
import { vocabulary } from "../../support/vocabulary.ts";

const read = (message: string, book = vocabulary) => interpretOffline(message, readConversation([]), book);
const APAC = "Geo_Entity:South Asia|South-East Asia|Greater China|Japan & Korea|Australia & New Zealand";
const list = (
  of: "risk" | "opportunity" | "misfit" | "frozen" | null,
  where: readonly string[] = [],
  limit: number | null = null,
): Question => ({ kind: "progression", list: of, id: null, where, limit });
const scenario = (changes: Partial<Extract<Question, { kind: "scenario" }>>): Question => ({
  kind: "scenario",
  retire: [],
  add: [],
  lose: [],
  presence: [],
  minAccounts: null,
  ...changes,
});

const SELLERS = {
  kind: "sellers",
  seller: null,
  role: null,
  order: "most",
  where: [],
  limit: null,
} as const;

test.each<[string, Question]>([
  [
    "who is about to move up in Retail?",
    list("opportunity", ["Commercial_Category:Retail & Consumer Goods"]),
  ],
  ["which A accounts look at risk?", list("risk", ["tier:A"])],
  ["what looks misplaced?", list("misfit")],
  ["which accounts have been stuck for years?", list("frozen")],
  ["show me the top 5 likely climbers in Japan", list("opportunity", ["Area_National:Japan"], 5)],
  ["who might drop out of tier A?", list("risk", ["tier:A"])],
  [
    "who could reach tier A in Healthcare?",
    list("opportunity", ["tier:B", "Commercial_Category:Healthcare"]),
  ],
  ["who is likely to drop from B to C", list("risk", ["tier:B"])],
  ["list 20 accounts that don't seem to belong in their tier", list("misfit", [], 20)],
  ["give me ten accounts at risk outside Africa", list("risk", ["Geo_Entity!:Africa"], 10)],
  ["misfits in Germany", list("misfit", ["Area_National:Germany"])],
  ["is 304930413 going to fall?", { ...list("risk"), id: "304930413" } as Question],
  ["can I trust these predictions?", list(null)],
])("%j asks for a list of the progression", (message, ask) => {
  expect(read(message)).toMatchObject({ method: "none", ask, unread: [] });
});

test.each<[string, Question]>([
  ["how many A accounts can we cover?", { kind: "carried", tiers: ["A"] }],
  ["what tier sizes can our sellers carry?", { kind: "carried", tiers: [] }],
  ["who looks after account 304930413?", { kind: "owner", account: "304930413" }],
  ["who covers Novacorp?", { kind: "owner", account: "novacorp" }],
  ["which accounts has nobody?", { kind: "unassigned", where: [], limit: null }],
  [
    "which C accounts in Africa are left without a rep, top 15",
    { kind: "unassigned", where: ["tier:C", "Geo_Entity:Africa"], limit: 15 },
  ],
  [
    "which sellers are overloaded?",
    { kind: "sellers", seller: null, role: null, order: "most", where: [], limit: null },
  ],
  [
    "Which 3 sellers have spare capacity?",
    { kind: "sellers", seller: null, role: null, order: "least", where: [], limit: 3 },
  ],
  [
    "how many accounts does seller 12 have",
    { kind: "sellers", seller: "12", role: null, order: "most", where: [], limit: null },
  ],
  [
    "which specialists still have room for more accounts?",
    { kind: "sellers", seller: null, role: "specialists", order: "least", where: [], limit: null },
  ],
  ["Which tier A accounts lose their owner?", { kind: "handovers", where: ["tier:A"], limit: null }],
  ["where would an extra seller pay off most?", { kind: "openings", role: null, where: [] }],
  ["if S045 retires, who is affected?", scenario({ retire: ["s045"] })],
  ["where are we short of specialists?", { kind: "openings", role: "specialists", where: [] }],
  [
    "how many accounts change hands in Africa?",
    { kind: "handovers", where: ["Geo_Entity:Africa"], limit: null },
  ],
  [
    "what would two more specialists in APAC bring?",
    scenario({ add: [{ count: 2, role: "specialists", where: [APAC] }] }),
  ],
  [
    "what if we hired another specialist for Africa and one in Japan & Korea?",
    scenario({
      add: [
        { count: 1, role: "specialist", where: ["Geo_Entity:Africa"] },
        { count: 1, role: "specialist", where: ["Geo_Entity:Japan & Korea"] },
      ],
    }),
  ],
  [
    "what if we lost three sellers in Africa?",
    scenario({ lose: [{ count: 3, role: "sellers", where: ["Geo_Entity:Africa"] }] }),
  ],
  ["retire seller 17", scenario({ retire: ["17"] })],
  ["what if sellers 3 and 4 quit?", scenario({ retire: ["3", "4"] })],
  ["what happens if Maria leaves?", scenario({ retire: ["maria"] })],
  ["how busy is Maria?", { ...SELLERS, seller: "maria" }],
  ["how full are we in Japan?", { ...SELLERS, where: ["Area_National:Japan"] }],
  ["who covers the accounts today?", SELLERS],
  ["remote for all C", scenario({ presence: [{ tiers: ["C"], presence: "remote" }] })],
  ["keep everyone above 20 accounts", scenario({ minAccounts: 20 })],
  ["no seller below 15 accounts", scenario({ minAccounts: 15 })],
  [
    "Retire seller 17. Remote for all D.",
    scenario({ retire: ["17"], presence: [{ tiers: ["D"], presence: "remote" }] }),
  ],
])("%j asks of the coverage", (message, ask) => {
  expect(read(message)).toMatchObject({ method: "none", ask, unread: [] });
});

test("what a question names and its answer does not use is said", () => {
  expect(read("which wholesale accounts look at risk?").unread).toEqual(["wholesale"]);
  expect(read("how many A accounts can we cover in Africa?").unread).toEqual(["Africa"]);
  expect(read("can we afford 1200 A accounts?").unread).toEqual(["1200"]);
  expect(read("which accounts at risk are unassigned?").unread).toEqual(["risk"]);
  const two = read("Which sellers are overloaded? Which accounts has nobody?");
  expect(two.unread).toEqual(["Which accounts has nobody"]);
});

test("a wish beside such a question runs, and the question is answered too", () => {
  const both = read("Prioritize growth and tell me which accounts are at risk");
  expect(both).toMatchObject({ method: "hybrid", ask: list("risk"), unread: [] });
});

test("no wish that speaks of tiers is taken for one of these questions", () => {
  for (const message of [
    "Healthcare can only go up",
    "move up the Healthcare accounts",
    "our sellers should focus on growth",
    "growth first, at least 20 accounts in A",
  ])
    expect(read(message).ask, message).toBeNull();
  expect(read("who moved up?").ask).toMatchObject({ kind: "movers" });
  expect(read("why is account 304930413 in B").ask).toMatchObject({ kind: "account" });
});

test("a number of what sellers have never becomes a limit on who moves", () => {
  for (const message of ["no more than 25 accounts per seller", "do not retire seller 17"]) {
    const { method, policy, reply } = read(message);
    expect({ method, policy }, message).toEqual({ method: "none", policy: {} });
    expect(reply).toContain("did not understand");
  }
});

test("another book's tiers and columns filter as well", () => {
  const [top, next] = otherBook.tiers as [string, string];
  expect(read(`who could become ${top}?`, otherBook).ask).toMatchObject({ where: [`tier:${next}`] });
  expect(read(`which ${top} customers might slip?`, otherBook).ask).toMatchObject({ where: [`tier:${top}`] });
});

test("who leaves may be an owner of the book by the name that it has for them", () => {
  const book = { ...otherBook, roles: { ...otherBook.roles, owner: "Owner" } };
  for (const message of ["what if Will Hunt leaves?", "retire Will Hunt"])
    expect(read(message, book).ask).toEqual(scenario({ retire: ["Will Hunt"] }));
});
