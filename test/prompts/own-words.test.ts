import { expect, test } from "vitest";
import { modelAnswerSchema } from "../../contract/model-answer.ts";
import { readConversation } from "../../prompts/conversation/conversation.ts";
import { finishAnswer } from "../../prompts/receipt/finish.ts";
import { vocabulary } from "../support/vocabulary.ts";

const weights = { runway: 0.2, growth: 0.6, geo: 0.1, category: 0.1 };

function replyTo(message: string, reply: string, policy: object | null = null): string {
  const answer = modelAnswerSchema.parse({ method: "hybrid", weights, reply, policy });
  const context = { message, conversation: readConversation([]), vocabulary };
  return finishAnswer(answer, context, [], () => {
    throw new Error("the offline reply is not needed");
  }).reply;
}

const COMPOSED = "What counts: Growth 60 %";

test.each([
  [
    "Wachstum zuerst, bitte nur in Westeuropa",
    "Wachstum zählt am meisten, nur in Westeuropa bewegt sich etwas.",
  ],
  ["la croissance d'abord, seulement en Europe de l'Ouest", "La croissance compte le plus."],
  ["成長を最優先にしてください", "成長を最も重視します。"],
])("%s: the model's own sentence stands ahead of the composed reply", (message, own) => {
  const reply = replyTo(message, own, { scope: ["Geo_Entity:Western Europe"] });
  expect(reply.startsWith(`${own} (${COMPOSED}`)).toBe(true);
});

test.each([
  ["a number", "Höchstens 2 % bewegen sich."],
  ["an account, a tier or a place that the plan does not have", "Africa bleibt, wie es ist."],
  ["another method", "Das KPI-Verfahren ordnet die Kunden."],
  ["too much", "Wachstum ".repeat(50)],
])("what claims %s is left out", (_, own) => {
  expect(replyTo("Wachstum zuerst, bitte", own).startsWith(COMPOSED)).toBe(true);
});

test("the reply to an English message is the composed one alone", () => {
  expect(replyTo("growth first, please", "Growth leads now.").startsWith(COMPOSED)).toBe(true);
});
