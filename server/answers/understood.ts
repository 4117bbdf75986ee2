import type { Request } from "express";
import type { AnswerOf } from "../../contract/answer-of.ts";
import type { interpretationAnswer } from "../../contract/chat.ts";
import { describePlan } from "../../prompts/index.ts";
import type { AppDeps } from "../deps.ts";
import type { Understood } from "../story.ts";
import { identity } from "./identity.ts";
import { copyable, planLinks } from "./links.ts";

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
  } satisfies AnswerOf<typeof interpretationAnswer>;
}
