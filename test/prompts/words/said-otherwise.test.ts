import { describe, expect, it, test } from "vitest";
import { readConversation } from "../../../prompts/conversation/conversation.ts";
import { interpretOffline } from "../../../prompts/interpret-offline.ts";
import type { Meaning } from "../../../prompts/merge/meaning.ts";
import { vocabulary } from "../../support/vocabulary.ts";
import { readWholeMessages } from "../../support/whole-plan.ts";

const read = (message: string): Meaning => interpretOffline(message, readConversation([]), vocabulary);

/** What a reading comes to: its plan or question. */
function meaningOf({ ask, method, policy, weights }: Meaning): string {
  const shares = Object.values(weights ?? {}).map((weight) => weight.toFixed(6));
  return JSON.stringify({ ask, method, policy, shares });
}

/** Every other message of the demonstration book that is read wholly, on one line, with its meaning. */
const messages = ["plain-wishes", "fresh-wishes"].flatMap((name) =>
  readWholeMessages(name)
    .filter(
      ({ book = "demo", history = [], message }, at) =>
        at % 2 === 0 && book === "demo" && history.length === 0 && !message.includes("\n"),
    )
    .map(({ message }) => ({ message, meaning: read(message) }))
    .filter(({ meaning }) => meaning.unread.length === 0),
);

/** In small letters, but for what is written in capitals: A, SFI, UK. */
const small = (message: string): string =>
  /^\p{Lu}(?!\p{Ll})/u.test(message) ? message : message.charAt(0).toLowerCase() + message.slice(1);

describe("what only opens or closes a message changes no plan", () => {
  it.each<[string, (message: string) => string]>([
    ["ok so …", (message) => `ok so ${small(message)}`],
    ["Sorry …! …", (message) => `Sorry to bother you again! ${message}`],
    ["My boss wants this: …", (message) => `My boss wants this: ${small(message)}`],
    ["…, really", (message) => message.replace(/[.!]?$/, ", really")],
    ["… asap", (message) => message.replace(/([.!?]?)$/, " asap$1")],
    ["… and a signature", (message) => `${message}\n\nBest regards,\nJohn Miller\nVP Sales EMEA`],
    ["Well, …", (message) => `Well, ${small(message)}`],
    ["… please", (message) => message.replace(/[.!]?$/, " please")],
    ["…, thanks", (message) => message.replace(/[.!]?$/, ", thanks")],
    ["“…”", (message) => `“${message.replaceAll(/["“”]/g, "")}”`],
  ])("%s", (_, said) => {
    const changed = messages.map(({ message, meaning }) => ({
      said: said(message),
      was: meaningOf(meaning),
      now: read(said(message)),
    }));
    const asked = changed.filter(({ now }) => now.unread.length > 0);
    const other = changed.filter((each) => !asked.includes(each) && meaningOf(each.now) !== each.was);
    expect(other.map((each) => each.said)).toEqual([]);
    expect(asked.length / messages.length).toBeLessThan(0.02);
  });
});

test.each([
  [
    "a list on lines",
    "a third each:\n- runway\n- growth\n- category",
    "a third each: runway, growth, category",
  ],
  ["names on lines", "Only:\n- India\n- Japan", "only India and Japan"],
  ["a line with but", "Growth matters\nbut runway matters more", "Growth matters, but runway matters more"],
  [
    "a sentence with but",
    "Growth matters. But runway matters more.",
    "Growth matters, but runway matters more",
  ],
  ["numbers of wishes", "1. no geo\n2. hold Retail\n3. at most 2 %", "no geo, hold Retail, at most 2 %"],
  [
    "numbers beyond four",
    "1. no geo\n2. hold Retail\n3. only Africa\n4. growth first\n5. at most 2 %",
    "no geo, hold Retail, only Africa, growth first, at most 2 %",
  ],
  ["ranks before a rule", "1. growth\n2. runway\n3. hold Retail", "first growth, second runway, hold Retail"],
  [
    "capitals",
    "A THIRD RUNWAY, A THIRD GROWTH, A THIRD CATEGORY",
    "a third runway, a third growth, a third category",
  ],
  ["a code in small letters", "hands off the uk", "hands off the UK"],
  ["any more", "regions don't matter to us anymore", "regions don't matter to us"],
  ["a hold any longer", "Africa is not to be touched any longer", "Africa is not to be touched"],
  ["a disputed claim", "my boss thinks geo is everything. I disagree. growth first", "growth first"],
  ["a claim of everything", "my boss says geo is everything but I disagree: growth first", "growth first"],
  ["a disputed belief", "some people believe geo is key, but I disagree: growth first", "growth first"],
  [
    "a limit behind a dash",
    "focus on headroom - 2 % at the very most",
    "focus on headroom, 2 % at the very most",
  ],
  ["names apart", "nothing outside Retail, and Education stays", "only Retail; Education stays"],
  ["a place kept", "keep the D's where they are today", "keep the D's"],
  ["a request", "Can you drop geo by half?", "drop geo by half"],
])("%s mean what they mean in one sentence", (_, said, plain) => {
  expect(meaningOf(read(said))).toBe(meaningOf(read(plain)));
  expect(read(said).unread).toEqual([]);
});

test.each(["growth first, Bangladesh", "growth first. Wakanda."])(
  "a name alone that no book has is named: %s",
  (message) => {
    expect(read(message).unread).toEqual([expect.stringMatching(/Bangladesh|Wakanda/)]);
  },
);

test.each(["only kenya, egypt and ghana", "hold kenya and egypt"])(
  "names without capitals that the book does not have are asked about: %s",
  (message) => {
    expect(read(message).method).toBe("none");
  },
);

test.each([
  "hold Africa. Thanks. Japan too",
  "hold Africa\nthanks\nJapan too",
  "growth first, hold Africa. Thanks, Japan as well",
])("no wish behind thanks is taken for a signature: %s", (message) => {
  const { policy, unread } = read(message);
  expect(JSON.stringify(policy.hold ?? []) + unread.join()).toMatch(/Japan/);
});

test.each([
  ["prioritise growth", "growth"],
  ["use the KPI method", "KPI"],
  ["Japan only", "Japan"],
])("nor is one on a line of its own: %s", (wish, named) => {
  const { method, policy, unread, weights } = read(`hold Africa\nThanks\n${wish}`);
  const done = method === "kpi" || policy.scope !== undefined || (weights?.growth ?? 0) > 0.5;
  expect(done || unread.some((phrase) => phrase.includes(named))).toBe(true);
});
