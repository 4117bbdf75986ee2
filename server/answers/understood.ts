import type { Request } from "express";
import { z } from "zod";
import { describePlan, planSchema, turnSchema } from "../../prompts/index.ts";
import type { AppDeps } from "../deps.ts";
import type { AnswerOf } from "../schemas/answer-of.ts";
import { copySchema, identityShape, interpretationSchema, linksSchema } from "../schemas/answers.ts";
import type { Understood } from "../story.ts";
import { identity } from "./identity.ts";
import { copyable, planLinks } from "./links.ts";

/** What the words meant, with all that a client needs to go on. */
export const understoodAnswer = z
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

/** The body that says what the words meant. */
export function understoodJson(
  deps: AppDeps,
  req: Request,
  { interpretation, plan }: Understood,
  prove?: number,
) {
  const { method, reply } = interpretation;
  const links = plan && planLinks(plan, prove);
  const turn = plan
    ? { role: "assistant" as const, content: `${reply}\n${describePlan(plan)}`, plan }
    : { role: "assistant" as const, content: reply };
  return {
    ...identity(deps),
    method,
    reply,
    interpretation,
    plan,
    turn,
    links,
    copy: links && copyable(req, links),
  } satisfies AnswerOf<typeof understoodAnswer>;
}
