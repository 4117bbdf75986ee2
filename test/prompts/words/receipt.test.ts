import fc from "fast-check";
import { expect, test } from "vitest";
import { readConversation } from "../../../prompts/conversation/conversation.ts";
import { interpretOffline } from "../../../prompts/interpret-offline.ts";
import { scanThings } from "../../../prompts/words/clauses/things.ts";
import { readOffline } from "../../../prompts/words/read.ts";
import { readMessages } from "../../support/messages.ts";
import { otherBook } from "../../support/other-book.ts";
import { vocabulary } from "../../support/vocabulary.ts";
import { readWholeMessages } from "../../support/whole-plan.ts";

const MESSAGES = [
  ...["golden", "tuned", "held-out"].flatMap((name) => readMessages(name).map(({ message }) => message)),
  ...readWholeMessages("first-sixty").map(({ message }) => message),
];

/** Closed-class things of a message that are neither in a reading nor unread, where something runs or is proposed. */
function lost(message: string, book: typeof vocabulary): string[] {
  const reading = readOffline(message, readConversation([]), book);
  if (reading.operations.length === 0) return [];
  const covered = [...reading.readings, ...reading.unread];
  return scanThings(message, book)
    .filter(({ item }) => !covered.some(({ end, start }) => item.start >= start && item.end <= end))
    .map(({ item, kind }) => `${kind} "${item.text}"`);
}

test("every closed-class thing of the messages is spent in an operation or unread", () => {
  for (const message of MESSAGES) {
    expect(lost(message, vocabulary), message).toEqual([]);
    expect(lost(message, otherBook), message).toEqual([]);
  }
});

test("every closed-class thing of two messages put together is spent or unread", () => {
  const message = fc.constantFrom(...MESSAGES.filter((text) => text.length < 120));
  const tie = fc.constantFrom(". ", ", ", " and ", "; ", " but ");
  fc.assert(
    fc.property(message, tie, message, (a, between, b) => {
      expect(lost(`${a}${between}${b}`, vocabulary)).toEqual([]);
    }),
    { numRuns: 400, seed: 11 },
  );
});

test("whatever restricts and is unread keeps the run from starting: a plan is proposed, one question asked", () => {
  for (const message of MESSAGES) {
    const reading = readOffline(message, readConversation([]), vocabulary);
    const meaning = interpretOffline(message, readConversation([]), vocabulary);
    expect(meaning.unread).toEqual(reading.unread.map(({ phrase }) => phrase));
    if (reading.problem === null)
      for (const phrase of meaning.unread) expect(meaning.reply).toContain(phrase);
    if (!reading.unread.some(({ restricts }) => restricts)) continue;
    expect(meaning.method, message).toBe("none");
    if (reading.operations.length > 0) expect(meaning.proposed, message).not.toBeNull();
  }
});

test("numbers are numbers first, whatever a text column holds", () => {
  const read = (message: string) => interpretOffline(message, readConversation([]), otherBook);
  expect(read("move at most 2 %, growth first")).toMatchObject({
    policy: { maxMovedShare: 0.02 },
    unread: [],
  });
  expect(read("growth 50%, runway 50%").weights).toEqual({ runway: 0.5, growth: 0.5, geo: 0, category: 0 });
  expect(read("no more than 25 accounts may move").policy).toEqual({ maxMovedShare: 25 / 8000 });
  expect(read("only accounts with 25 Employees may move").policy).toEqual({ scope: ["Employees:25"] });
  expect(read("only Employees 25").policy).toEqual({ scope: ["Employees:25"] });
});

test("a value that is a word of the language or of a signal needs its column, a quotation or its own spelling", () => {
  const read = (message: string) => interpretOffline(message, readConversation([]), otherBook);
  expect(read("growth first, and only the new strategy").policy.scope).toBeUndefined();
  expect(read("hold off, growth first").policy.hold).toBeUndefined();
  expect(read('only "Growth" may move').policy).toEqual({ scope: ["Segment:Growth"] });
  expect(read("only Segment Growth may move").policy).toEqual({ scope: ["Segment:Growth"] });
  expect(read("Priority High only").policy).toEqual({ scope: ["Priority:High"] });
});

test("tiers are called what the book calls them, IDs are words too", () => {
  const read = (message: string) => interpretOffline(message, readConversation([]), otherBook);
  expect(read("hold Gold").policy).toEqual({ hold: ["tier:Gold"] });
  expect(read("keep the gold tier as it is, and ACME-01 too").policy).toEqual({
    hold: ["ACME-01", "tier:Gold"],
  });
  expect(read("5 % Gold, 15 % Silver, rest Bronze").policy).toEqual({
    tierSizes: { Bronze: "80%", Gold: "5%", Silver: "15%" },
  });
  expect(read("what separates Gold from Silver?").ask).toEqual({
    kind: "boundary",
    tiers: ["Gold", "Silver"],
  });
});
