import { describe, expect, test } from "vitest";
import { readConversation } from "../../../prompts/conversation/conversation.ts";
import { interpretOffline } from "../../../prompts/interpret-offline.ts";
import { vocabulary } from "../../support/vocabulary.ts";

const read = (message: string) => interpretOffline(message, readConversation([]), vocabulary);

describe("how somebody feels about moves is a reason, and no rule", () => {
  test.each([
    ["move at most 2 %, because the team is tired of changes this year", { maxMovedShare: 0.02 }],
    ["Because the reps hate changes, move at most 300 accounts", { maxMovedShare: 0.006 }],
    ["since our people complained about the constant reshuffling, keep Tier A", { hold: ["tier:A"] }],
  ])("%s", (message, policy) => {
    expect(read(message)).toMatchObject({ method: "hybrid", policy, unread: [] });
  });

  test.each([
    "only Africa, because the team hates changes in Asia",
    "move at most 2 %, because nobody there should be tired of changes",
    "move at most 2 %, because the reps don't like changes",
  ])("what restricts or names a place is asked about: %s", (message) => {
    const { method, unread } = read(message);
    expect([method, unread.length > 0]).toEqual(["none", true]);
  });

  test("alone it runs nothing", () => {
    expect(read("because the team is tired of changes").method).toBe("none");
  });
});
