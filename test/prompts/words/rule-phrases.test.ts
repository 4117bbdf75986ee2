import { describe, expect, it } from "vitest";
import { readConversation } from "../../../prompts/conversation/conversation.ts";
import { interpretOffline } from "../../../prompts/interpret-offline.ts";
import { DEFAULT_WEIGHTS, type Policy } from "../../../tiering/index.ts";
import { vocabulary } from "../../support/vocabulary.ts";

/** Names of one kind as people list them, and their selector; `@` in a phrase stands for them. */
const NAMES: readonly (readonly [said: string, column: string, values: readonly string[]])[] = [
  ["Africa and Latin America", "Geo_Entity", ["Africa", "Latin America"]],
  ["Africa, Latin America and Western Europe", "Geo_Entity", ["Africa", "Latin America", "Western Europe"]],
  ["Africa/Latin America", "Geo_Entity", ["Africa", "Latin America"]],
  ["Healthcare and Education", "Commercial_Category", ["Healthcare", "Education"]],
  ["Germany & France", "Area_National", ["Germany", "France"]],
  ["Manufacturing", "Commercial_Category", ["Manufacturing"]],
  ["tier C", "tier", ["C"]],
  ["tiers A and B", "tier", ["A", "B"]],
];

const HOLDS = `don't touch @, do not change @, leave @ alone, leave @ as it is, freeze @, hold @, lock @, keep @ unchanged,
  keep @ where it is, @ stays, @ stays as is, @ must not move, @ is off limits, @: no changes, no moves in @, nothing moves in @,
  nobody in @ moves, hands off @, accounts in @ keep their tier, @ should not change, protect @ from changes, skip @, exclude @,
  without @, everything except @ may move, all but @ can move, @ remains as it is, @ is frozen, ring-fence @, leave out @`;
const SCOPES = `only @, only in @, just @, @ only, for @ only, restrict to @, restrict the run to @, limit it to @, within @,
  only accounts in @, only move accounts in @, only @ may move, changes only in @, apply it to @ only, scope: @, scope = @,
  focus only on @, nothing but @, confine it to @, @ and nothing else, do this for @ only, run it for @, exclusively @,
  only look at @, only retier @`;
const SHARES = `move at most #, at most # of accounts move, max # moves, no more than # of the book changes tier, budget: #,
  moves <= #, # of accounts tops, limit moves to #, cap moves at #, not more than # of customers should change,
  up to # may change tier, disruption max. #, maximum churn #, we can live with # changing, # max, let # move at most,
  moving # is the limit, a ceiling of # on moves, only # may move, allow # to move`;
const COUNTS = `move at most # accounts, max # moves, no more than # changes, # accounts tops, limit it to # moves, cap at # moves,
  at most # customers change tier, budget of # moves, don't move more than # accounts, keep it to # changes,
  we can handle # changes, # moves and not one more, a maximum of # reassignments`;
const phrases = (text: string): string[] => text.split(/,\s+/u);

/** What a message comes to: its rules, each name by itself, once its weights are seen to be the default and nothing is left. */
function rulesOf(message: string): Record<string, unknown> {
  const { policy, unread, weights } = interpretOffline(message, readConversation([]), vocabulary);
  expect(unread, message).toEqual([]);
  expect(weights, message).toEqual(DEFAULT_WEIGHTS);
  const single = (entries: readonly string[]) =>
    entries
      .flatMap((entry) => {
        const [column, values = ""] = entry.split(":");
        return values.split("|").map((value) => `${column}:${value}`);
      })
      .sort();
  return Object.fromEntries(
    Object.entries(policy as Policy).map(([rule, value]) => [
      rule,
      Array.isArray(value) ? single(value) : value,
    ]),
  );
}

describe("a rule means what it means in each of its phrases, for each list of names", () => {
  it.each(phrases(HOLDS))("hold: %s", (phrase) => {
    for (const [said, column, values] of NAMES)
      expect(rulesOf(phrase.replace("@", said)), `${phrase} ${said}`).toEqual({
        hold: values.map((value) => `${column}:${value}`).sort(),
      });
  });

  it.each(phrases(SCOPES))("scope: %s", (phrase) => {
    for (const [said, column, values] of NAMES)
      expect(rulesOf(phrase.replace("@", said)), `${phrase} ${said}`).toEqual({
        scope: values
          .map((value) => (column === "tier" ? `MarketTier_FY26:Tier ${value}` : `${column}:${value}`))
          .sort(),
      });
  });

  it.each(phrases(SHARES))("share of moves: %s", (phrase) => {
    for (const [said, share] of [
      ["0.5 %", 0.005],
      ["3%", 0.03],
      ["7 percent", 0.07],
    ] as const)
      expect(rulesOf(phrase.replace("#", said)), `${phrase} ${said}`).toEqual({ maxMovedShare: share });
  });

  it.each(phrases(COUNTS))("number of moves: %s", (phrase) => {
    for (const [said, count] of [
      ["200", 200],
      ["1,000", 1_000],
      ["2.5k", 2_500],
      ["five hundred", 500],
    ] as const)
      expect(rulesOf(phrase.replace("#", said)), `${phrase} ${said}`).toEqual({
        maxMovedShare: count / 50_000,
      });
  });
});
