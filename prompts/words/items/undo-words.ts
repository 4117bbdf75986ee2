import { phraseAt } from "./lexicon.ts";
import { tokenise } from "./tokens.ts";

/** What may follow "go back to": the plan before, rather than a wish ("go back to growth"). */
const BEFORE = /^(?:what|how|where|before|that|the|previous|last|earlier)$/u;
const NAMED =
  /^(?:default|defaults|hybrid|kpi|normal|standard|first|original|initial|very|start|beginning)$/u;

/** Whether a message asks to take the last plan back. Cost: linear in its first 400 characters. */
export function isUndo(message: string): boolean {
  const words = tokenise(message.slice(0, 400)).map(({ text }) => text);
  for (let at = 0; at < words.length; at++) {
    const phrase = phraseAt(words, at);
    if (phrase === null) continue;
    if (
      phrase.sense.cues.has("undo") &&
      !/^(?:not|never)$/u.test(words[at - 1] ?? "") &&
      undoes(words, at + phrase.length)
    )
      return true;
    at += phrase.length - 1;
  }
  return false;
}

function undoes(words: readonly string[], next: number): boolean {
  if (words[next] !== "to") return true;
  const [first = "", second = ""] = words.slice(next + 1, next + 3);
  return BEFORE.test(first) && !NAMED.test(second) && !NAMED.test(first);
}
