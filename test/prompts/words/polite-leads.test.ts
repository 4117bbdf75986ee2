import { describe, expect, it } from "vitest";
import { vocabulary } from "../../support/vocabulary.ts";
import { playOffline } from "../../support/whole-plan.ts";

const read = (message: string, ...history: string[]) => playOffline({ message, history }, vocabulary).got;

describe("a rule that is asked for is a rule", () => {
  it.each([
    "would it be ok to freeze tier A?",
    "Could it be that we should freeze tier A?",
    "I wonder whether we should freeze tier A",
    "is there a way to keep tier A fixed",
    "any chance we could keep tier A fixed?",
    "are you able to freeze tier A?",
    "freeze tier A, the remaining accounts are free to move",
    "freeze tier A. Everything else can move.",
    "no keep tier A as it is everything else can move",
  ])("%s", (message) => {
    const { policy, unread } = read(message);
    expect(unread).toEqual([]);
    expect(policy).toEqual({ hold: ["tier:A"] });
  });
});

describe("what a run keeps to is its scope, and no hold", () => {
  it.each([
    "stay inside Africa",
    "please stay in Africa",
    "keep within Africa",
    "stick to Africa",
    "only update Africa",
    "only the accounts in Africa become new tiers",
  ])("%s", (message) => expect(read(message).policy).toEqual({ scope: ["Geo_Entity:Africa"] }));

  it.each(["let's stay out of Africa", "Africa stays", "don't update Africa"])("%s", (message) =>
    expect(read(message).policy).toEqual({ hold: ["Geo_Entity:Africa"] }),
  );
});

it.each([
  "Retail can join in again",
  "Retail can be part of it again",
  "Retail is back in the game",
  "Retail may rejoin",
])("%s", (message) => expect(read(message, "freeze Retail").policy).toEqual({}));

it.each(["don't take any of my Africa accounts down", "never take Africa down"])("%s", (message) =>
  expect(read(message).policy).toEqual({ mayFall: ["Geo_Entity!:Africa"] }),
);

it("where others may fall, they are not held", () =>
  expect(read("Only Retail should be allowed to go up, the others can go down or stay.").policy).toEqual({
    mayRise: ["Commercial_Category:Retail & Consumer Goods"],
  }));

it.each([
  ["put category a bit higher than it is now", "category", 0.2],
  ["let's make geography count a bit more than it does now", "geo", 0.2],
  ["geo should matter somewhat less than it does today, with the difference going to growth", "growth", 0.35],
  ["I don't want to see geo in there", "geo", 0],
  ["growth is king in Retail, don't bother with the other sectors", "growth", 0.5882352941],
  ["we should never again underestimate growth", "growth", 0.5882352941],
  ["I have forty reps who cannot take another big reshuffle, so: growth on top", "growth", 0.5882352941],
] as const)("%s", (message, signal, value) => {
  const { unread, weights } = read(message);
  expect(unread).toEqual([]);
  expect(weights![signal]).toBeCloseTo(value, 6);
});

it("a comparison ends where something else is said of the next signal", () => {
  const { weights } = read("geo and category should count more than growth and runway is still the biggest");
  const { category, geo, growth, runway } = weights!;
  expect(runway).toBeGreaterThan(geo);
  expect(geo).toBeCloseTo(category, 9);
  expect(category).toBeGreaterThan(growth);
});
