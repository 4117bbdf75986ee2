import type { Fault } from "./answer-text.ts";
import type { ChatMessage } from "./model.ts";

/** Longest part of a wrong answer that is shown to the model again, characters. */
const MAX_QUOTED = 4000;

/**
 * What the model is told when its answer is wrong: its own answer (where it gave one), then each
 * fault with path, what was got and what was expected.
 */
export function correctionMessages(content: string | null, faults: readonly Fault[]): ChatMessage[] {
  const lines = faults.map(
    ({ path, message }) => `- ${path === "" ? "(the whole answer)" : path}: ${message}`,
  );
  const correction: ChatMessage = {
    role: "user",
    content: `Your last answer cannot be used:
${lines.join("\n")}
Answer the same message again with exactly one corrected JSON object of the agreed form, and nothing else. The weights are four JSON numbers from 0 to 1 that sum to 1.`,
  };
  const said = (content ?? "").trim();
  if (said === "") return [correction];
  return [{ role: "assistant", content: said.slice(0, MAX_QUOTED).toWellFormed() }, correction];
}
