import { expect, it } from "vitest";
import { readConversation } from "../../../prompts/conversation/conversation.ts";
import { interpretOffline } from "../../../prompts/interpret-offline.ts";
import { SIGNALS } from "../../../tiering/index.ts";
import { vocabulary } from "../../support/vocabulary.ts";
import { playOffline } from "../../support/whole-plan.ts";

const points = (message: string, history: readonly string[] = []): number[] => {
  const { weights } = playOffline({ message, history }, vocabulary).got;
  return SIGNALS.map((signal) => weights![signal] * 100);
};

/** Per cents of runway, growth, geo and category; 40, 30, 15 and 15 before. */
it.each<[string, readonly number[]]>([
  ["take 5 points off runway and put them on category", [35, 30, 15, 20]],
  ["Would it be okay to maybe take 5 points off runway and put them on category?", [35, 30, 15, 20]],
  ["take ten points of the runway to give them to the category", [30, 30, 15, 25]],
  ["Move 0.05 of weight from geo to runway and another 0.05 from category to growth.", [45, 35, 10, 10]],
  ["move ten points of the growth to geo", [40, 20, 25, 15]],
  ["take ten points off geo and split them between runway and growth", [45, 35, 5, 15]],
  ["geo's share goes to growth", [40, 45, 0, 15]],
  ["the share of geo goes to growth", [40, 45, 0, 15]],
  ["geo's weight should go to growth", [40, 45, 0, 15]],
  ["give geo's weight to growth and runway, half each", [47.5, 37.5, 0, 15]],
  ["Please transfer the half of geo to growth.", [40, 37.5, 7.5, 15]],
  ["transfer half of geo to growth", [40, 37.5, 7.5, 15]],
  ["move half the geo weight to growth", [40, 37.5, 7.5, 15]],
  ["move a third of runway's weight over to category", [26.67, 30, 15, 28.33]],
  ["growth +10 points, half from geo, half from category", [40, 40, 10, 10]],
  ["add 10 points to growth, half from geo and half from category", [40, 40, 10, 10]],
  ["growth up by ten, five from geo, five from category", [40, 40, 10, 10]],
  ["raise growth by 10 points, taken half from runway and half from geo", [35, 40, 10, 15]],
  ["10 more for growth: 5 from geo and 5 from runway", [35, 40, 10, 15]],
  ["cut growth to 10 and put the difference on runway", [60, 10, 15, 15]],
  ["growth down to 10, the difference goes to runway", [60, 10, 15, 15]],
  ["halve category and give the other half to growth", [40, 37.5, 15, 7.5]],
  [
    "Nobody asked for geo. Zero it. Category stays at 15, and split what geo had evenly over runway and growth.",
    [47.5, 37.5, 0, 15],
  ],
  ["drop geo and split what it had evenly between runway and growth", [47.5, 37.5, 0, 15]],
  ["zero geo, its points go to runway", [55, 30, 0, 15]],
  ["kill geo, growth inherits the weight", [40, 45, 0, 15]],
  ["Shift ten points out of the vertical lens into runway, keep everything else as is", [50, 30, 15, 5]],
  ["move ten points out of category into runway", [50, 30, 15, 5]],
  ["ten points from category to runway, everything else stays", [50, 30, 15, 5]],
  ["knock ten off runway and give it to geo", [30, 30, 25, 15]],
  ["take 10 from runway, 5 to geo and 5 to category", [30, 30, 20, 20]],
  ["take 10 points off runway, give 5 to geo and 5 to category", [30, 30, 20, 20]],
  ["runway loses 10 points to growth", [30, 40, 15, 15]],
  ["growth gains 10 points at runway's expense", [30, 40, 15, 15]],
  ["steal five points from geo for growth", [40, 35, 10, 15]],
  ["borrow ten points from runway for category", [30, 30, 15, 25]],
  ["trade ten points of runway for growth", [30, 40, 15, 15]],
])("what goes from one weight to others leaves all the rest as it was: %s", (message, expected) => {
  expect(interpretOffline(message, readConversation([]), vocabulary).unread).toEqual([]);
  for (const [at, weight] of points(message).entries()) expect(weight).toBeCloseTo(expected[at]!, 1);
});

it.each<[string, string, readonly number[]]>([
  [
    "runway 60 growth 20 geo 10 category 10",
    "nah too much runway take twenty off it and put that on growth",
    [40, 40, 10, 10],
  ],
  ["runway 50 growth 20 geo 20 category 10", "swap ten points from geo to growth", [50, 30, 10, 10]],
  [
    "runway 50 growth 20 geo 20 category 10",
    "geo is too heavy, hand half of it over to growth",
    [50, 30, 10, 10],
  ],
  [
    "runway 50 growth 20 geo 20 category 10",
    "take five off geo and five off category, both go to runway",
    [60, 20, 15, 5],
  ],
  [
    "runway 50 growth 20 geo 20 category 10",
    "ten points less for runway, growth gets them",
    [40, 30, 20, 10],
  ],
  ["runway 50 growth 20 geo 20 category 10", "put everything geo has on growth", [50, 40, 0, 10]],
  ["runway 50 growth 20 geo 20 category 10", "growth can have all of geo's points", [50, 40, 0, 10]],
  [
    "runway 50, growth 30, geo 10, category 10",
    "same again with category in place of runway",
    [10, 30, 10, 50],
  ],
])("so it does in a plan that is in force: %s, then %s", (before, message, expected) => {
  for (const [at, weight] of points(message, [before]).entries())
    expect(weight).toBeCloseTo(expected[at]!, 1);
});

it.each(["growth first, give the slack to nobody", "growth +10 points, half from Africa"])(
  "what goes to or comes from what is no weight is not guessed: %s",
  (message) => {
    const { method, unread } = playOffline({ message }, vocabulary).got;
    expect(method === "none" || unread.length > 0).toBe(true);
  },
);
