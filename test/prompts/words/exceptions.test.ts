import { expect, test } from "vitest";
import { bookNamed } from "../../support/book-vocabularies.ts";
import { vocabulary } from "../../support/vocabulary.ts";
import { playOffline } from "../../support/whole-plan.ts";

const HEALTHCARE = "Commercial_Category:Healthcare";
const demo = (message: string) => playOffline({ message }, vocabulary).got;

test.each([
  ["everyone may move apart from Healthcare in Africa", [`${HEALTHCARE}&Geo_Entity:Africa`]],
  [
    "freeze Utilities in Africa and Education in Latin America",
    [
      "Commercial_Category:Education&Geo_Entity:Latin America",
      "Commercial_Category:Utilities&Geo_Entity:Africa",
    ],
  ],
  [
    "hold everyone in Western Europe except Healthcare in Germany",
    [
      "Geo_Entity:Western Europe&Area_National!:Germany",
      "Geo_Entity:Western Europe&Commercial_Category!:Healthcare",
    ],
  ],
  ["freeze Healthcare and Africa", [HEALTHCARE, "Geo_Entity:Africa"]],
])("%s: a hold of those who are both, and of nobody else", (message, hold) => {
  expect([demo(message).policy, demo(message).unread]).toEqual([{ hold }, []]);
});

test("names that stand side by side narrow each other, those that are listed do not", () => {
  const saas = (message: string) => playOffline({ message }, bookNamed("saas")).got.policy;
  expect(saas("everyone but Priya Nair's Fintech accounts can move")).toEqual({
    hold: ["CSM:Priya Nair&Industry:Fintech"],
  });
  expect(saas("hold Fintech, EMEA")).toEqual({ hold: ["Industry:Fintech", "Region:EMEA"] });
});

test("what a list that must match as a whole cannot say runs nothing", () => {
  expect(demo("only Western Europe except Healthcare in Germany").method).toBe("none");
});

test("accounts by what they did in the past are asked about, and are no budget", () => {
  const { policy, unread } = demo("only accounts with more than 3 moves in the past");
  expect([policy, unread.length]).toEqual([{}, 1]);
});
