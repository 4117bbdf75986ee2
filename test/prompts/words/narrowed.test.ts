import { describe, expect, it } from "vitest";
import { readConversation } from "../../../prompts/conversation/conversation.ts";
import { interpretOffline } from "../../../prompts/interpret-offline.ts";
import { vocabulary } from "../../support/vocabulary.ts";

const read = (message: string) => interpretOffline(message, readConversation([]), vocabulary);

describe("what narrows is said of all that stand side by side", () => {
  it.each([
    "hold tiers A and B in Western Europe",
    "keep tier A and tier B in Western Europe",
    "freeze A and B accounts in Western Europe",
    "Tier A and B customers in Western Europe stay where they are",
  ])("%s", (message) =>
    expect(read(message).policy).toEqual({
      hold: ["tier:A&Geo_Entity:Western Europe", "tier:B&Geo_Entity:Western Europe"],
    }),
  );

  it("but not of what stands beside it in another column", () =>
    expect(new Set(read("freeze tier A and everything in Japan").policy.hold)).toEqual(
      new Set(["tier:A", "Area_National:Japan"]),
    ));
});

it("where accounts stay is no second hold", () => {
  expect(read("Tier A customers in Spain stay tier A").policy).toEqual({
    hold: ["tier:A&Area_National:Spain"],
  });
});

it("what is all that counts counts alone", () => {
  for (const message of ["growth is all that counts", "growth is all that matters"])
    expect(read(message).weights).toEqual({ runway: 0, growth: 1, geo: 0, category: 0 });
});

it("what is taken from one signal goes to the one that it is given to", () => {
  for (const message of [
    "take geo out and give its share to growth",
    "drop geo and hand its weight to growth",
  ]) {
    const { weights } = read(message);
    expect(weights!.growth).toBeCloseTo(0.45, 12);
    expect(weights).toMatchObject({ runway: 0.4, geo: 0, category: 0.15 });
  }
});

it("a share beside what moves is a goal's value all the same", () => {
  for (const message of [
    "get SFI above 82 % moving as few as possible",
    "get SFI above 82 %, moving as few as possible",
  ])
    expect(read(message).ask).toEqual({ kind: "goal", kpi: "sfi", atLeast: 0.82 });
});

it.each([
  "hold every account in Spain",
  "keep each customer in Spain where it is",
  "every account in Spain stays in its tier",
])("%s: each of them, not a group by itself", (message) => {
  const { policy, unread } = read(`growth first, ${message}`);
  expect(policy).toEqual({ hold: ["Area_National:Spain"] });
  expect(unread).toEqual([]);
});
