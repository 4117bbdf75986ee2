import type { Conversation } from "./conversation.ts";
import { isQuestion } from "./offline/talk.ts";

/** What a message says about the KPI method: wants it, refuses it, asks about it, or nothing. */
export type KpiWish = "wanted" | "refused" | "question" | "absent";

const LINK =
  "(?:use|using|want|need|like|apply|run|running|do|the|a|an|any|my|go|going|with|by|to|it|this|that|time|for|on|of|about|consider|optimi[sz]e|optimi[sz]ing|maximi[sz]e|method|mode|based|run|focus|focusing)";
const REFUSED = new RegExp(
  String.raw`\b(?:not|no|non|without|dont|never|skip|avoid|drop|forget|disable|ignore|except|instead of|rather than|other than|anything but|stop|off|away from|leave|rid of)[\s-]+(?:${LINK}\s+){0,5}["']?kpis?\b|\bkpis?\b["']?(?: method| mode)?\s*(?:off|is off|: ?no|= ?no|is not|isn't|not)\b`,
  "iu",
);
/** Reads a message's wish about the KPI method by its literal letters, as the rule wants it. */
export function kpiWish(message: string): KpiWish {
  const text = message
    .replaceAll("’", "'")
    .replace(/\b(do|does|did|would|should|must|need|is|are|was)n'?t\b/giu, "$1 not");
  if (!/kpi/iu.test(text)) return "absent";
  const sentences = text.split(/(?<=[.!?;\n])\s+/u).filter((sentence) => /kpi/iu.test(sentence));
  const wishes = sentences.map((sentence): KpiWish => {
    if (REFUSED.test(sentence)) return "refused";
    return isQuestion(sentence) ? "question" : "wanted";
  });
  return wishes.find((wish) => wish === "refused") ?? wishes.find((wish) => wish === "wanted") ?? "question";
}

const REFERS =
  /\b(?:again|same|before|previous|previously|last|earlier|back|repeat|rerun|re-run|redo|unchanged|keep|as is|more|less|bit|slightly|also|too|instead|but|like that|that|first|second|third|original|now|still|only|without)\b/iu;

/**
 * Whether a plan may use the KPI method: the message says KPI and wants it, or says nothing of it and
 * refers to a plan that had it.
 */
export function kpiAllowed(message: string, conversation: Conversation): boolean {
  const wish = kpiWish(message);
  if (wish !== "absent") return wish === "wanted";
  return REFERS.test(message) && conversation.plans.some((plan) => plan.method === "kpi");
}
