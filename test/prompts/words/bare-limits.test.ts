import { describe, expect, test } from "vitest";
import { readConversation } from "../../../prompts/conversation/conversation.ts";
import { interpretOffline } from "../../../prompts/interpret-offline.ts";
import { vocabulary } from "../../support/vocabulary.ts";

const read = (message: string) => interpretOffline(message, readConversation([]), vocabulary);

describe("a limit of which nothing is said to be limited", () => {
  test.each([
    ["400 at most this time", { maxMovedShare: 0.008 }],
    ["growth first. Max 300.", { maxMovedShare: 0.006 }],
    ["A is too crowded, 900 at most", { tierSizes: { A: 900, B: 11_453 } }],
  ])("%s: is of the moves, or of the tier beside it", (message, policy) => {
    expect(read(message).policy).toEqual(policy);
  });

  test("may be of a weight where it is small, and is no budget then", () => {
    expect(read("runway, max 30").policy).toEqual({});
    expect(read("growth 50 max").policy).toEqual({});
  });
});

test("a list of wishes may begin with what it is", () => {
  const { policy, unread, weights } = read(
    "What I'd like is: no more than 2% moving, Japan & Korea untouched, Education may only go up, and potential counting twice as much as growth.",
  );
  expect(unread).toEqual([]);
  expect(policy).toEqual({
    maxMovedShare: 0.02,
    hold: ["Geo_Entity:Japan & Korea"],
    mayFall: ["Commercial_Category!:Education"],
  });
  expect(weights?.runway).toBeCloseTo(2 * (weights?.growth ?? 0), 12);
});
