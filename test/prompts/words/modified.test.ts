import { expect, test } from "vitest";
import { playBases, playModified } from "../../support/modified.ts";

test("the messages that are to be modified are read whole by themselves", () => {
  for (const { got, message } of playBases()) {
    expect(got.method, message).not.toBe("none");
    expect(got.unread, message).toEqual([]);
  }
});

test("a phrase that changes what a message means changes the plan as it says, or is said not to be understood", () => {
  const lost = playModified({ in: 5 }).filter(({ fate }) => fate === "swallowed" || fate === "misread");
  expect(lost.map(({ fate, got, message }) => `${fate}: ${message}: ${got.reply}`)).toEqual([]);
});
