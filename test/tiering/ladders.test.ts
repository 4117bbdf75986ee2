import { describe, expect, it } from "vitest";
import { findLadder, likelyOrder, tierKey } from "../../tiering/index.ts";

const ladder = (...labels: string[]) => {
  const weights = new Map<string, number>();
  for (const label of labels) weights.set(tierKey(label), (weights.get(tierKey(label)) ?? 0) + 1);
  return findLadder(weights);
};

describe("a ladder of tiers", () => {
  it.each([
    [
      ["Tier C", "tier a", "B ", "D"],
      ["a", "b", "c", "d"],
    ],
    [
      ["A2", "B1", "A1"],
      ["a1", "a2", "b1"],
    ],
    [
      ["3", "1", "5"],
      ["1", "3", "5"],
    ],
    [
      ["Tier 2", "Tier 1"],
      ["1", "2"],
    ],
    [
      ["Bronze", "GOLD", "Silver", "Platinum"],
      ["platinum", "gold", "silver", "bronze"],
    ],
    [
      ["L", "H", "M"],
      ["h", "m", "l"],
    ],
    [
      ["Low", "High", "Medium"],
      ["high", "medium", "low"],
    ],
    [
      ["SMB", "Mid-Market", "Strategic", "Enterprise"],
      ["strategic", "enterprise", "mid market", "smb"],
    ],
    [
      ["A", "A+", "B", "A-"],
      ["a+", "a", "a-", "b"],
    ],
    [
      ["Priority 2", "Priority 1"],
      ["1", "2"],
    ],
    [
      ["Tier 3 - Transactional", "Tier 1 - Strategic", "Tier 2 - Growth"],
      ["tier 1 strategic", "tier 2 growth", "tier 3 transactional"],
    ],
    [
      ["Class B (core)", "Class A: key accounts"],
      ["class a: key accounts", "class b (core)"],
    ],
    [["Alpha"], ["alpha"]],
  ])("%j stands as %j", (labels, names) => {
    expect(ladder(...labels)).toMatchObject({ names, strays: [] });
  });

  it("is not known for names of no ladder, or of several", () => {
    expect(ladder("Alpha", "Beta", "Gamma")).toBeNull();
    expect(ladder("Gold", "High", "A", "Key")).toBeNull();
  });

  it("never takes a letter with a number far down the alphabet for a tier", () => {
    expect(ladder("A", "B", "D", "Z9")).toMatchObject({ names: ["a", "b", "d"], strays: ["z9"] });
  });

  it("leaves out a stray name that few accounts have", () => {
    expect(ladder("A", "B", "C", "D", "D", "N")).toMatchObject({
      names: ["a", "b", "c", "d"],
      strays: ["n"],
    });
    expect(ladder("Gold", "Silver", "Silver", "TBD")).toMatchObject({
      names: ["gold", "silver"],
      strays: ["tbd"],
    });
  });
});

describe("ladders of other languages and spellings", () => {
  it.each([
    [
      ["Bas", "Haut", "Moyen"],
      ["haut", "moyen", "bas"],
    ],
    [
      ["Niedrig", "Hoch", "Mittel"],
      ["hoch", "mittel", "niedrig"],
    ],
    [
      ["Cold", "Warm", "Hot"],
      ["hot", "warm", "cold"],
    ],
    [
      ["III", "I", "II"],
      ["i", "ii", "iii"],
    ],
    [
      ["Tier III", "Tier I"],
      ["i", "iii"],
    ],
    [
      ["Tail", "Core", "Key"],
      ["key", "core", "tail"],
    ],
    [
      ["Prio 2", "Prio 1", "Prio 3"],
      ["1", "2", "3"],
    ],
    [
      ["B-Kunde", "A-Kunde", "C-Kunden"],
      ["a", "b", "c"],
    ],
    [
      ["Kategorie B", "Kategorie A"],
      ["a", "b"],
    ],
    [
      ["Baja", "Alta", "Media"],
      ["alta", "media", "baja"],
    ],
  ])("%j stands as %j", (labels, names) => {
    expect(ladder(...labels)).toMatchObject({ names, strays: [] });
  });

  it("is not known where many accounts have a name beside it", () => {
    const labels = ["Gold", "Silver", "Bronze", "Amber"].flatMap((name) => Array(10).fill(name) as string[]);
    expect(ladder(...labels)).toBeNull();
    expect(ladder(...labels.filter((name, k) => name !== "Amber" || k === 39))).toMatchObject({
      strays: ["amber"],
    });
  });

  it("has an example to look at that begins with the highest", () => {
    const order = (...labels: string[]) =>
      likelyOrder(new Map(labels.map((label, k) => [tierKey(label), 9 + k])));
    expect(order("Low", "Mid", "High", "Dormant")).toEqual(["high", "mid", "low", "dormant"]);
    expect(order("3 - Maintain", "1 - Grow", "2 - Keep")).toEqual(["1 grow", "2 keep", "3 maintain"]);
    expect(order("1 - Low", "3 - High", "2 - Medium")).toEqual(["3 high", "2 medium", "1 low"]);
  });
});
