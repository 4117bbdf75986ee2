import { describe, expect, it } from "vitest";
import { readConversation } from "../../../prompts/conversation/conversation.ts";
import { interpretOffline } from "../../../prompts/interpret-offline.ts";
import type { Meaning } from "../../../prompts/merge/meaning.ts";
import { turnOf } from "../../../prompts/turn.ts";
import { vocabulary } from "../../support/vocabulary.ts";
import { planOf } from "../../support/whole-plan.ts";

/** What the last message comes to, after a run and others. */
function lastOf(...messages: readonly string[]): Meaning {
  const history: Parameters<typeof readConversation>[0][number][] = [];
  let meaning: Meaning | undefined;
  for (const message of ["prioritize runway growth", ...messages]) {
    meaning = interpretOffline(message, readConversation(history), vocabulary);
    history.push({ role: "user", content: message }, turnOf(meaning, planOf(meaning)) as never);
  }
  return meaning as Meaning;
}

describe("a question asked again of other accounts", () => {
  it.each<[string, string, object]>([
    [
      "how many went up in Spain?",
      "now the same only for France",
      { kind: "movers", direction: "up", where: ["Area_National:France"] },
    ],
    ["who fell in Spain?", "and only in France?", { direction: "down", where: ["Area_National:France"] }],
    ["who fell in Spain?", "and in France", { direction: "down", where: ["Area_National:France"] }],
    ["who fell in Spain?", "what about Italy?", { direction: "down", where: ["Area_National:Italy"] }],
    [
      "who fell in Spain?",
      "Healthcare only?",
      { direction: "down", where: ["Area_National:Spain", "Commercial_Category:Healthcare"] },
    ],
    [
      "mean revenue of Tier B in Spain",
      "same for tier C",
      { kind: "accounts", statistic: "mean", where: ["Area_National:Spain", "tier:C"] },
    ],
    [
      "what share of Healthcare is in tier A?",
      "and Education?",
      { where: ["tier:A", "Commercial_Category:Education"], among: ["Commercial_Category:Education"] },
    ],
    // A place in the stead of a place, whichever columns they are of.
    ["who fell in Spain?", "and in Western Europe?", { where: ["Geo_Entity:Western Europe"] }],
    ["who fell in Western Europe?", "and in Spain?", { where: ["Area_National:Spain"] }],
    ["who fell in Spain?", "and who rose?", { direction: "up", where: ["Area_National:Spain"] }],
    ["how many accounts were promoted?", "and by region?", { direction: "up", by: "Geo_Entity" }],
    ["Break the moves down by category", "Only the upgrades", { direction: "up", by: "Commercial_Category" }],
    [
      "List the ten biggest upgrades by revenue",
      "Now the ten biggest downgrades",
      { direction: "down", limit: 10, order: "TotalRevenue_FY26" },
    ],
    ["Total revenue by tier, please", "Same by region", { by: "Geo_Entity", statistic: "sum" }],
    [
      "Top five accounts in Japan by revenue",
      "Top three by potential instead",
      { where: ["Area_National:Japan"], order: "PotentialRevenue_FY30", limit: 3 },
    ],
    [
      "how many accounts do we have in Spain?",
      "only the downgrades",
      { where: ["Area_National:Spain", "change:down"] },
    ],
  ])("%s %s", (first, then, ask) => {
    const meaning = lastOf(first, then);
    expect(meaning.ask).toMatchObject(ask);
    expect(meaning.weights).toBeNull();
    expect(meaning.unread).toEqual([]);
  });

  it.each<[string, string, object]>([
    ["who fell in Spain?", "now the other way round", { direction: "up", where: ["Area_National:Spain"] }],
    ["who fell in Spain?", "top ten only", { direction: "down", where: ["Area_National:Spain"], limit: 10 }],
    [
      "who fell in Spain?",
      "only those in Healthcare",
      { where: ["Area_National:Spain", "Commercial_Category:Healthcare"] },
    ],
    ["which country gained the most A accounts?", "the same but for tier B", { net: "B", where: [] }],
    [
      "how many accounts stayed in A in Spain?",
      "and in B?",
      { where: ["Area_National:Spain", "tier:B", "newtier:B"] },
    ],
    ["who ended up in D?", "and in C?", { where: ["newtier:C"] }],
    ["who moved into A?", "and B?", { kind: "movers", to: "B", where: [] }],
    ["which country gained the most A accounts?", "and the fewest?", { net: "A", ascending: true }],
    [
      "which category gained the most A accounts?",
      "and in Italy?",
      { net: "A", where: ["Area_National:Italy"] },
    ],
  ])("%s %s: turned, narrowed, of another tier", (first, then, ask) => {
    const meaning = lastOf(first, then);
    expect(meaning.ask).toMatchObject(ask);
    expect([meaning.weights, meaning.unread]).toEqual([null, []]);
  });

  it.each<[string, string, object]>([
    [
      "who fell in Spain?",
      "how much revenue do those have?",
      { where: ["Area_National:Spain", "change:down"] },
    ],
    [
      "who moved into A?",
      "of those, how many are in Spain?",
      { kind: "accounts", where: ["change:moved", "newtier:A", "Area_National:Spain"], limit: null },
    ],
    [
      "who fell?",
      "Of those, which are in Germany?",
      { kind: "accounts", where: ["change:down", "Area_National:Germany"], limit: 20 },
    ],
    [
      "how many accounts do we have in Africa?",
      "And how many of those are tier A?",
      { where: ["Geo_Entity:Africa", "tier:A"] },
    ],
    [
      "Which A accounts are shrinking?",
      "which of those moved?",
      { kind: "movers", where: ["tier:A", "Revenue_CAGR<0"] },
    ],
    [
      "who fell in Spain?",
      "what is the average revenue of those?",
      { kind: "accounts", where: ["Area_National:Spain", "change:down"], statistic: "mean" },
    ],
  ])("%s %s of the accounts that were answered", (first, then, ask) => {
    const meaning = lastOf(first, then);
    expect(meaning.ask).toMatchObject(ask);
    expect([meaning.weights, meaning.unread]).toEqual([null, []]);
  });

  it.each([
    ["top 7 accounts by revenue", "how many of those are in Spain?"],
    ["who fell two tiers?", "which of those are in Spain?"],
    ["why is 304930413 in its tier?", "how many of those are in Spain?"],
  ])("%s %s: not of all that match, so of none", (first, then) => {
    const meaning = lastOf(first, then);
    expect([meaning.ask, meaning.weights]).toEqual([null, null]);
  });

  it("of those that the question itself names", () =>
    expect(lastOf("who fell in Spain?", "how many of those that went up are in France?").ask).toMatchObject({
      direction: "up",
      where: ["Area_National:France"],
    }));

  it("with its groups and its number of them, by how many move", () =>
    expect(lastOf("top 5 towns in Spain by number of upgrades", "now the same only for France").ask).toEqual({
      kind: "movers",
      by: "Area_Urban",
      direction: "up",
      limit: 5,
      where: ["Area_National:France"],
    }));

  it("and once more of the answer to that", () =>
    expect(lastOf("who fell in Spain?", "and in France?", "and Italy?").ask).toMatchObject({
      direction: "down",
      where: ["Area_National:Italy"],
    }));

  it.each(["only in France", "hold France", "move only France"])("%s: a rule, whatever went before", (then) =>
    expect(lastOf("who fell in Spain?", then).weights).not.toBeNull(),
  );

  it.each(["and in France?", "now the same only for France"])(
    "%s: no rule where the question before came to nothing",
    (then) => {
      const meaning = lastOf("what share of the flurbs is in Spain", then);
      expect(meaning.weights).toBeNull();
      expect(meaning.ask).toBeNull();
      expect(meaning.reply).toContain("Please ask the whole question");
    },
  );

  it.each(["ok and the second one - was it close to staying A?", "the first one, why did it fall?"])(
    "%s: of a row of the answer, and no rule or earlier plan",
    (then) => {
      const meaning = lastOf("growth only", "show the 3 largest accounts that went from A to B", then);
      expect(meaning.weights).toBeNull();
      expect(meaning.undo).toBe(false);
      expect(meaning.reply).toContain("Ask by its ID");
    },
  );

  it("the second one: an earlier plan, where it asks nothing", () =>
    expect(lastOf("growth only", "who fell in Spain?", "the second plan again").weights).not.toBeNull());
});

describe("a question whose words ask for what its form has no place for is not answered as another one", () => {
  it.each<[string, string]>([
    ["What percentage of our Healthcare revenue is now sitting in A?", '"now"'],
    ["what's the smallest revenue among the As now, and the biggest among the Ds", '"biggest"'],
    ["how many african accounts did that protection save from a downgrade", '"protection save"'],
    ["who covers the accounts that just became A in the Middle East?", '"became"'],
    ["how many moved by exactly one tier", '"exactly"'],
  ])("%s", (message, named) => {
    const meaning = lastOf(message);
    expect(meaning.ask).toBeNull();
    expect(meaning.weights).toBeNull();
    expect(meaning.reply).toContain(named);
  });

  it.each(["what share of Healthcare is in tier A?", "what separates A from B", "who fell in Africa?"])(
    "%s: answered",
    (message) => expect(lastOf(message).ask).not.toBeNull(),
  );
});

it("two values set side by side are no rule for them", () =>
  expect(lastOf("Healthcare vs Education, only those that moved up").weights).toBeNull());

it("a whole question after another is one of its own", () => {
  const meaning = lastOf("which accounts moved, by region?", "list the 5 largest accounts");
  expect(meaning.ask).toMatchObject({ kind: "accounts", by: null, limit: 5 });
});
