import { expect, test } from "vitest";
import { bookNamed } from "../../support/book-vocabularies.ts";
import { vocabulary } from "../../support/vocabulary.ts";
import { playOffline } from "../../support/whole-plan.ts";

const saas = bookNamed("saas");
const play = (message: string, ...history: string[]) => playOffline({ message, history }, vocabulary).got;

test.each([
  ["promote at most 100 accounts", "promotions alone", 0.004],
  ["no more than 20 demotions, runway first", "downgrades alone", 0.0008],
  ["at most 2% up and at most 1% down", "promotions alone", 0.02],
  ["limit downgrades to 150 accounts", "downgrades alone", 0.006],
  ["at most 100 moves per region", "moves of each region", 0.002],
  ["no industry should see more than 50 moves", "moves of each industry", 0.001],
  ["at least 300 moves", "at least 300 moves", 0.05],
  ["no fewer than 1000 accounts should change tier", "at least 1,000 moves", 0.05],
  ["I don't want more than 200 promotions", "promotions alone", 0.008],
  ["between 3000 and 4000 accounts should move", "at least 3,000 moves", 0.08],
])("%s: no rule can say it, so nothing runs, and the nearest budget is proposed", (message, why, share) => {
  const { method, proposed, question, unread, reply } = play(message);
  expect([method, proposed?.policy.maxMovedShare, question === null]).toEqual(["none", share, false]);
  expect(reply).toContain(why);
  expect(unread.length).toBeGreaterThan(0);
});

test("a yes runs what was proposed", () => {
  expect(play("yes", "promote at most 100 accounts").policy).toEqual({ maxMovedShare: 0.004 });
});

test("where sizes change or accounts jump, a bound of one direction is proposed for all moves", () => {
  expect(
    play("promote at most 100 accounts, tier A with 1,200 accounts").proposed?.policy.maxMovedShare,
  ).toBe(0.002);
  expect(
    play("promote at most 100", "no account moves more than two tiers").proposed?.policy.maxMovedShare,
  ).toBe(0.002);
});

test("a number that is to be met runs as the upper bound that it is, and the reply says so", () => {
  const { method, policy, reply } = play("exactly 500 moves");
  expect([method, policy]).toEqual(["hybrid", { maxMovedShare: 0.01 }]);
  expect(reply).toContain("A budget is an upper bound: no more than 500 accounts move");
});

test("groups go by any column of the book", () => {
  const { got } = playOffline({ message: "max 5 moves per CSM" }, saas);
  expect([got.method, got.reply.includes("moves of each csm")]).toEqual(["none", true]);
});

test.each([
  ["move at most 2 %", { maxMovedShare: 0.02 }],
  ["no more than 500 moves, one tier each", { maxMovedShare: 0.01, maxTierStep: 1 }],
  ["at least 95 % of the accounts stay", { maxMovedShare: 0.05 }],
  ["no downgrades", { mayFall: ["none"] }],
])("%s: a rule that there is stays one", (message, policy) => {
  const { got } = playOffline({ message }, vocabulary);
  expect([got.method, got.policy]).toEqual(["hybrid", policy]);
});
