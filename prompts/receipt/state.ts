import { checkPolicy } from "../book/selectors.ts";
import type { Vocabulary } from "../book/vocabulary.ts";
import type { Conversation } from "../conversation/conversation.ts";
import type { Meaning } from "../merge/meaning.ts";
import { talkMeaning } from "./conclude.ts";

/**
 * Holds the plans of a history against the book, before anything of them goes upstream: null where they
 * stand, else what is said instead of a run.
 */
export function checkState({ current, proposed }: Conversation, vocabulary: Vocabulary): Meaning | null {
  for (const plan of [current, proposed]) {
    if (plan === null) continue;
    const checked = checkPolicy(plan.policy, vocabulary);
    if ("problem" in checked)
      return talkMeaning(
        `The plan of this conversation does not fit the book: ${checked.problem} So I have not run anything; say "start over" without the history.`,
      );
  }
  return null;
}
