import { expect, test } from "vitest";
import { readConversation } from "../../../prompts/conversation/conversation.ts";
import { interpretOffline } from "../../../prompts/interpret-offline.ts";
import { bookNamed } from "../../support/book-vocabularies.ts";
import { vocabulary } from "../../support/vocabulary.ts";
import { playOffline } from "../../support/whole-plan.ts";

const play = (message: string, ...history: string[]) => playOffline({ message, history }, vocabulary).got;
const saas = (message: string, ...history: string[]) =>
  playOffline({ message, history }, bookNamed("saas")).got;

test.each([
  ["is growth more important than runway today?", [], "No: the weights are Growth 30 % and Runway 40 %."],
  ["is growth more important than runway today?", ["growth first"], "Yes: the weights are Growth"],
  [
    "does geography count as much as industry?",
    [],
    "Yes: the weights are Geo share 15 % and Category share 15 %",
  ],
  ["how many accounts can move at most?", ["move at most 2 %"], "at most 2 % of the accounts (1,000) move"],
  ["is Healthcare held?", ["hold Healthcare"], "these keep their tier: Commercial Category Healthcare"],
])("%s: said from the plan in force, and nothing runs", (message, history, says) => {
  const { ask, method, reply } = play(message, ...history);
  expect([method, ask]).toEqual(["none", null]);
  expect(reply).toContain(says);
});

test.each([
  ["how sure are you?", { kind: "stability" }],
  ["what is the difference between this and simply ranking everyone by potential?", { kind: "compare" }],
  ["can I see the accounts that were demoted?", { kind: "movers", direction: "down" }],
  ["which region gains most potential?", { kind: "movers", by: "Geo_Entity", order: "potential" }],
  ["top 10 movers by revenue", { kind: "movers", limit: 10, order: "TotalRevenue_FY26" }],
  ["who covers Tier A accounts in Africa?", { kind: "sellers", where: ["tier:A", "Geo_Entity:Africa"] }],
  ["should we move Africa only?", { kind: "whatIf" }],
  ["what would happen if we doubled the budget?", { kind: "whatIf" }],
])("%s: a question that the run answers, and changes nothing", (message, ask) => {
  const got = play(message, "growth first");
  expect([got.method, got.ask]).toMatchObject(["none", ask]);
  expect(got.unread).toEqual([]);
});

test("movers are ordered by a number column of the book's own", () => {
  expect(saas("top 10 movers by MRR", "growth first").ask).toMatchObject({
    by: null,
    limit: 10,
    order: "MRR",
    where: [],
  });
});

test("what changed since the last run is asked of the plan before, and there has to be one", () => {
  const { ask } = play("what changed since the last run?", "growth first", "hold Africa");
  expect(ask).toMatchObject({ kind: "changes", plan: { policy: {} } });
  expect(play("what changed since the last run?", "growth first").reply).toContain("no run before");
});

test.each([
  ["more of that", ["prioritize growth"], "growth", 1],
  ["a bit less of that", ["prioritize growth"], "growth", -1],
] as const)("%s: a step of the signal that was raised last", (message, history, signal, way) => {
  const { before, got } = playOffline({ message, history }, vocabulary);
  expect(Math.sign(got.weights![signal] - before!.weights[signal])).toBe(way);
  expect(got.unread).toEqual([]);
});

test.each([
  ["drop the last one", ["hold Healthcare", "hold Africa too"], { hold: ["Commercial_Category:Healthcare"] }],
  ["twice that", ["move at most 3 %"], { maxMovedShare: 0.06 }],
  ["no wait, downgrades are fine", ["no downgrades"], {}],
  ["first freeze tier A, and finally no more than 500 moves", [], { hold: ["tier:A"], maxMovedShare: 0.01 }],
] as const)("%s: corrects what was said before", (message, history, policy) => {
  const got = play(message, ...history);
  expect([got.policy, got.unread]).toEqual([policy, []]);
});

test("a question whether accounts may move is answered, and does nothing", () => {
  const got = saas("can accounts in Japan move?", "only Germany may move");
  expect([got.method, got.policy]).toEqual(["none", {}]);
  expect(got.reply).toContain("only these may move: Country Germany");
});

test.each([
  ["don't downgrade more than 9 accounts", [], "none", {}],
  ["same again but downgrades are okay", ["no downgrades"], "hybrid", {}],
  ["growth first and freeze Bronze instead", ["freeze Gold"], "hybrid", { hold: ["tier:Bronze"] }],
] as const)("%s: neither more nor less than what is said", (message, history, method, policy) => {
  const got = saas(message, ...history);
  expect([got.method, got.policy]).toEqual([method, policy]);
});

test.each([
  ["allow jumps of two tiers for healthcare accounts", [], "A step is for the whole book"],
  ["I want no more than 5 percent of tier A to change", [], "A budget is for the whole book"],
  ["make it 70/30", [], "did not understand"],
  ["include the Nordics", ["growth only"], "did not understand"],
  ["only they may go up", [], "did not understand"],
] as const)(
  "%s: what no rule says, or the words leave open, is said and not run",
  (message, history, says) => {
    const { ask, method, reply } = play(message, ...history);
    expect([method, ask]).toEqual(["none", null]);
    expect(reply).toContain(says);
  },
);

test("what is not understood leaves the plan that waits for a yes, and what was unclear of it, as they are", () => {
  const { got } = playOffline(
    { message: "include the Nordics", history: ["growth only, unless Mars aligns"] },
    vocabulary,
  );
  expect(got.method).toBe("none");
  expect(got.proposed?.weights.growth).toBe(1);
  expect(got.unread).toContain("unless Mars aligns");
});

test.each([
  ["can we reach an SFI of 82 %, and how many moves would that take?", "sfi", 0.82],
  [
    "Could we get to a TPA of 45 percent, and how many account changes would we have to absorb for that?",
    "tpa",
    0.45,
  ],
])("%s: a value that is to come out is a goal, and no part of the score", (message, kpi, atLeast) => {
  const { ask, method, unread } = interpretOffline(message, readConversation([]), vocabulary);
  expect({ ask, method, unread }).toEqual({
    ask: { kind: "goal", kpi, atLeast },
    method: "none",
    unread: [],
  });
});

test("what an account needs to get into another tier is what separates the two", () => {
  const { ask } = interpretOffline(
    "what does a customer need to get from C into B?",
    readConversation([]),
    vocabulary,
  );
  expect(ask).toEqual({ kind: "boundary", tiers: ["C", "B"] });
});

test.each([
  "304930413?? why downgraded",
  "Account 304930413 moved. Why?",
  "A customer complains. It is account 304930413, what happened?",
])("%s: one sentence names the account and another asks", (message) => {
  const { ask, method } = interpretOffline(message, readConversation([]), vocabulary);
  expect({ ask, method }).toEqual({ ask: { kind: "account", id: "304930413" }, method: "none" });
});

test("a rule beside the question about an account is kept", () => {
  const { ask, policy } = interpretOffline(
    "hold 304930413. Why has it moved?",
    readConversation([]),
    vocabulary,
  );
  expect({ ask, policy }).toEqual({
    ask: { kind: "account", id: "304930413" },
    policy: { hold: ["304930413"] },
  });
});
