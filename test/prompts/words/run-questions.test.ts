import { describe, expect, it } from "vitest";
import { readConversation } from "../../../prompts/conversation/conversation.ts";
import { interpretOffline } from "../../../prompts/interpret-offline.ts";
import type { Meaning } from "../../../prompts/merge/meaning.ts";
import { turnOf } from "../../../prompts/turn.ts";
import { vocabulary } from "../../support/vocabulary.ts";
import { planOf } from "../../support/whole-plan.ts";

/** The same book with its accounts' owners. */
const owned = {
  ...vocabulary,
  columns: [...vocabulary.columns, { name: "Account_Owner", values: ["Greta Ferrand", "Marek Ekdahl"] }],
  roles: { ...vocabulary.roles, owner: "Account_Owner" },
};

/** What the last message comes to, after the others. */
function lastOf(...messages: readonly string[]): Meaning {
  const history: Parameters<typeof readConversation>[0][number][] = [];
  let meaning: Meaning | undefined;
  for (const message of messages) {
    meaning = interpretOffline(message, readConversation(history), owned);
    history.push({ role: "user", content: message }, turnOf(meaning, planOf(meaning)) as never);
  }
  return meaning as Meaning;
}

const RUN = "runway first, move at most 2 %";
const [REVENUE, POTENTIAL] = ["TotalRevenue_FY26", "PotentialRevenue_FY30"];

/** What is asked, whole: nothing is left unread, and nothing runs. */
function expectAsked(messages: readonly string[], ask: object) {
  const meaning = lastOf(...messages);
  expect(meaning.ask).toMatchObject(ask);
  expect([meaning.weights, meaning.unread]).toEqual([null, []]);
}

describe("the tiers after the run, and how accounts move, are conditions of any question", () => {
  it.each<[string, object]>([
    ["how many C accounts stay C?", { kind: "accounts", where: ["tier:C", "newtier:C"], limit: null }],
    ["how many accounts in Spain didn't move?", { where: ["Area_National:Spain", "change:same"] }],
    [
      "which healthcare accounts were unchanged?",
      { where: ["Commercial_Category:Healthcare", "change:same"], limit: 20 },
    ],
    [
      "which accounts in Japan are now in tier A?",
      { where: ["Area_National:Japan", "newtier:A"], limit: 20 },
    ],
    [
      "how many of the new A accounts are in Germany?",
      { where: ["Area_National:Germany", "change:moved", "newtier:A"], limit: null },
    ],
    [
      "which category has the most new A accounts?",
      { by: "Commercial_Category", where: ["change:moved", "newtier:A"] },
    ],
    [
      "top 5 accounts in France that stayed in B by potential",
      { where: ["Area_National:France", "tier:B", "newtier:B"], order: POTENTIAL, limit: 5 },
    ],
    ["show everyone who is B now but was C before", { where: ["tier:C", "newtier:B"] }],
    ["average revenue of tier A after the run", { where: ["newtier:A"], statistic: "mean" }],
    ["who ended up in D?", { kind: "accounts", where: ["newtier:D"] }],
    ["show me accounts that are A both before and after", { where: ["tier:A", "newtier:A"], limit: 20 }],
    ["unchanged accounts by region", { by: "Geo_Entity", where: ["change:same"] }],
    ["the accounts that stayed in A", { where: ["tier:A", "newtier:A"], limit: 20 }],
    ["where are the new A accounts?", { by: "Geo_Entity", where: ["change:moved", "newtier:A"] }],
    ["accounts that went from C to B", { kind: "movers", where: ["tier:C"], to: "B" }],
    [
      "who of our healthcare customers lost their A?",
      { kind: "movers", direction: "down", where: ["Commercial_Category:Healthcare", "tier:A"] },
    ],
    ["how many accounts are in tier A after this?", { kind: "accounts", where: ["newtier:A"] }],
    ["how many accounts does tier A have now?", { kind: "accounts", where: ["newtier:A"] }],
    ["who is new in tier A?", { where: ["change:moved", "newtier:A"] }],
    [
      "list the B accounts in Spain that were C before",
      { where: ["newtier:B", "Area_National:Spain", "tier:C"], limit: 20 },
    ],
    [
      "top 10 accounts in tier A after the run by revenue",
      { where: ["newtier:A"], order: REVENUE, limit: 10 },
    ],
    [
      "what percentage of A accounts fell?",
      { kind: "accounts", where: ["tier:A", "change:down"], among: ["tier:A"] },
    ],
    ["what share of our accounts moved?", { kind: "accounts", where: ["change:moved"] }],
    ["show me D to B", { kind: "movers", where: ["tier:D"], to: "B" }],
    [
      "who went from B to A in France?",
      { kind: "movers", where: ["tier:B", "Area_National:France"], to: "A" },
    ],
    ["list A accounts that fell", { kind: "movers", where: ["tier:A"], direction: "down" }],
    ["Break the moves down by category", { kind: "movers", by: "Commercial_Category", direction: null }],
  ])("%s", (message, ask) => expectAsked([RUN, message], ask));

  it.each<[string, object]>([
    [
      "what is the average revenue of the accounts that were promoted?",
      { statistic: "mean", measure: REVENUE },
    ],
    ["median revenue of promoted accounts by region", { statistic: "median", by: "Geo_Entity" }],
    ["total revenue of the accounts that rose", { statistic: "sum", measure: REVENUE }],
    ["how much revenue moves up in total?", { statistic: "sum", measure: REVENUE }],
  ])("%s", (message, ask) => expectAsked([RUN, message], { kind: "accounts", where: ["change:up"], ...ask }));
});

it.each<[string, object]>([
  ["Tier A accounts stay where they are", { hold: ["tier:A"] }],
  ["accounts in Spain stay in their tier", { hold: ["Area_National:Spain"] }],
  ["nobody in Spain can be promoted", { mayRise: ["Area_National!:Spain"] }],
])("%s: a rule, and no question", (message, policy) => expect(lastOf(message).policy).toEqual(policy));

describe("what a tier gains", () => {
  it.each<[string, object]>([
    ["which country gained the most A accounts?", { by: "Area_National", net: "A" }],
    ["which region lost the most B accounts?", { by: "Geo_Entity", net: "B", ascending: true }],
    ["where did tier A grow the most?", { by: "Geo_Entity", net: "A" }],
    ["which region has fewer A accounts than before?", { by: "Geo_Entity", net: "A", ascending: true }],
    ["which 5 countries gained the most accounts in tier A?", { by: "Area_National", net: "A", limit: 5 }],
    ["bottom 5 countries by net gain of A accounts", { by: "Area_National", net: "A", ascending: true }],
    ["net gain of A accounts by region", { by: "Geo_Entity", net: "A" }],
    [
      "which three regions gained the fewest C accounts?",
      { by: "Geo_Entity", net: "C", ascending: true, limit: 3 },
    ],
  ])("%s", (message, ask) => expectAsked([RUN, message], { kind: "accounts", where: [], ...ask }));

  it("is other than who comes to it or leaves it", () => {
    expectAsked([RUN, "which country has the most promotions to A?"], { kind: "movers", to: "A" });
    expectAsked([RUN, "how many accounts did each owner lose from A?"], {
      kind: "movers",
      by: "Account_Owner",
      direction: "down",
      where: ["tier:A"],
    });
  });
});

describe("the biggest movers", () => {
  it.each<[string, object]>([
    ["ten biggest risers", { direction: "up", limit: 10 }],
    ["the five biggest fallers in Spain", { direction: "down", limit: 5, where: ["Area_National:Spain"] }],
    ["three largest upgrades", { direction: "up", limit: 3 }],
  ])("%s: by tiers, then by revenue", (message, ask) => {
    expectAsked([RUN, message], { kind: "movers", ...ask });
    const meaning = lastOf(RUN, message);
    expect(meaning.ask).not.toHaveProperty("order");
    expect(meaning.reply).toContain("most tiers first and then by revenue");
  });

  it("one of them, where one is asked for", () =>
    expectAsked([RUN, "biggest upgrade?"], { direction: "up", limit: 1 }));

  it("by what is named, where an amount is", () =>
    expectAsked([RUN, "top 3 winners by revenue"], { direction: "up", limit: 3, order: REVENUE }));
});

describe("who owns what moved", () => {
  it.each<[string, object]>([
    ["which owner has the most downgrades?", { direction: "down" }],
    ["Which salesperson has the most upgrades?", { direction: "up" }],
    ["Which salesperson is hit hardest?", { direction: "down" }],
    ["moves by account manager", { direction: null }],
    ["how many accounts moved per owner?", { direction: null }],
  ])("%s", (message, ask) => expectAsked([RUN, message], { kind: "movers", by: "Account_Owner", ...ask }));

  it("is asked of the sellers where the book has no owners", () => {
    const { ask } = interpretOffline(
      "which owner has the most downgrades?",
      readConversation([]),
      vocabulary,
    );
    expect(ask).toBeNull();
  });
});

describe("figures", () => {
  it.each<[string, object]>([
    ["which owner has the most A accounts?", { by: "Account_Owner", where: ["tier:A"] }],
    ["who is the smallest A account?", { where: ["tier:A"], order: REVENUE, ascending: true, limit: 1 }],
    [
      "which industry has the highest median potential?",
      { by: "Commercial_Category", order: null, statistic: "median", measure: POTENTIAL },
    ],
    ["median revenue by region", { by: "Geo_Entity", statistic: "median", measure: REVENUE }],
    [
      "what is the median potential of A accounts?",
      { where: ["tier:A"], statistic: "median", measure: POTENTIAL },
    ],
    ["average revenue of tier B versus tier C", { where: ["tier:B|C"], statistic: "mean", measure: REVENUE }],
    ["What percentage of our customers are in tier D?", { where: ["tier:D"], limit: null }],
    [
      "Which region has the largest share of A accounts?",
      { by: "Geo_Entity", where: ["tier:A"], order: null },
    ],
    ["How many accounts are in each tier now compared with before?", { by: null, where: [], limit: null }],
  ])("%s", (message, ask) => expectAsked([message], { kind: "accounts", ...ask }));

  it.each(["Which KPI gained the most?", "What did the composite do?", "Did anything get worse?"])(
    "%s: told by the story of the run",
    (message) => expectAsked([RUN, message], { kind: "story" }),
  );
});

describe("side by side, and how things stand", () => {
  it.each<[string, object]>([
    [
      "Compare France with Germany",
      { by: "Area_National", where: ["Area_National:France|Germany"], tiers: true },
    ],
    ["France vs Germany?", { by: "Area_National", tiers: true }],
    ["compare tier A and tier B", { by: null, where: ["tier:A|B"], limit: null }],
    ["what does Marek Ekdahl's book look like now?", { where: ["Account_Owner:Marek Ekdahl"], limit: null }],
    [
      "how many telecommunications accounts are stuck in D with revenue over 10 million?",
      { where: ["Commercial_Category:Telecommunications", "tier:D", `${REVENUE}>10000000`], limit: null },
    ],
  ])("%s", (message, ask) => expectAsked([RUN, message], { kind: "accounts", ...ask }));

  it("what left a tier is no rule for it", () =>
    expectAsked([RUN, "total revenue of the accounts that left tier A"], {
      where: ["tier:A", "change:moved"],
      statistic: "sum",
    }));

  it("a part of the moves, and moves between two tiers, without a word that asks", () => {
    expectAsked([RUN, "What portion of the moves is in Western Europe?"], {
      kind: "movers",
      where: ["Geo_Entity:Western Europe"],
    });
    expectAsked([RUN, "B to A in France?"], {
      kind: "movers",
      where: ["tier:B", "Area_National:France"],
      to: "A",
    });
  });

  it("another plan, which does not run", () => {
    const { ask, weights } = lastOf(RUN, "How would it look with growth first instead?");
    expect(ask).toMatchObject({ kind: "whatIf", plan: { policy: { maxMovedShare: 0.02 } } });
    expect(weights).toBeNull();
    expectAsked([RUN, "Does the straight KPI ranking beat this?"], { kind: "compare" });
  });

  it.each(["compare growth and runway", "how does Spain compare with Italy?", "what does it look like?"])(
    "%s: not the methods",
    (message) => expect(lastOf(RUN, message).ask).toBeNull(),
  );

  it("which columns decide, and whether one does", () => {
    expect(lastOf("Which columns do you use to decide?").reply).toMatch(
      /^Runway, growth, .* computed from Total/u,
    );
    expect(lastOf("do you look at ProdCatA at all?").reply).toMatch(/^No\. /u);
    expect(lastOf("do you use TotalRevenue_FY26?").reply).toMatch(/^Yes\. /u);
    expect(lastOf("do you use my data for training?").reply).toContain("did not understand");
  });
});

describe("two accounts, and the size of a tier", () => {
  const pair = { kind: "pair", id: "304930413", other: "123456789" };

  it.each([
    "compare 304930413 and 123456789",
    "why is 304930413 higher than 123456789?",
    "what is the difference between account 304930413 and account 123456789?",
    "304930413 vs 123456789",
  ])("%s", (message) => {
    expectAsked([RUN, message], pair);
    expect(lastOf(RUN, message).reply).toBe("Accounts 304930413 and 123456789 side by side.");
  });

  it("a tier that an account is to come to is named, as only the next one is told of", () => {
    const { ask, unread } = lastOf(RUN, "What would it take to lift 304930413 to B?");
    expect([ask, unread]).toEqual([{ kind: "account", id: "304930413" }, ["B"]]);
    expect(lastOf(RUN, "why is 304930413 in tier B?").unread).toEqual([]);
  });

  it("of three accounts none is left out in silence", () =>
    expect(lastOf(RUN, "why did 304930413, 123456789 and 555000111 move?").ask).toBeNull());

  it.each([
    "why did tier A grow?",
    "why are there more accounts in tier A?",
    "why is tier A bigger than before?",
  ])("%s", (message) => expectAsked([RUN, message], { kind: "size", tier: "A" }));

  it("a tier of some accounts is another question", () =>
    expect(lastOf(RUN, "why did tier A grow in Spain?").ask).toBeNull());

  it("how many went up and how many went down: one question", () =>
    expectAsked([RUN, "How many went up and how many went down?"], { kind: "movers", direction: null }));
});

describe("what is not answered as another question", () => {
  it("a rule of those that moved", () =>
    expect(lastOf(RUN, "hold the accounts that were promoted").ask).toBeNull());

  it.each([
    "who can't be promoted?",
    "which accounts cannot rise?",
    "who can not move at all?",
    "which accounts can no longer be downgraded?",
  ])("%s is asked of the rules in force", (message) => {
    const meaning = lastOf("runway first, hold Healthcare", message);
    expect([meaning.ask, meaning.weights]).toEqual([null, null]);
    expect(meaning.reply).toContain("Rules: these keep their tier: Commercial Category Healthcare");
  });

  it.each([
    ["who is unlikely to rise?", "did not understand"],
    ["which accounts will never go up?", '"never"'],
    ["how many changed tier last year?", "last year"],
    ["what share of the accounts moved two tiers?", "share"],
    ["standard deviation of revenue by region", "deviation"],
    ["How many tier changes were there between FY25 and FY26?", "FY25"],
  ])("%s", (message, named) => {
    const meaning = lastOf(RUN, message);
    expect([meaning.ask, meaning.weights]).toEqual([null, null]);
    expect(meaning.reply).toContain(named);
  });
});
