import { expect, test } from "vitest";
import { policyPhrases } from "../../web/words/plan-words.ts";

test("who may rise or fall is told as people say it", () => {
  expect(
    policyPhrases({
      mayRise: ["Revenue_CAGR>5", "!(City:Perth&NPS<0)"],
      mayFall: ["!(City!:Perth&!(NPS>50))"],
    }),
  ).toEqual([
    "only growth above 5 % a year may rise",
    "City: Perth and NPS below 0 may not rise",
    "only City: Perth or NPS above 50 may fall",
  ]);
});
