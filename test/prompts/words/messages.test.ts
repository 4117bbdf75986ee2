import { expect, test } from "vitest";
import { readConversation } from "../../../prompts/conversation/conversation.ts";
import { interpretOffline } from "../../../prompts/interpret-offline.ts";
import { bookOf } from "../../support/book-vocabularies.ts";
import { type Expectation, faultsOf, readMessages } from "../../support/messages.ts";
import { vocabulary } from "../../support/vocabulary.ts";
import { type Ending, judge, readWholeMessages } from "../../support/whole-plan.ts";

function failures(messages: readonly Expectation[]): string[] {
  return messages.flatMap((expected) => {
    const got = interpretOffline(expected.message, readConversation(expected.history ?? []), vocabulary);
    const faults = faultsOf(expected, got);
    return faults.length === 0
      ? []
      : [`${expected.id} ${JSON.stringify(expected.message)}: ${faults.join("; ")}`];
  });
}

for (const name of ["golden", "tuned"]) {
  test(`every message of the ${name} set is understood offline`, () => {
    expect(failures(readMessages(name))).toEqual([]);
  });
}

test("the held-out messages, which the grammar was not tuned to, are understood in nineteen cases of twenty", () => {
  const messages = readMessages("held-out");
  const failed = failures(messages);
  const right = messages.length - failed.length;
  console.info(`held-out messages understood offline: ${right} of ${messages.length}`);
  expect(right / messages.length).toBeGreaterThanOrEqual(0.95);
});

test.each([
  ["messages for five books that were mended for", "after-mending"],
  ["ten paraphrases of each kind that was once read wrong", "paraphrases"],
  ["long messages of several wishes", "long-wishes"],
  ["plain wishes, some ten ways each", "plain-wishes"],
  ["messages of eleven people, mended for since", "fresh-wishes"],
])("%s lead to whole plans, each of them", (_, name) => {
  const wrong = readWholeMessages(name).flatMap((each) => {
    const { ending, faults } = judge(each, bookOf(each));
    return ending === "right" ? [] : [`${each.id} ${each.message}: ${faults.join("; ")}`];
  });
  expect(wrong).toEqual([]);
});

for (const name of ["first-sixty", "second-sixty"]) {
  test(`the ${name} lead to whole plans, nothing extra and nothing missing, and none is lost in silence`, () => {
    const endings: Record<Ending, number> = { right: 0, "said so": 0, silent: 0 };
    const messages = readWholeMessages(name);
    for (const each of messages) endings[judge(each, bookOf(each)).ending]++;
    console.info(`${name}: ${JSON.stringify(endings)}`);
    expect(endings.silent).toBe(0);
    expect(endings.right / messages.length).toBeGreaterThanOrEqual(0.95);
  });
}
