import type { ModelAnswer } from "../../contract/model-answer.ts";
import type { Conversation } from "../conversation/conversation.ts";
import { phraseAt } from "./items/lexicon.ts";
import { tokenise } from "./items/tokens.ts";

/** The same in the languages that a model reads to us. */
const DIRECT = /^(?:direkt|direkte|directe|directo|directa|diretto)$/u;

/** The methods that a message allows a model to choose: direct and baseline only where it, or the plan in force, says so. */
export function methodsSaid(message: string, { current, proposed }: Conversation): ModelAnswer["method"][] {
  const words = tokenise(message).map(({ text }) => text);
  const said = new Set<ModelAnswer["method"]>(["hybrid", "kpi", "none"]);
  words.forEach((word, at) => {
    const cues = phraseAt(words, at)?.sense.cues;
    if (cues?.has("direct") || cues?.has("free") || DIRECT.test(word)) said.add("direct");
    if (cues?.has("baseline")) said.add("baseline");
  });
  for (const plan of [current, proposed]) if (plan !== null) said.add(plan.method);
  return [...said];
}
