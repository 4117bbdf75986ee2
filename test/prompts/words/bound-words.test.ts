import { describe, expect, test } from "vitest";
import { readConversation } from "../../../prompts/conversation/conversation.ts";
import { interpretOffline } from "../../../prompts/interpret-offline.ts";
import { vocabulary } from "../../support/vocabulary.ts";

const read = (message: string) => interpretOffline(message, readConversation([]), vocabulary);

describe("a word that restricts accounts beside a wish for weights is asked about, never spent on the weight", () => {
  for (const message of [
    "growth matters most, but nobody moves more than they must",
    "geo counts, except for the ones that moved already",
    "less category, with fewer than 100 downgrades",
    "more runway, with at least 60% of moves upwards",
    "use growth, but not for those in their first year",
    "as few demotions as possible, growth first",
  ])
    test(message, () => {
      const { method, proposed, question, unread } = read(message);
      expect(method).toBe("none");
      expect(proposed).not.toBeNull();
      expect(question).not.toBeNull();
      expect(unread).not.toEqual([]);
    });
});

test("a percentage of movers is a budget, and no weight", () => {
  expect(read("more growth, 4% movers at most")).toMatchObject({ policy: { maxMovedShare: 0.04 } });
  expect(read("up to 8 % movers")).toMatchObject({ policy: { maxMovedShare: 0.08 } });
});

test("who is to be left out of being left out is not held", () => {
  expect(read("I don't want Africa to be left out")).toMatchObject({ method: "none" });
  expect(read("I don't want Africa to be left out").proposed?.policy.hold).toBeUndefined();
});

test("everything taken out except some leaves these alone to move", () => {
  expect(read("Take everything out except Africa").policy).toEqual(
    read("hold everything except Africa").policy,
  );
});

test("a wish to undo a signal's weight raises none", () => {
  expect(read("please undo the growth thing, keep the rest")).toMatchObject({
    method: "none",
    proposed: null,
  });
});

describe("what tells which accounts a rule is for, or bounds what no rule bounds, is asked about", () => {
  for (const message of [
    "don't demote accounts with strong growth",
    "reward growth above 20 percent",
    "double growth for small customers",
    "we want growth, only half of it from new logos",
    "focus on growth without moving the big ones",
    "less than half the weight on runway, the rest growth",
    "at most 250 downgrades this time",
    "half of the moves should be upgrades",
    "only accounts with revenue above 1 million may reach Tier A",
  ])
    test(message, () => {
      expect(read(message)).toMatchObject({ method: "none" });
      expect(read(message).unread).not.toEqual([]);
    });
});

test("a bound behind changes is a budget, and no one of a tier is nobody", () => {
  expect(read("keep changes under 400")).toMatchObject({ policy: { maxMovedShare: 0.008 } });
  expect(read("not one account in Tier B should be touched")).toMatchObject({ policy: { hold: ["tier:B"] } });
});

test("what must not outweigh another counts no more than it", () => {
  expect(read("growth should never outweigh runway").weights).toEqual(read("rerun").weights);
  const even = read("growth first, but it must not outweigh runway").weights;
  expect(even?.growth).toBeCloseTo(even?.runway ?? 0, 12);
  expect(even?.growth).toBeGreaterThan(0.3);
  expect(read("growth should lead but don't let it outweigh runway").weights?.growth).toBeCloseTo(
    even?.growth ?? 0,
    12,
  );
});
