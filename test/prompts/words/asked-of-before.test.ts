import { describe, expect, it } from "vitest";
import { readConversation } from "../../../prompts/conversation/conversation.ts";
import { interpretOffline } from "../../../prompts/interpret-offline.ts";
import type { Meaning } from "../../../prompts/merge/meaning.ts";
import { turnOf } from "../../../prompts/turn.ts";
import { vocabulary } from "../../support/vocabulary.ts";
import { planOf } from "../../support/whole-plan.ts";

/** What the last of several messages of one conversation comes to. */
function lastOf(...messages: readonly string[]): Meaning {
  const history: Parameters<typeof readConversation>[0][number][] = [];
  let meaning: Meaning | undefined;
  for (const message of messages) {
    meaning = interpretOffline(message, readConversation(history), vocabulary);
    history.push({ role: "user", content: message }, turnOf(meaning, planOf(meaning)) as never);
  }
  return meaning as Meaning;
}

/** The weights in per cent, in the order of the signals, and the rules. */
function planIn({ method, policy, weights }: Meaning) {
  const shares = Object.values(weights ?? {}).map((weight) => Math.round(100 * weight));
  return { method, policy, shares };
}

const DEFAULT = [40, 30, 15, 15];

describe("wishes that are said of what there is", () => {
  it.each<[string, readonly number[], object]>([
    ["runway should weigh half as much again as growth", [42, 28, 15, 15], {}],
    ["category half as important again as geo", [17, 13, 28, 42], {}],
    ["growth counts a third as much again as runway", [30, 40, 15, 15], {}],
    ["raise runway by 6 points, at the cost of growth and geo in equal measure", [46, 27, 12, 15], {}],
    [
      "Would you please keep Africa as it is, with growth at fifty per cent and the remainder spread evenly?",
      [17, 50, 17, 17],
      { hold: ["Geo_Entity:Africa"] },
    ],
    [
      "hold Education and the whole of Latin America",
      DEFAULT,
      { hold: ["Commercial_Category:Education", "Geo_Entity:Latin America"] },
    ],
    ["Brazil is closed to all changes", DEFAULT, { hold: ["Area_National:Brazil"] }],
    ["Category first, and territory is someone else's problem.", [24, 18, 0, 59], {}],
  ])("%s", (message, shares, policy) => {
    const meaning = lastOf(message);
    expect(planIn(meaning)).toEqual({ method: "hybrid", policy, shares });
    expect(meaning.unread).toEqual([]);
  });
});

describe("wishes that are said of the plan in force", () => {
  it.each<[readonly string[], readonly number[], object]>([
    [
      ["runway first, move at most 3 %", "a third of that budget, please"],
      [63, 19, 9, 9],
      { maxMovedShare: 0.01 },
    ],
    [["growth first, move at most 4 %", "now half of the cap"], [24, 59, 9, 9], { maxMovedShare: 0.02 }],
    [["growth first", "only Africa", "back to the factory settings"], DEFAULT, {}],
    [["category 60, geo 40", "hold Utilities", "revert to the original settings"], DEFAULT, {}],
    [["category 60, geo 40", "hold Utilities", "back to the original plan"], [0, 0, 40, 60], {}],
    [
      ["growth first", "hold Utilities", "Utilities are open to revision, the rest stands"],
      [24, 59, 9, 9],
      {},
    ],
    [["growth 70 runway 30", "drop all of this"], DEFAULT, {}],
  ])("%j", (messages, shares, policy) => {
    const meaning = lastOf(...messages);
    expect(planIn(meaning)).toEqual({ method: "hybrid", policy, shares });
    expect(meaning.unread).toEqual([]);
  });

  it("asks what a word means, and wishes for nothing", () => {
    expect(lastOf("What you mean with runway?").method).toBe("none");
  });
});
