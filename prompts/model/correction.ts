import type { Fault } from "./answer-text.ts";
import type { ChatMessage } from "./model.ts";

/** Longest part of a wrong answer that is shown to the model again, characters. */
const MAX_QUOTED = 4000;

/**
 * What the model is told when its answer is wrong: its own answer (where it gave one), then each
 * fault with path, what was got and what was expected, all at once.
 */
export function correctionMessages(content: string | null, faults: readonly Fault[]): ChatMessage[] {
  const lines = faults.map(
    ({ path, message }) => `- ${path === "" ? "(the whole answer)" : path}: ${message}`,
  );
  const correction: ChatMessage = {
    role: "user",
    content: `Your last answer cannot be used:
${lines.join("\n")}
Answer the same message again with exactly one corrected JSON object of the agreed form, and nothing else.${closing(faults)}`,
  };
  const said = (content ?? "").trim();
  if (said === "") return [correction];
  return [{ role: "assistant", content: said.slice(0, MAX_QUOTED).toWellFormed() }, correction];
}

/** A reminder that fits what was wrong. */
function closing(faults: readonly Fault[]): string {
  const paths = faults.map(({ path }) => path.split(".")[0] ?? "");
  if (paths.every((path) => path === "policy" || path === "ask" || path === "message"))
    return " Keep the weights as they were; what the message does not ask for is null.";
  return " The weights are four JSON numbers from 0 to 1 that sum to 1; with method none they are null.";
}
