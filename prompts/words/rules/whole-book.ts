import type { Vocabulary } from "../../book/vocabulary.ts";
import type { Operation } from "../../merge/operations.ts";
import type { UnreadPhrase } from "../../merge/reading.ts";
import { selectorWords } from "../../reply/rule-words.ts";
import type { Clause } from "../clauses/clauses.ts";
import { phraseOf } from "../clauses/phrases.ts";
import { spend, UNSAYABLE } from "../clauses/spend.ts";
import { exceptedEntries, holdEntries } from "../who/selector-entries.ts";
import { readWho } from "../who/who.ts";

/** A bound that is said of some accounts, though it holds for the whole book. */
export interface OfSome {
  /** Why it cannot be said. */
  readonly sentence: string;
  /** Whom it was said of. */
  readonly lost: UnreadPhrase;
}

/**
 * "two tiers at most for Healthcare", "no more than 5 % of tier A": what a clause's budget or step was said of; none where
 * it was said of the whole book.
 */
export function boundOfSome(
  clause: Clause,
  read: readonly Operation[],
  message: string,
  vocabulary: Vocabulary,
): OfSome[] {
  const bounds = read.flatMap((one) => (one.on === "rules" ? [one.change.kind] : []));
  const [kind, more] = bounds;
  if (more !== undefined || (kind !== "maxMovedShare" && kind !== "maxTierStep")) return [];
  const who = readWho(clause, vocabulary);
  if (who === null) return [];
  const whom = [...holdEntries(who), ...(who.within.length === 0 ? exceptedEntries(who) : [])];
  if (whom.length === 0) return [];
  spend(who.items, UNSAYABLE);
  const named = whom.map(selectorWords).join(" or ");
  const sentence =
    kind === "maxMovedShare"
      ? `A budget is for the whole book, so I cannot limit the moves of ${named} alone.`
      : `A step is for the whole book, so I cannot set the tiers that ${named} may move alone.`;
  return [{ sentence, lost: phraseOf(who.items, message, false) }];
}
