import fc from "fast-check";
import { expect, test } from "vitest";
import { policySchema } from "../../contract/policy.ts";
import type { Turn } from "../../contract/turn.ts";
import { readConversation } from "../../prompts/conversation/conversation.ts";
import { describePlan, type Meaning } from "../../prompts/index.ts";
import { interpretOffline } from "../../prompts/interpret-offline.ts";
import { LEXICON_WORDS } from "../../prompts/words/items/lexicon.ts";
import { SIGNALS } from "../../tiering/index.ts";
import { readMessages } from "../support/messages.ts";
import { vocabulary } from "../support/vocabulary.ts";

function expectSound(meaning: Meaning): void {
  expect(meaning.reply).not.toBe("");
  expect(meaning.reply.length).toBeLessThanOrEqual(2000);
  expect(meaning.reply.isWellFormed()).toBe(true);
  expect(meaning.explanation).not.toBe("");
  expect(policySchema.safeParse(meaning.policy).success).toBe(true);
  expect(meaning.weights === null).toBe(meaning.method === "none");
  expect(meaning.proposed === null).toBe(meaning.question === null);
  if (meaning.weights === null) return;
  const { weights } = meaning;
  expect(SIGNALS.every((signal) => weights[signal] >= 0 && weights[signal] <= 1)).toBe(true);
  expect(Math.abs(SIGNALS.reduce((sum, signal) => sum + weights[signal], 0) - 1)).toBeLessThanOrEqual(1e-12);
}

const last: Turn = {
  role: "assistant",
  content: `Done. ${describePlan({ method: "kpi", weights: { runway: 0, growth: 0, geo: 1, category: 0 }, policy: { hold: ["tier:A"] } })}`,
};
const histories = fc.constantFrom<readonly Turn[]>([], [last]);

test("any string gives a valid plan or a reply", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), histories, (message, history) => {
      expectSound(interpretOffline(message, readConversation(history), vocabulary));
    }),
    { numRuns: 300 },
  );
});

test("any run of words of the lexicon, numbers and signs gives a valid plan or a reply", () => {
  const words = [
    ...LEXICON_WORDS,
    "kpi",
    "africa",
    "emea",
    "healthcare",
    "304930413",
    "tier a",
    "%",
    "/",
    ",",
    ".",
    "?",
    ">",
    "2",
    "0",
    "0.5",
    "80",
    "1e9",
    "half",
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 30 }), histories, (message, history) => {
      expectSound(interpretOffline(message.join(" "), readConversation(history), vocabulary));
    }),
    { numRuns: 1500 },
  );
});

test("a history of any text is survived", () => {
  const turns = fc.array(
    fc.record({
      role: fc.constantFrom("user" as const, "assistant" as const),
      content: fc.string({ maxLength: 100 }),
    }),
  );
  fc.assert(
    fc.property(turns, (history) => {
      expectSound(interpretOffline("a bit more geo than last time", readConversation(history), vocabulary));
    }),
  );
});

test("the same message in the same state means the same", () => {
  for (const { history = [], message } of readMessages("tuned")) {
    const conversation = readConversation(history);
    expect(interpretOffline(message, conversation, vocabulary)).toEqual(
      interpretOffline(message, conversation, vocabulary),
    );
  }
});

test("case, outer blanks and a closing full stop do not change the weights", () => {
  for (const { message } of readMessages("golden")) {
    const conversation = readConversation([]);
    const { weights } = interpretOffline(message, conversation, vocabulary);
    expect(interpretOffline(`  ${message.toLowerCase()}  `, conversation, vocabulary).weights).toEqual(
      weights,
    );
  }
});
