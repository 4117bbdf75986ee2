import { expect, test } from "vitest";
import { type ChatAnswer, type ChatModel, ModelError } from "../../prompts/model/model.ts";
import { paraphrase } from "../../prompts/model/paraphrase.ts";

const facts = { moved: 2500, accounts: 50_000, share: 0.05, lift: 0.0861, tiers: ["A", "B"] };
const text = "The hybrid moved 2,500 of 50,000 accounts (5 %); the composite rose by 0.0861.";

function scripted(answer: Partial<ChatAnswer> | Error): ChatModel {
  return {
    name: "scripted",
    ask: async () => {
      if (answer instanceof Error) throw answer;
      return { content: null, finishReason: "stop", refusal: null, usage: null, ...answer };
    },
  };
}

const ask = (model: ChatModel, deadlineMs = 20_000, signal?: AbortSignal) =>
  paraphrase({ model, text, facts, deadlineMs, ...(signal === undefined ? {} : { signal }) });

test("a paraphrase whose every number stands in the facts is used, rounded or in other forms", async () => {
  const said = "Only 5 % of the book, 2.5k accounts, had to move to lift the composite by .086.";
  expect(await ask(scripted({ content: said }))).toMatchObject({
    text: said,
    source: "model",
    fallback: null,
  });
});

test.each([
  ["It moved 2,500 accounts and won 37 new deals.", ["37"]],
  ["It moved three thousand accounts.", ["three thousand"]],
  ["Revenue doubled, by 100 %.", ["100", "doubled"]],
  ["2,500 of 60,000 accounts moved.", ["60,000"]],
])(
  "a number that the model invents is caught, and the deterministic text stands: %s",
  async (content, numbers) => {
    const result = await ask(scripted({ content }));
    expect(result).toMatchObject({ text, source: "facts", unknownNumbers: numbers });
    expect(result.fallback).toMatch(/the model used (a number|numbers) that the facts do not have/);
  },
);

test.each([
  ["empty", { content: "  " }, "the model's answer was empty"],
  ["no text", {}, "the model's answer was empty"],
  ["a refusal", { refusal: "no" }, "the model declined to answer"],
  ["cut off", { content: "It mo", finishReason: "length" }, "the model's answer was cut off"],
  ["filtered", { content: null, finishReason: "content_filter" }, "the model's answer was cut off"],
])("an answer that is %s is not used", async (_, answer, fallback) => {
  expect(await ask(scripted(answer))).toMatchObject({ text, source: "facts", fallback });
});

test("a failed call leaves the deterministic text and says why, without the upstream's words", async () => {
  const failed = await ask(scripted(new ModelError("transient", "the model's server failed (503)")));
  expect(failed).toMatchObject({ text, fallback: "the model's server failed (503)" });
  const broken = await ask(scripted(new Error("secret")));
  expect(broken).toMatchObject({ text, fallback: "the model could not be called" });
});

/** Does not even listen to the signal. */
const silent: ChatModel = { name: "silent", ask: () => new Promise(() => {}) };

test("a model that does not answer by the deadline is not waited for", async () => {
  expect(await ask(silent, 20)).toMatchObject({ text, fallback: "the model did not answer within 0.02 s" });
});

test("a caller who leaves ends it", async () => {
  const left = new AbortController();
  const pending = ask(silent, 10_000, left.signal);
  left.abort(new Error("gone"));
  await expect(pending).rejects.toThrow("gone");
});

test("the model's text is shown without control and bidirectional characters", async () => {
  const said = await ask(scripted({ content: "\u202eIt moved\u0007 2,500 accounts.\u001b[31m" }));
  expect(said).toMatchObject({ text: "It moved 2,500 accounts.", source: "model" });
});
