import { z } from "zod";
import type { AnswerOf } from "./answer-of.ts";
import { ownForceSchema } from "./coverage.ts";
import { csvQuery } from "./csv.ts";
import { copySchema, identityShape, linksSchema } from "./identity.ts";
import { interpretationSchema } from "./interpretation.ts";
import { planSchema } from "./plan.ts";
import { proveParameter } from "./plan-query.ts";
import { policySchema } from "./policy.ts";
import { questionSchema } from "./question.ts";
import { summarySchema } from "./summary.ts";
import { turnSchema } from "./turn.ts";

/** Longest message, characters. */
const MESSAGE_LIMIT = 4_000;
/** Most turns of history. */
const HISTORY_LIMIT = 20;

/** Body of `POST /v1/chat` and `POST /v1/interpretations`. */
export const chatBody = z
  .strictObject({
    message: z
      .string()
      .max(MESSAGE_LIMIT)
      .refine((text) => text.trim() !== "", "expected a message that says something")
      .describe("What matters, in plain words.")
      .meta({ examples: ["prioritize runway growth"] }),
    history: z.array(turnSchema).max(HISTORY_LIMIT).default([]).describe("Earlier turns, oldest first."),
    policy: policySchema.optional().describe("Business rules; they go before those in the words."),
  })
  .meta({ id: "ChatRequest" });
/** The body of a chat request as it is read. */
export type ChatBody = z.output<typeof chatBody>;

/** Body of `POST /v1/chat`: questions about coverage are answered for the sellers that it has. */
export const chatTurnBody = chatBody
  .extend({
    coverage: ownForceSchema
      .optional()
      .describe(
        "Sellers and capacities that questions about coverage are about; those on file unless given.",
      ),
  })
  .meta({ id: "ChatTurnRequest" });

/** What the words meant, with all that a client needs to go on. */
export const interpretationAnswer = z
  .object({
    ...identityShape,
    method: interpretationSchema.shape.method,
    reply: z.string(),
    interpretation: interpretationSchema,
    plan: planSchema.nullable().describe("Null where the words asked for no run."),
    turn: turnSchema.describe("The assistant's turn, to be sent back as history."),
    links: linksSchema.nullable(),
    copy: copySchema.nullable(),
  })
  .meta({ id: "InterpretationAnswer" });

/** A table that answers a question: its columns with what their cells are, and a row each. */
export const answerTableSchema = z
  .object({
    columns: z.array(
      z.object({ name: z.string(), unit: z.enum(["text", "account", "count", "money", "share"]) }),
    ),
    rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
    total: z.int().describe("Rows that there are, those beyond the limit among them."),
  })
  .meta({ id: "AnswerTable" });

/** A table that answers a question. */
export type AnswerTable = AnswerOf<typeof answerTableSchema>;

/** What was asked beside a run, answered. */
export const questionAnswerSchema = z
  .object({
    kind: z.enum(questionSchema.options.map((option) => option.shape.kind.value)),
    text: z.string(),
    data: z.unknown().describe("The same as the linked resource gives it."),
    link: z
      .string()
      .nullable()
      .describe(
        "The resource that has it all; null where the answer is about sellers that were sent with the question, which no link can hold: POST them to /v1/coverage.",
      ),
    table: answerTableSchema.optional().describe("Where the answer is a list."),
  })
  .meta({ id: "AskAnswer" });

/** What was asked beside a run, answered. */
export type QuestionAnswer = AnswerOf<typeof questionAnswerSchema>;

/** Answer of `POST /v1/chat` as JSON. */
export const chatAnswer = interpretationAnswer
  .extend({
    summary: summarySchema.nullable().describe("Null where there was no run."),
    advice: z
      .string()
      .nullable()
      .describe("What a fifth of the movement budget would bring; null where that says nothing."),
    answer: questionAnswerSchema.nullable().describe("What was asked beside a run; null where nothing was."),
  })
  .meta({ id: "ChatAnswer" });

/** Query of `POST /v1/chat`. */
export const chatQuery = csvQuery.extend({ prove: proveParameter.optional() });
