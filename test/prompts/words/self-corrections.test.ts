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

  it("two numbers that are both meant stay two", () => {
    expect(read("growth 60 %, runway 40 %").weights).toMatchObject({ growth: 0.6, runway: 0.4 });
  });
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
