import { describe, expect, test } from "vitest";
import { readConversation } from "../../../prompts/conversation/conversation.ts";
import { interpretOffline } from "../../../prompts/interpret-offline.ts";
import { vocabulary } from "../../support/vocabulary.ts";

const read = (message: string) => interpretOffline(message, readConversation([]), vocabulary);

describe("a clause of which something that may restrict is unread comes to no operation: the proposal is the others'", () => {
  for (const [message, left, policy] of [
    [
      "hold Utilities, and no promotions for anyone whose contract lapsed",
      "no promotions for anyone whose contract lapsed",
      { hold: ["Commercial_Category:Utilities"] },
    ],
    [
      "at most 2 %, no downgrades among renewals of the fourth quarter",
      "no downgrades among renewals of the fourth quarter",
      { maxMovedShare: 0.02 },
    ],
    [
      "nobody in Africa should be promoted unless the board agrees, hold Education",
      "nobody in Africa should be promoted unless the board agrees",
      { hold: ["Commercial_Category:Education"] },
    ],
  ] as const)
    test(message, () => {
      const { method, proposed, unread } = read(message);
      expect(method).toBe("none");
      expect(proposed?.policy).toEqual(policy);
      expect(unread).toEqual([left]);
    });

  test("of weights too: what is doubtful leaves them as they are", () => {
    const { proposed } = read("put more weight on runway unless the account is shrinking, hold Africa");
    expect(proposed?.policy).toEqual({ hold: ["Geo_Entity:Africa"] });
    expect(proposed?.weights).toEqual({ runway: 0.4, growth: 0.3, geo: 0.15, category: 0.15 });
  });

  test("where no clause is sure, nothing is proposed, and the words in doubt are named", () => {
    const { method, proposed, reply, unread } = read(
      "put more weight on runway unless the account is shrinking",
    );
    expect([method, proposed]).toEqual(["none", null]);
    expect(unread).toEqual(["unless the account is shrinking"]);
    expect(reply).toContain("nothing was run");
  });
});

test("accounts that nothing here names, beside those of a rule, are asked about", () => {
  for (const [message, left] of [
    ["hold Healthcare and the Lakers accounts", "the Lakers accounts"],
    ["only Germany and Lena's clients", "Lena's clients"],
  ] as const) {
    const { method, proposed, unread } = read(message);
    expect([method, proposed === null, unread]).toEqual(["none", false, [left]]);
  }
});

test("a greeting is not all of a long message: what else it says is named", () => {
  const { method, unread } = read(
    "Hi my friend, all good? Here in Latin America we have a lot of accounts that buy little but can buy much more, so let's put these ones in first place, ok?",
  );
  expect(method).toBe("none");
  expect(unread).not.toEqual([]);
  expect(read("hello there").unread).toEqual([]);
});
