import type { Conversation } from "../conversation/conversation.ts";
import { tokenise } from "./items/tokens.ts";
import { isQuestion } from "./questions/talk.ts";

/** What a message says about the KPI method: wants it, refuses it, asks about it, or nothing. */
export type KpiWish = "wanted" | "refused" | "question" | "absent";

/** Words that refuse what they stand before, in the languages that a model reads to us. */
const REFUSING = new Set(
  "not no non without never skip avoid drop forget disable ignore except off stop leave rid kein keine keinen ohne nicht pas sans aucun sin ningún ninguna senza niente sem geen".split(
    " ",
  ),
);
/** Words that may stand between a refusal and the letters. */
const LINKS = new Set(
  "use using want need like apply run running do the a an any my go going with by to it this that for on of about consider optimise optimize method mode based de le la el al die das den les l".split(
    " ",
  ),
);

/** Reads a message's wish about the KPI method by its literal letters, as the rule wants it. */
export function kpiWish(message: string): KpiWish {
  if (!/kpi/iu.test(message)) return "absent";
  const sentences = message.split(/[.!?;\n]/u).map((sentence) => tokenise(sentence).map(({ text }) => text));
  const wishes = sentences.flatMap((words): KpiWish[] => {
    const at = words.findIndex((word) => /^kpis?$/u.test(word));
    // "above the other KPIs": the measures, and no method.
    if (
      words[at] === "kpis" &&
      /^(?:others?|these|those|which|what|current|present)$/u.test(words[at - 1] ?? "")
    )
      return [];
    // "so optimise for that KPI", "the KPI I get measured on": a measure.
    if (
      /^(?:that|this|which|one|my|our|main|single)$/u.test(words[at - 1] ?? "") &&
      words[at] === "kpi" &&
      !/^(?:method|mode|ranking|way)$/u.test(words[at + 1] ?? "")
    )
      return [];
    if (words[at] === "kpi" && /^(?:i|we|they|that|which)$/u.test(words[at + 1] ?? "")) return [];
    if (/^(?:values?|figures?|numbers|scores?|results?|of)$/u.test(words[at + 1] ?? "")) return [];
    if (at < 0) return words.some((word) => word.includes("kpi")) ? ["wanted"] : [];
    if (isRefused(words, at)) return ["refused"];
    return [isQuestion(words) ? "question" : "wanted"];
  });
  return wishes.find((wish) => wish === "refused") ?? wishes.find((wish) => wish === "wanted") ?? "question";
}

function isRefused(words: readonly string[], at: number): boolean {
  const behind = words.slice(at + 1, at + 5).join(" ");
  if (/^(?:(?:method|mode) )?(?:off|is off|(?:: |= )?no\b|is not|not)\b/u.test(behind)) return true;
  let before = at - 1;
  for (let steps = 0; steps < 5 && before >= 0 && LINKS.has(words[before] as string); steps++) {
    const pair = `${words[before - 1]} ${words[before]}`;
    if (/^(?:instead of|away from)$/u.test(pair)) return true;
    before--;
  }
  const last = words[before] ?? "";
  const pair = `${words[before - 1]} ${last}`;
  return REFUSING.has(last) || /^(?:rather than|other than|anything but|instead of|away from)$/u.test(pair);
}

const REFERS = new Set(
  "again same before previous previously last earlier back repeat rerun redo unchanged keep more less bit slightly also too instead but that first second third original now still only without".split(
    " ",
  ),
);

/**
 * Whether a plan may use the KPI method: the message says KPI and wants it, or says nothing of it and
 * refers to a plan that had it.
 */
export function kpiAllowed(message: string, conversation: Conversation): boolean {
  const wish = kpiWish(message);
  if (wish !== "absent") return wish === "wanted";
  return (
    tokenise(message).some(({ text }) => REFERS.has(text)) &&
    conversation.plans.some((plan) => plan.method === "kpi")
  );
}
