import type { Method, Plan } from "../../tiering/index.ts";
import type { Conversation } from "../conversation.ts";

const ORDINALS: readonly [RegExp, number][] = [
  [
    /\b(?:first|1st|original|initial|very first|earliest) (?:plan|run|one|weights|tiering|version|settings|set|result|setup|attempt|try|time)\b|\bas in the beginning\b|\bat the (?:start|beginning)\b|\bwhere we started\b|\bwe started with\b|\b(?:back )?to the (?:first|original|initial)\b/iu,
    0,
  ],
  [/\b(?:second|2nd) (?:plan|run|one|tiering|version|settings|result|setup|attempt|try)\b/iu, 1],
  [/\b(?:third|3rd) (?:plan|run|one|tiering|version|settings|result|setup|attempt|try)\b/iu, 2],
];
const BEFORE_LAST =
  /\b(?:two|2) (?:plans|runs|steps|versions|times|turns) (?:ago|back|before|earlier)\b|\b(?:the )?(?:plan|run|one|weights|version) before (?:that|the last|last)\b|\bsecond to last\b|\bpenultimate\b|\bbefore the last one\b/iu;
const WITH_METHOD =
  /\b(?:the|that) (?:one (?:with|using)|plan (?:with|using)|run (?:with|using)) (?:the )?(kpi|hybrid)\b|\b(?:the|that|our) (?:last |earlier |previous )?(kpi|hybrid) (?:plan|run|one|version)\b/iu;

/** The earlier plan that a message names ("the first plan", "two plans ago", "the KPI one"), or null. */
export function namedPlan(message: string, conversation: Conversation): Plan | null {
  const { plans } = conversation;
  if (plans.length === 0) return null;
  if (BEFORE_LAST.test(message)) return plans.at(-2) ?? plans.at(-1) ?? null;
  const named = WITH_METHOD.exec(message);
  if (named !== null) {
    const method = (named[1] ?? named[2] ?? "").toLowerCase() as Method;
    const found = plans.findLast((plan) => plan.method === method);
    if (found !== undefined) return found;
  }
  const ordinal = ORDINALS.find(([pattern]) => pattern.test(message));
  return ordinal === undefined ? null : (plans[ordinal[1]] ?? null);
}
