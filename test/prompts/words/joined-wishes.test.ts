import { describe, expect, it } from "vitest";
import { readConversation } from "../../../prompts/conversation/conversation.ts";
import { interpretOffline } from "../../../prompts/interpret-offline.ts";
import type { Meaning } from "../../../prompts/merge/meaning.ts";
import { DEFAULT_WEIGHTS, type Policy, SIGNALS } from "../../../tiering/index.ts";
import { vocabulary } from "../../support/vocabulary.ts";
import { readWholeMessages } from "../../support/whole-plan.ts";

const read = (message: string): Meaning => interpretOffline(message, readConversation([]), vocabulary);

/** What refers to what else is said means something else beside another wish. */
const REFERS = /\?|\b(?:rest|others?|else|them|they|those|again|instead|same)\b|[.;:]./i;

interface Wish {
  readonly message: string;
  readonly meaning: Meaning;
}

const weighs = ({ weights }: Meaning): boolean =>
  SIGNALS.some((signal) => Math.abs((weights?.[signal] ?? 0) - DEFAULT_WEIGHTS[signal]) > 1e-9);
const fieldsOf = (meaning: Meaning): readonly string[] => [
  ...(weighs(meaning) ? ["weights"] : []),
  ...Object.keys(meaning.policy),
];

/** Messages that stand for themselves and are read wholly. */
const wishes: readonly Wish[] = ["plain-wishes", "fresh-wishes", "tuned"].flatMap((name) =>
  readWholeMessages(name)
    .filter(
      ({ book = "demo", history = [], message }) =>
        book === "demo" &&
        history.length === 0 &&
        message.length < 120 &&
        !message.includes("\n") &&
        !REFERS.test(message),
    )
    .map(({ message }) => ({ message: message.replace(/[.!]+$/, ""), meaning: read(message) }))
    .filter(
      ({ meaning: { ask, method, policy, unread }, meaning }) =>
        unread.length === 0 &&
        method === "hybrid" &&
        ask === null &&
        policy.force === undefined &&
        policy.coefficients === undefined &&
        fieldsOf(meaning).length > 0,
    ),
);

/** Pairs that speak of nothing alike, from all over the list. */
function pairs(offset: number): (readonly [Wish, Wish])[] {
  return wishes.flatMap((one, at) => {
    const other = wishes[(at * 17 + offset * 31) % wishes.length]!;
    const apart = fieldsOf(one.meaning).every((field) => !fieldsOf(other.meaning).includes(field));
    return apart && at % 2 === offset % 2 ? [[one, other] as const] : [];
  });
}

const planOf = (policy: Policy, { weights }: Meaning): string =>
  JSON.stringify([
    Object.entries(policy).sort(([a], [b]) => (a < b ? -1 : 1)),
    Object.values(weights ?? {}).map((weight) => weight.toFixed(6)),
  ]);

const upper = (message: string): string => message.charAt(0).toUpperCase() + message.slice(1);

describe("two wishes in one message are the plan of both", () => {
  it.each<[string, (one: string, other: string) => string]>([
    ["one. Other.", (one, other) => `${one}. ${upper(other)}.`],
    ["one, and other", (one, other) => `${one}, and ${other}`],
    ["one; other", (one, other) => `${one}; ${other}`],
    ["one – also other", (one, other) => `${one} – also ${other}`],
    ["one. Oh and other", (one, other) => `${one}. Oh and ${other}`],
    ["one⏎other", (one, other) => `${one}\n${other}`],
    ["First, one, second, other", (one, other) => `First, ${one}, second, ${other}`],
    ["1) one 2) other", (one, other) => `1) ${one} 2) ${other}`],
    ["Two things: one, and other", (one, other) => `Two things: ${one}, and ${other}.`],
    ["one. On top of that, other", (one, other) => `${one}. On top of that, ${other}`],
    ["Item 1: one. Item 2: other.", (one, other) => `Item 1: ${one}. Item 2: ${other}.`],
    [
      "a greeting and a reason",
      (one, other) => `Hi team, ${one}. We have a board meeting on Tuesday. ${upper(other)}. Thanks`,
    ],
  ])("%s", (name, join) => {
    const cases = pairs(name.length).map(([one, other]) => {
      const weighted = weighs(one.meaning) ? one.meaning : other.meaning;
      const said = join(one.message, other.message);
      const now = read(said);
      const is = planOf(now.policy, now);
      return { said, now, is, wanted: planOf({ ...one.meaning.policy, ...other.meaning.policy }, weighted) };
    });
    const asked = cases.filter(({ now }) => now.unread.length > 0);
    const lost = cases.filter((each) => !asked.includes(each) && each.is !== each.wanted);
    expect(cases.length).toBeGreaterThan(50);
    const told = JSON.stringify(lost.map(({ is, said, wanted }) => ({ said, is, wanted })));
    expect(lost.length / cases.length, told).toBeLessThan(0.04);
    expect(asked.length / cases.length).toBeLessThan(0.05);
  });
});
