import { describe, expect, it } from "vitest";
import { readConversation } from "../../../prompts/conversation/conversation.ts";
import { interpretOffline } from "../../../prompts/interpret-offline.ts";
import { vocabulary } from "../../support/vocabulary.ts";

const read = (message: string) => interpretOffline(message, readConversation([]), vocabulary);

describe("a number that is taken back at once gives way to the one that is meant", () => {
  it.each([
    ["at most 2 %, no wait, make that 3 %", 0.03],
    ["cap it at 2%, no, 1%", 0.01],
    ["move at most 500 accounts, sorry, 300", 300 / 50_000],
    ["no more than 4 % may move, actually 2 %", 0.02],
  ])("%s", (message, maxMovedShare) => {
    const { policy, unread } = read(message);
    expect(policy).toEqual({ maxMovedShare });
    expect(unread).toEqual([]);
  });

  it("of the kind that was said: weights stay weights", () => {
    const { policy, weights } = read(
      "runway first, cap it at 2%, no wait, make that 3%, and Spain is out of bounds",
    );
    expect(policy).toEqual({ maxMovedShare: 0.03, hold: ["Area_National:Spain"] });
    expect(weights!.runway).toBeGreaterThan(weights!.growth);
    expect(read("growth 60 %, no wait, 70 %, runway 30 %").weights).toMatchObject({
      growth: 0.7,
      runway: 0.3,
    });
  });

  it("several at once, one for each", () => {
    expect(read("runway 60, growth 40 - no, make that 55 and 45").weights).toMatchObject({
      runway: 0.55,
      growth: 0.45,
    });
    expect(read("growth 40, runway 30, geo 30, sorry, 50, 30 and 20").weights).toMatchObject({
      growth: 0.5,
      runway: 0.3,
      geo: 0.2,
    });
  });

  it("two numbers that are both meant stay two", () => {
    expect(read("growth 60 %, runway 40 %").weights).toMatchObject({ growth: 0.6, runway: 0.4 });
  });
});

describe("a name that is taken back at once gives way to the one that is meant", () => {
  it.each([
    ["only Spain, no wait, Italy", { scope: ["Area_National:Italy"] }],
    ["only Spain, sorry, I meant Italy", { scope: ["Area_National:Italy"] }],
    ["only Spain, or rather Italy", { scope: ["Area_National:Italy"] }],
    ["only Spain, actually Italy", { scope: ["Area_National:Italy"] }],
    ["only Spain, no, Italy", { scope: ["Area_National:Italy"] }],
    ["only Spain, hold on, not Spain, Italy", { scope: ["Area_National:Italy"] }],
    ["freeze Tier A, no wait, Tier B", { hold: ["tier:B"] }],
    ["only Europe, well, not all of it, only France", { scope: ["Area_National:France"] }],
    ["only Spain with growth first, or rather not all of it, just Italy", { scope: ["Area_National:Italy"] }],
    ["only Spain, wait, Italy too", { scope: ["Area_National:Spain|Italy"] }],
    ["freeze Spain, wait, and Italy", { hold: ["Area_National:Italy", "Area_National:Spain"] }],
    ["no Spain, no Italy", { hold: ["Area_National:Italy", "Area_National:Spain"] }],
    [
      "Telecommunications frozen, and Transport & Logistics, no, not Transport, just Telecommunications",
      { hold: ["Commercial_Category:Telecommunications"] },
    ],
    [
      "Hospitality & Travel only, and Media & Entertainment",
      { scope: ["Commercial_Category:Hospitality & Travel|Media & Entertainment"] },
    ],
  ])("%s", (message, policy) => {
    const meaning = read(message);
    expect(meaning.unread).toEqual([]);
    expect(meaning.policy).toEqual(policy);
  });

  it("a signal, with what is said of both", () => {
    const { unread, weights } = read("growth first, no wait, runway first");
    expect(unread).toEqual([]);
    expect(weights).toEqual(read("runway first").weights);
    expect(read("growth first, no geo").weights).toMatchObject({ geo: 0 });
  });

  it.each([
    ["Move eight hundred at most, no wait, six hundred.", { maxMovedShare: 0.012 }],
    ["don't move more than, let's say, three percent, actually two and a half.", { maxMovedShare: 0.025 }],
    ["at most, say, 300 moves", { maxMovedShare: 0.006 }],
    [
      "Tier A at one thousand and fifty, hold on, one thousand one hundred",
      { tierSizes: { A: 1_100, B: 11_253 } },
    ],
  ])("%s", (message, policy) => expect(read(message)).toMatchObject({ policy, unread: [] }));
});

describe("a question that asks for no meaning is not answered by that of a term in it", () => {
  it.each([
    "Which seller has the nicest customers in growth?",
    "Did growth slow down because of the strike in March?",
  ])("%s", (message) => expect(read(message).reply).toMatch(/^I did not understand that question/));

  it.each([
    "what is runway?",
    "how is growth calculated?",
    "what does TPA mean exactly?",
    "Explain the composite, please?",
  ])("%s is one for its meaning", (message) => expect(read(message).reply).not.toContain("I cannot answer"));

  it("beside a wish it is named, not lost", () => {
    const { unread, weights } = read("more growth. Which region has the friendliest customers?");
    expect(unread).toEqual(["Which region has the friendliest customers"]);
    expect(weights!.growth).toBeGreaterThan(0.3);
  });
});

describe("a signal that is only asked about is not raised", () => {
  it("And industry?", () => expect(read("And industry?").weights).toBeNull());

  it("what follows is said of it", () => {
    const { weights } = read("Never mind geography. And industry? Halve it. Rest as is.");
    expect(weights).toMatchObject({ geo: 0 });
    expect(weights!.category).toBeLessThan(0.15);
    expect(weights!.runway / weights!.growth).toBeCloseTo(4 / 3, 9);
  });
});

it("a number of accounts is no value of a KPI", () => {
  const { ask, unread } = read("I'd rather lose composite than move more than eighty accounts in total");
  expect(ask).toBeNull();
  expect(unread).toHaveLength(1);
});
