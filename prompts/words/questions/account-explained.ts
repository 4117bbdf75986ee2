import type { Question } from "../../../contract/question.ts";
import { type Clause, has, textOf } from "../clauses/clauses.ts";
import type { Sentence } from "./sentence.ts";

/** Words that ask after an account that another sentence names: "It is account 42. Why has he moved?" */
const ASKS_AFTER =
  /\bplease explain\b|\bexplain (?:it|this|that|why|me why)\b|\b(?:what is|what's) the (?:reason|story)\b|\bwhy (?:he|she|it|they|him|her|its|that|did|has|was|is|downgraded|upgraded|demoted|promoted|moved|dropped)\b|\bwhat happened\b|\bhow come\b|^why$|^(?:and |so )?(?:what|how|is|was|did|does|should) (?!if\b|about\b).*\b(?:he|she|it|they|him|her|them)\b/u;

/** The account that a message is about where one sentence names it and another asks; null for any other. */
export function askedAfter(clauses: readonly Clause[]): Question | null {
  const items = clauses.flatMap((clause) => clause.items);
  const [named, more] = items.filter(({ kind }) => kind === "account");
  if (named === undefined || more !== undefined || named.names.length !== 1) return null;
  if (items.some(({ kind }) => ["signal", "amount", "values"].includes(kind))) return null;
  const isAsking = (clause: Clause) => ASKS_AFTER.test(textOf(clause));
  const rules = clauses.filter((clause) => !isAsking(clause));
  if (rules.length === clauses.length || !rules.some((clause) => clause.items.includes(named))) return null;
  return rules.some((clause) => has(clause, "hold", "not", "only", "ignore", "except", "lift"))
    ? null
    : { kind: "account", id: named.names[0] as string };
}

const COMPARED = /\b(?:compare|compared|comparison|difference|versus|vs|side by side|next to|against)\b/u;
const ACCOUNT_ASKED =
  /\b(?:why|explain|details?|story|look (?:up|at|into)|inspect|justify|what happened|what about|tell (?:me|us)|background|reasons?|rationale|how come)\b|\b(?:can not be|is that|that is|looks|seems) (?:\S+ )?(?:right|wrong|mistake|odd|strange|error|correct)\b|^(?:(?:and|then|please|now) )*(?:show|open|pull up|describe|display|check)(?: me| us)? (?:the )?(?:account |customer |client )?\S+(?: (?:please|for|me|again|now))*$/u;

/** "why did account 42 move?", "compare 42 and 43". */
export function readExplained({ items, question, text }: Sentence): Question | null {
  const named = items.find((item) => item.kind === "account");
  const [id, other, more] = items.filter(({ kind }) => kind === "account").flatMap(({ names }) => names);
  // Of more than two, none is set beside the others.
  if (more !== undefined) return null;
  if (id !== undefined && other !== undefined)
    return question || ACCOUNT_ASKED.test(text) || COMPARED.test(text) ? { kind: "pair", id, other } : null;
  // "do not explain 42, just hold it"
  if (/\b(?:do not|never|no need to|without) (?:explain|justify)/u.test(text)) return null;
  return named !== undefined && (question || ACCOUNT_ASKED.test(text))
    ? { kind: "account", id: named.names[0] as string }
    : null;
}
