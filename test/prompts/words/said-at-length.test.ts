import { describe, expect, it, test } from "vitest";
import { readConversation } from "../../../prompts/conversation/conversation.ts";
import { interpretOffline } from "../../../prompts/interpret-offline.ts";
import { vocabulary } from "../../support/vocabulary.ts";
import { playOffline } from "../../support/whole-plan.ts";

const read = (message: string) => interpretOffline(message, readConversation([]), vocabulary);

/** What messages, one after the other, come to: the plan that the last of them leads to. */
function planBehind(...messages: readonly string[]) {
  const { got } = playOffline({ history: messages.slice(0, -1), message: messages.at(-1) ?? "" }, vocabulary);
  const { method, policy, unread, weights } = got;
  const shares = Object.values(weights ?? {}).map((weight) => weight.toFixed(6));
  return { method, policy, shares, unread };
}

describe("the same wish, said at length or in few words", () => {
  it.each<[string, ...string[]]>([
    // Places in an order.
    ["first runway, second geo, third growth", "Priority 1 runway, priority 2 geo, priority 3 growth"],
    ["first runway, second geo, third growth", "P1 runway, P2 geo, P3 growth"],
    ["first growth, second runway", "my priority no. 1 is growth, no. 2 is runway"],
    ["first growth, second runway", "growth is priority one, runway is priority two"],
    ["first growth, second runway", "growth #1, runway #2"],
    // The same for others.
    ["keep tier A and Brazil as they are", "Tier A is off limits. Likewise for Brazil"],
    ["keep Brazil and Healthcare as they are", "Brazil stays as it is and so are the hospitals"],
    ["no downgrades in Spain or Italy", "no downgrades in Spain, same goes for Italy"],
    ["only Spain and Italy", "only Spain, and the same for Italy"],
    // Idioms for and against.
    ["a bit more growth", "It wouldn't hurt to take growth a bit more seriously"],
    ["ignore category, more geo", "ignore category; if anything, more geo"],
    // Asked for with much courtesy, or as a question.
    [
      "reduce runway to 30 percent and give the difference to geo",
      "Would it be acceptable to reduce runway to 30 percent and give the difference to geo?",
    ],
    [
      "at most 100 accounts move",
      "If it is possible, I would be grateful if no more than 100 accounts are changed.",
    ],
    [
      "the highest weight on category, followed by growth, only Japan",
      "Could you kindly place the highest weight on category, followed by growth, for accounts in Japan only?",
    ],
    ["growth a bit less and category a bit more", "Could growth count a bit less and category a bit more?"],
    ["two-tier jumps are fine", "Two-tier jumps are fine if the numbers justify them"],
    ["growth first", "ten minutes till my flight: growth first"],
    // What is left, and what there is in all.
    [
      "runway 45, geo 20, growth 25, category 10",
      "runway at 45, geo at 20, growth at 25, and category gets whatever is left to 100",
    ],
    ["geo +10 points, category -10 points", "geo +10pts, cat -10pts, everything else unchanged"],
    // Sizes without the tiers' names.
    [
      "tier A with 1,000 accounts, tier B with 11,000, tier C with 5,000, tier D with 33,000",
      "tier sizes 1000 / 11000 / 5000 / 33000",
    ],
    // Numbers between 0 and 1.
    ["move 5 points from geo to runway", "Move 0.05 of weight from geo to runway"],
    ["raise growth by 10 points", "raise growth by 0.1"],
    ["take 5 points off geo and put it on runway", "take 0.05 off geo and put it on runway"],
    // The rest in the same breath.
    ["growth 60, rest flat", "growth 60 rest flat", "growth .6 rest even", "growth 60% others equal"],
    ["category 40, the other three equal", "category 40 the other three equal"],
    // Notations.
    [
      "runway 0.35, growth 0.35, geo 0.2, category 0.1",
      "w = {runway: 0.35, growth: 0.35, geo: 0.20, category: 0.10}",
      'Use {"runway": 35, "growth": 35, "geo": 20, "category": 10} please',
    ],
    // What only leads to a wish, or says that nothing else changes.
    [
      "tier A with 1,200 accounts",
      "I'm told to ask for 1,200 accounts in tier A rather than 980, everything else as normal.",
      "we want 1,200 in tier A, not 980, all else normal",
    ],
    ["at most 3 %", "I am to ask you for a cap of 3 %, otherwise as normal"],
    // Whose accounts.
    [
      "only Germany and France, at most 2 % may move",
      "In my perimeter, that is Germany and France, at most 2 % may move",
      "Within my remit (Germany and France) at most 2 % may move",
      "My perimeter: Germany and France. At most 2 % may move.",
    ],
    // A bound, and a wider one.
    [
      "hold Healthcare",
      "none of my Healthcare clients get downgraded, or moved at all",
      "Healthcare must not be downgraded or moved at all",
      "no one in Healthcare gets demoted, or promoted, or moved",
    ],
    [
      "no account moves more than one tier, hold tiers A and B",
      "One tier maximum of displacement by account, and we keep the tiers A and B frozen.",
    ],
  ])("%s", (plain, ...said) => {
    for (const message of said) expect(planBehind(message)).toEqual(planBehind(plain));
    expect(planBehind(plain).unread).toEqual([]);
  });
});

describe("follow-ups at length", () => {
  it.each<[string, string, string]>([
    [
      "only Germany and France, growth 60",
      "Same as before, two changes: 1) add Japan, 2) cap at 3%.",
      "add Japan, cap at 3 %",
    ],
    [
      "scope Germany and France, growth 60",
      "keep all that. Two tweaks: add Japan; max 400 moves.",
      "add Japan, max 400 moves",
    ],
    [
      "growth 60, at most 1 %",
      "Actually wait, forget the cap I asked for, but keep the rest as it was.",
      "drop the cap",
    ],
    [
      "growth 60, at most 1 %",
      "lift the limit I gave you but leave everything else as it was",
      "drop the cap",
    ],
    ["growth 60 rest flat", "too much. 45.", "growth 45"],
    ["growth 60 rest flat", "no, 45", "growth 45"],
  ])("%s → %s", (before, said, plain) => {
    expect(planBehind(before, said)).toEqual(planBehind(before, plain));
    expect(planBehind(before, said).unread).toEqual([]);
  });
});

test("a number alone is asked about where it may be of the budget", () => {
  expect(planBehind("growth 60, at most 1 %", "too little. 3.").method).toBe("none");
});

test.each(["don't make it all about growth", "let's not rank purely on growth", "not just growth"])(
  "%s: growth stays, and nothing counts less than it by that",
  (message) => {
    expect(planBehind("growth 80, runway 20", message).shares).toEqual(
      planBehind("growth 50, runway 50").shares,
    );
    expect(read(message).weights?.growth).toBeCloseTo(0.3);
  },
);

test("just a little of a signal is some of it beside what counts, and less than now alone", () => {
  const { weights } = read(
    "the potential counts for the most, then growth, and geography and category just a little bit",
  );
  expect(weights?.geo).toBeGreaterThan(0.04);
  expect(weights?.growth).toBeGreaterThan(weights?.geo ?? 1);
  expect(read("only a bit of growth").weights?.growth).toBeLessThan(0.3);
});

describe("a name that is taken back: the wish before, with another", () => {
  it.each<[string, string, string]>([
    [
      "more weight on geography please",
      "No no, not the geography, the category! I have made a confusion.",
      "more weight on category please",
    ],
    ["ignore geography", "Sorry, I meant category", "ignore category"],
    ["put growth first, cap 2 %", "I said growth but I meant runway", "put runway first, cap 2 %"],
    [
      "only Germany and Switzerland",
      "Sorry, I said Switzerland, I meant Austria.",
      "only Germany and Austria",
    ],
    ["only Germany and Switzerland", "Not Switzerland, Austria!", "only Germany and Austria"],
    ["only Germany and Switzerland", "typo: Austria, not Switzerland", "only Germany and Austria"],
    ["hold tier A", "sorry, I said A, I meant B", "hold tier B"],
    [
      "put growth first across Western Europe",
      "I didn't say all of Western Europe, just Germany.",
      "put growth first in Germany",
    ],
    [
      "hold Western Europe",
      "I didn't say hold Western Europe, I said hold Eastern Europe",
      "hold Eastern Europe",
    ],
  ])("%s → %s", (before, said, plain) => {
    expect(planBehind(before, said)).toEqual(planBehind(plain));
    expect(planBehind(plain).unread).toEqual([]);
  });

  it("leaves the plan beneath as it was", () => {
    expect(planBehind("cap 2 %", "growth 60", "I meant runway")).toEqual(planBehind("cap 2 %", "runway 60"));
    expect(planBehind("hold Africa", "I meant only Africa").method).toBe("none");
  });

  it("is the second of two names behind a not, in one message too", () => {
    expect(planBehind("not the geography, the category!")).toEqual(
      planBehind("not the geography. Category."),
    );
  });
});

describe("what is denied of a signal's end leaves it as it is, or less", () => {
  it.each<[string, string]>([
    ["we don't want geography gone, only smaller", "less geography"],
    [
      "He did not ask for geography to be dropped, only for it to weigh less than it does now.",
      "less geography",
    ],
    ["nobody asked for growth to be removed, just for it to count less", "less growth"],
    ["geo is not out", "default weights"],
    ["my boss says he'd like growth to count most", "growth first"],
  ])("%s", (said, plain) => {
    expect(planBehind(said)).toEqual(planBehind(plain));
  });
});

describe("numbers of points part wishes and are no part of them", () => {
  it.each([
    "Item 1: hold tier A. Item 2: growth first. Item 3: at most 2 % may move.",
    "Step 1: growth first. Step 2: hold tier A. Step 3: at most 2 % move",
    "Point one, growth first; point two, hold tier A; point three, at most 2 % move",
    "Firstly growth first, secondly hold tier A, thirdly at most 2 % move",
  ])("%s", (said) => {
    expect(planBehind(said)).toEqual(planBehind("growth first, hold tier A, at most 2 % may move"));
  });

  it("nor budgets", () => {
    expect(planBehind("runway 45, growth 25, geo 20, category 10", "change number 2 to 30").method).toBe(
      "none",
    );
  });
});

test("what is asked of the plan in force, told why or with much courtesy", () => {
  expect(planBehind("only Japan", "Thank you very much. May I also ask you to include South Korea?")).toEqual(
    planBehind("only Japan", "also South Korea"),
  );
  const capped = "runway 50 growth 30 geo 10 category 10, cap 2%, hold tier A";
  const held = "runway 50 growth 30 geo 10 category 10, hold tier A";
  expect(planBehind(capped, "drop the cap, keep the hold")).toEqual(planBehind(held));
  expect(planBehind(held, "keep the hold")).toEqual(planBehind(held));
  expect(planBehind("keep the hold").unread).toEqual(["keep the hold"]);
  expect(planBehind("growth first, at most 1 %", "The CFO is fine with 3% now")).toEqual(
    planBehind("growth first, at most 3 %"),
  );
  const room = "ok they gave me a bit more room, make it 5 %";
  expect(planBehind("growth first, at most 3 %", room)).toEqual(planBehind("growth first, at most 5 %"));
  expect(planBehind("growth only, don't touch tier A", "scrap all that, back to your defaults")).toEqual(
    planBehind("tier my accounts"),
  );
  expect(read("Give me the book as it stands today, no changes at all").method).toBe("baseline");
});

test("an account is held as others were", () => {
  const book = { ...vocabulary, hasAccount: (id: string) => id === "225432886" };
  const { policy } = interpretOffline("Tier A is off limits and so is 225432886", readConversation([]), book);
  expect(policy).toEqual({ hold: ["225432886", "tier:A"] });
});

test("what the company lives off leads, and the people of a customer are no sellers of ours", () => {
  const { weights } = read("Growth isn't unimportant, but category is what we live off");
  expect(weights!.category).toBeGreaterThan(weights!.growth);
  expect(weights!.growth).toBeGreaterThan(weights!.runway);
  const { ask, policy } = read(
    "growth first, and keep Switzerland out of it, they have a new country manager",
  );
  expect([ask, policy]).toEqual([null, { hold: ["Area_National:Switzerland"] }]);
});
