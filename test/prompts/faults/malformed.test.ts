import { expect, test } from "vitest";
import { modelAnswerSchema } from "../../../contract/model-answer.ts";
import { readAnswer } from "../../../prompts/model/answer-text.ts";
import { interpreterAt, interpretSafely } from "../../support/faults.ts";
import { malformedAnswers } from "../../support/malformed.ts";
import { startScriptedModel } from "../../support/scripted-model.ts";

const texts = malformedAnswers();

/** Texts that still are one valid JSON answer: a doubled blank or sign inside a string changes no form. */
function stillValid(text: string): boolean {
  try {
    return modelAnswerSchema.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

test("hundreds of malformed answers are refused with a fault, without an exception", () => {
  const malformed = texts.filter((text) => !stillValid(text));
  expect(malformed.length).toBeGreaterThan(300);
  for (const text of malformed) {
    const reading = readAnswer(text, "stop");
    expect("faults" in reading && reading.faults.length > 0, JSON.stringify(text.slice(0, 200))).toBe(true);
  }
});

test("each of them over HTTP ends in a valid plan from the offline interpreter, in at most three calls", async () => {
  // Larger ones never reach the reader: the transport's cap ends them.
  const malformed = texts.filter((text) => !stillValid(text) && text.length < 100_000);
  const scripted = await startScriptedModel(malformed);
  const interpreter = interpreterAt(scripted.url, { deadlineMs: 10_000 });
  for (let at = 0; at < malformed.length; at += 3) {
    const result = await interpretSafely(interpreter);
    expect(result).toMatchObject({ interpreter: "offline", attempts: 3 });
  }
  expect(scripted.calls.length).toBeGreaterThanOrEqual(malformed.length);
  await scripted.close();
});
