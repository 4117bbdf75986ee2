import { SYSTEM_PROMPT } from "./system.ts";

/** Words in a row that only a quotation shares with the system prompt. */
const QUOTED_WORDS = 10;

const PROMPT_RUNS = new Set(wordRuns(SYSTEM_PROMPT));

/** Whether a reply repeats ten or more words in a row of the system prompt. */
export function quotesPrompt(text: string): boolean {
  return wordRuns(text).some((run) => PROMPT_RUNS.has(run));
}

function wordRuns(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words
    .slice(0, Math.max(0, words.length - QUOTED_WORDS + 1))
    .map((_, start) => words.slice(start, start + QUOTED_WORDS).join(" "));
}
